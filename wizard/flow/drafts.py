"""What is kept of a wizard that was closed before its end."""

from dataclasses import replace

from wizard.flow.answers import Answers


def draft_of(answers: Answers) -> Answers | None:
    """Give what was typed and chosen; None where that is nothing, or where something is being made already.

    Checks and the acknowledgement are not kept: they are given anew each time. Who does the steps in the AWS console
    may come back hours later with the RoleARN, so what that person ticked is kept until the row is in the list.
    Secrets are asked for again: until something is made of them they are in memory alone.
    """
    if answers.settings is not None and answers.settings.secrets:
        answers = replace(answers, settings=replace(answers.settings, secrets={}))
    if answers.by_hand:
        return replace(answers, deploy=None) if answers.role is None else None
    if answers.sign_in is None or answers.deploy is not None:
        return None
    return replace(answers, checks=None, review=None, deploy=None, role=None)
