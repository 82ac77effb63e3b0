"""One request: what comes back, what is never followed, and how a server that will not end is ended."""

import socket
import threading
import time

import pytest

from tests.way_out import AnsweringServer, Authority, TunnelProxy, captive_portal, started
from wizard.net.http import HttpClient, HttpError, HttpRequest, Limits

VARIABLES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy")
LOCAL = HttpClient("org-wizard/test", allow_loopback=True)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(autouse=True)
def no_proxy_of_the_person(monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def refused(client, url, limits=None):
    with pytest.raises(HttpError) as raised:
        client.send(HttpRequest(url), limits)
    return raised.value


def test_a_reply_comes_back_whatever_its_status():
    with started(AnsweringServer(409, {"X-Why": "taken"}, b"already there")) as server:
        reply = LOCAL.send(HttpRequest(f"http://127.0.0.1:{server.port}/a?b=c", "POST", body=b"{}"))

    assert (reply.status, reply.headers["x-why"], reply.body) == (409, "taken", b"already there")


def test_by_https_through_the_proxy_that_is_set(authority, monkeypatch):
    with started(captive_portal()) as server, started(TunnelProxy(server, authority, password="wolf:x")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        reply = HttpClient("org-wizard/test", str(authority.file)).send(HttpRequest("https://api.example.com/"))

    assert reply.status == 200
    assert proxy.asked_for == ["api.example.com:443"]


def test_who_answers_is_verified(authority, monkeypatch):
    with started(captive_portal()) as server, started(TunnelProxy(server, authority)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        error = refused(HttpClient("org-wizard/test"), "https://api.example.com/")

    assert "certificate" in error.failure.text


def test_a_redirect_is_told_and_not_followed():
    with started(AnsweringServer(302, {"Location": "https://elsewhere.example.com/"}, b"")) as server:
        reply = LOCAL.send(HttpRequest(f"http://127.0.0.1:{server.port}/"))

    assert (reply.status, reply.redirect) == (302, "https://elsewhere.example.com/")


@pytest.mark.parametrize("url", ["http://api.example.com/", "ftp://x/", "https://", "nothing", "https://x:99999/"])
def test_nothing_is_sent_where_it_is_not_encrypted(url):
    assert refused(LOCAL, url).code in ("InsecureAddress", "InvalidURL")


def test_plain_http_to_this_computer_is_for_configured_addresses_alone():
    assert refused(HttpClient("org-wizard/test"), "http://127.0.0.1:1/").code == "InsecureAddress"


def test_a_reply_that_is_too_large_is_not_taken():
    with started(AnsweringServer(200, {}, b"x" * 5_000)) as server:
        url = f"http://127.0.0.1:{server.port}/"
        assert len(LOCAL.send(HttpRequest(url), Limits(max_bytes=5_000)).body) == 5_000
        assert refused(LOCAL, url, Limits(max_bytes=4_999)).code == "TooLarge"


def test_a_server_that_sends_a_byte_now_and_then_is_ended():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        over = threading.Event()

        def drip():
            connection, _ = listening.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
                try:
                    while not over.wait(0.05):
                        connection.sendall(b"x")
                except OSError:
                    return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        began = time.monotonic()
        error = refused(LOCAL, f"http://127.0.0.1:{listening.getsockname()[1]}/", Limits(seconds=1.0))
        over.set()
        thread.join(10)

    assert error.code == "ReadTimeoutError"
    assert time.monotonic() - began < 15


def test_a_reply_that_breaks_off_is_no_reply():
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def break_off():
            connection, _ = listening.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")

        threading.Thread(target=break_off, daemon=True).start()
        error = refused(LOCAL, f"http://127.0.0.1:{listening.getsockname()[1]}/")

    assert error.code == "IncompleteRead"


def test_a_server_that_is_not_there():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

    assert "Could not connect to 127.0.0.1" in refused(LOCAL, f"http://127.0.0.1:{port}/").failure.text


def test_keys_in_headers_are_never_shown():
    assert "s3cret" not in repr(HttpRequest("https://x", headers={"DD-API-KEY": "s3cret"}, body=b"s3cret"))
