"""A template's `Rules`: assertions over parameters, evaluated when a stack is created (R16)."""

from wizard.simulator.cloudformation.template.intrinsics import Resolver
from wizard.simulator.cloudformation.template.model import Template
from wizard.simulator.errors import validation_error


def check_rules(template: Template, resolver: Resolver) -> None:
    """Raise AwsError ValidationError for the first assertion that does not hold."""
    for name, rule in template.rules.items():
        condition = rule.get("RuleCondition")
        if condition is not None and str(resolver.resolve(condition)).lower() != "true":
            continue
        for assertion in rule.get("Assertions", []):
            if str(resolver.resolve(assertion["Assert"])).lower() != "true":
                said = assertion.get("AssertDescription", f"{name} is not met")
                raise validation_error(f"Template constraint violation: Rule {name}: {said}")
