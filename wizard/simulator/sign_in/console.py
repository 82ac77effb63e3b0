"""Who signs in to the console of the management account: IAM users, and what they need for `aws login`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wizard.simulator.errors import AwsError
from wizard.simulator.names import PARTITION
from wizard.simulator.policies.principal import Principal

if TYPE_CHECKING:
    from wizard.simulator.world import World

USER = "administrator"
SESSION_SECONDS = 12 * 3600
CREDENTIAL_SECONDS = 900


@dataclass(frozen=True)
class ConsoleSession:
    """A user's login by one program: bound to the program's key, and to the user's credentials as they were."""

    principal: Principal
    credentials: tuple[str, str]
    key: str
    ends: float


def console_user(world: "World", name: str) -> Principal | None:
    """An IAM user of the management account by name, or None."""
    user = _user(world, name)
    return Principal(world.management_account, user.arn, user.id, "user", user.name) if user else None


def credentials_of(world: "World", name: str) -> tuple[str, str]:
    """What changes when the user is made anew or gets another password; empty where there is no user."""
    user = _user(world, name)
    return (str(user.id), str(user.password or "")) if user else ("", "")


def require_sign_in(world: "World", principal: Principal, action: str, region: str) -> None:
    """Raise AwsError where a user may not log programs in (the policy SignInLocalDevelopmentAccess allows it)."""
    resource = f"arn:{PARTITION}:signin:{region}:{principal.account}:oauth2/public-client/localhost"
    if not world.authorization.decide(principal, f"signin:{action}", resource, region).allowed:
        raise denied("INSUFFICIENT_PERMISSIONS", f"The user is not allowed to perform signin:{action}")


def denied(reason: str, message: str) -> AwsError:
    """A refusal of the sign-in service, with its reason."""
    return AwsError(f"AccessDeniedException/{reason}", message)


def _user(world: "World", name: str) -> Any:
    return world.iam.account(world.management_account).users.get(name)
