import asyncio
from collections.abc import Callable, Mapping

import pytest

from wizard.aws import identity, organizations, permissions, roles, stacks, trusted_access
from wizard.aws.access import AwsAccess
from wizard.aws.errors import AwsError
from wizard.aws.trusted_access import TrustedAccess
from wizard.model.organization import AccountState, OrganizationTree

Open = Callable[[str], AwsAccess]


def a_member(tree: OrganizationTree) -> str:
    management = tree.identity.management_account_id
    return next(one.account_id for one in tree.accounts.values() if one.active and one.account_id != management)


def test_whole_tree(admin: AwsAccess) -> None:  # R5, R8, R9
    tree = asyncio.run(organizations.read_tree(admin))
    assert len(tree.accounts) == 14
    assert tree.identity.management_account_id in tree.accounts
    assert AccountState.SUSPENDED in {one.state for one in tree.accounts.values()}
    assert asyncio.run(organizations.root_id(admin)) == tree.identity.root_id


def test_plain_member_may_only_look_who_the_organization_is(sign_in: Open, admin: AwsAccess) -> None:  # R5
    member = sign_in("MEMBER")
    assert asyncio.run(organizations.describe_organization(member)) == asyncio.run(
        organizations.describe_organization(admin)
    )
    with pytest.raises(AwsError) as caught:
        asyncio.run(organizations.read_tree(member))
    assert caught.value.access_denied


def test_trusted_access_is_turned_on(admin: AwsAccess, sign_in: Open) -> None:  # R11
    async def work() -> None:
        assert await trusted_access.state(admin) is TrustedAccess.DISABLED
        await trusted_access.activate(admin)
        assert await trusted_access.state(admin) is TrustedAccess.ENABLED
        with pytest.raises(AwsError):
            await trusted_access.activate(sign_in("MEMBER"))

    asyncio.run(work())


def test_role_in_a_member_is_assumed(admin: AwsAccess, embedded_aws: Mapping[str, str]) -> None:
    async def work() -> None:
        account = a_member(await organizations.read_tree(admin))
        arn = f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole"
        member = await admin.assume(arn, session_name="org-wizard")
        assert (await identity.caller(member)).account_id == account
        role = await roles.find(member, "OrganizationAccountAccessRole")
        assert role is not None
        assert role.arn == arn
        assert await roles.policies(member, role.name)
        assert await member.credentials_expire_at() is not None
        with pytest.raises(AwsError) as caught:
            await admin.assume(f"arn:aws:iam::{account}:role/NoSuchRole", session_name="org-wizard")
        assert caught.value.access_denied

    asyncio.run(work())


def test_simulation_says_what_the_user_may(admin: AwsAccess, sign_in: Open) -> None:  # R41
    asked = [(("organizations:ListRoots", "iam:CreateRole"), ("*",))]

    async def allowed(access: AwsAccess, about: AwsAccess) -> dict[str, bool]:
        found = await permissions.simulate(access, await identity.caller(about), asked)
        return {one.action: one.allowed for one in found}

    limited = sign_in("LIMITED")
    assert asyncio.run(allowed(admin, admin)) == {"organizations:ListRoots": True, "iam:CreateRole": True}
    assert asyncio.run(allowed(admin, limited)) == {"organizations:ListRoots": True, "iam:CreateRole": False}
    with pytest.raises(AwsError) as caught:
        asyncio.run(allowed(limited, limited))
    assert caught.value.access_denied


def test_refusal_names_who_was_refused_what(sign_in: Open) -> None:
    limited = sign_in("LIMITED")
    with pytest.raises(AwsError) as caught:
        asyncio.run(stacks.describe(limited, "x"))
    assert caught.value.access_denied
    assert "cloudformation:DescribeStacks" in caught.value.failure.text
    assert caught.value.failure.request_id
