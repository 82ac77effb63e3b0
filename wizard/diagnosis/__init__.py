"""Failure → cause, explanation, action IDs. The rules are data in `resources/diagnosis/`."""

from wizard.diagnosis.classifier import UNKNOWN, Classifier
from wizard.diagnosis.facts import Facts, facts
from wizard.diagnosis.known import Known

__all__ = ["UNKNOWN", "Classifier", "Facts", "Known", "facts"]
