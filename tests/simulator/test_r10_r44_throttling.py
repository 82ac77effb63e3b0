import pytest
from botocore.config import Config

from tests.simulator.templates import quiet


@pytest.mark.rule(44)
def test_every_service_throttles_in_its_own_words(fresh, refused):
    aws = fresh("throttled")
    assert refused(aws.client("cloudformation").list_stacks) == ("Throttling", "Rate exceeded")
    assert refused(aws.client("organizations").list_roots)[0] == "TooManyRequestsException"
    assert refused(aws.client("iam").list_roles)[0] == "Throttling"


@pytest.mark.rule(10)
@pytest.mark.rule(44)
def test_whoever_tries_again_gets_through(fresh):
    aws = fresh("throttled")
    patient = Config(retries={"mode": "standard", "total_max_attempts": 5})
    assert aws.client("organizations", config=patient).list_roots()["Roots"]
    client = aws.client("cloudformation", config=patient)
    assert client.create_stack(StackName="patient", TemplateBody=quiet())["StackId"]


@pytest.mark.rule(10)
def test_writes_to_the_organization_clash_with_others(fresh, refused):
    client = fresh("throttled").client("organizations")
    asked = {"ServicePrincipal": "ram.amazonaws.com"}
    assert refused(client.enable_aws_service_access, **asked)[0] == "TooManyRequestsException"
    assert refused(client.enable_aws_service_access, **asked)[0] == "ConcurrentModificationException"
    client.enable_aws_service_access(**asked)


@pytest.mark.rule(45)
def test_an_answer_gets_lost_after_the_request_was_done(fresh):
    aws = fresh("flaky-network")
    patient = Config(retries={"mode": "standard", "total_max_attempts": 4})
    client = aws.client("cloudformation", config=patient)
    made = [
        client.create_stack(StackName=f"again-{one}", TemplateBody=quiet(), ClientRequestToken=f"token-{one}")
        for one in range(12)
    ]
    assert len({one["StackId"] for one in made}) == 12
    attempts = [one["ResponseMetadata"]["RetryAttempts"] for one in made]
    assert max(attempts) == 1


@pytest.mark.rule(46)
def test_a_page_answers_in_the_place_of_aws(fresh):
    aws = fresh("captive-portal")
    with pytest.raises(KeyError, match="GetCallerIdentityResult"):
        aws.client("sts").get_caller_identity()
    described = aws.client("organizations").describe_organization()
    assert described["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert "Organization" not in described
