"""Asks the vendor whether the keys still work, before accounts are taken out: the deletion in each needs them."""

from wizard.model.failure import RawFailure, WizardError
from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.context import Context
from wizard.operations.failures import own_failure
from wizard.operations.stack_set_work import our_stack_sets
from wizard.vendors.api import REFUSED

KEYS_REFUSED = "KeysNoLongerTaken"
_TOLD = "told"


class ConfirmKeys:
    """Keys that are refused stop the run once; who goes on all the same lets AWS say in which accounts it fails."""

    key = "vendor-keys"

    async def look(self, context: Context) -> Finding:
        """Nothing to ask where no keys are known, nobody may be asked, or nothing of ours is left."""
        silent = context.vendor is None or not context.secrets or not await our_stack_sets(context)
        return Finding(FindingKind.DONE if silent else FindingKind.NEEDED)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Ask. A vendor that does not answer stops nobody."""
        values = {"provider": context.provider.name}
        if context.vendor is None or await context.journal.noted(_TOLD):
            progress(Said(Message("keys.going-on", values)))
            return Outcome.done()
        progress(Said(Message("keys.asking", values)))
        try:
            await context.vendor.check_keys()
        except WizardError as error:
            if error.failure.code == REFUSED:
                await context.journal.note(_TOLD, "yes")
                return Outcome(OutcomeKind.FIXABLE, _refused(context))
            progress(Said(Message("keys.no-answer", {**values, "reason": error.failure.text})))
        return Outcome.done()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Nothing was made here."""
        del context, progress
        return Outcome.done()


def _refused(context: Context) -> RawFailure:
    text = (
        f"{context.provider.name} no longer takes the keys that the accounts were connected with. Each account is "
        "taken out with them, so the deletion would fail everywhere. Nothing was deleted yet. Type working keys under "
        "“Change”, then disconnect again. Going on here deletes all the same, and names each account where it fails."
    )
    account = context.request.identity.management_account_id
    return own_failure(text, KEYS_REFUSED, account=account, region=context.request.region)
