"""Who calls: a user, a role's session, an account's root, or a service of AWS."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Principal:
    """The caller of a request.

    `kind`: user, role, root, service (a service of AWS that acts in an account: SCPs bear, identity policies do not).
    `name`: the user's or role's name. `session_policy`: a document, or "".
    """

    account: str
    arn: str
    user_id: str
    kind: str
    name: str = ""
    session_policy: str = ""
    mfa: bool = False

    @property
    def policy_arn(self) -> str:
        """The ARN that policies know: for a session its role's."""
        if self.kind != "role":
            return self.arn
        return f"arn:{self.arn.split(':')[1]}:iam::{self.account}:role/{self.name}"
