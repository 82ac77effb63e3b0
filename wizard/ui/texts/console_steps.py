"""What to do in the AWS console, step by step, what the drawings show, and what goes wrong there."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wizard.flow.pages.console_deploy import Instruction

_CONTEXT = "ConsoleSteps"
_TITLES = {
    Instruction.SAVE: QT_TRANSLATE_NOOP("ConsoleSteps", "1. Save the template on this computer"),
    Instruction.OPEN: QT_TRANSLATE_NOOP("ConsoleSteps", "2. Open the AWS console where stacks are created"),
    Instruction.UPLOAD: QT_TRANSLATE_NOOP("ConsoleSteps", "3. Upload the file and name the stack"),
    Instruction.SUBMIT: QT_TRANSLATE_NOOP("ConsoleSteps", "4. Acknowledge and submit"),
    Instruction.OUTPUT: QT_TRANSLATE_NOOP("ConsoleSteps", "5. Wait, then copy the RoleARN"),
}
_TEXTS = {
    Instruction.SAVE: QT_TRANSLATE_NOOP(
        "ConsoleSteps",
        "It holds everything that you chose, so that nothing has to be typed at AWS. Whoever works in the console on "
        "another computer needs this file: it is called {file}.",
    ),
    Instruction.OPEN: QT_TRANSLATE_NOOP(
        "ConsoleSteps",
        "Sign in to the management account, {account}. At the upper right the Region must be {region}; the address "
        "chooses it.",
    ),
    Instruction.UPLOAD: QT_TRANSLATE_NOOP(
        "ConsoleSteps",
        "Choose an existing template, then Upload a template file, and choose the file. Press Next, type this stack "
        "name, and leave all parameters as they are. Press Next again.",
    ),
    Instruction.SUBMIT: QT_TRANSLATE_NOOP(
        "ConsoleSteps",
        "Change nothing among the stack options. At the end tick I acknowledge that AWS CloudFormation might create "
        "IAM resources with custom names, press Next, and then Submit.",
    ),
    Instruction.OUTPUT: QT_TRANSLATE_NOOP(
        "ConsoleSteps",
        "When the stack says CREATE_COMPLETE, open its tab Outputs and copy the value beside RoleARN. The next page "
        "asks for it.",
    ),
}
_UPLOAD_AND_TYPE = QT_TRANSLATE_NOOP(
    "ConsoleSteps",
    "Choose an existing template, then Upload a template file, and choose the file. Press Next, type this stack name, "
    "and type these parameters, which are never written into a file: {labels}. Leave all others as they are, and press "
    "Next again.",
)
_DRAWINGS = {
    Instruction.SAVE: QT_TRANSLATE_NOOP("ConsoleSteps", "A file with filled-in values, and an arrow down to a disk"),
    Instruction.OPEN: QT_TRANSLATE_NOOP(
        "ConsoleSteps", "The list of stacks, with the button Create stack at the upper right"
    ),
    Instruction.UPLOAD: QT_TRANSLATE_NOOP(
        "ConsoleSteps",
        "The second of two choices is taken, Upload a template file; the button that chooses the file is below it at "
        "the left, Next at the lower right",
    ),
    Instruction.SUBMIT: QT_TRANSLATE_NOOP(
        "ConsoleSteps",
        "A ticked box in a frame at the end of the page, and below it at the right the button that submits",
    ),
    Instruction.OUTPUT: QT_TRANSLATE_NOOP(
        "ConsoleSteps", "The stack's tabs with Outputs chosen, and below them a table with the line of the RoleARN"
    ),
}
WENT_WRONG = (
    (
        QT_TRANSLATE_NOOP("ConsoleSteps", "“You must enable organizations access”"),
        QT_TRANSLATE_NOOP(
            "ConsoleSteps",
            "Trusted access is off. Turn it on under CloudFormation › StackSets, delete the stack, and create it anew.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("ConsoleSteps", "“Already exists”"),
        QT_TRANSLATE_NOOP(
            "ConsoleSteps",
            "The name of the stack, of a StackSet or of the role is taken. Delete what an earlier try left behind, or "
            "go back to Settings and choose another role name, then save the template again.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("ConsoleSteps", "The stack is in another Region"),
        QT_TRANSLATE_NOOP(
            "ConsoleSteps",
            "It works all the same, but a later sign-in looks in the Region from the settings first. Delete it and "
            "open the console with the address above if you want it where you chose.",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("ConsoleSteps", "You are signed in to another account"),
        QT_TRANSLATE_NOOP(
            "ConsoleSteps",
            "In a member account the StackSets fail. Delete the stack there, sign in to the management account, and "
            "create it again; the next page notices it by the RoleARN.",
        ),
    ),
)
"""What happens to people, and what to do."""


def step_title(instruction: Instruction) -> str:
    """Give a step's heading."""
    return say(_TITLES[instruction])


def step_text(instruction: Instruction, *, to_type: bool) -> str:
    """Say what to do, with room for {file}, {account}, {region} and {labels}.

    to_type: some parameters are never written into the file
    """
    typed = to_type and instruction is Instruction.UPLOAD
    return say(_UPLOAD_AND_TYPE if typed else _TEXTS[instruction])


def drawing_text(instruction: Instruction) -> str:
    """Say what a step's drawing shows."""
    return say(_DRAWINGS[instruction])


def say(text: object) -> str:
    """Give a text of this table in the language of the window."""
    return QCoreApplication.translate(_CONTEXT, str(text))
