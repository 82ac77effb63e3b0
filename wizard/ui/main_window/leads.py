"""Which of the window's ways out lead somewhere: a button that leads nowhere is not shown."""

from PySide6.QtCore import QMetaMethod, QObject, SignalInstance


class Leads:
    """Looks whether anybody hears the window's signals.

    explorable: IDs of the providers that profit from Resource Explorer, and that somebody shows it for
    """

    def __init__(  # noqa: PLR0913 -- the window and its ways out
        self,
        window: QObject,
        *,
        sign_in: SignalInstance,
        show: SignalInstance,
        change: SignalInstance,
        verify: SignalInstance,
        hand_over: SignalInstance,
    ) -> None:
        self._window = window
        self._sign_in = sign_in
        self._show = show
        self._change = change
        self._verify = verify
        self._hand_over = hand_over
        self.explorable: frozenset[str] = frozenset()

    @property
    def signing_in(self) -> bool:
        """True where somebody leads to a new sign-in."""
        return self._heard(self._sign_in)

    @property
    def showing(self) -> bool:
        """True where somebody opens the wizard of a connection."""
        return self._heard(self._show)

    @property
    def changing(self) -> bool:
        """True where somebody lets a connection be changed."""
        return self._heard(self._change)

    @property
    def verifying(self) -> bool:
        """True where somebody lets a person sign in to what was connected in the AWS console."""
        return self._heard(self._verify)

    @property
    def handing_over(self) -> bool:
        """True where somebody makes reports and support bundles."""
        return self._heard(self._hand_over)

    def _heard(self, signal: SignalInstance) -> bool:
        return self._window.isSignalConnected(QMetaMethod.fromSignal(signal))
