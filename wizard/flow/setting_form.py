"""What stands in the fields of a provider's settings, and what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence

from wizard.model.message import Message
from wizard.providers.setting import YES, Kind, Offered, Option, Setting


class SettingForm:
    """Values by setting ID, as typed. A setting that is not asked for keeps what was typed, and counts for nothing.

    settings: in the provider's order
    values:   as typed, those of secret settings included: this object is never stored
    touched:  IDs of settings that somebody typed into
    kept:     IDs of secret settings whose value is known without being typed again
    regions:  what can be chosen where regions are offered
    """

    def __init__(self) -> None:
        self.settings: Sequence[Setting] = ()
        self.values: dict[str, str] = {}
        self.touched: set[str] = set()
        self.kept: frozenset[str] = frozenset()
        self.regions: Sequence[str] = ()

    def restart(self, settings: Sequence[Setting]) -> None:
        """Begin with the defaults of other settings."""
        self.settings = settings
        self.values = {one.id: one.default for one in settings}
        self.touched, self.kept = set(), frozenset()

    def type(self, setting_id: str, value: str) -> None:
        """Take what is typed or chosen."""
        self.values[setting_id] = value
        self.touched.add(setting_id)

    def fill(self, values: Mapping[str, str]) -> None:
        """Take values of earlier answers; what the provider no longer asks for is left out, and so is every secret."""
        known = {one.id for one in self.settings if not one.secret}
        self.values.update({one: value for one, value in values.items() if one in known})

    def setting(self, setting_id: str) -> Setting:
        """Give one setting. Raises StopIteration where there is none of that ID."""
        return next(one for one in self.settings if one.id == setting_id)

    def value(self, setting_id: str) -> str:
        """Give a value without white space around it."""
        return self.values.get(setting_id, "").strip()

    def asked(self, setting: Setting) -> bool:
        """Whether it is asked for: what it depends on must be asked for as well."""
        if setting.when is None:
            return True
        return setting.asked(self.values) and self.asked(self.setting(setting.when.setting))

    def options(self, setting: Setting) -> Sequence[Option]:
        """Give what can be chosen."""
        if setting.offered is Offered.NOTHING:
            return setting.options
        return tuple(Option(region, region) for region in self.regions)

    def accepts(self, setting: Setting) -> bool:
        """Whether a setting's value is complete, in the right form, and has beside it what it needs."""
        value = self.value(setting.id)
        if not value and setting.id in self.kept:
            return True
        if value and setting.offered is not Offered.NOTHING and value not in self.regions:
            return False
        return setting.accepts(value) and not self.needs(setting.id)

    def needs(self, setting_id: str) -> str:
        """Give the label of what a value needs beside it and has not; empty where nothing is missing."""
        setting = self.setting(setting_id)
        if not self.value(setting_id):
            return ""
        return next((self.setting(one).label for one in setting.requires if not self.value(one)), "")

    def problem(self, setting_id: str) -> str | None:
        """What is wrong with a value's form, in the provider's words; None where nothing is, or nothing is there."""
        setting, value = self.setting(setting_id), self.value(setting_id)
        if not value or setting.kind is Kind.TICK or setting.accepts(value):
            return None
        return setting.message or None

    def missing(self, setting_id: str) -> bool:
        """True where a value is needed, was begun, and is not there."""
        setting, value = self.setting(setting_id), self.value(setting_id)
        absent = value != YES if setting.kind is Kind.TICK else not value
        return setting_id in self.touched and setting.required and absent and setting_id not in self.kept

    def note(self, setting_id: str) -> Message | None:
        """What is to be said of a setting besides its form: what it needs, or that its secret is known."""
        needed = self.needs(setting_id)
        if needed:
            return Message("settings.needs", {"label": needed})
        if setting_id in self.kept and not self.value(setting_id):
            return Message("settings.secret-kept")
        return None

    @property
    def shown(self) -> Sequence[Setting]:
        """The settings that are asked for."""
        return tuple(one for one in self.settings if self.asked(one))

    @property
    def valid(self) -> bool:
        """True where everything that is asked for is there and right."""
        return all(self.accepts(one) for one in self.shown)

    @property
    def first_empty(self) -> str:
        """ID of the first setting that still needs a value; empty where none does."""
        needy = (one for one in self.shown if one.required and not self.accepts(one) and not self.value(one.id))
        return next((one.id for one in needy), "")

    def answers(self) -> dict[str, str]:
        """Give the values that are asked for and are no secrets."""
        return {one.id: self.value(one.id) for one in self.shown if not one.secret}

    def typed_secrets(self) -> dict[str, str]:
        """Give the secrets that were typed, by setting ID: for the vault alone."""
        return {one.id: self.value(one.id) for one in self.shown if one.secret and self.value(one.id)}

    def keep(self, known: Iterable[str]) -> None:
        """Take which secret settings have a value that is known already."""
        self.kept = frozenset(known)
