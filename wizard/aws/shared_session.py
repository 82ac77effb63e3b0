"""A botocore session that reads the config and credentials files only when they have changed.

Each session would read them anew, twice: with 500 profiles in them that is half a minute for asking all of them who
they are. Loads botocore: imported in worker threads alone.
"""

import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from botocore.configloader import load_config, raw_config_parse
from botocore.credentials import CredentialResolver
from botocore.session import Session

_Stamp = tuple[tuple[str, int, int, int], ...]
_Parse = Callable[[str], Mapping[str, Any]]


class _Once:
    """Keeps what a file held as long as the file stays as it is."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[tuple[str, str], tuple[_Stamp, Any]] = {}

    def get(self, what: str, key: str, paths: tuple[str, ...], read: Callable[[], Any]) -> Any:
        """Give what `read` gives, from before where the files have not changed. Raises what `read` raises."""
        with self._lock:
            now = tuple(_look(path) for path in paths)
            before = self._known.get((what, key))
            if before is None or before[0] != now:
                before = (now, read())
                self._known[what, key] = before
            return before[1]


_once = _Once()


class SharedSession(Session):
    """A session whose configuration may be shared with others; nobody changes it."""

    _found: Any = None

    @property
    def full_config(self) -> Any:
        """Give config and credentials file together, as botocore's own session does."""
        if self._found is None:
            files = tuple(str(self.get_config_variable(name)) for name in ("config_file", "credentials_file"))
            self._found = _once.get("full", "\0".join(files), files, self._read)
        return self._found

    def _read(self) -> Any:
        return Session.full_config.fget(self)  # type: ignore[attr-defined]


def share_files(resolver: CredentialResolver) -> None:
    """Let the providers that read the files themselves take what is known of them.

    What is set is private to botocore, whose constructors take it, and whose resolver hands nothing through.
    """
    setattr(resolver.get_provider("shared-credentials-file"), "_ini_parser", _shared("raw", raw_config_parse))  # noqa: B010 - see above
    setattr(resolver.get_provider("config-file"), "_config_parser", _shared("map", load_config))  # noqa: B010 - see above


def _shared(what: str, parse: _Parse) -> _Parse:
    return lambda path: _once.get(what, path, (path,), lambda: parse(path))


def _look(path: str) -> tuple[str, int, int, int]:
    try:
        about = Path(os.path.expandvars(path)).expanduser().stat()
    except OSError:
        return path, 0, 0, 0
    return path, about.st_mtime_ns, about.st_size, about.st_ino
