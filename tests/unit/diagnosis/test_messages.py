"""Messages as AWS, its tools and the services word them, each with the cause that it has."""

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wizard.diagnosis.classifier import OWN_WORDS, UNKNOWN, Classifier
from wizard.model.failure import RawFailure, Retry

HERE = Path(__file__).resolve().parent
MESSAGES = [json.loads(line) for line in (HERE / "messages.jsonl").read_text(encoding="utf-8").splitlines()]
EXAMPLES = HERE.parents[2].parent / "shared" / "failures" / "examples.jsonl"

WRAPPERS = (
    "An error occurred (ValidationError) when calling the CreateStack operation: {}",
    'Resource handler returned message: "{}" (RequestToken: 8a1b-22, HandlerErrorCode: GeneralServiceException)',
    "Received response status [FAILED] from custom resource. Message returned: {} (RequestId: 7c-1)",
    "ResourceLogicalId:Worker, ResourceType:AWS::Lambda::Function, ResourceStatusReason:{}.",
    "2026-01-02 03:04:05,678 - botocore - ERROR - {}",
    '{{"level": "error", "errorMessage": "{}"}}',
    "Fehler beim Bereitstellen: {} Bitte erneut versuchen.",
    "{} Rollback requested by user.",
    'Traceback (most recent call last):\n  File "/usr/lib/python3/x.py", line 12, in call\nbotocore.exceptions.X: {}',
    '{{"Error": {{"Code": "X", "Message": "{}"}}, "ResponseMetadata": {{"HTTPStatusCode": 400}}}}',
    "╷\n│ Error: {}\n│\n│   with aws_cloudformation_stack_set.x,\n╵",
    "\x1b[31maws: [ERROR]:\x1b[0m {}",
    "12:13:25 UTC-0400 | CREATE_FAILED | Custom::Thing | Thing | {}",
    "['{}']",
)

CHANGES: dict[str, Callable[[str], str]] = {
    "upper case": str.upper,
    "lower case": str.lower,
    "other white space": lambda text: re.sub(r"\s+", " \n\t ", text),
    "other account": lambda text: re.sub(r"\b\d{12}\b", "987654321098", text),
    "other partition": lambda text: text.replace("arn:aws:", "arn:aws-us-gov:"),
    "other request": lambda text: re.sub(r"(Request ?(ID|Token): )[\w-]+", r"\g<1>0f0f-1c1c", text),
    "other quotes": lambda text: text.replace("'", "’"),
    "escaped": lambda text: text.replace('"', '\\"').replace("\n", "\\n"),
    "coloured": lambda text: "".join(f"\x1b[1;31m{word}\x1b[0m " for word in text.split(" ")),
    "in JSON": lambda text: json.dumps(text).replace("'", "\\u0027"),
    "in HTML": html.escape,
    "at the end of a log": lambda text: "debug: all is well\n" * 2000 + text,
    "filled in": lambda text: re.sub(r"\{\w+\}|<[\w -]+>", "abc-123", text),
}


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load()


@pytest.fixture(scope="module")
def examples() -> list[dict[str, Any]]:
    if not EXAMPLES.exists():
        pytest.skip("the collected messages lie beside the project and are not here")
    return [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]


def failure(entry: dict[str, Any], text: str = "") -> RawFailure:
    return RawFailure(
        text or entry["text"],
        surface=entry.get("surface", ""),
        service=entry.get("service", ""),
        code=entry.get("code", ""),
    )


@pytest.mark.parametrize("entry", MESSAGES, ids=lambda entry: f"{entry['cause']}: {entry['text'][:60]}")
def test_each_message_has_its_cause(classifier: Classifier, entry: dict[str, Any]) -> None:
    assert classifier.diagnose(failure(entry)).cause == entry["cause"]


def test_every_cause_is_recognised_by_some_message(classifier: Classifier) -> None:
    assert set(classifier.knowledge.causes) - {entry["cause"] for entry in MESSAGES} == {OWN_WORDS}


def test_every_collected_message_has_its_cause_or_is_between_two(
    classifier: Classifier, examples: list[dict[str, Any]]
) -> None:
    wrong = []
    for entry in examples:
        diagnosis = classifier.diagnose(failure(entry))
        likely = diagnosis.candidates[:2] if entry["ambiguous_with"] else (diagnosis.cause,)
        if entry["cause"] not in likely:
            wrong.append((entry["id"], entry["cause"], diagnosis.candidates))
    assert wrong == []


def test_what_helps_is_what_was_collected(classifier: Classifier, examples: list[dict[str, Any]]) -> None:
    helps = {entry["cause"]: entry["retry"] for entry in examples}
    assert {cause: classifier.knowledge.causes[cause].retry.value for cause in helps} == helps


def test_the_text_alone_is_enough_for_nearly_all(classifier: Classifier, examples: list[dict[str, Any]]) -> None:
    wrong = [
        entry["id"]
        for entry in examples
        if entry["cause"] not in classifier.diagnose(RawFailure(entry["text"], surface="")).candidates[:2]
    ]
    assert len(wrong) <= 0.02 * len(examples), wrong


def test_the_text_alone_is_enough_or_leaves_open_what_it_is(classifier: Classifier) -> None:
    """A code can be what tells two causes apart: without it an answer may be missing, not wrong and certain."""
    misled = [
        (entry["cause"], entry["text"], diagnosis.candidates)
        for entry in MESSAGES
        if (diagnosis := classifier.diagnose(RawFailure(entry["text"]))).certain and diagnosis.cause != entry["cause"]
    ]
    assert len(misled) <= 0.01 * len(MESSAGES), misled


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_changed_spelling_gets_the_same_answer(classifier: Classifier, change: Callable[[str], str]) -> None:
    different = [
        entry["text"] for entry in MESSAGES if answer(classifier, entry, change(entry["text"])) != entry["cause"]
    ]
    assert different == []


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_a_wrapper_loses_to_what_is_inside(classifier: Classifier, wrapper: str) -> None:
    different = []
    for entry in MESSAGES:
        if entry["cause"] != UNKNOWN:
            diagnosis = classifier.diagnose(failure(entry, wrapper.format(entry["text"])))
            # A custom resource that says "403" can mean the key, or anything that its author calls so.
            likely = (diagnosis.cause,) if diagnosis.certain else diagnosis.candidates[:2]
            if entry["cause"] not in likely:
                different.append((entry["text"], likely))
    assert different == []


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_collected_messages_spelled_otherwise_get_the_same_answer(
    classifier: Classifier, examples: list[dict[str, Any]], change: Callable[[str], str]
) -> None:
    different = [
        entry["id"]
        for entry in examples
        if answer(classifier, entry, change(entry["text"])) != answer(classifier, entry, entry["text"])
    ]
    assert different == []


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_collected_messages_in_a_wrapper_get_the_same_answer(
    classifier: Classifier, examples: list[dict[str, Any]], wrapper: str
) -> None:
    different = [
        entry["id"]
        for entry in examples
        if answer(classifier, entry, wrapper.format(entry["text"])) != answer(classifier, entry, entry["text"])
    ]
    assert different == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "Something unexpected happened",
        "list index out of range",
        "An error occurred (TeapotException) when calling the BrewCoffee operation: short and stout",
        "The quick brown fox jumps over the lazy dog. 503 504 429",
        "{}[]()*|\\",
        "\x00\ud800",
    ],
)
def test_what_nobody_knows_is_called_unknown(classifier: Classifier, text: str) -> None:
    diagnosis = classifier.diagnose(RawFailure(text))

    assert (diagnosis.cause, diagnosis.candidates, diagnosis.certain) == (UNKNOWN, (), False)
    assert diagnosis.retry is Retry.UNKNOWN
    assert diagnosis.failure.text == text


def answer(classifier: Classifier, entry: dict[str, Any], text: str) -> str:
    return classifier.diagnose(failure(entry, text)).cause
