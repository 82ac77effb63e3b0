"""Notices that the files of AWS's tools have changed, without reading them."""

import asyncio
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileStamp:
    """How the files were: by path their time, size and number; config, credentials, and both folders of sign-ins."""

    seen: tuple[tuple[str, int, int, int], ...]


async def stamp() -> FileStamp:
    """Give how the files are now. Raises nothing: what cannot be looked at counts as not there."""
    return await asyncio.to_thread(_stamp)


async def changed_since(before: FileStamp) -> bool:
    """Tell whether a file has changed, come or gone: profiles are read anew then, and sign-ins tried again."""
    return await stamp() != before


async def wait_for_change(before: FileStamp, seconds: float = 1.0) -> FileStamp:
    """Look every so many seconds until something has changed, and give how it is then; until cancelled."""
    while True:
        now = await stamp()
        if now != before:
            return now
        await asyncio.sleep(seconds)


def _stamp() -> FileStamp:
    from wizard.aws import shared_files  # loads botocore: in a worker thread, on first use

    paths = [shared_files.config_file(), shared_files.credentials_file()]
    for folder in (shared_files.sso_cache_folder(), shared_files.login_cache_folder()):
        paths += [folder, *_entries(folder)]
    return FileStamp(tuple(_look(path) for path in paths))


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob("*.json"))
    except OSError:
        return []


def _look(path: Path) -> tuple[str, int, int, int]:
    try:
        about = path.stat()
    except OSError:
        return str(path), 0, 0, 0
    return str(path), about.st_mtime_ns, about.st_size, about.st_ino
