"""Reads any CloudFormation template, YAML or JSON, ours or a vendor's."""

from collections import Counter

from wizard.providers.markup import MarkupError, read_markup
from wizard.providers.template import Template, TemplateError
from wizard.providers.template_deployment import blockers_of, capabilities_of, stack_sets_of
from wizard.providers.template_outputs import OutputReader
from wizard.providers.template_parameters import parameters_of
from wizard.providers.template_placeholders import placeholders_of
from wizard.providers.template_problems import problems_of
from wizard.providers.template_values import mapping, resources_of, string, type_of


def read_template(text: str) -> Template:
    """Read a template. Raises TemplateError with a sentence where the text is none.

    Limits: 1 MB, 200,000 values, 60 levels. Reads no file and asks nobody. What can be read but will be refused by AWS
    is told in `problems`.
    """
    try:
        document = read_markup(text)
    except MarkupError as error:
        raise TemplateError(str(error)) from error
    template = mapping(document.value)
    resources = resources_of(template)
    if not resources:
        raise TemplateError("This is not a CloudFormation template: it has no resources.")
    parameters = parameters_of(document)
    outputs = OutputReader(template, parameters)
    return Template(
        description=string(template.get("Description")),
        parameters=parameters,
        capabilities=capabilities_of(document),
        resource_types=dict(Counter(type_of(one) for one in resources.values())),
        stack_sets=tuple(stack_sets_of(document)),
        outputs=outputs.outputs(),
        role_arn_outputs=outputs.role_arns(),
        body_bytes=len(text.encode("utf-8", errors="replace")),
        document=template,
        secret_outputs=outputs.secrets(),
        blockers=tuple(blockers_of(document)),
        placeholders=placeholders_of(template),
        problems=problems_of(document),
    )
