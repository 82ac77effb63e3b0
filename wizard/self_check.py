"""`--self-check`: one line for each thing that must be here, and the exit status."""

import asyncio
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from wizard import __version__
from wizard.model.failure import WizardError
from wizard.options import Options


def self_check(options: Options) -> int:
    """Print one line for each check; 0 where all that the program cannot do without is here."""
    del options
    checks: tuple[tuple[str, Callable[[], str], bool], ...] = (
        ("python", _python, True),
        ("imports", _imports, True),
        ("qt", _qt, True),
        ("keyring", _keyring, False),
        ("botocore data", _botocore, True),
        ("providers", _providers, True),
        ("database", _database, True),
    )
    passed = True
    sys.stdout.write(f"org-wizard {__version__}\n")
    for name, check, needed in checks:
        try:
            state, found = "ok", check()
        except Exception as error:  # noqa: BLE001 - whatever is wrong is what the line has to say
            reason = error.failure.text if isinstance(error, WizardError) else f"{type(error).__name__}: {error}"
            state, found = ("missing" if needed else "not available"), reason
            passed = passed and not needed
        sys.stdout.write(f"{name}: {state}: {found}\n")
    return 0 if passed else 1


def _python() -> str:
    return f"{sys.version.split()[0]} at {sys.executable}"


def _imports() -> str:
    import importlib

    modules = ("PySide6.QtWidgets", "PySide6.QtSvg", "qasync", "boto3", "awscrt", "keyring", "pydantic", "yaml")
    for module in modules:
        importlib.import_module(module)
    return ", ".join(modules)


def _qt() -> str:
    from wizard.ui.platform import describe_platform

    return describe_platform()


def _keyring() -> str:
    from wizard.store.secrets import describe_backend

    return describe_backend()


def _botocore() -> str:
    from wizard.aws.regions import known_regions

    return f"{len(asyncio.run(known_regions('aws')))} regions"


def _providers() -> str:
    from wizard.providers.catalogue import ProviderCatalogue

    catalogue = ProviderCatalogue()
    return ", ".join(catalogue.load(provider).name for provider in catalogue.ids())


def _database() -> str:
    from wizard.store.store import Store

    async def open_and_close(path: Path) -> None:
        store = await Store.open(path)
        await store.close()

    with tempfile.TemporaryDirectory(prefix="org-wizard-") as folder:
        asyncio.run(open_and_close(Path(folder) / "check.db"))
    return "opens and migrates"
