"""What a person needs for a sign-in that is under way."""

from dataclasses import dataclass
from datetime import datetime

from wizard.model.failure import RawFailure


@dataclass(frozen=True, slots=True)
class SignInOffer:
    """The ways to finish a sign-in, all of them open at once.

    asking:        who asks to sign in where, e.g. the address of an access portal
    ends_at:       until when it can be finished, UTC
    address:       what the browser on this computer opens; empty where it could not bring the sign-in back
    no_browser:    why it could not; None where it can
    code:          what is compared, or typed, on any device; empty where there is no such way
    code_address:  where the code is typed
    code_complete: the same address with the code filled in
    """

    asking: str
    ends_at: datetime
    address: str = ""
    no_browser: RawFailure | None = None
    code: str = ""
    code_address: str = ""
    code_complete: str = ""
