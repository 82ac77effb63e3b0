"""Page 4: the provider's own fields."""

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from typing import ClassVar

from wizard.flow.answers import Answers, SettingsAnswers, SignInAnswers
from wizard.flow.page import Page
from wizard.flow.pages.sign_in import DEFAULT_REGION
from wizard.flow.ports import Catalogue, Explain, SettingSources, SignIn
from wizard.flow.setting_form import SettingForm
from wizard.flow.steps import StepId
from wizard.model.failure import WizardError
from wizard.model.message import Message
from wizard.providers.definition import ProviderDefinition
from wizard.providers.setting import Found, Offered, Setting
from wizard.providers.vendor_trust import vendor_trust

EXTERNAL_ID_BYTES = 16
"""128 random bits: nobody guesses it, and its 32 hex digits stay within R3."""


class SettingsPage(Page):
    """Collect the values of the provider's settings, and the region.

    definition: the provider; None until loaded
    form:       what stands in the fields, and what is wrong with it
    region:     the one region of the stack and the StackSets (R32)
    regions:    what can be chosen
    candidates: by field ID, what the vendor's template file offered where it named several
    read_from:  name of the vendor's template file that was read; empty where none was
    region_typed: the region was asked for with the organization already, or nothing is made in any
    identity_center: what AWS says of Identity Center's region, where a setting wants it; None while nothing is known
    """

    step: ClassVar[StepId] = StepId.SETTINGS

    def __init__(
        self,
        catalogue: Catalogue,
        sign_in: SignIn,
        explain: Explain,
        sources: SettingSources | None = None,
    ) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._sign_in = sign_in
        self._explain = explain
        self._vault = sources.secrets if sources else None
        self._identity_centers = sources.identity_centers if sources else None
        self._looking: asyncio.Task[None] | None = None
        self._taken: dict[str, tuple[str, str]] = {}
        self._references: Mapping[str, str] = {}
        self._partition = ""
        self._region_chosen = False
        self.definition: ProviderDefinition | None = None
        self.form = SettingForm()
        self.region = ""
        self.regions: Sequence[str] = ()
        self.candidates: Mapping[str, Sequence[str]] = {}
        self.read_from = ""
        self.region_typed = False
        self.identity_center: Message | None = None

    async def load(self, answers: Answers) -> None:
        """Read the provider's fields; what was typed before stays typed."""
        if answers.provider is None or answers.sign_in is None:
            raise ValueError("the provider and the sign-in come first")
        await self.leave()
        self._begin()
        try:
            definition = await self._catalogue.definition(answers.provider.provider_id)
            self.regions = self.form.regions = await self._sign_in.regions(answers.partition)
            self._partition = answers.partition
            self._references = answers.settings.secrets if answers.settings else {}
            known = await self._known_secrets()
        finally:
            self._end()
        asked = _asked_here(definition, by_hand=answers.by_hand)
        if self.definition is None or self.definition.id != definition.id or asked != tuple(self.form.settings):
            self._forget_typed_secrets()
            self.form.restart(asked)
        self.definition = definition
        self.form.keep(known)
        self._take_earlier(answers)
        if definition.region in self.regions and not self._region_chosen and self._from_scratch(answers):
            self.region = definition.region
        self._keep_to_the_partition(answers.first_region)
        self._fill_in_what_is_known(answers)
        self._look_for_identity_center(answers)
        self.changed.notify()

    async def _known_secrets(self) -> frozenset[str]:
        """Give the secret settings whose value is still known; a keyring that stays closed knows none."""
        if self._vault is None or not self._references:
            return frozenset()
        try:
            return frozenset(await self._vault.values(self._references))
        except WizardError as error:
            self._error = self._explain(error.failure)
            return frozenset()

    def _take_earlier(self, answers: Answers) -> None:
        begun = answers.organization.unfinished if answers.organization else None
        if answers.settings is not None:
            self.form.fill(answers.settings.values)
            self.region = answers.settings.region
        elif begun is not None and not self.form.touched:
            self.form.fill(begun.settings)
            self.set_region(begun.region)
        if not self._region_chosen and answers.settings is None:
            self.region = answers.first_region
        self.region_typed = answers.by_hand or answers.reads_alone
        if self.region_typed:
            self.region = answers.first_region

    def _fill_in_what_is_known(self, answers: Answers) -> None:
        """Fill in the organization's own IDs where nobody typed anything: what AWS says, nobody has to look up."""
        identity = answers.organization.identity if answers.organization else None
        known = {Found.REGION: self.region}
        if identity is not None:
            known[Found.ROOT_ID] = identity.root_id
            known[Found.ORGANIZATION_ID] = identity.organization_id
            known[Found.MANAGEMENT_ACCOUNT] = identity.management_account_id
        for one in self.fields:
            if one.found in known and not self.form.value(one.id):
                self.form.values[one.id] = known[one.found]

    @staticmethod
    def _from_scratch(answers: Answers) -> bool:
        """Whether nobody has said in which region, neither here nor in an earlier try."""
        begun = answers.organization.unfinished if answers.organization else None
        return answers.settings is None and begun is None and not answers.by_hand

    def _keep_to_the_partition(self, preferred: str) -> None:
        """Leave a region that the partition does not have, for the profile's own, the usual one, or the first."""
        wanted = (self.region, preferred, DEFAULT_REGION, *self.regions)
        self.region = next((region for region in wanted if region in self.regions), "")

    def _look_for_identity_center(self, answers: Answers) -> None:
        wanted = [one for one in self.fields if one.offered is Offered.IDENTITY_CENTER_REGION]
        if wanted and answers.sign_in is not None and not answers.by_hand and self._identity_centers is not None:
            self._looking = asyncio.create_task(self._find_identity_center(answers.sign_in, wanted))

    async def _find_identity_center(self, who: SignInAnswers, wanted: Sequence[Setting]) -> None:
        if self._identity_centers is None:
            return
        try:
            found = await self._identity_centers.region(who.profile, who.region)
        except WizardError as error:
            reason = self._explain(error.failure).title
            self.identity_center = Message("settings.identity-center-unknown", {"reason": reason})
        else:
            key = "settings.identity-center-found" if found else "settings.identity-center-none"
            self.identity_center = Message(key, {"region": found})
            for one in wanted:
                if found and one.id not in self.form.touched and not self.form.value(one.id):
                    self.form.values[one.id] = found
        self.changed.notify()

    async def settled(self) -> None:
        """Wait until AWS has said where Identity Center is."""
        if self._looking is not None:
            await asyncio.wait({self._looking})

    async def leave(self) -> None:
        """Ask no more for Identity Center."""
        if self._looking is not None and not self._looking.done():
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
        self._looking = None

    @property
    def fields(self) -> Sequence[Setting]:
        """The provider's fields, in its order, those included that are not asked for as things stand."""
        return self.form.settings

    @property
    def values(self) -> Mapping[str, str]:
        """By field ID, as typed."""
        return self.form.values

    def set_value(self, field_id: str, text: str) -> None:
        """Take what is typed into a field, or chosen there."""
        self.form.type(field_id, text)
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
        return self.form.problem(field_id)

    def missing(self, field_id: str) -> bool:
        """True where a value is needed, was begun, and is not there."""
        return self.form.missing(field_id)

    def note(self, field_id: str) -> Message | None:
        """What else is to be said of a field: what it needs beside it, or what AWS says of it."""
        if self.form.setting(field_id).offered is Offered.IDENTITY_CENTER_REGION:
            return self.identity_center
        return self.form.note(field_id)

    @property
    def valid(self) -> bool:
        """True where every needed field is filled and every value has its form."""
        return self.definition is not None and self.form.valid and self.region in self.regions

    def collect(self) -> SettingsAnswers:
        """Give the values without white space around them, and references to the secrets."""
        return SettingsAnswers(self.form.answers(), self.region, self._secret_references())

    def _secret_references(self) -> dict[str, str]:
        """Hand what was typed to the vault, once for each value; what is known already keeps its reference."""
        if self._vault is None:
            return {}
        kept = {one: reference for one, reference in self._references.items() if one in self.form.kept}
        for field_id, secret in self.form.typed_secrets().items():
            before, reference = self._taken.get(field_id, ("", ""))
            if secret != before:
                self._vault.drop(reference)
                self._taken[field_id] = (secret, self._vault.take(secret))
            kept[field_id] = self._taken[field_id][1]
        return kept

    def _forget_typed_secrets(self) -> None:
        if self._vault is not None:
            for _secret, reference in self._taken.values():
                self._vault.drop(reference)
        self._taken.clear()

    @property
    def initial_focus(self) -> str:
        """The first field that still needs a value."""
        first = self.fields[0].id if self.region_typed and self.fields else "region"
        return f"settings.{self.form.first_empty or first}"


def _asked_here(definition: ProviderDefinition, *, by_hand: bool) -> tuple[Setting, ...]:
    """Give the fields of a page: secrets are never written into a file, so in the console they are typed at AWS."""
    return tuple(one for one in definition.settings if not (by_hand and one.secret))
