"""The listener that a browser comes back to: it takes one answer, and that from nobody else."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from tests.embedded_aws import until
from wizard.aws.signing_in.listener import BrowserListener, ListenerPages
from wizard.aws.signing_in.pkce import ProofKey


def visited(address: str, **headers: str) -> tuple[int, str]:
    try:
        with urlopen(Request(address, headers=headers), timeout=5) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def listening(job: Callable[[BrowserListener], Awaitable[None]], pages: ListenerPages | None = None) -> None:
    async def work() -> None:
        with BrowserListener("the-state", pages) as listener:
            await job(listener)

    asyncio.run(work())


def test_the_answer_with_the_right_state_is_taken() -> None:
    async def job(listener: BrowserListener) -> None:
        status, page = await asyncio.to_thread(visited, f"{listener.address}?code=a%2Fb&state=the-state&more=x")
        assert status == 200
        assert "You can close this page" in page
        assert await asyncio.wait_for(listener.answer(), 5) == {"code": "a/b"}

    listening(job)


@pytest.mark.parametrize(
    "query", ["?code=x", "?code=x&state=other", "?state=the-state", "", "?code=x&state=the-stat%C3%A9"]
)
def test_other_answers_are_refused_and_it_goes_on_waiting(query: str) -> None:
    async def job(listener: BrowserListener) -> None:
        status, page = await asyncio.to_thread(visited, f"{listener.address}{query}")
        assert status == 400
        assert "belongs to no sign-in" in page
        assert not listener._answer.done()
        await asyncio.to_thread(visited, f"{listener.address}?error=access_denied&state=the-state")
        assert await asyncio.wait_for(listener.answer(), 5) == {"error": "access_denied"}

    listening(job)


@pytest.mark.parametrize("host", ["evil.example", "localhost"])
def test_a_page_of_another_name_cannot_bring_an_answer(host: str) -> None:
    async def job(listener: BrowserListener) -> None:
        answer = f"{listener.address}?code=x&state=the-state"
        assert (await asyncio.to_thread(lambda: visited(answer, Host=host)))[0] == 400
        assert not listener._answer.done()

    listening(job)


def test_other_paths_are_not_there() -> None:
    async def job(listener: BrowserListener) -> None:
        base = listener.address.removesuffix("/oauth/callback")
        assert (await asyncio.to_thread(visited, f"{base}/favicon.ico"))[0] == 404
        assert not listener._answer.done()

    listening(job)


def test_a_connection_that_says_nothing_holds_up_nobody() -> None:
    async def job(listener: BrowserListener) -> None:
        port = urlsplit(listener.address).port
        assert port
        with socket.create_connection(("127.0.0.1", port)):
            await asyncio.to_thread(visited, f"{listener.address}?code=x&state=the-state")
            assert await asyncio.wait_for(listener.answer(), 5) == {"code": "x"}

    listening(job)


def test_it_listens_on_this_computer_alone_and_no_longer_than_it_is_waited_for() -> None:
    ports: list[int] = []

    async def job(listener: BrowserListener) -> None:
        assert listener._server.server_address[0] == "127.0.0.1"
        ports.append(listener._server.server_port)

    listening(job)

    def gone() -> bool:
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", ports[0])) != 0

    assert until(gone, 5)


def test_the_words_are_those_of_the_window_and_plain_text() -> None:
    pages = ListenerPages(("Fertig <b>", "Diese Seite kann zu."), ("Fremd", "Nichts."), "de")

    async def job(listener: BrowserListener) -> None:
        _, page = await asyncio.to_thread(visited, f"{listener.address}?code=x&state=the-state")
        assert "Fertig &lt;b&gt;" in page
        assert 'lang="de"' in page

    listening(job, pages)


def test_proof_keys_are_of_the_right_form_and_never_the_same() -> None:
    first, second = ProofKey(), ProofKey()
    assert 43 <= len(first.verifier) <= 128
    assert len(first.challenge) == 43
    assert len({first.verifier, first.state, second.verifier, second.state}) == 4
    assert first.verifier not in repr(first)
