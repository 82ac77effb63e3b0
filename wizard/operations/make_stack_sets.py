"""Makes the StackSets of a connection that owns them itself, and deploys them to every chosen account (R24 to R31)."""

from collections.abc import Sequence

from wizard.aws import stack_sets
from wizard.aws.errors import AwsError
from wizard.aws.stack_sets import StackSet
from wizard.model.failure import WizardError
from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.account_results import by_account
from wizard.operations.context import Context
from wizard.operations.ownership import connection_tags
from wizard.operations.parameters import forgotten_secret
from wizard.operations.removing import RemoveStackSets
from wizard.operations.stack_set_parts import (
    HIDDEN,
    Part,
    as_asked,
    foreign_stack_set,
    member_parameters,
    parts_of,
    reached,
)
from wizard.operations.stack_set_work import Stopped, at_work, belongs, our_stack_sets, until_quiet
from wizard.operations.tokens import with_token
from wizard.operations.watch_accounts import AccountWatch


class MakeStackSets:
    """One account's failure never undoes the others: who failed is judged afterwards, account by account (R28)."""

    key = "stack-sets"

    async def look(self, context: Context) -> Finding:
        """Ask AWS for StackSets of these names, whose they are, and whom they have reached."""
        needed, found = False, list[StackSet]()
        for part in parts_of(context.request):
            there = await stack_sets.describe(context.access, part.name)
            if there is not None and not belongs(context, there):
                return Finding(FindingKind.IN_THE_WAY, foreign_stack_set(context, there))
            needed = needed or there is None or not as_asked(context, there) or await _busy(context, part)
            found += [there] if there is not None else []
        needed = needed or not await _everyone_reached(context, found)
        return Finding(FindingKind.NEEDED if needed else FindingKind.DONE)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Make what is missing, begin what was not begun, and watch every account to the end."""
        parts = parts_of(context.request)
        names = tuple(one.name for one in parts)
        watch = AccountWatch(context, progress)
        await watch.begin()
        for part in parts:
            await make_part(context, part, progress)
            await deploy_part(context, part, progress)
        try:
            await until_quiet(context, names, lambda: watch.poll(names))
        except Stopped:
            progress(Said(Message("stack-set.stopped-watching", {"name": ", ".join(names)})))
            return Outcome(OutcomeKind.CANCELLED)
        await watch.poll(names, force=True)
        return Outcome.done()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Remove the StackSets with our tag: their instances, then themselves (R31)."""
        return await RemoveStackSets().run(context, progress)


async def _busy(context: Context, part: Part) -> bool:
    return bool(await at_work(context, part.name))


async def _everyone_reached(context: Context, found: Sequence[StackSet]) -> bool:
    each = {one.name: await stack_sets.instances(context.access, one.name) for one in found}
    instances = by_account(one for some in each.values() for one in some)
    known = {one.name: one for one in found}
    return all(
        part.name in known and reached(context.request, part, known[part.name], instances)
        for part in parts_of(context.request)
    )


async def make_part(context: Context, part: Part, progress: Progress, *, anew: bool = False, way: str = "") -> None:
    """Create the StackSet, or bring one of ours to the parameters that were asked for. Raises WizardError.

    anew: a parameter that AWS does not show has another value
    way:  names the steps of this run apart from others in the journal
    """
    there = await stack_sets.describe(context.access, part.name)
    if there is None:
        progress(Said(Message("stack-set.creating", {"name": part.name})))
        await _create(context, part, f"{way}create:{part.name}")
        return
    if not belongs(context, there):
        raise WizardError(foreign_stack_set(context, there))
    step = f"{way}update:{part.name}"
    if not as_asked(context, there) or (anew and not await context.journal.noted(step)):
        progress(Said(Message("stack-set.updating", {"name": part.name})))
        await _update(context, there, step)


async def _create(context: Context, part: Part, step: str) -> None:
    """Create a StackSet. A call that failed may have been carried out: AWS is asked first (R45)."""
    forgotten = forgotten_secret(context.request, context.provider, context.secrets)
    if forgotten is not None:
        raise WizardError(forgotten)

    async def create(token: str) -> None:
        await stack_sets.create(
            context.access,
            name=part.name,
            template_body=context.template_body,
            parameters=member_parameters(context.request, context.provider, context.secrets),
            capabilities=context.capabilities,
            tags=connection_tags(context.request),
            automatic=part.automatic,
            token=token,
        )

    try:
        await with_token(context.journal, step, create)
    except AwsError:
        there = await stack_sets.describe(context.access, part.name)
        if there is None or not belongs(context, there):
            raise


async def _update(context: Context, there: StackSet, step: str) -> None:
    wanted: dict[str, str | None] = dict(member_parameters(context.request, context.provider, context.secrets))
    hidden = {name for name, value in there.parameters.items() if value == HIDDEN}
    known = {one.parameter for one in context.provider.settings if one.id in context.secrets}
    wanted.update(dict.fromkeys(hidden - known))
    token = await unused_token(context, there.name, step)
    await stack_sets.update(
        context.access,
        name=there.name,
        template_body=context.template_body,
        parameters=wanted,
        capabilities=context.capabilities,
        tags={**own_tags(there), **connection_tags(context.request)},
        token=token,
    )
    await context.journal.note(step, token)


def own_tags(stack_set: StackSet) -> dict[str, str]:
    """Leave out the tags that AWS itself puts on: it refuses to be given them."""
    return {key: value for key, value in stack_set.tags.items() if not key.startswith("aws:")}


async def unused_token(context: Context, name: str, step: str) -> str:
    """Give a step's token; a new one where AWS knows an operation of it that is over (R20). Raises AwsError."""
    token = await context.journal.token(step)
    over = {one.operation_id for one in await stack_sets.operations(context.access, name) if one.ended_at is not None}
    return await context.journal.fresh_token(step) if token in over else token


async def deploy_part(context: Context, part: Part, progress: Progress, *, way: str = "") -> None:
    """Begin one operation for each reach; they queue, and one of an earlier try is not begun twice. Raises AwsError."""
    if await _everyone_reached(context, await our_stack_sets(context)):
        return
    known = {one.operation_id for one in await stack_sets.operations(context.access, part.name)}
    for reach in part.reaches:
        token = await context.journal.token(f"{way}deploy:{part.name}:{reach.key}")
        if token in known:
            continue
        progress(Said(Message("stack-set.deploying", {"name": part.name})))
        await stack_sets.create_instances(
            context.access,
            name=part.name,
            ou_ids=reach.ou_ids,
            account_ids=reach.accounts,
            all_but=reach.all_but,
            token=token,
        )
