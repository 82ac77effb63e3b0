"""Going back brings everything back as it was, and a changed answer makes what rests on it be checked anew."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeView

from tests.embedded_aws import EmbeddedAws
from tests.end_to_end.window.person import Person
from tests.qt_loop import run_on_qt_loop
from wizard.flow.steps import StepId


def ticks(someone: Person) -> dict[str, Qt.CheckState]:
    """Read every tick of the tree, by name."""
    tree = someone.hands.find("organization.tree")
    assert isinstance(tree, QTreeView)
    tree.expandAll()
    found, index = {}, tree.model().index(0, 0)
    while index.isValid():
        found[str(index.data())] = index.data(Qt.ItemDataRole.CheckStateRole)
        index = tree.indexBelow(index)
    return found


async def goes_back(someone: Person, to: StepId) -> None:
    while someone.wizard.navigation.current is not to:
        await someone.press("wizard.back")
        await someone.settled()


def test_back_restores_everything(untouched_aws: EmbeddedAws, looker: Person) -> None:
    someone, principal = looker, untouched_aws.exports["VENDOR_PRINCIPAL"]

    async def job() -> None:
        async with someone.at_the_program():
            await someone.signs_in()
            await someone.reads_the_organization()
            await someone.press("organization.some")
            await someone.settled()
            await someone.ticks("Workloads", "Payments", "Log Archive")
            chosen, summary = ticks(someone), someone.page_says("organization.summary")
            assert len(set(chosen.values()) - {None}) == 3
            await someone.next()
            await someone.fills_in_settings(principal, "typed-by-hand")
            await someone.type("settings.role-name", "SomeOtherName")
            await someone.next()
            await someone.checks_are_done()
            await goes_back(someone, StepId.ORGANIZATION)
            assert ticks(someone) == chosen
            assert someone.page_says("organization.summary") == summary
            await someone.next()
            assert someone.field_text("settings.trusted-principal") == principal
            assert someone.field_text("settings.external-id") == "typed-by-hand"
            assert someone.field_text("settings.role-name") == "SomeOtherName"

    run_on_qt_loop(job)


def test_another_role_name_is_checked_anew(aws: EmbeddedAws, administrator: Person) -> None:
    someone = administrator

    async def job() -> None:
        async with someone.at_the_program():
            await someone.reaches(StepId.REVIEW, aws.exports["VENDOR_PRINCIPAL"])
            external_id = "typed-by-hand"
            await someone.press("review.acknowledge")
            assert someone.can_press("wizard.next")
            await goes_back(someone, StepId.SETTINGS)
            await someone.type("settings.external-id", external_id)
            await someone.type("settings.role-name", "administrator-of-acme")
            await someone.next()
            await someone.checks_are_done()
            assert "administrator-of-acme" in someone.check_says("checks.role-name")
            await someone.next()
            assert not someone.can_press("wizard.next"), "what changed has to be acknowledged again"
            assert "administrator-of-acme" in someone.page_says("review.summary")
            await goes_back(someone, StepId.SETTINGS)
            assert someone.field_text("settings.external-id") == external_id
            await goes_back(someone, StepId.PROVIDER)
            for _ in range(3):
                await someone.next()
            assert someone.field_text("settings.role-name") == "administrator-of-acme"

    run_on_qt_loop(job)
