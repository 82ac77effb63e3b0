"""The second page of a change: the provider's fields with what is connected now."""

from wizard.flow.answers import Answers
from wizard.flow.pages.settings import SettingsPage
from wizard.flow.ports import Catalogue, Explain, SettingSources, SignIn
from wizard.model.connection import Connection


class ChangeSettingsPage(SettingsPage):
    """The same fields. The Region cannot be changed: stack and StackSets live in it (R35).

    A secret that is not typed stays as AWS has it.

    connection: as it is in the list
    """

    def __init__(
        self,
        catalogue: Catalogue,
        sign_in: SignIn,
        explain: Explain,
        connection: Connection,
        sources: SettingSources | None = None,
    ) -> None:
        super().__init__(catalogue, sign_in, explain, sources)
        self.connection = connection

    async def load(self, answers: Answers) -> None:
        """Read the provider's fields; the Region is the connection's, whatever can be chosen elsewhere."""
        await super().load(answers)
        self.region = self.connection.region
        self.form.keep(one.id for one in self.fields if one.secret)
        self.changed.notify()

    def set_region(self, region: str) -> None:
        """Stay in the Region."""
        del region

    @property
    def role_renamed(self) -> bool:
        """True where the role gets another name, and with it another RoleARN."""
        if self.definition is None:
            return False
        return self.definition.connection_names(self.form.answers()).role != self.connection.names.role

    @property
    def valid(self) -> bool:
        """True where every needed field is filled and every value has its form."""
        return self.definition is not None and self.form.valid
