"""A call of an API of our own, and the table of those APIs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from wizard.simulator.errors import AwsError
from wizard.simulator.policies.principal import Principal

if TYPE_CHECKING:
    from wizard.simulator.world import World


@dataclass(frozen=True)
class Call:
    """One call: who calls what, in which account and region, with what."""

    world: "World"
    principal: Principal
    service: str
    action: str
    region: str
    parameters: Mapping[str, Any]

    @property
    def account(self) -> str:
        """The caller's account."""
        return self.principal.account

    def text(self, name: str, default: str = "") -> str:
        """A parameter as text; the default when it was not sent."""
        value = self.parameters.get(name)
        return default if value is None else str(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A yes-or-no parameter; the query protocol sends it as text."""
        value = self.parameters.get(name)
        return default if value is None else str(value).lower() == "true"

    def entries(self, name: str) -> list[Any]:
        """A list parameter; empty when it was not sent or sent empty."""
        value = self.parameters.get(name)
        return value if isinstance(value, list) else []

    def required(self, name: str) -> str:
        """A parameter that must be there.

        Raises AwsError ValidationError in the words of AWS's API validation.
        """
        value = self.text(name)
        if not value:
            member = name[0].lower() + name[1:]
            raise AwsError(
                "ValidationError",
                f"1 validation error detected: Value null at '{member}' failed to satisfy constraint: "
                "Member must not be null",
            )
        return value


Handler: TypeAlias = Callable[[Call], Mapping[str, Any]]


class Api:
    """The actions of one service that are our own."""

    def __init__(self, service: str) -> None:
        self.service = service
        self.handlers: dict[str, Handler] = {}

    def action(self, name: str) -> Callable[[Handler], Handler]:
        """Register a function as the handler of an action."""

        def register(handler: Handler) -> Handler:
            self.handlers[name] = handler
            return handler

        return register
