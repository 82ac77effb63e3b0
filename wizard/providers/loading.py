"""Turns a `provider.yaml` into a checked definition; what is wrong is told with file and line, in sentences."""

from functools import cache
from typing import TYPE_CHECKING, Any

from wizard.model.failure import RawFailure, WizardError
from wizard.providers.definition import LAST, Deploy, Extra, ProviderDefinition, ProviderSummary, Scope
from wizard.providers.markup import Document, MarkupError, Path, read_markup

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError


class ProviderError(WizardError):
    """A provider's definition that cannot be used; every problem is a line of `problems`."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(RawFailure("\n".join(problems), surface="provider definition", code="ProviderError"))
        self.problems = problems


def read_definition(text: str, file: str) -> ProviderDefinition:
    """Read and check a whole definition; `file` names it in errors. Raises ProviderError."""
    from pydantic import ValidationError  # 94 ms that starting the program does not need

    document = _read(text, file)
    try:
        return _adapter().validate_python(document.value)
    except ValidationError as error:
        raise ProviderError(_sentences(error, document, file)) from error


def read_summary(text: str, file: str) -> ProviderSummary:
    """Read only what a list of providers shows, without loading pydantic. Raises ProviderError."""
    value = _read(text, file).value
    fields = value if isinstance(value, dict) else {}
    texts = {key: fields.get(key) for key in ("id", "name", "summary")}
    missing = [key for key, found in texts.items() if not isinstance(found, str) or not found]
    if missing:
        raise ProviderError(tuple(f"{file}: {key} is missing." for key in missing))
    scopes = fields.get("scopes")
    known = [scope for scope in Scope if isinstance(scopes, list) and scope.value in scopes]
    icon, rank, extras = fields.get("icon"), fields.get("rank"), fields.get("extras")
    account = fields.get("account")
    return ProviderSummary(
        id=str(texts["id"]),
        name=str(texts["name"]),
        summary=str(texts["summary"]),
        scopes=tuple(known),
        icon=icon if isinstance(icon, str) else "icon.svg",
        rank=int(rank) if isinstance(rank, str) and rank.isdecimal() else LAST,
        extras=tuple(one for one in Extra if isinstance(extras, list) and one.value in extras),
        deploys=fields.get("deploy") != Deploy.NONE.value,
        by_stack=fields.get("deploy") != Deploy.STACK_SET.value,
        account=account if isinstance(account, str) else "",
    )


def _read(text: str, file: str) -> Document:
    try:
        return read_markup(text)
    except MarkupError as error:
        raise ProviderError((f"{file}: {error}",)) from error


@cache
def _adapter() -> "TypeAdapter[ProviderDefinition]":
    from pydantic import TypeAdapter  # 94 ms that starting the program does not need

    return TypeAdapter(ProviderDefinition)


def _sentences(error: "ValidationError", document: Document, file: str) -> tuple[str, ...]:
    return tuple(_sentence(details, document, file) for details in error.errors())


def _sentence(details: Any, document: Document, file: str) -> str:
    path: Path = details["loc"]
    line = document.line(path)
    where = f"{file}, line {line}" if line else file
    name = ", ".join(f"entry {step + 1}" if isinstance(step, int) else step for step in path)
    reasons = {
        "missing": f"{name} is missing.",
        "unexpected_keyword_argument": f"{name} is not known here.",
        "dataclass_type": f"{name or 'the file'} must hold names with values.",
        "value_error": f"{str(details.get('ctx', {}).get('error', '')).rstrip('.')}.",
    }
    other = f"{name}: {details['msg']}."
    return f"{where}: {reasons.get(details['type'], other)}"
