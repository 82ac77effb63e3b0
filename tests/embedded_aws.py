"""Starts the embedded AWS as a process of its own, for tests of every kind."""

import os
import shlex
import subprocess
import sys
import threading
import time
from collections.abc import Callable
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

    def __init__(
        self, scenario: str = "happy", *, speed: float = 100, accounts: int = 0, organization: str = ""
    ) -> None:
        self._command = [sys.executable, "-m", "wizard.simulator", "--stop-with-stdin"]
        self._command += ["--scenario", scenario, "--speed", str(speed)]
        if accounts:
            self._command += ["--accounts", str(accounts)]
        if organization:
            self._command += ["--organization", organization]
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
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=10)
        self._process.stdout.close()
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


def until(condition: Callable[[], Any], seconds: float = 20) -> Any:
    """What a condition gives as soon as it is true; fails when that takes too long."""
    end = time.monotonic() + seconds
    pause = threading.Event()
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        pause.wait(0.02)
    raise AssertionError(f"{getattr(condition, '__name__', 'The condition')} did not come true in {seconds} s")


def settled_stack(client: Any, stack: str) -> dict[str, Any]:
    """A stack as soon as nothing goes on in it."""

    def settled() -> dict[str, Any] | None:
        found: dict[str, Any] = client.describe_stacks(StackName=stack)["Stacks"][0]
        return None if found["StackStatus"].endswith("_IN_PROGRESS") else found

    return until(settled)  # type: ignore[no-any-return]


def ended_operation(client: Any, stack_set: str, operation: str, **more: Any) -> dict[str, Any]:
    """An operation of a StackSet as soon as it is over."""

    def ended() -> dict[str, Any] | None:
        answer = client.describe_stack_set_operation(StackSetName=stack_set, OperationId=operation, **more)
        found: dict[str, Any] = answer["StackSetOperation"]
        return found if found["Status"] in ("SUCCEEDED", "FAILED", "STOPPED") else None

    return until(ended)  # type: ignore[no-any-return]
