"""A computer made of a few commands: what the scripts find, ask and call there, without a network or a real pip."""

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[3]
SHELL = "/bin/sh"
REAL_COMMANDS = """
cat chmod cut cp dirname env find flock grep head mkdir mktemp mv rm sed sh sha256sum tail touch tr uname
"""
LIBRARIES = """
libglib-2.0.so.0 libxkbcommon.so.0 libEGL.so.1 libGL.so.1 libfontconfig.so.1 libdbus-1.so.3
"""

# Each fake notes its call in $computer/calls. `-m venv` copies the fake; pip leaves the command it would install.
FAKE_PYTHON = """#!/bin/sh
case "$*" in
*version_info*) echo {version}; exit 0 ;;
*ensurepip*) test ! -e {computer}/no-venv; exit ;;
*"import pip"*) exit 0 ;;
*" -m venv "*)
    echo "venv" >>{computer}/calls
    for folder; do :; done
    mkdir -p "$folder/bin"
    cp "$0" "$folder/bin/python"
    exit 0 ;;
*" -m pip install "*)
    echo "pip $*" >>{computer}/calls
    if [ -e {computer}/pip-breaks ]; then echo "no space left on the disk"; exit 1; fi
    command="$(dirname "$0")/org-wizard"
    {{ echo '#!/bin/sh'; echo 'echo "program $*"'; }} >"$command"
    chmod +x "$command"
    exit 0 ;;
*"-m pytest"*) echo "pytest $*"; env; exit 0 ;;
esac
exit 3
"""
FAKES = {
    "id": "cat {computer}/user",
    "ldconfig": "cat {computer}/libraries",
    "dpkg-query": 'for package; do :; done; grep -q -x "$package" {computer}/installed && printf installed',
    "dpkg": 'echo "dpkg $*" >>{computer}/calls',
    "apt-cache": 'grep -x "$2" {computer}/known || true',
    "apt-get": """echo "apt-get $*" >>{computer}/calls
case "$*" in
*install*) cat {computer}/all-libraries >{computer}/libraries; rm -f {computer}/no-venv ;;
*update*) cat {computer}/known-after-update >>{computer}/known ;;
esac""",
}


@dataclass(frozen=True)
class Computer:
    """A project folder and a PATH with nothing but the commands that a test chose."""

    folder: Path
    project: Path

    def run(
        self, script: str, *arguments: str, environment: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Runs one of the scripts of `packaging/`."""
        return subprocess.run(
            [SHELL, str(self.project / "packaging" / script), *arguments],
            cwd=cwd or self.project,
            env={"PATH": str(self.folder / "bin"), "HOME": str(self.folder / "home"), **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def write(self, name: str, *lines: str) -> None:
        """Sets what a fake command reads."""
        (self.folder / name).write_text("".join(f"{line}\n" for line in lines))

    def add_command(self, name: str, text: str) -> None:
        """Puts a script on the PATH."""
        command = self.folder / "bin" / name
        command.write_text(text)
        command.chmod(0o755)

    def add_python(self, name: str, version: str) -> None:
        """Puts a Python of a version on the PATH."""
        self.add_command(name, FAKE_PYTHON.format(version=version, computer=self.folder))

    def calls(self) -> list[str]:
        """Every call of venv, pip and apt-get so far."""
        return (self.folder / "calls").read_text().splitlines()

    @property
    def venv(self) -> Path:
        """The folder that the scripts make."""
        return self.project / ".venv"


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    """A Debian with Python 3.11, Qt's libraries and a font, for a user who is not root."""
    folder = tmp_path / "computer"
    project = tmp_path / "a project with spaces"
    (folder / "bin").mkdir(parents=True)
    (folder / "home" / ".fonts").mkdir(parents=True)
    (folder / "home" / ".fonts" / "font.ttf").touch()
    shutil.copytree(REPOSITORY / "packaging", project / "packaging")
    shutil.copy(REPOSITORY / "pyproject.toml", project)

    made = Computer(folder, project)
    for name in REAL_COMMANDS.split():
        real = shutil.which(name)
        assert real, f"{name} is part of every Debian"
        (folder / "bin" / name).symlink_to(real)
    for name, text in FAKES.items():
        made.add_command(name, f"#!/bin/sh\n{text.format(computer=folder)}\n")
    made.add_python("python3", "3.11.2")
    made.write("user", "1000")
    for state in ("libraries", "all-libraries"):
        made.write(state, *(f"\t{name} (libc6,x86-64) => /lib/{name}" for name in LIBRARIES.split()))
    made.write("known", "libegl1", "libgl1", "libglib2.0-0", "libxcb-cursor0", "python3-venv")
    for name in ("known-after-update", "installed", "calls"):
        made.write(name)
    return made
