"""`python -m wizard.diagnosis`: one line out for each line in, ten thousand a second."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wizard.diagnosis.__main__ import answers
from wizard.diagnosis.classifier import Classifier

HERE = Path(__file__).resolve().parent
LINES = (HERE / "messages.jsonl").read_text(encoding="utf-8").splitlines()
KEYS = ["cause", "candidates", "certain", "title", "explanation", "actions", "retry"]
SLACK = 5
"""How many times slower than promised a busy computer may be."""


def ask(text: bytes) -> list[dict[str, object]]:
    command = [sys.executable, "-m", "wizard.diagnosis"]
    done = subprocess.run(command, input=text, capture_output=True, check=True, cwd=HERE.parents[2], timeout=60)
    assert done.stderr == b""
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def test_each_line_gets_one_answer_malformed_ones_too() -> None:
    known = json.dumps({"text": "No updates are to be performed.", "surface": "API error", "code": "ValidationError"})
    lines = [known, "not JSON", "", "[1, 2]", "null", '{"text": 5}', '{"code": "Throttling"}', "\\ud800", "[" * 5000]
    found = ask("\n".join(lines).encode() + b"\n\xff\xfe\n")

    causes = [answer["cause"] for answer in found]
    assert causes == ["no-changes", *["unknown"] * 5, "throttled", *["unknown"] * 3]
    assert all(list(answer) == KEYS for answer in found)
    assert (found[0]["certain"], found[0]["retry"]) == (True, "treat-as-done")
    assert (found[1]["certain"], found[1]["retry"], found[1]["candidates"]) == (False, "unknown", [])


def test_a_bare_line_is_taken_as_the_text() -> None:
    assert ask(b"Unable to locate credentials\n")[0]["cause"] == "no-credentials"


def test_who_asks_line_by_line_gets_each_answer_at_once() -> None:
    command = [sys.executable, "-m", "wizard.diagnosis"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=HERE.parents[2]) as asked:
        assert asked.stdin
        assert asked.stdout
        for text, cause in (("Rate exceeded", "throttled"), ("\0" * 9 + "\x85\u2028", "unknown")):
            asked.stdin.write(json.dumps({"text": text}).encode() + b"\n")
            asked.stdin.flush()
            assert json.loads(asked.stdout.readline())["cause"] == cause


def test_odd_lines_get_an_answer_of_one_line_each() -> None:
    odd = [
        b"\0\0\0",
        b'{"text": null, "code": null, "service": null, "surface": null}',
        b'{"text": ["Rate", "exceeded"], "code": {"a": 1}, "service": 7, "surface": true}',
        b'{"text": "Rate exceeded", "text": "No updates are to be performed."}',
        b'{"text": "' + b"x" * 3_000_000 + b'"}',
        b"9" * 10_000,
        b'"Rate exceeded"',
        b'{"text": "Rate exceeded"',
        b'\xef\xbb\xbf{"text": "Rate exceeded"}\r',
        '{"text": "\u2028Rate\u2028exceeded\x85"}'.encode(),
    ]
    causes = [answer["cause"] for answer in ask(b"\n".join(odd))]

    assert len(causes) == len(odd)
    assert causes[:2] == ["unknown", "unknown"]
    assert causes[2:4] == ["throttled", "no-changes"]
    assert causes[6:] == ["throttled"] * 4


def test_no_line_no_answer() -> None:
    assert ask(b"") == []


def test_ten_thousand_messages_in_a_second() -> None:
    many = (LINES * (10_000 // len(LINES) + 1))[:10_000]
    classifier = Classifier.load()
    list(answers(LINES, classifier))  # rules are read with the first message

    began = time.process_time()
    assert sum(1 for _ in answers(many, classifier)) == 10_000
    assert time.process_time() - began < SLACK


@pytest.mark.parametrize("text", ["a " * 100_000, "stack " * 3000, "{" * 20_000, "not authorized to perform " * 800])
def test_long_and_odd_texts_do_not_hold_it_up(text: str) -> None:
    classifier = Classifier.load()
    list(answers(["{}"], classifier))

    began = time.process_time()
    list(answers([json.dumps({"text": text})], classifier))
    assert time.process_time() - began < 1


def test_it_starts_without_qt_and_boto3() -> None:
    heavy = ("PySide6", "boto3", "botocore", "yaml")
    code = f"import sys, wizard.diagnosis.__main__; print(*(name for name in {heavy} if name in sys.modules))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, check=True, cwd=HERE.parents[2], timeout=60)
    assert done.stdout.strip() == b""
