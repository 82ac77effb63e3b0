"""Starts the embedded AWS and, against it, the program itself as a second process.

Practice never reaches real AWS: the second process gets an environment without any `AWS_*` or proxy variable,
an endpoint on the loopback address, its own data folder and profiles, and keeps secrets in memory.
"""

import contextlib
import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from wizard.options import PRACTICE_PROFILE, SCENARIO_VARIABLE, TOKEN_FOLDER_VARIABLE, Options

SPEED_TO_WATCH = 4
"""A person watching sees accounts arrive, and a whole run ends within half a minute."""
SPEED_OF_A_TOUR = 20
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
TRUSTED_PRINCIPAL = "settings.trusted-principal"
"""The field that asks whom the role should trust: in practice, the account that plays the provider."""
PROFILES = {
    "administrator": ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
    "member": ("MEMBER_ACCESS_KEY_ID", "MEMBER_SECRET_ACCESS_KEY"),
    "delegated": ("DELEGATED_ACCESS_KEY_ID", "DELEGATED_SECRET_ACCESS_KEY"),
    "limited": ("LIMITED_ACCESS_KEY_ID", "LIMITED_SECRET_ACCESS_KEY"),
}
"""Which of the embedded AWS's identities stand behind which kind of person."""


class EmbeddedAwsError(Exception):
    """The embedded AWS ended before it was ready; the text says what it printed."""


def scenarios() -> list[dict[str, Any]]:
    """Give what the embedded AWS declares of each scenario: name, summary, ends, answers, profile."""
    listed = subprocess.run(_simulator("--list"), check=True, capture_output=True, text=True)
    return [json.loads(line) for line in listed.stdout.splitlines()]


def practise(options: Options) -> int:
    """Run the program against an embedded AWS until it is closed; gives its exit status."""
    name = options.demo or "happy"
    known = {scenario["name"]: scenario for scenario in scenarios()}
    if name not in known:
        sys.stderr.write(f"There is no scenario called {name!r}. 'org-wizard --demo list' names them all.\n")
        return 2
    with contextlib.ExitStack() as stack:
        folder = options.data_dir or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="org-wizard-")))
        try:
            speed = options.speed or (SPEED_OF_A_TOUR if options.tour else SPEED_TO_WATCH)
            exports = stack.enter_context(_embedded_aws(name, speed))
        except EmbeddedAwsError as error:
            sys.stderr.write(f"The embedded AWS did not start: {error}\n")
            return 1
        environment = practice_environment(os.environ, exports, folder, known[name])
        return subprocess.run(_program(options, name, folder), env=environment, check=False).returncode


@contextlib.contextmanager
def _embedded_aws(scenario: str, speed: float) -> Iterator[Mapping[str, str]]:
    command = _simulator("--scenario", scenario, "--speed", str(speed), "--stop-with-stdin")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield _exports(process)
        finally:
            process.terminate()


def _exports(process: subprocess.Popen[str]) -> Mapping[str, str]:
    exports: dict[str, str] = {}
    for line in process.stdout or ():
        words = shlex.split(line)
        if words == ["ready"]:
            return exports
        if words[:1] == ["export"]:
            name, _, value = words[1].partition("=")
            exports[name] = value
    raise EmbeddedAwsError(f"exit status {process.wait()}")


def practice_environment(
    environment: Mapping[str, str], exports: Mapping[str, str], folder: Path, scenario: Mapping[str, Any]
) -> dict[str, str]:
    """Give an environment that reaches the embedded AWS and nothing else, with profiles written into `folder`."""
    clean = {
        name: value
        for name, value in environment.items()
        if not name.startswith("AWS_") and name.lower() not in PROXIES
    }
    config, credentials = folder / "aws" / "config", folder / "aws" / "credentials"
    config.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write_profiles(config, credentials, exports, scenario)
    return clean | {
        "AWS_ENDPOINT_URL": exports["AWS_ENDPOINT_URL"],
        "AWS_CONFIG_FILE": str(config),
        "AWS_SHARED_CREDENTIALS_FILE": str(credentials),
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_LOGIN_CACHE_DIRECTORY": str(folder / "aws" / "login" / "cache"),
        TOKEN_FOLDER_VARIABLE: str(folder / "aws" / "sso" / "cache"),
        SCENARIO_VARIABLE: json.dumps(
            {**scenario, "answers": {TRUSTED_PRINCIPAL: exports["VENDOR_PRINCIPAL"], **scenario["answers"]}}
        ),
    }


def _write_profiles(config: Path, credentials: Path, exports: Mapping[str, str], scenario: Mapping[str, Any]) -> None:
    """Write one profile: the identity with which a person meets this scenario."""
    key_id, secret = PROFILES[str(scenario.get("profile", "administrator"))]
    region = f"region = {exports['AWS_DEFAULT_REGION']}\n"
    keys = f"aws_access_key_id = {exports[key_id]}\naws_secret_access_key = {exports[secret]}\n"
    name, profile = PRACTICE_PROFILE, f"[profile {PRACTICE_PROFILE}]\n{region}"
    if "MFA_ROLE_ARN" in exports:
        name = f"{PRACTICE_PROFILE}-user"
        profile += f"role_arn = {exports['MFA_ROLE_ARN']}\nsource_profile = {name}\n"
        profile += f"mfa_serial = {exports['MFA_SERIAL']}\n"
    config.write_text(profile, encoding="utf-8")
    credentials.touch(mode=0o600)
    credentials.write_text(f"[{name}]\n{keys}", encoding="utf-8")


def _program(options: Options, scenario: str, folder: Path) -> list[str]:
    command = [*_self(), "--practice", scenario, "--data-dir", str(folder)]
    command += ["--tour", str(options.tour)] if options.tour else []
    command += ["--theme", options.theme] if options.theme else []
    return command


def _simulator(*arguments: str) -> Sequence[str]:
    frozen = getattr(sys, "frozen", False)
    return [sys.executable, *(["--simulator"] if frozen else ["-m", "wizard.simulator"]), *arguments]


def _self() -> list[str]:
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "wizard"]
