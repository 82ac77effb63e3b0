"""Reads a bundle that somebody sent: nothing in it is trusted, and nothing of it is unpacked onto the disk."""

import json
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from wizard.handover.bundle import contents as names
from wizard.handover.bundle.contents import FORMAT, About, Accounts, Checks, Contents, Runs
from wizard.model.connection import Connection, ConnectRequest
from wizard.model.failure import RawFailure, WizardError
from wizard.store.encoding import decode

_MOST_BYTES_OF_FILE = 60_000_000
_MOST_BYTES = 80_000_000
_MOST_FILES = 60
_NEEDED = (names.ABOUT, names.CONNECTION, names.CHECKS, names.RUNS, names.ACCOUNTS)
_OPTIONAL = (names.REQUEST, names.LOG)
_PICTURE = re.compile(re.escape(names.PICTURES) + r"\d{2}\.png")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OpenedBundle:
    """A bundle, and its pictures (PNG) in order."""

    contents: Contents
    pictures: tuple[bytes, ...] = ()


def read_bundle(path: Path) -> OpenedBundle:
    """Read a bundle; blocks. Raises WizardError with a sentence for one that is newer, damaged, too large, or none."""
    files = _read_files(path)
    about = _decode(About, names.ABOUT, files, path)
    request = _decode(ConnectRequest, names.REQUEST, files, path) if names.REQUEST in files else None
    contents = Contents(
        about=about,
        connection=_decode(Connection, names.CONNECTION, files, path),
        request=request,
        checks=_decode(Checks, names.CHECKS, files, path),
        runs=_decode(Runs, names.RUNS, files, path),
        accounts=_decode(Accounts, names.ACCOUNTS, files, path),
        log=files.get(names.LOG, b"").decode("utf-8", "replace"),
    )
    return OpenedBundle(contents, tuple(files[name] for name in sorted(files) if _PICTURE.fullmatch(name)))


def _read_files(path: Path) -> dict[str, bytes]:
    try:
        if path.stat().st_size > _MOST_BYTES_OF_FILE:
            raise _refusal(path, "is larger than any support bundle", "BundleTooLarge")
        with zipfile.ZipFile(path) as archive:
            return _read_entries(archive, path)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _refusal(path, "is no support bundle, or it is damaged", "BundleDamaged") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _refusal(path, f"cannot be read: {reason}", "BundleUnreadable") from error


def _read_entries(archive: zipfile.ZipFile, path: Path) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > _MOST_FILES:
        raise _refusal(path, "holds more files than any support bundle", "BundleTooLarge")
    files: dict[str, bytes] = {}
    left = _MOST_BYTES
    for entry in entries:
        if entry.filename in files or not _is_known(entry.filename):
            raise _refusal(path, "holds files that no support bundle has", "BundleForeignFile")
        with archive.open(entry) as file:
            content = file.read(left + 1)  # what the entry says of its own size is not believed
        left -= len(content)
        if left < 0:
            raise _refusal(path, "unpacks to more than any support bundle holds", "BundleTooLarge")
        files[entry.filename] = content
    _check_format(files, path)
    if not set(_NEEDED) <= files.keys():
        raise _refusal(path, "is not complete", "BundleDamaged")
    return files


def _is_known(name: str) -> bool:
    return name in _NEEDED or name in _OPTIONAL or _PICTURE.fullmatch(name) is not None


def _check_format(files: dict[str, bytes], path: Path) -> None:
    try:
        number = json.loads(files[names.ABOUT])["format"]
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise _refusal(path, "does not say which kind of support bundle it is", "BundleDamaged") from error
    if not isinstance(number, int) or number < 1:
        raise _refusal(path, "does not say which kind of support bundle it is", "BundleDamaged")
    if number > FORMAT:
        text = f"{path.name} was made by a newer version of Org Wizard. Install that version to open it."
        raise WizardError(RawFailure(text, "file", code="BundleTooNew"))


def _decode(kind: type[T], name: str, files: dict[str, bytes], path: Path) -> T:
    try:
        return decode(kind, files[name].decode())
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError) as error:
        raise _refusal(path, f"holds a {name} that does not fit", "BundleDamaged") from error


def _refusal(path: Path, what: str, code: str) -> WizardError:
    return WizardError(RawFailure(f"{path.name} {what}. Ask for a new one, or open another file.", "file", code=code))
