"""Profiles of typed access keys."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.aws.local_aws import Answer, LocalAws, Request, assumed, who
from wizard.aws import identity
from wizard.aws.access import AccessFactory
from wizard.aws.errors import AwsError
from wizard.aws.signing_in.own_keys import OwnKeys
from wizard.model.access_key import AccessKey, KeyPlace, OwnKey
from wizard.model.failure import RawFailure, WizardError
from wizard.model.profile import CallerKind, ProfileKind
from wizard.operations.profile_reader import ProfileReader
from wizard.store.secrets import MemorySecrets

KEY = AccessKey("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
SESSION = OwnKey("mine", KEY.access_key_id, "eu-west-1")
KEPT = OwnKey("mine", KEY.access_key_id, "eu-west-1", KeyPlace.KEYRING)


class NoKeyring(MemorySecrets):
    def put(self, reference: str, secret: str) -> None:
        raise WizardError(RawFailure("There is no keyring.", surface="keyring"))


@pytest.fixture
def aws(local_aws: LocalAws) -> LocalAws:
    def respond(request: Request) -> Answer:
        if request.action == "AssumeRole":
            return assumed()
        known = KEY.access_key_id in request.headers["Authorization"] or "ASIAROLE" in request.headers["Authorization"]
        return who() if known else Answer("", 500)

    local_aws.respond = respond
    return local_aws


def account(factory: AccessFactory) -> str:
    return asyncio.run(identity.caller(factory.open("mine", "eu-west-1"))).account_id


def test_a_key_for_this_session_is_in_no_store(factory: AccessFactory, aws: LocalAws) -> None:
    secrets = NoKeyring()
    own = OwnKeys(factory, secrets)
    asyncio.run(own.keep(SESSION, KEY))
    assert account(factory) == "111122223333"
    assert secrets._secrets == {}
    [profile] = own.profiles()
    assert (profile.name, profile.kind, profile.region) == ("mine", ProfileKind.ACCESS_KEY, "eu-west-1")
    assert KEY.secret_access_key not in repr(own.known)


def test_a_key_of_the_keyring_is_there_after_a_restart(factory: AccessFactory, aws: LocalAws) -> None:
    secrets = MemorySecrets()
    asyncio.run(OwnKeys(factory, secrets).keep(KEPT, KEY))
    again = AccessFactory("0.0")
    OwnKeys(again, secrets).restore([KEPT, SESSION])
    assert account(again) == "111122223333"
    again.close()


def test_nothing_is_kept_where_the_keyring_refuses(factory: AccessFactory, aws: LocalAws) -> None:
    own = OwnKeys(factory, NoKeyring())
    with pytest.raises(WizardError, match="no keyring"):
        asyncio.run(own.keep(KEPT, KEY))
    assert own.profiles() == []
    with pytest.raises(AwsError) as caught:
        account(factory)
    assert caught.value.code == "ProfileNotFound"


def test_a_key_that_was_forgotten_works_no_more(factory: AccessFactory, aws: LocalAws) -> None:
    secrets = MemorySecrets()
    own = OwnKeys(factory, secrets)
    asyncio.run(own.keep(KEPT, KEY))
    asyncio.run(own.forget("mine"))
    asyncio.run(own.forget("mine"))
    assert (secrets._secrets, own.profiles()) == ({}, [])
    with pytest.raises(AwsError):
        account(factory)


def test_a_key_that_the_keyring_lost(factory: AccessFactory, aws: LocalAws) -> None:
    own = OwnKeys(factory, MemorySecrets())
    own.restore([KEPT])
    with pytest.raises(AwsError, match="does not hold the access key AKIAIOSFODNN7EXAMPLE any more"):
        account(factory)


@pytest.mark.parametrize("trouble", ["malformed", "another profile", "gone"])
def test_a_typed_key_works_whatever_the_files_hold(
    factory: AccessFactory, aws: LocalAws, config: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAOTHER")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "other")
    if trouble == "malformed":
        config("[default\nnonsense\n")
    elif trouble == "another profile":
        config("[profile mine]\naws_access_key_id = AKIATHEIRS\naws_secret_access_key = theirs\n")
    else:
        monkeypatch.setenv("AWS_PROFILE", "gone")
    own = OwnKeys(factory, MemorySecrets())
    asyncio.run(own.keep(SESSION, KEY))
    assert account(factory) == "111122223333"
    found = asyncio.run(ProfileReader(factory, own).profiles())
    assert found[0].name == "mine"


def test_a_role_is_assumed_from_a_typed_key(factory: AccessFactory, aws: LocalAws) -> None:
    asyncio.run(OwnKeys(factory, MemorySecrets()).keep(SESSION, KEY))

    async def work() -> None:
        access = factory.open("mine", "eu-west-1")
        member = await access.assume("arn:aws:iam::222233334444:role/R", session_name="org-wizard")
        await member.call("sts", "GetCallerIdentity")

    asyncio.run(work())
    assert KEY.access_key_id in aws.requests[0].headers["Authorization"]
    assert "ASIAROLE1" in aws.requests[1].headers["Authorization"]


def test_keys_of_the_root_user_are_known_by_their_arn(factory: AccessFactory, local_aws: LocalAws) -> None:
    local_aws.respond = lambda _: who(arn="arn:aws:iam::111122223333:root")
    asyncio.run(OwnKeys(factory, MemorySecrets()).keep(SESSION, KEY))
    assert asyncio.run(identity.caller(factory.open("mine", "eu-west-1"))).kind is CallerKind.ROOT
