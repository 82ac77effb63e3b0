"""The zip around a bundle's files."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from wizard.handover.bundle.files import BundleFile
from wizard.handover.private_file import save_private


def save_bundle(path: Path, files: Sequence[BundleFile]) -> None:
    """Save the files as a zip that its owner alone can read. Raises WizardError; blocks."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(file.name, file.content)
    save_private(path, held.getvalue())
