"""What is kept of a wizard that was closed before its end."""

from dataclasses import replace

from wizard.flow.answers import Answers


def draft_of(answers: Answers) -> Answers | None:
    """Give what was typed and chosen; None where that is nothing, or where something is being made already.

    Checks and the acknowledgement are not kept: they are given anew each time.
    """
    if answers.sign_in is None or answers.deploy is not None:
        return None
    return replace(answers, checks=None, review=None, deploy=None, role=None)
