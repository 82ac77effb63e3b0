"""The one way to AWS: a factory, and what it opens."""

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from wizard.aws.errors import AwsError
from wizard.aws.mfa import MfaDesk
from wizard.aws.sign_in import ClientSettings, Expiry, KeySource, SignIn
from wizard.aws.unsigned import Header, Unsigned
from wizard.aws.workers import WorkerThreads
from wizard.model.identifiers import RoleArn
from wizard.model.mfa import MfaTrouble
from wizard.model.ports import MfaPrompt


@dataclass(frozen=True, slots=True)
class Patience:
    """What is done when AWS asks to slow down, after botocore's own retries are used up (R44).

    pauses:       seconds before each further try
    on_slow_down: told of the service and the seconds before each of them, on the event loop's thread
    """

    pauses: Sequence[float] = (2.0, 4.0, 8.0, 16.0)
    on_slow_down: Callable[[str, float], None] | None = None


@dataclass(frozen=True, slots=True)
class Manner:
    """How calls are made.

    patience: what is done when AWS asks to slow down
    call_as:  "" or "DELEGATED_ADMIN", for every StackSet call (R7)
    may_ask:  False where nobody waits for the answer, so that no MFA code is asked for
    """

    patience: Patience
    call_as: str = ""
    may_ask: bool = True


class AwsAccess:
    """AWS with one set of credentials, in one region.

    profile: the profile; empty for the environment's credentials
    region:  the region asked for; empty for the configured one
    call_as: "" or "DELEGATED_ADMIN", for every StackSet call (R7)
    """

    def __init__(self, sign_in: SignIn, workers: WorkerThreads, region: str, manner: Manner) -> None:
        self.region = region
        self.call_as = manner.call_as
        self._sign_in = sign_in
        self._workers = workers
        self._manner = manner

    @property
    def profile(self) -> str:
        """Give the profile's name; empty for the environment's credentials."""
        return self._sign_in.profile

    @property
    def account_id(self) -> str:
        """Give the account that the credentials belong to; empty until GetCallerIdentity was called."""
        return self._sign_in.account_id

    async def call(self, service: str, operation: str, /, **parameters: Any) -> Mapping[str, Any]:
        """Make one call and give the reply as botocore parses it.

        service is botocore's name ("cloudformation"), operation AWS's ("DescribeStacks"). Raises AwsError; NotAwsReply
        where the reply lacks what AWS always sends (R46). A throttled call is tried again for about a minute.
        """
        for pause in self._manner.patience.pauses:
            try:
                return await self._once(service, operation, parameters)
            except AwsError as error:
                if not error.throttled:
                    raise
            seconds = pause * random.uniform(0.5, 1.0)  # noqa: S311 - jitter, not a secret
            if self._manner.patience.on_slow_down is not None:
                self._manner.patience.on_slow_down(service, seconds)
            await asyncio.sleep(seconds)
        return await self._once(service, operation, parameters)

    def in_region(self, region: str) -> "AwsAccess":
        """Give the same access in another region."""
        return AwsAccess(self._sign_in, self._workers, region, self._manner)

    def acting_as(self, call_as: str) -> "AwsAccess":
        """Give the same access with another CallAs for StackSet calls (R7)."""
        return self._in_manner(replace(self._manner, call_as=call_as))

    def without_questions(self) -> "AwsAccess":
        """Give the same access for calls that nobody is waiting for.

        Where an MFA code is needed, they fail with the code "MfaCodeNeeded" instead of asking for it.
        """
        return self._in_manner(replace(self._manner, may_ask=False))

    async def assume(self, role_arn: str, *, session_name: str, external_id: str = "") -> "AwsAccess":
        """Assume a role, and give access with its credentials, which renew themselves. Raises AwsError where refused.

        Raises ValueError where `role_arn` is not the ARN of a role.
        """
        role = RoleArn.parse(role_arn)
        parameters = {"RoleArn": role_arn, "RoleSessionName": session_name}
        if external_id:
            parameters["ExternalId"] = external_id
        first = [await self.call("sts", "AssumeRole", **parameters)]
        parent, region = self._sign_in, self.region

        def lease() -> Mapping[str, Any]:
            reply = first.pop() if first else parent.perform("sts", "AssumeRole", parameters, region)
            credentials: Mapping[str, Any] = reply["Credentials"]
            return credentials

        sign_in = SignIn(parent.profile, parent.settings, lease=lease, key=parent.key, account_id=role.account_id)
        return AwsAccess(sign_in, self._workers, region, Manner(self._manner.patience))

    async def credentials_expire_at(self) -> datetime | None:
        """Give when the credentials end, UTC; None for those that do not, or do not say. Raises AwsError."""
        return (await self.expiry()).at

    async def expiry(self) -> Expiry:
        """Give how long the credentials last, and whether they renew themselves. Raises AwsError."""
        return await asyncio.wrap_future(
            self._workers.submit(self._sign_in.expiry, self.region, may_ask=self._manner.may_ask)
        )

    def _in_manner(self, manner: Manner) -> "AwsAccess":
        return AwsAccess(self._sign_in, self._workers, self.region, manner)

    async def _once(self, service: str, operation: str, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        self._workers.calls[f"{service}.{operation}"] += 1
        return await asyncio.wrap_future(
            self._workers.submit(
                self._sign_in.perform, service, operation, parameters, self.region, may_ask=self._manner.may_ask
            )
        )


class AccessFactory:
    """Opens every access of the program, so that time-outs, retries and threads are decided in one place."""

    def __init__(
        self,
        user_agent_version: str,
        mfa: MfaPrompt | None = None,
        workers: int = 8,
        *,
        patience: Patience | None = None,
    ) -> None:
        """Make a factory.

        user_agent_version: AWS sees `org-wizard/<version>`
        mfa:                asks for MFA codes; without it a profile that needs one fails
        workers:            how many calls run at once
        patience:           what is done when AWS asks to slow down; as it stands, about half a minute of further tries
        """
        self._patience = patience or Patience()
        self._workers = WorkerThreads(workers, "aws")
        desk = MfaDesk(mfa, self._workers.lent)
        self._settings = ClientSettings(f"org-wizard/{user_agent_version}", workers, desk)
        self._sign_ins: dict[str, SignIn] = {}
        self._nobody = Unsigned(self._settings)

    def open(self, profile: str, region: str) -> AwsAccess:
        """Give access with a profile in a region, without I/O; what is wrong with it the first call says.

        profile "" means the environment's credentials, region "" the configured one.
        """
        sign_in = self._sign_ins.get(profile)
        if sign_in is None:
            sign_in = SignIn(profile, self._settings)
            self._sign_ins[profile] = sign_in
        return AwsAccess(sign_in, self._workers, region, Manner(self._patience))

    def provide(self, profile: str, key: KeySource) -> None:
        """Make a profile that stands in no file: `open` finds it by this name, before any of the same name in a file.

        key: asked for the access key in a worker thread, when it is first needed and after `forget`
        """
        self._sign_ins[profile] = SignIn(profile, self._settings, key=key)

    def withdraw(self, profile: str) -> None:
        """Know a profile of `provide` no more; accesses that are open keep what they have. Nothing else happens."""
        sign_in = self._sign_ins.get(profile)
        if sign_in is not None and sign_in.key is not None:
            del self._sign_ins[profile]

    async def unsigned(
        self, service: str, operation: str, region: str, parameters: Mapping[str, Any], header: Header | None = None
    ) -> Mapping[str, Any]:
        """Make a call that needs no credentials, as those of a sign-in are. Raises AwsError.

        header: one that goes with the call. Throttled calls are not tried again here: a sign-in has its own interval.
        """
        self._workers.calls[f"{service}.{operation}"] += 1
        job = self._workers.submit(self._nobody.perform, service, operation, parameters, region, header)
        return await asyncio.wrap_future(job)

    async def address(self, service: str, operation: str, region: str, parameters: Mapping[str, Any]) -> str:
        """Give where such a call would go, the operation's path left out, without making it. Raises AwsError."""
        job = self._workers.submit(self._nobody.address, service, operation, parameters, region)
        return await asyncio.wrap_future(job)

    async def mfa_code(self, profile: str, serial: str, trouble: MfaTrouble = MfaTrouble.NONE) -> str:
        """Ask the person for a code, for a call that sends it itself. Raises WizardError where they cancel.

        trouble: why it is asked for again
        """
        return await asyncio.wrap_future(
            self._workers.submit(self._settings.mfa.code, profile, serial, trouble, may_ask=True)
        )

    def mfa_served(self, serial: str, code: str) -> None:
        """Remember that AWS took a code that `mfa_code` gave: it takes none twice."""
        self._settings.mfa.served(serial, code)

    def forget(self, profile: str) -> None:
        """Read a profile's configuration and credentials anew at its next call, after a new sign-in.

        Accesses that are open keep working, with the new credentials. Nothing happens where the profile was not used.
        """
        sign_in = self._sign_ins.get(profile)
        if sign_in is not None:
            sign_in.forget()
        self._nobody.forget()

    @property
    def calls(self) -> Mapping[str, int]:
        """Give how often each "service.Operation" was called, botocore's own retries not counted."""
        return self._workers.calls

    def close(self) -> None:
        """Take no more calls and close the connections, without waiting for calls under way."""
        self._workers.shutdown(wait=False, cancel_futures=True)
        for sign_in in self._sign_ins.values():
            sign_in.close()
        self._nobody.close()
