from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.unit.operations.cloud import STACK_ID, event, failed
from tests.unit.operations.conftest import Run
from tests.unit.operations.fakes import FakeAws, aws_error
from wizard.operations.context import Context
from wizard.operations.first_cause import first_cause

NESTED = "AWS::CloudFormation::Stack"
OUTER, INNER = "arn:aws:cloudformation:us-east-1:1:stack/outer/2", "arn:aws:cloudformation:us-east-1:1:stack/inner/3"
EMBEDDED = "Embedded stack was not successfully created: The following resource(s) failed to create: [X]."


def nested(number: int, physical: str) -> dict[str, Any]:
    return event(number, "Nested", NESTED, "CREATE_FAILED", reason=EMBEDDED, physical=physical)


def by_stack(answers: Mapping[str, Any]) -> Callable[[dict[str, Any]], Any]:
    return lambda asked: answers[asked["StackName"]]


@pytest.mark.rule("R18")
def test_it_is_looked_for_inside_of_nested_stacks(run: Run, aws: FakeAws, context: Context) -> None:
    role = event(1, "Role", "AWS::IAM::Role", "CREATE_FAILED", reason="Role with name X already exists")
    answers = {STACK_ID: failed(nested(3, OUTER)), OUTER: failed(nested(2, INNER)), INNER: failed(role)}
    aws.answer("DescribeEvents", by_stack(answers))
    failure = run(first_cause(context, STACK_ID, None, {}))
    assert (failure.text, failure.service) == ("Role with name X already exists", "iam")


def test_where_those_inside_cannot_be_read_the_outer_one_is_told(run: Run, aws: FakeAws, context: Context) -> None:
    def answer(asked: dict[str, Any]) -> Any:
        if asked["StackName"] == STACK_ID:
            return failed(nested(3, OUTER))
        raise aws_error("AccessDenied")

    aws.answer("DescribeEvents", answer)
    aws.answer("DescribeStackEvents", aws_error("AccessDenied"))
    assert run(first_cause(context, STACK_ID, None, {})).text == EMBEDDED


def test_a_circle_of_stacks_comes_to_an_end(run: Run, aws: FakeAws, context: Context) -> None:
    aws.answer("DescribeEvents", by_stack({STACK_ID: failed(nested(1, STACK_ID))}))
    assert run(first_cause(context, STACK_ID, None, {})).text == EMBEDDED
