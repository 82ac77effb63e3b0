import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from wizard.aws.errors import AwsError
from wizard.aws.signing_in.known_portals import known_portals
from wizard.model.sign_in import KnownPortal, Portal

Write = Callable[[str], Path]


def test_each_is_named_once(config: Write) -> None:
    config(
        "[sso-session acme]\nsso_start_url = https://a.awsapps.com/start\nsso_region = eu-west-1\n"
        "[profile old]\nsso_start_url = https://b.awsapps.com/start\nsso_region = us-east-1\n"
        "[profile again]\nsso_start_url = https://a.awsapps.com/start\nsso_region = eu-west-1\n"
        "[sso-session half]\nsso_start_url = https://c.awsapps.com/start\n"
    )
    assert asyncio.run(known_portals()) == [
        KnownPortal("acme", Portal("https://a.awsapps.com/start", "eu-west-1")),
        KnownPortal("old", Portal("https://b.awsapps.com/start", "us-east-1")),
    ]


def test_none_on_a_new_computer() -> None:
    assert asyncio.run(known_portals()) == []


def test_a_malformed_file_is_said(config: Write) -> None:
    config("nonsense\n")
    with pytest.raises(AwsError, match="line 1"):
        asyncio.run(known_portals())
