"""The program's log: one file in the data folder, readable by its owner alone, without secrets."""

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
LOG_FILE = "org-wizard.log"
_BYTES, _KEPT = 1_000_000, 3


class _OwnFile(RotatingFileHandler):
    """A rotating file that nobody else may read."""

    def _open(self):  # type: ignore[no-untyped-def]
        return open(
            self.baseFilename, self.mode, encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600)
        )


def start_log(folder: Path) -> None:
    """Write records of this program into `folder`, and warnings of the libraries; botocore's own never go there.

    botocore's records hold requests word for word, signatures included.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = _OwnFile(folder / LOG_FILE, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
    handler.setFormatter(logging.Formatter(_FORMAT))
    logging.getLogger("wizard").setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)
    for library in ("botocore", "boto3", "urllib3"):
        logging.getLogger(library).setLevel(logging.ERROR)
