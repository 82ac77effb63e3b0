import os
import subprocess
import sys
from pathlib import Path

PROGRAM = (
    "from wizard.aws.loading import sessions; sessions();"
    "from wizard.aws import shared_files; print(shared_files.sso_cache_folder());"
    "from botocore.credentials import SSOProvider; print(SSOProvider._SSO_TOKEN_CACHE_DIR)"
)


def folders(**environment: str) -> list[str]:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return ended.stdout.split()


def test_practice_keeps_its_tokens_to_itself(tmp_path: Path) -> None:
    own = str(tmp_path / "cache")
    assert folders(ORG_WIZARD_TOKEN_FOLDER=own) == [own, own]


def test_otherwise_tokens_are_where_every_tool_looks(tmp_path: Path) -> None:
    assert folders(HOME=str(tmp_path)) == [str(tmp_path / ".aws" / "sso" / "cache")] * 2
