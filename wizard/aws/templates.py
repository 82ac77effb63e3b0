"""What AWS itself understands of a template."""

from dataclasses import dataclass

from wizard.aws.access import AwsAccess


@dataclass(frozen=True, slots=True)
class TemplateSummary:
    """AWS's answer. `capabilities` is what creating a stack has to acknowledge (R14)."""

    capabilities: tuple[str, ...]
    reason: str
    parameters: tuple[str, ...]


async def summary(access: AwsAccess, template_body: str) -> TemplateSummary:
    """Let AWS read a template of at most 51,200 bytes; nothing is made. Raises AwsError where it is refused."""
    reply = await access.call("cloudformation", "GetTemplateSummary", TemplateBody=template_body)
    return TemplateSummary(
        capabilities=tuple(reply.get("Capabilities", ())),
        reason=reply.get("CapabilitiesReason", ""),
        parameters=tuple(one["ParameterKey"] for one in reply.get("Parameters", ())),
    )
