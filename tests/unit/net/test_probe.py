"""The way to an address, gone step by step through what companies and hotels put in between."""

import pytest

from tests.way_out import Authority, TunnelProxy, captive_portal, like_aws, started
from wizard.diagnosis.classifier import Classifier
from wizard.model.reach import ReachState, ServiceAddress
from wizard.net.probe import probe

HOST = "sts.eu-central-1.amazonaws.com"
PASSWORD = "wolf:s3cr%3Bt"
VARIABLES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy")


@pytest.fixture(scope="module")
def classifier():
    return Classifier.load()


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(autouse=True)
def no_proxy_of_the_person(monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def aws():
    with started(like_aws()) as server:
        yield server


def ask(*, ca_bundle=""):
    return probe(ServiceAddress("sts", f"https://{HOST}", ca_bundle), seconds=5)


def test_an_answer_of_aws_is_reached(aws):
    reach = probe(ServiceAddress("sts", f"http://127.0.0.1:{aws.port}"))

    assert (reach.state, reach.failure, reach.through) == (ReachState.REACHED, None, "")


def test_a_name_that_is_not_known(classifier):
    reach = probe(ServiceAddress("sts", "https://no-such-host.invalid"))

    assert classifier.diagnose(reach.failure).cause == "dns-failure"


def test_a_server_that_refuses(aws, classifier):
    port = aws.port
    aws.shutdown()
    aws.server_close()
    reach = probe(ServiceAddress("sts", f"https://127.0.0.1:{port}"))

    assert classifier.diagnose(reach.failure).cause == "endpoint-unreachable"


def test_a_proxy_that_asks_for_a_password(aws, authority, classifier, monkeypatch):
    with started(TunnelProxy(aws, authority, password="wolf:secret")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url_without_password)
        reach = ask(ca_bundle=str(authority.file))

    assert classifier.diagnose(reach.failure).cause == "proxy-auth-required"
    assert reach.through == proxy.url_without_password


def test_a_proxy_that_is_given_its_password(aws, authority, monkeypatch):
    with started(TunnelProxy(aws, authority, password="wolf:s3cr;t")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace(";", "%3B"))
        reach = ask(ca_bundle=str(authority.file))

    assert (reach.state, reach.failure) == (ReachState.REACHED, None)
    assert reach.through == proxy.url_without_password
    assert "s3cr" not in repr(reach)
    assert proxy.asked_for == [f"{HOST}:443"]


def test_an_address_that_is_an_exception_goes_past_the_proxy(aws, authority, monkeypatch):
    with started(TunnelProxy(aws, authority, refuses=True)) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        reach = probe(ServiceAddress("sts", f"http://127.0.0.1:{aws.port}"))

    assert (reach.state, reach.through) == (ReachState.REACHED, "")


def test_a_proxy_that_does_not_let_through(aws, authority, classifier, monkeypatch):
    with started(TunnelProxy(aws, authority, refuses=True)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        reach = ask(ca_bundle=str(authority.file))

    assert classifier.diagnose(reach.failure).cause == "proxy-blocks-aws"


def test_a_proxy_that_is_not_there(aws, authority, classifier, monkeypatch):
    with started(TunnelProxy(aws, authority)) as proxy:
        address = proxy.url
    monkeypatch.setenv("HTTPS_PROXY", address)
    reach = ask()

    assert classifier.diagnose(reach.failure).cause == "proxy-unreachable"
    assert reach.through == address


def test_a_proxy_setting_that_is_no_address_is_named_without_its_password(classifier, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "socks9://wolf:secret@proxy")
    reach = ask()

    assert reach.failure is not None
    assert "secret" not in reach.failure.text
    assert classifier.diagnose(reach.failure).cause == "proxy-unreachable"


def test_an_inspection_certificate_that_is_not_trusted(aws, authority, classifier, monkeypatch):
    with started(TunnelProxy(aws, authority)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        reach = ask()

    assert classifier.diagnose(reach.failure).cause == "tls-inspection-untrusted-ca"


def test_an_inspection_certificate_that_is_trusted(aws, authority, monkeypatch):
    with started(TunnelProxy(aws, authority)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        reach = ask(ca_bundle=str(authority.file))

    assert reach.state is ReachState.REACHED


def test_a_file_of_certificates_that_is_not_there(aws, authority, classifier, monkeypatch, tmp_path):
    with started(TunnelProxy(aws, authority)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        reach = ask(ca_bundle=str(tmp_path / "gone.pem"))

    assert classifier.diagnose(reach.failure).cause == "ca-bundle-path-wrong"


def test_a_captive_portal(classifier):
    with started(captive_portal()) as portal:
        reach = probe(ServiceAddress("sts", f"http://127.0.0.1:{portal.port}"))

    assert reach.failure is not None
    assert "Welcome to the hotel" in reach.failure.text
    assert classifier.diagnose(reach.failure).cause == "non-aws-response"


def test_a_portal_behind_an_inspecting_proxy(authority, classifier, monkeypatch):
    with started(captive_portal()) as portal, started(TunnelProxy(portal, authority)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        reach = ask(ca_bundle=str(authority.file))

    assert classifier.diagnose(reach.failure).cause == "non-aws-response"
