"""What botocore makes of the networks of companies and hotels, and that the operating system's certificates count."""

import asyncio

import pytest

from tests.way_out import Authority, TunnelProxy, captive_portal, knows_everyone, started
from wizard.aws.access import AccessFactory
from wizard.aws.identity import caller
from wizard.diagnosis.classifier import Classifier
from wizard.model.failure import WizardError

REGION = "eu-central-1"
HOST = f"sts.{REGION}.amazonaws.com"
VARIABLES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy", "AWS_ENDPOINT_URL")


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(autouse=True)
def keys_of_the_environment(monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")


async def who_am_i():
    factory = AccessFactory("test")
    try:
        return await caller(factory.open("", REGION))
    finally:
        factory.close()


def cause_of():
    with pytest.raises(WizardError) as caught:
        asyncio.run(who_am_i())
    return Classifier.load().diagnose(caught.value.failure).cause


def test_an_inspecting_proxy_that_the_operating_system_trusts(authority, monkeypatch):
    with started(knows_everyone()) as sts, started(TunnelProxy(sts, authority, password="jo:secret")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))  # where OpenSSL finds what the system trusts
        who = asyncio.run(who_am_i())

    assert who.account_id == "111122223333"
    assert proxy.asked_for == [f"{HOST}:443"]


def test_an_inspecting_proxy_whose_certificate_is_named(authority, monkeypatch):
    with started(knows_everyone()) as sts, started(TunnelProxy(sts, authority)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        monkeypatch.setenv("AWS_CA_BUNDLE", str(authority.file))
        who = asyncio.run(who_am_i())

    assert who.account_id == "111122223333"


def test_an_inspecting_proxy_that_nobody_trusts(authority, monkeypatch):
    with started(knows_everyone()) as sts, started(TunnelProxy(sts, authority)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)

        assert cause_of() == "tls-inspection-untrusted-ca"


def test_a_proxy_that_asks_for_a_password(authority, monkeypatch):
    with started(knows_everyone()) as sts, started(TunnelProxy(sts, authority, password="jo:secret")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url_without_password)

        assert cause_of() == "proxy-auth-required"


def test_a_captive_portal(authority, monkeypatch):
    with started(captive_portal()) as portal, started(TunnelProxy(portal, authority)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))

        assert cause_of() == "non-aws-response"
