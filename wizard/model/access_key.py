"""An access key: what signs calls to AWS."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class AccessKey:
    """An access key; its repr shows neither secret nor token.

    session_token: of temporary keys (ASIA…); empty for long-lived ones (AKIA…)
    """

    access_key_id: str
    secret_access_key: str = field(repr=False)
    session_token: str = field(default="", repr=False)

    @property
    def temporary(self) -> bool:
        """True for keys that expire."""
        return bool(self.session_token)
