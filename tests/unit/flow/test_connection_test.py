"""What "Test connection" makes of answers."""

import asyncio

from wizard.flow.connection_test import ConnectionTest
from wizard.model.failure import Diagnosis, RawFailure, Retry, WizardError
from wizard.model.reach import Reach, ReachState, ServiceAddress

STS, IAM = ServiceAddress("sts", "https://sts.example"), ServiceAddress("iam", "https://iam.example")


def explain(failure):
    return Diagnosis(failure.code, (failure.code,), True, failure.code, failure.text, (), Retry.UNKNOWN, failure)


class Network:
    """Gives the answers that a test wants; counts how often it was asked."""

    def __init__(self, *reaches, error=None):
        self._reaches = reaches
        self._error = error
        self.asked = []

    async def test(self, profile, region, kinds):
        self.asked.append((profile, region, kinds))
        if self._error:
            raise WizardError(self._error)
        for one in self._reaches:
            await asyncio.sleep(0)
            yield one


def reached(address):
    return Reach(address, ReachState.REACHED)


def failed(address, code):
    return Reach(address, ReachState.FAILED, failure=RawFailure("words", code=code))


def after_test(network):
    test = ConnectionTest(network, explain)
    asyncio.run(test.run("acme", "eu-central-1", ()))
    return test


def test_everything_is_reached():
    network = Network(Reach(STS, ReachState.ASKING), reached(STS), reached(IAM))
    test = after_test(network)

    assert test.all_reached
    assert list(test.reaches) == ["sts", "iam"]
    assert network.asked == [("acme", "eu-central-1", ())]
    assert not test.running


def test_one_cause_of_all_is_told_once():
    test = after_test(Network(failed(STS, "proxy-auth-required"), failed(IAM, "proxy-auth-required")))

    assert test.common_cause is not None
    assert test.common_cause.cause == "proxy-auth-required"
    assert not test.all_reached


def test_different_causes_have_nothing_in_common():
    test = after_test(Network(failed(STS, "dns-failure"), failed(IAM, "proxy-blocks-aws")))

    assert test.common_cause is None
    assert len(test.failed) == 2


def test_a_single_failure_is_told_at_its_address():
    test = after_test(Network(failed(STS, "dns-failure"), reached(IAM)))

    assert test.common_cause is None
    assert test.diagnosis(test.failed[0]).cause == "dns-failure"


def test_what_keeps_from_asking_at_all_is_told():
    test = after_test(Network(error=RawFailure("no such profile", code="ProfileNotFound")))

    assert test.problem is not None
    assert test.problem.cause == "ProfileNotFound"
    assert not test.all_reached


def test_a_test_that_goes_on_is_not_begun_again():
    async def twice():
        network = Network(reached(STS))
        test = ConnectionTest(network, explain)
        await asyncio.gather(test.run("", "", ()), test.run("", "", ()))
        return network

    assert len(asyncio.run(twice()).asked) == 1
