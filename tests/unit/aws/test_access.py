import asyncio
import subprocess
import sys
import threading

import pytest

from tests.unit.aws.local_aws import Answer, LocalAws, Request, error, who
from wizard.aws.access import AccessFactory, AwsAccess, Patience
from wizard.aws.errors import AwsError, NotAwsReply


def test_importing_the_modules_loads_no_botocore() -> None:
    program = (
        "import sys; from wizard.aws import (access, errors, identity, organizations, permissions, profiles, regions,"
        " roles, stack_sets, stacks, trusted_access); access.AccessFactory('1').open('', '');"
        "from wizard.aws.signing_in import (console_login, identity_center, known_portals, own_keys, pasted_keys,"
        " portal, profile_writer, role_trial, token_cache); from wizard.aws import file_stamp;"
        "print([n for n in sys.modules if n.split('.')[0] in ('awscrt', 'boto3', 'botocore', 'keyring')])"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=30)
    assert ended.stdout.strip() == "[]"


def test_calls_run_off_the_loop_s_thread_and_say_who_is_calling(access: AwsAccess, local_aws: LocalAws) -> None:
    local_aws.respond = lambda _: who()
    reply = asyncio.run(access.call("sts", "GetCallerIdentity"))
    assert reply["Account"] == access.account_id == "111122223333"
    [request] = local_aws.requests
    assert "org-wizard/0.0" in request.headers["User-Agent"]
    assert "eu-west-1/sts" in request.headers["Authorization"]


def test_later_failures_name_the_account(access: AwsAccess, local_aws: LocalAws) -> None:
    local_aws.respond = lambda one: who() if one.action == "GetCallerIdentity" else error("AccessDenied")
    asyncio.run(access.call("sts", "GetCallerIdentity"))
    with pytest.raises(AwsError) as caught:
        asyncio.run(access.in_region("us-east-2").call("iam", "GetRole", RoleName="x"))
    failure = caught.value.failure
    assert (failure.service, failure.operation, failure.code) == ("iam", "GetRole", "AccessDenied")
    assert failure.account == "111122223333"
    assert failure.request_id == "req-8"


def test_no_region_anywhere(factory: AccessFactory, keys: None, local_aws: LocalAws) -> None:
    local_aws.respond = lambda _: who()
    access = factory.open("", "")
    assert asyncio.run(access.call("sts", "GetCallerIdentity"))["Account"] == "111122223333"
    with pytest.raises(AwsError) as caught:
        asyncio.run(access.call("cloudformation", "DescribeStacks"))
    assert caught.value.code == "NoRegionError"


@pytest.mark.parametrize("region", ["eu west 1", "'eu-west-1'"])
def test_malformed_region_is_a_failure(factory: AccessFactory, keys: None, region: str) -> None:
    with pytest.raises(AwsError) as caught:
        asyncio.run(factory.open("", region).call("cloudformation", "DescribeStacks"))
    assert caught.value.code == "InvalidRegionError"


def test_nothing_is_sent_in_the_clear_to_another_computer(access: AwsAccess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://aws.example.com:8080")
    with pytest.raises(AwsError) as caught:
        asyncio.run(access.call("sts", "GetCallerIdentity"))
    assert caught.value.code == "InsecureEndpoint"
    assert "http://aws.example.com:8080" in caught.value.failure.text


@pytest.mark.parametrize(
    ("call", "body"),
    [
        (("sts", "GetCallerIdentity", {}), "<!DOCTYPE html><html><body>Sign in to Wi-Fi<br></body></html>"),
        (("sts", "GetCallerIdentity", {}), "<html><body>Sign in to Wi-Fi</body></html>"),
        (("sts", "GetCallerIdentity", {}), ""),
        (("cloudformation", "DescribeStacks", {}), "<html><body/></html>"),
        (("cloudformation", "DescribeStacks", {}), "<r><DescribeStacksResult><p/></DescribeStacksResult></r>"),
        (("cloudformation", "DeleteStack", {"StackName": "x"}), "<html><body/></html>"),
        (("organizations", "ListRoots", {}), "<html><body>Sign in to Wi-Fi</body></html>"),
        (("organizations", "ListRoots", {}), "{}"),
        (("iam", "GetRole", {"RoleName": "x"}), "<html><body/></html>"),
    ],
)
def test_reply_of_a_proxy_is_not_taken_for_aws(  # R46
    access: AwsAccess, local_aws: LocalAws, call: tuple[str, str, dict[str, str]], body: str
) -> None:
    service, operation, parameters = call
    local_aws.respond = lambda _: Answer(body, content_type="text/html")
    with pytest.raises(NotAwsReply) as caught:
        asyncio.run(access.call(service, operation, **parameters))
    assert caught.value.failure.operation == operation


def test_throttled_call_is_tried_again(  # R44
    keys: None, local_aws: LocalAws, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda *_: 0)
    answers = [error("Throttling", "Rate exceeded")] * 6 + [who()]
    local_aws.respond = lambda _: answers.pop(0)
    told: list[str] = []
    patience = Patience((0.0, 0.0), lambda service, _: told.append(service))
    factory = AccessFactory("0.0", patience=patience)
    access = factory.open("", "eu-west-1")
    reply = asyncio.run(access.call("sts", "GetCallerIdentity"))
    factory.close()
    assert reply["Account"] == "111122223333"
    assert not answers
    assert told == ["sts"]


def test_throttling_without_end_is_a_failure_in_the_end(
    access: AwsAccess, local_aws: LocalAws, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda *_: 0)
    local_aws.respond = lambda _: error("Throttling", "Rate exceeded")
    with pytest.raises(AwsError) as caught:
        asyncio.run(access.call("sts", "GetCallerIdentity"))
    assert caught.value.throttled
    assert len(local_aws.requests) == 5


def test_cancelled_call_leaves_nothing_behind(access: AwsAccess, local_aws: LocalAws) -> None:
    asked, answer = threading.Event(), threading.Event()

    def respond(_: Request) -> Answer:
        asked.set()
        answer.wait(5)
        return error("AccessDenied")

    local_aws.respond = respond
    complaints: list[object] = []

    async def cancel() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
        task = asyncio.create_task(access.call("sts", "GetCallerIdentity"))
        assert await asyncio.to_thread(asked.wait, 5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        answer.set()
        await asyncio.to_thread(access._workers.shutdown)

    asyncio.run(cancel())
    assert complaints == []


def test_close_does_not_wait_for_a_call_that_hangs(keys: None, local_aws: LocalAws) -> None:
    asked, answer = threading.Event(), threading.Event()

    def respond(_: Request) -> Answer:
        asked.set()
        answer.wait(5)
        return who()

    local_aws.respond = respond
    factory = AccessFactory("0.0")

    async def close() -> None:
        task = asyncio.create_task(factory.open("", "eu-west-1").call("sts", "GetCallerIdentity"))
        assert await asyncio.to_thread(asked.wait, 5)
        factory.close()
        assert not answer.is_set()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(close())
    answer.set()


def test_delegated_administrator_stays_one_in_another_region(access: AwsAccess) -> None:
    acting = access.acting_as("DELEGATED_ADMIN").in_region("us-east-1")
    assert (acting.call_as, acting.region, acting.profile) == ("DELEGATED_ADMIN", "us-east-1", "")
    assert access.call_as == ""
