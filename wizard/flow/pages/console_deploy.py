"""Page 7 of the console way: what the person does in the AWS console."""

import asyncio
import os
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from wizard.flow.answers import Answers, DeployAnswers
from wizard.flow.page import Page
from wizard.flow.ports import Catalogue, Explain
from wizard.flow.request import connect_request
from wizard.flow.steps import StepId
from wizard.model.connection import ConnectRequest
from wizard.model.console import ConsolePage, console_address
from wizard.model.failure import WizardError
from wizard.model.message import Message
from wizard.model.plan import RunEnd
from wizard.operations.parameters import stack_parameters
from wizard.providers.definition import ProviderDefinition
from wizard.providers.template_defaults import FilledTemplate, with_defaults


class Instruction(StrEnum):
    """What is to be done, in this order."""

    SAVE = "save"
    OPEN = "open"
    UPLOAD = "upload"
    SUBMIT = "submit"
    OUTPUT = "output"


class ConsoleDeployPage(Page):
    """Hand over the template with the chosen values, and lead through the AWS console.

    request:  what is to be made; None until loaded
    filled:   the template with defaults; None until loaded
    to_type:  labels of values that are never written into a file: the person types them at AWS
    address:  of the page that creates a stack, in the right partition and region
    ticked:   what the person has done
    saved:    what became of saving the template; None while nobody asked for it
    """

    step: ClassVar[StepId] = StepId.CONSOLE_DEPLOY

    def __init__(self, catalogue: Catalogue, explain: Explain) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._explain = explain
        self.request: ConnectRequest | None = None
        self.filled: FilledTemplate | None = None
        self.to_type: tuple[str, ...] = ()
        self.address = ""
        self.ticked: frozenset[Instruction] = frozenset()
        self.saved: Message | None = None

    async def load(self, answers: Answers) -> None:
        """Write the chosen values into the template; what was ticked stays ticked while they are the same."""
        if answers.provider is None:
            raise ValueError("the provider comes first")
        self._error = None
        self._begin()
        try:
            definition = await self._catalogue.definition(answers.provider.provider_id)
            text = await self._catalogue.template_text(answers.provider.provider_id)
            self._take(connect_request(answers, definition))
            self.filled = await asyncio.to_thread(_fill, text, connect_request(answers, definition), definition)
            labels = {one.parameter: one.label for one in definition.settings}
            self.to_type = tuple(labels.get(one, one) for one in self.filled.to_type)
        except WizardError as error:
            self._error = self._explain(error.failure)
        finally:
            self._end()

    def _take(self, request: ConnectRequest) -> None:
        if request != self.request:
            self.ticked, self.saved = frozenset(), None
        self.request = request
        self.address = console_address(ConsolePage.CREATE_STACK, request.partition, request.region)

    @property
    def file_name(self) -> str:
        """What the template's file is called unless the person says otherwise."""
        if self.request is None or self.filled is None:
            return ""
        return f"{self.request.names.stack}.{'json' if self.filled.text.lstrip().startswith('{') else 'yaml'}"

    @property
    def is_saved(self) -> bool:
        """True where the file was written the last time that somebody asked for it."""
        return self.saved is not None and self.saved.key == "console-deploy.saved"

    async def save(self, path: Path) -> None:
        """Write the template for its owner alone: it names whom the role trusts, and with which external ID."""
        if self.filled is None:
            return
        try:
            await asyncio.to_thread(_write, path, self.filled.text)
        except OSError as error:
            self.saved = Message(
                "console-deploy.not-saved", {"name": path.name, "reason": error.strerror or str(error)}
            )
        else:
            self.saved = Message("console-deploy.saved", {"name": str(path)})
            self.ticked |= {Instruction.SAVE}
        self.changed.notify()

    def tick(self, instruction: Instruction, *, done: bool) -> None:
        """Take a tick, or take it back."""
        self.ticked = self.ticked | {instruction} if done else self.ticked - {instruction}
        self.changed.notify()

    @property
    def valid(self) -> bool:
        """True where the template is there: how far the person is at AWS only the RoleARN shows."""
        return self.filled is not None and self._error is None

    def collect(self) -> DeployAnswers:
        """Say that the person did it; of the accounts nothing is known yet."""
        return DeployAnswers(RunEnd.DONE, (), "")

    @property
    def initial_focus(self) -> str:
        """The button that saves the template."""
        return "deploy.save-template"


def _fill(text: str, request: ConnectRequest, definition: ProviderDefinition) -> FilledTemplate:
    secret = frozenset(one.parameter for one in definition.settings if one.secret and one.parameter)
    return with_defaults(text, stack_parameters(request, definition), secret)


def _write(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        if hasattr(os, "fchmod"):
            os.fchmod(file.fileno(), 0o600)  # a file that was there already keeps its own mode otherwise
        file.write(text)
