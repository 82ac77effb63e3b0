"""Saves what leaves the program: whole or not at all, readable by its owner alone."""

import contextlib
import os
import tempfile
from pathlib import Path

from wizard.model.failure import RawFailure, WizardError


def save_private(path: Path, content: bytes) -> None:
    """Write a file with mode 0600 in place of one of that name. Raises WizardError; nothing is left behind then."""
    try:
        handle, beside = tempfile.mkstemp(prefix=".org-wizard-", dir=path.parent)  # mode 0600 from the beginning
    except OSError as error:
        raise _refusal(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(beside).unlink()
        raise _refusal(path, error) from error


def _refusal(path: Path, error: OSError) -> WizardError:
    reason = error.strerror or type(error).__name__
    text = f"The file {path.name} cannot be saved in {path.parent}: {reason}. Choose another folder."
    return WizardError(RawFailure(text, "file", code=type(error).__name__))
