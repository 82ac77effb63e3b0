"""Tells whether the people of Identity Center can be read, by really reading some (R42)."""

from collections.abc import Awaitable, Mapping
from typing import Any

from wizard.aws import identity_store
from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError
from wizard.model.check import CheckResult, CheckState
from wizard.model.directory import STORE_ID
from wizard.model.failure import RawFailure
from wizard.model.message import Message
from wizard.operations.checks.subject import CheckSubject, passed

CHECK = "identity-store"


async def run(subject: CheckSubject) -> CheckResult:
    """Make each call that a reader of the store makes once; what is refused is listed, call by call."""
    trial = _Trial(subject.access, subject.request.settings.get(STORE_ID, ""))
    await trial.make()
    if trial.refused:
        message = Message("check.identity-store.refused", {"first": trial.refused[0], "count": str(len(trial.refused))})
        return CheckResult(CHECK, CheckState.PROBLEM, message, details=tuple(trial.refused), failure=trial.failure)
    return passed(CHECK, "check.identity-store.passed", {"count": str(trial.made)})


class _Trial:
    """Reads one person, one group and one membership in every way.

    made:    calls that were answered
    refused: actions that the profile may not do
    """

    def __init__(self, access: AwsAccess, store_id: str) -> None:
        self._access = access
        self._store_id = store_id
        self.made = 0
        self.refused: list[str] = []
        self.failure: RawFailure | None = None

    async def make(self) -> None:
        """Go through the calls. Raises AwsError for what is no refusal."""
        user = await self._first("ListUsers", "Users")
        group = await self._first("ListGroups", "Groups")
        membership = None
        if user is not None:
            member = {"MemberId": {"UserId": user["UserId"]}}
            await self._read("DescribeUser", UserId=user["UserId"])
            await self._read("GetUserId", AlternateIdentifier=_unique("userName", str(user.get("UserName", ""))))
            await self._read("ListGroupMembershipsForMember", **member)
        if group is not None:
            await self._read("DescribeGroup", GroupId=group["GroupId"])
            if group.get("DisplayName"):  # a group without one is found by nobody
                await self._read("GetGroupId", AlternateIdentifier=_unique("displayName", str(group["DisplayName"])))
            membership = await self._first("ListGroupMemberships", "GroupMemberships", GroupId=group["GroupId"])
        if membership is not None:
            await self._read("DescribeGroupMembership", MembershipId=membership["MembershipId"])
            pair = {"GroupId": membership["GroupId"], "MemberId": membership["MemberId"]}
            await self._read("GetGroupMembershipId", **pair)
            await self._read("IsMemberInGroups", MemberId=pair["MemberId"], GroupIds=[pair["GroupId"]])

    async def _first(self, operation: str, items: str, **more: str) -> Mapping[str, Any] | None:
        return await self._try(operation, identity_store.first(self._access, operation, items, self._store_id, **more))

    async def _read(self, operation: str, **more: Any) -> None:
        await self._try(operation, identity_store.read(self._access, operation, self._store_id, **more))

    async def _try(self, operation: str, call: Awaitable[Mapping[str, Any] | None]) -> Mapping[str, Any] | None:
        try:
            answer = await call
        except AwsError as error:
            if not error.access_denied:
                raise
            self.refused.append(f"identitystore:{operation}")
            self.failure = self.failure or error.failure
            return None
        self.made += 1
        return answer


def _unique(path: str, value: str) -> Mapping[str, Any]:
    return {"UniqueAttribute": {"AttributePath": path, "AttributeValue": value}}
