"""Roles in other accounts: tried, written, used by every tool; MFA with a wrong code, then the right one."""

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.aws.signing_in.conftest import Home
from tests.unit.aws.test_sign_in import Phone
from wizard.aws import identity
from wizard.aws.access import AccessFactory
from wizard.aws.errors import AwsError
from wizard.aws.signing_in.profile_writer import ProfileWriter
from wizard.aws.signing_in.role_trial import try_role
from wizard.diagnosis.classifier import Classifier
from wizard.model.failure import Retry
from wizard.model.mfa import MfaTrouble
from wizard.model.sign_in import RoleToAssume

MFA_CODE = "123456"
"""What the embedded AWS's device always shows."""


def save_keys(home: Path, exports: Mapping[str, str]) -> None:
    (home / ".aws").mkdir(exist_ok=True)
    (home / ".aws" / "credentials").write_text(
        f"[base]\naws_access_key_id = {exports['AWS_ACCESS_KEY_ID']}\n"
        f"aws_secret_access_key = {exports['AWS_SECRET_ACCESS_KEY']}\n"
    )


def test_a_role_is_tried_then_written_and_every_tool_takes_it_on(
    factory: AccessFactory, home: Home, accounts: Mapping[str, str]
) -> None:
    save_keys(home.folder, home.aws.exports)
    account = accounts["Log Archive"]
    role = RoleToAssume("base", f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole", "an-id", seconds=900)

    async def job() -> None:
        caller = await try_role(factory, role, "us-east-1")
        assert (caller.account_id, caller.name) == (account, "OrganizationAccountAccessRole")
        await ProfileWriter().put_role("client", role, "us-east-1")
        access = factory.open("client", "us-east-1")
        assert (await identity.caller(access)).account_id == account
        assert (await access.expiry()).renews

    asyncio.run(job())
    assert home.boto3("client").startswith(f"arn:aws:sts::{account}:assumed-role/OrganizationAccountAccessRole/")
    assert home.aws_cli("client").startswith(f"arn:aws:sts::{account}:assumed-role/OrganizationAccountAccessRole/")


def test_a_role_that_is_refused_is_said_before_anything_is_written(
    factory: AccessFactory, home: Home, accounts: Mapping[str, str]
) -> None:
    save_keys(home.folder, home.aws.exports)
    role = RoleToAssume("base", f"arn:aws:iam::{accounts['Log Archive']}:role/NoSuchRole")
    with pytest.raises(AwsError) as caught:
        asyncio.run(try_role(factory, role, "us-east-1"))
    assert caught.value.access_denied
    assert not home.config.exists()


@pytest.fixture(scope="module")
def aws_with_mfa() -> Iterator[EmbeddedAws]:
    with EmbeddedAws("mfa", speed=100) as aws:
        yield aws


def test_a_wrong_code_then_the_right_one(
    home: Home, aws_with_mfa: EmbeddedAws, monkeypatch: pytest.MonkeyPatch
) -> None:
    exports = aws_with_mfa.exports
    monkeypatch.setenv("AWS_ENDPOINT_URL", exports["AWS_ENDPOINT_URL"])
    save_keys(home.folder, exports)
    role = RoleToAssume("base", exports["MFA_ROLE_ARN"], mfa_serial=exports["MFA_SERIAL"])
    phone = Phone("000000", MFA_CODE)
    factory = AccessFactory("0.0", mfa=phone)

    async def job() -> None:
        caller = await try_role(factory, role, "us-east-1")
        assert caller.name == exports["MFA_ROLE_ARN"].rpartition("/")[2]
        await ProfileWriter().put_role("client", role, "us-east-1")

    asyncio.run(job())
    factory.close()
    assert phone.troubles() == [MfaTrouble.NONE, MfaTrouble.WRONG]
    assert {one.serial for one in phone.asked} == {exports["MFA_SERIAL"]}

    phone = Phone("000000", MFA_CODE)
    factory = AccessFactory("0.0", mfa=phone)
    caller = asyncio.run(identity.caller(factory.open("client", "us-east-1")))
    factory.close()
    assert caller.name == exports["MFA_ROLE_ARN"].rpartition("/")[2]
    assert phone.troubles() == [MfaTrouble.NONE, MfaTrouble.WRONG]


SESSION = "[profile p]\nsso_session = s\nsso_account_id = 111122223333\nsso_role_name = A\n[sso-session s]\n"


@pytest.mark.parametrize(
    "config",
    [
        f"{SESSION}sso_start_url = https://acme.awsapps.com/start\nsso_region = us-east-1\n",
        "[profile p]\nlogin_session = arn:aws:iam::111122223333:user/ada\nregion = us-east-1\n",
    ],
)
def test_a_sign_in_that_is_over_is_judged_as_one(factory: AccessFactory, home: Home, config: str) -> None:
    home.config.parent.mkdir()
    home.config.write_text(config)
    with pytest.raises(AwsError) as caught:
        asyncio.run(identity.caller(factory.open("p", "us-east-1")))
    assert Classifier.load().diagnose(caught.value.failure).retry is Retry.AFTER_SIGN_IN, caught.value.failure
