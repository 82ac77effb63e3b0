"""Files that AWS's tools share, written so that nobody ever reads half of one. It blocks: for worker threads."""

import contextlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wizard.aws.signing_in.config_text import ConfigText
from wizard.aws.signing_in.file_lock import locked

_TRIES = 10


def write_private(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Put a file in its place in one step. Raises OSError; the file is as it was then."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write one of AWS's caches, for this user alone. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_private(path, json.dumps(content).encode())


def edit_config(path: Path, edit: Callable[[ConfigText], None], check: Callable[[Path], None]) -> Path | None:
    """Edit a config file under a lock, from what it holds at that moment; gives the copy that was kept, if any.

    Symbolic links are followed, the file's mode stays. What another program wrote meanwhile is read again, never
    overwritten. check: reads a file as AWS's tools do, and raises what is wrong with it; asked of the file before,
    and of the edited one before it takes its place. Raises OSError, TimeoutError, and whatever edit and check raise.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with locked(target):
        for _ in range(_TRIES):
            before, seen = _read(target)
            check(target)
            text = ConfigText(before)
            edit(text)
            if text.data == before:
                return None
            _check_text(target, text.data, check)
            if _read(target)[1] != seen:
                continue  # a program that knows no lock has just written it
            copy = _keep_copy(target, before) if seen else None
            write_private(target, text.data, seen[0] & 0o777 if seen else 0o600)
            return copy
    raise TimeoutError(f"Other programs write {path} all the time.")


def _read(path: Path) -> tuple[bytes, tuple[int, ...]]:
    """Give a file's bytes and what would change with them; both empty where there is none."""
    try:
        data, about = path.read_bytes(), path.stat()
    except FileNotFoundError:
        return b"", ()
    return data, (about.st_mode, about.st_ino, about.st_size, about.st_mtime_ns)


def _check_text(path: Path, data: bytes, check: Callable[[Path], None]) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        trial = Path(folder) / path.name
        write_private(trial, data)
        check(trial)


def _keep_copy(path: Path, data: bytes) -> Path:
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S-%fZ")
    copy = path.with_name(f"{path.name}.before-org-wizard-{moment}")
    write_private(copy, data)
    return copy
