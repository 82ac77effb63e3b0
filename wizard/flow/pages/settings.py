"""Page 4: the provider's own fields."""

import secrets
from collections.abc import Mapping, Sequence
from typing import ClassVar

from wizard.flow.answers import Answers, SettingsAnswers
from wizard.flow.page import Page
from wizard.flow.pages.sign_in import DEFAULT_REGION
from wizard.flow.ports import Catalogue, Explain, SignIn
from wizard.flow.steps import StepId
from wizard.model.failure import WizardError
from wizard.model.message import Message
from wizard.providers.definition import ProviderDefinition
from wizard.providers.setting import Setting
from wizard.providers.vendor_trust import vendor_trust

EXTERNAL_ID_BYTES = 16
"""128 random bits: nobody guesses it, and its 32 hex digits stay within R3."""


class SettingsPage(Page):
    """Collect the values of the provider's settings, and the region.

    definition: the provider; None until loaded
    values:     by field ID, as typed
    region:     the one region of the stack and the StackSets (R32)
    regions:    what can be chosen
    candidates: by field ID, what the vendor's template file offered where it named several
    read_from:  name of the vendor's template file that was read; empty where none was
    region_typed: the region was asked for with the organization already
    """

    step: ClassVar[StepId] = StepId.SETTINGS

    def __init__(self, catalogue: Catalogue, sign_in: SignIn, explain: Explain) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._sign_in = sign_in
        self._explain = explain
        self._touched: set[str] = set()
        self._partition = ""
        self._region_chosen = False
        self.definition: ProviderDefinition | None = None
        self.values: dict[str, str] = {}
        self.region = ""
        self.regions: Sequence[str] = ()
        self.candidates: Mapping[str, Sequence[str]] = {}
        self.read_from = ""
        self.region_typed = False

    async def load(self, answers: Answers) -> None:
        """Read the provider's fields; what was typed before stays typed."""
        if answers.provider is None or answers.sign_in is None:
            raise ValueError("the provider and the sign-in come first")
        self._begin()
        try:
            definition = await self._catalogue.definition(answers.provider.provider_id)
            self.regions = await self._sign_in.regions(answers.partition)
            self._partition = answers.partition
        finally:
            self._end()
        if self.definition is None or self.definition.id != definition.id:
            self.values = {field.id: field.default for field in definition.settings}
            self._touched = set()
        self.definition = definition
        begun = answers.organization.unfinished if answers.organization else None
        if answers.settings is not None:
            self.values.update(answers.settings.values)
            self.region = answers.settings.region
        elif begun is not None and not self._touched:
            self.values.update(begun.settings)
            self.set_region(begun.region)
        if not self._region_chosen and answers.settings is None:
            self.region = answers.first_region
        self.region_typed = answers.by_hand
        if self.region_typed:
            self.region = answers.first_region
        self._keep_to_the_partition(answers.first_region)
        self.changed.notify()

    def _keep_to_the_partition(self, preferred: str) -> None:
        """Leave a region that the partition does not have, for the profile's own, the usual one, or the first."""
        wanted = (self.region, preferred, DEFAULT_REGION, *self.regions)
        self.region = next((region for region in wanted if region in self.regions), "")

    @property
    def fields(self) -> Sequence[Setting]:
        """The provider's fields, in its order."""
        return self.definition.settings if self.definition else ()

    def set_value(self, field_id: str, text: str) -> None:
        """Take what is typed into a field."""
        self.values[field_id] = text
        self._touched.add(field_id)
        self.changed.notify()

    def set_region(self, region: str) -> None:
        """Choose the region."""
        self.region, self._region_chosen = region, True
        self.changed.notify()

    def generate(self, field_id: str) -> None:
        """Make a value of 128 random bits, for a vendor that gives none."""
        self.set_value(field_id, secrets.token_hex(EXTERNAL_ID_BYTES))

    async def read_vendor_template(self, text: str, name: str) -> None:
        """Take the trusted principal and the external ID out of the template file that the vendor hands out.

        What is typed stays where the file names nothing, and where it names several to choose from.
        """
        self._begin()
        self._error = None
        try:
            trust = vendor_trust(await self._catalogue.read_template(text), self._partition)
        except WizardError as error:
            self._error = self._explain(error.failure)
            return
        finally:
            self._end()
        found = {"trusted-principal": trust.trusted_principals, "external-id": trust.external_ids}
        self.candidates = {field_id: values for field_id, values in found.items() if len(values) > 1}
        self.read_from = name
        self.error = None if any(found.values()) else Message("settings.template-without-trust", {"name": name})
        for field_id, values in found.items():
            if len(values) == 1:
                self.set_value(field_id, values[0])

    def problem(self, field_id: str) -> str | None:
        """What is wrong with a field in the provider's words; None where nothing is, or nothing was typed yet."""
        setting = self._setting(field_id)
        value = self.values.get(field_id, "").strip()
        return None if not value or setting.accepts(value) else setting.message

    def missing(self, field_id: str) -> bool:
        """True where a value is needed, was begun, and is not there."""
        return field_id in self._touched and self._setting(field_id).required and not self.values[field_id].strip()

    def _setting(self, setting_id: str) -> Setting:
        return next(one for one in self.fields if one.id == setting_id)

    @property
    def valid(self) -> bool:
        """True where every needed field is filled and every value has its form."""
        sound = all(setting.accepts(self.values.get(setting.id, "").strip()) for setting in self.fields)
        return self.definition is not None and sound and self.region in self.regions

    def collect(self) -> SettingsAnswers:
        """Give the values without white space around them."""
        return SettingsAnswers({field_id: value.strip() for field_id, value in self.values.items()}, self.region)

    @property
    def initial_focus(self) -> str:
        """The first field that still needs a value."""
        empty = [field.id for field in self.fields if field.required and not self.values.get(field.id)]
        return f"settings.{empty[0]}" if empty else "settings.region"
