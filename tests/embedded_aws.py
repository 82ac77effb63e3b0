"""Starts the embedded AWS as a process of its own, for tests of every kind."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import boto3
from botocore.config import Config

ROOT = Path(__file__).resolve().parents[1]


class EmbeddedAws:
    """One embedded AWS.

    `exports` holds what the process prints: AWS_ENDPOINT_URL, the keys, VENDOR_PRINCIPAL. It ends with this process
    even when `stop` is never called, because its standard input closes then.
    """

    def __init__(self, scenario: str = "happy", *, speed: float = 100, accounts: int = 0) -> None:
        self._command = [sys.executable, "-m", "wizard.simulator", "--stop-with-stdin"]
        self._command += ["--scenario", scenario, "--speed", str(speed)]
        if accounts:
            self._command += ["--accounts", str(accounts)]
        self._process: subprocess.Popen[str] | None = None
        self.exports: dict[str, str] = {}

    def start(self) -> dict[str, str]:
        """Start it; gives the exports once it is ready."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        self._process = subprocess.Popen(
            self._command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.strip() == "ready":
                return self.exports
            name, _, value = line.strip().removeprefix("export ").partition("=")
            self.exports[name] = shlex.split(value)[0]
        raise RuntimeError(f"The embedded AWS ended at once, with status {self._process.wait()}")

    def stop(self) -> None:
        """End it."""
        if self._process is None:
            return
        self._process.communicate(timeout=10)
        self._process = None

    @property
    def memory_mib(self) -> float:
        """The most memory that the process has had so far."""
        assert self._process is not None
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024

    def client(self, service: str, who: str = "", *, region: str = "us-east-1", **more: Any) -> Any:
        """A boto3 client of one of the identities: "" (administrator), MEMBER, DELEGATED, LIMITED, VENDOR."""
        start = f"{who}_" if who else "AWS_"
        key, secret = self.exports[f"{start}ACCESS_KEY_ID"], self.exports[f"{start}SECRET_ACCESS_KEY"]
        return self.client_with(key, secret, service, region=region, **more)

    def client_with(self, key: str, secret: str, service: str, *, region: str = "us-east-1", **more: Any) -> Any:
        """A boto3 client with any key."""
        config = Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=20)
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=self.exports["AWS_ENDPOINT_URL"],
            aws_access_key_id=key,
            aws_secret_access_key=secret,
            **{"config": config, **more},
        )

    def in_member(self, account: str, service: str, *, region: str = "us-east-1") -> Any:
        """A boto3 client of an administrator in a member account, by OrganizationAccountAccessRole."""
        role = f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole"
        answer = self.client("sts").assume_role(RoleArn=role, RoleSessionName="tests")["Credentials"]
        return self.client_with(
            answer["AccessKeyId"],
            answer["SecretAccessKey"],
            service,
            region=region,
            aws_session_token=answer["SessionToken"],
        )

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
