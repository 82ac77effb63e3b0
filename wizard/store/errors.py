"""Turns what SQLite and the file system say into WizardErrors."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wizard.model.failure import RawFailure, WizardError

SURFACE = "database"


def refuse(text: str, code: str) -> WizardError:
    """Make the error for something that the store does not do; `text` is a whole sentence for people."""
    return WizardError(RawFailure(text=text, surface=SURFACE, code=code))


def from_sqlite(error: sqlite3.Error, path: Path) -> WizardError:
    """Make the error for what SQLite said; the code is SQLite's own, e.g. "SQLITE_NOTADB"."""
    code = getattr(error, "sqlite_errorname", None) or type(error).__name__
    return refuse(_sentence(code, path, error), code)


def from_os(error: OSError, path: Path) -> WizardError:
    """Make the error for a folder or file that the operating system does not give."""
    text = f"The file {path} cannot be opened: {error.strerror or error}. Check the folder's permissions and space."
    return refuse(text, type(error).__name__)


def unreadable(path: Path, what: str) -> WizardError:
    """Make the error for a database that is damaged inside."""
    return refuse(_damaged(path, what), "SQLITE_CORRUPT")


@contextmanager
def readable(what: str, remedy: str) -> Iterator[None]:
    """Turn what reading a row raises into a WizardError (code "UnreadableRow") that names the row and what helps."""
    try:
        yield
    except (TypeError, ValueError) as error:
        raise refuse(f"{what} cannot be read back: {error}. {remedy}", "UnreadableRow") from error


def _sentence(code: str, path: Path, error: sqlite3.Error) -> str:
    if code.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return _damaged(path, str(error))
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return f"Another program is holding {path}. Close other windows of Org Wizard, then do it again."
    if code.startswith("SQLITE_FULL"):
        return f"There is no space left to write {path}. Free some space on that disk, then do it again."
    if code.startswith("SQLITE_READONLY"):
        return f"The file {path} may not be written. Check its permissions and those of its folder."
    return f"The file {path} could not be read or written: {error}."


def _damaged(path: Path, what: str) -> str:
    return (
        f"The file {path} is damaged: {what}. Move it away to begin with an empty list, "
        "or put a copy of it from the same folder in its place; nothing at AWS is lost."
    )
