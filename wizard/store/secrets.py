"""Where secrets are: the operating system's keyring, or memory in practice. Never the database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from secrets import token_hex
from typing import TYPE_CHECKING

from wizard.model.failure import RawFailure, WizardError
from wizard.model.ports import SecretStore

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "org-wizard"
# Below this, keyring's own scale means "not recommended": plain text, weak encryption, or no keyring at all.
_LOWEST_PRIORITY = 1
_PLAIN_TEXT = ("plaintext", "keyrings.alt.")


class MemorySecrets(SecretStore):
    """A SecretStore that forgets everything when the process ends: for practice and tests."""

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    def get(self, reference: str) -> str | None:
        """Give the secret kept under `reference`, or None."""
        return self._secrets.get(reference)

    def put(self, reference: str, secret: str) -> None:
        """Keep a secret."""
        self._secrets[reference] = secret

    def forget(self, reference: str) -> None:
        """Remove a secret; nothing happens where there is none."""
        self._secrets.pop(reference, None)


class KeyringSecrets(SecretStore):
    """A SecretStore in the operating system's keyring.

    Every method blocks, for as long as the person needs to unlock the keyring, and raises WizardError (surface
    "keyring") where there is no keyring, where it stays locked, or where it would keep secrets as plain text.

    Windows' Credential Locker takes 1,280 characters (UTF-16 units) an item, and session tokens are longer: a long
    secret is kept in several items, and one under its reference that names them.
    """

    def get(self, reference: str) -> str | None:
        """Give the secret kept under `reference`, or None."""
        with _translated():
            backend = _backend()
            kept = backend.get_password(_SERVICE, reference)
            parts = [backend.get_password(_SERVICE, one) for one in _parts(reference, kept)]
            if not parts:
                return kept
            return None if None in parts else "".join(one or "" for one in parts)

    def put(self, reference: str, secret: str) -> None:
        """Keep a secret."""
        with _translated():
            backend = _backend()
            before = _parts(reference, backend.get_password(_SERVICE, reference))
            kept = secret
            if len(secret.encode("utf-16-le")) // 2 > _LONGEST or secret.startswith(_IN_PARTS):
                pieces = [secret[start : start + _PIECE] for start in range(0, len(secret), _PIECE)]
                kept = f"{_IN_PARTS}{len(pieces)}:{token_hex(4)}"
                for name, piece in zip(_parts(reference, kept), pieces, strict=True):
                    backend.set_password(_SERVICE, name, piece)
            backend.set_password(_SERVICE, reference, kept)
            _forget(backend, before)

    def forget(self, reference: str) -> None:
        """Remove a secret; nothing happens where there is none."""
        with _translated():
            backend = _backend()
            kept = backend.get_password(_SERVICE, reference)
            _forget(backend, [reference, *_parts(reference, kept)] if kept is not None else [])


_LONGEST = 1200
_PIECE = 600  # characters; each is two units of UTF-16 at most
_IN_PARTS = "org-wizard-in-parts:"


def _parts(reference: str, kept: str | None) -> list[str]:
    """Give the names of the items that a secret is kept in; none where it stands under its reference itself."""
    if kept is None or not kept.startswith(_IN_PARTS):
        return []
    count, _, mark = kept.removeprefix(_IN_PARTS).partition(":")
    return [f"{reference}#{mark}-{number}" for number in range(int(count))]


def _forget(backend: "KeyringBackend", names: Sequence[str]) -> None:
    for name in names:
        if backend.get_password(_SERVICE, name) is not None:
            backend.delete_password(_SERVICE, name)


def describe_backend() -> str:
    """Name the keyring that would be used, e.g. "SecretService Keyring". Blocks.

    Raises WizardError where none is fit for secrets.
    """
    with _translated():
        return str(_backend().name)


def _backend() -> "KeyringBackend":
    # Imported when first needed: 160 ms that a start without secrets does not have to spend.
    import keyring
    from keyring.backends.chainer import ChainerBackend
    from keyring.backends.fail import Keyring as NoKeyring

    chosen = keyring.get_keyring()
    if isinstance(chosen, NoKeyring):
        raise _failure(_NO_KEYRING, "NoKeyringError")
    # A chain would fall back to plain text when a better keyring declines: its best safe link is used alone.
    links = list(chosen.backends) if isinstance(chosen, ChainerBackend) else [chosen]
    safe = [one for one in links if not _unsafe(one)]
    if not safe:
        text = (
            f"The keyring {chosen.name} would keep secrets unencrypted, so it is not used. "
            "Install a keyring such as GNOME Keyring or KWallet, then start the program again."
        )
        raise _failure(text, "UnsafeKeyring")
    return safe[0]


_NO_KEYRING = (
    "There is no keyring on this computer to keep secrets in. "
    "Install GNOME Keyring or KWallet and sign in to the desktop again."
)
_LOCKED = "The keyring is locked, so secrets cannot be read or kept. Unlock it, then do it again."
_CLOSED = (
    "The keyring stays closed ({reason}), so secrets cannot be read or kept. "
    "Do it again and answer the keyring's question for its password."
)


def _unsafe(backend: "KeyringBackend") -> bool:
    kind = type(backend)
    name = f"{kind.__module__}.{kind.__qualname__}".casefold()
    return backend.priority < _LOWEST_PRIORITY or any(mark in name for mark in _PLAIN_TEXT)


@contextmanager
def _translated() -> Iterator[None]:
    import keyring.errors

    try:
        yield
    except keyring.errors.NoKeyringError as error:
        raise _failure(_NO_KEYRING, "NoKeyringError") from error
    except keyring.errors.KeyringLocked as error:
        raise _failure(_LOCKED, "KeyringLocked") from error
    except keyring.errors.InitError as error:
        raise _failure(_CLOSED.format(reason=error), "InitError") from error
    except WizardError:
        raise
    except Exception as error:
        # Backends are other people's plugins: they let errors of D-Bus and of their own libraries through.
        text = f"The keyring did not answer as expected: {str(error) or type(error).__name__}."
        raise _failure(text, type(error).__name__) from error


def _failure(text: str, code: str) -> WizardError:
    return WizardError(RawFailure(text=text, surface="keyring", code=code))
