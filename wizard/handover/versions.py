"""What the program is and stands on, for support."""

import platform
from importlib import metadata

_PACKAGES = ("PySide6-Essentials", "PySide6", "boto3", "botocore", "qasync", "keyring", "pydantic")


def versions(program: str) -> dict[str, str]:
    """Give the versions of the program, Python, the system and the packages that matter; blocks on the disk."""
    found = {
        "org-wizard": program,
        "python": platform.python_version(),
        "system": " ".join(filter(None, (platform.system(), platform.release(), platform.machine()))),
    }
    for package in _PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return found
