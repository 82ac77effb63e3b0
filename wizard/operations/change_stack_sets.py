"""Brings the StackSets that a connection owns itself to other accounts and other settings."""

from collections.abc import Sequence
from dataclasses import replace

from wizard.aws import stack_sets
from wizard.aws.stack_sets import StackInstance, StackSet
from wizard.model.message import Message
from wizard.model.plan import Finding, FindingKind, Outcome, OutcomeKind
from wizard.model.ports import Progress
from wizard.model.progress import Said
from wizard.operations.context import Context
from wizard.operations.make_stack_sets import MakeStackSets, deploy_part, make_part, unused_token
from wizard.operations.stack_goal import renewed_secrets
from wizard.operations.stack_set_parts import Part, foreign_stack_set, parts_of
from wizard.operations.stack_set_removal import remove_stack_set
from wizard.operations.stack_set_work import Stopped, belongs, our_stack_sets, stack_sets_of_name, until_quiet
from wizard.operations.watch_accounts import AccountWatch

_OVER = "over"


class ChangeStackSets:
    """What goes, goes first: the name of a role is free only once the other StackSet has given it up (R40)."""

    key = "change-stack-sets"

    async def look(self, context: Context) -> Finding:
        """Done where this run came to its end already, or all is as asked for."""
        for one in await stack_sets_of_name(context):
            if not belongs(context, one):
                return Finding(FindingKind.IN_THE_WAY, foreign_stack_set(context, one))
        if await context.journal.noted(_OVER):
            return Finding(FindingKind.DONE)
        if _renews(context) or await surplus(context):
            return Finding(FindingKind.NEEDED)
        return await MakeStackSets().look(context)

    async def run(self, context: Context, progress: Progress) -> Outcome:
        """Take out what is no longer chosen, then make and deploy the rest, and watch to the end."""
        try:
            await self._change(context, progress)
        except Stopped:
            names = ", ".join(one.name for one in parts_of(context.request))
            progress(Said(Message("stack-set.stopped-watching", {"name": names})))
            return Outcome(OutcomeKind.CANCELLED)
        await context.journal.note(_OVER, "yes")
        return Outcome.done()

    async def undo(self, context: Context, progress: Progress) -> Outcome:
        """Bring everything back to what was connected before the change."""
        if context.previous is None:
            return Outcome.done()
        back = replace(context, request=context.previous, previous=context.request)
        try:
            await self._change(back, progress, way="back:")
        except Stopped:
            return Outcome(OutcomeKind.CANCELLED)
        return Outcome.done()

    async def _change(self, context: Context, progress: Progress, way: str = "") -> None:
        parts = parts_of(context.request)
        names = tuple(one.name for one in parts)
        watch = AccountWatch(context, progress)
        await watch.begin()
        await until_quiet(context, tuple(one.name for one in await our_stack_sets(context)), _nothing)
        for stack_set, gone in await surplus(context):
            await _take_out(context, stack_set, gone, progress, way)
        for part in parts:
            await make_part(context, part, progress, anew=_renews(context), way=way)
            await deploy_part(context, part, progress, way=way)
        await until_quiet(context, names, lambda: watch.poll(names))
        await watch.poll(names, force=True)


def _renews(context: Context) -> bool:
    """Whether a secret was typed anew: AWS never shows which one it has."""
    previous = context.previous
    return previous is not None and bool(renewed_secrets(context.request, context.provider, previous))


async def surplus(context: Context) -> tuple[tuple[StackSet, tuple[StackInstance, ...]], ...]:
    """Give what reaches further than is asked for: StackSets, each with its instances that go. Raises AwsError."""
    wanted = {one.name: one for one in parts_of(context.request)}
    found: list[tuple[StackSet, tuple[StackInstance, ...]]] = []
    for stack_set in await our_stack_sets(context):
        instances = await stack_sets.instances(context.access, stack_set.name)
        gone = _gone(context, stack_set, wanted.get(stack_set.name), instances)
        if gone or stack_set.name not in wanted:
            found.append((stack_set, gone))
    return tuple(found)


def _gone(
    context: Context, stack_set: StackSet, part: Part | None, instances: Sequence[StackInstance]
) -> tuple[StackInstance, ...]:
    """Give the instances that go. Units given up go whole: accounts of theirs that stay are reached anew (R26)."""
    if part is None:
        return tuple(instances)
    if part.automatic:
        kept = {unit for reach in part.reaches for unit in reach.ou_ids}
        dropped = [unit for unit in stack_set.organizational_unit_ids if unit not in kept]
        return tuple(instances) if dropped else ()
    targets = context.request.targets
    named = {account for reach in part.reaches if not reach.all_but for account in reach.accounts}
    within = named if not targets.difference_units else targets.connected | targets.suspended
    return tuple(one for one in instances if one.account_id not in within)


async def _take_out(
    context: Context, stack_set: StackSet, gone: Sequence[StackInstance], progress: Progress, way: str
) -> None:
    """Delete instances; a StackSet that is left with nothing to do goes as well. Raises WizardError, Stopped."""
    wanted = {one.name: one for one in parts_of(context.request)}
    part = wanted.get(stack_set.name)
    if part is None:
        await remove_stack_set(context, stack_set, progress)
        return
    progress(Said(Message("stack-set.taking-out", {"name": stack_set.name, "count": str(len(gone))})))
    # Without accounts the units themselves are given up, so that nothing is deployed there by itself any more (R34).
    units = stack_set.organizational_unit_ids if part.automatic else tuple(sorted({one.ou_id for one in gone}))
    accounts = () if part.automatic else tuple(sorted({one.account_id for one in gone}))
    await stack_sets.delete_instances(
        context.access,
        name=stack_set.name,
        ou_ids=units,
        account_ids=accounts,
        token=await unused_token(context, stack_set.name, f"{way}take-out:{stack_set.name}"),
    )
    await until_quiet(context, (stack_set.name,), _nothing)


async def _nothing() -> None:
    """Nothing is shown while others are at work."""
