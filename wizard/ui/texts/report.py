"""The words of a connection's report."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from wizard import __version__
from wizard.handover.report import Report, Section
from wizard.model.connection import Connection, ConnectRequest, Way
from wizard.model.identifiers import grouped_account_id
from wizard.model.progress import AccountProgress, AccountResult
from wizard.operations.describe_plan import describe_plan
from wizard.providers.definition import ProviderDefinition, Where
from wizard.ui.texts.account import account_progress_text, remark_text
from wizard.ui.texts.main_window import exact_time, health_sentence, status_note, status_text
from wizard.ui.texts.plan import planned_kind, planned_where
from wizard.ui.texts.wording import fill

translate = QCoreApplication.translate

_ORDER = (
    AccountProgress.FAILED,
    AccountProgress.CANCELLED,
    AccountProgress.RUNNING,
    AccountProgress.PENDING,
    AccountProgress.SKIPPED,
    AccountProgress.SUCCEEDED,
)


def connection_report(
    connection: Connection,
    request: ConnectRequest | None,
    definition: ProviderDefinition,
    accounts: Sequence[AccountResult],
    now: datetime,
) -> Report:
    """Give the report of a connection, in the language of the window.

    request: what was asked to be connected; None where that is not known any more
    """
    values = {"name": connection.identity.name, "provider": connection.provider_name}
    made = {"version": __version__, "time": exact_time(now)}
    sections = [_state(connection), _made(connection, request, definition), _trust(connection, definition)]
    sections += [_permissions(definition, one) for one in Where]
    sections += [_accounts(accounts), _left_out(request), _undoing(connection)]
    return Report(
        fill(translate("Report", "{name}, connected to {provider}"), values),
        fill(translate("Report", "Made by Org Wizard {version} on {time}"), made),
        tuple(one for one in sections if one.sentences or one.facts or one.rows),
        _external_ids(connection, definition),
    )


def _external_ids(one: Connection, definition: ProviderDefinition) -> tuple[str, ...]:
    """Give what AWS's own words could repeat, and what is nobody's business who reads a report."""
    wanted = (setting.id for setting in definition.settings if setting.parameter == definition.trust.external_id)
    return tuple(filter(None, (one.settings.get(setting, "") for setting in wanted)))


def _state(one: Connection) -> Section:
    verified = (
        exact_time(one.checked_at)
        if one.checked_at and one.way is Way.PROFILE
        else translate("Report", "Not verified yet")
    )
    status = " ".join(filter(None, (status_text(one), status_note(one))))
    identity = one.identity
    facts = (
        (translate("Report", "Organization"), identity.organization_id),
        (translate("Report", "Root ID"), identity.root_id),
        (
            translate("Report", "Management account"),
            f"{identity.management_account_name} {grouped_account_id(identity.management_account_id)}".strip(),
        ),
        (translate("Report", "Region"), one.region),
        (translate("Report", "RoleARN"), one.role_arn),
        (translate("Report", "Status"), status),
        (translate("Report", "Last verified at AWS"), verified),
        (translate("Report", "Connected since"), exact_time(one.created_at)),
    )
    return Section(
        translate("Report", "How it stands"),
        (health_sentence(one),),
        tuple((name, text) for name, text in facts if text),
    )


def _made(one: Connection, request: ConnectRequest | None, definition: ProviderDefinition) -> Section:
    number = QLocale().toString
    planned = describe_plan(request, definition) if request is not None else ()
    lines = tuple(
        (planned_kind(line.kind), fill(planned_where(line.where), {"name": line.name, "count": number(line.count)}))
        for line in planned
    )
    tag = fill(
        translate("Report", "Everything carries the tag org-wizard:connection = {tag}."), {"tag": one.connection_id}
    )
    return Section(translate("Report", "What was made"), (tag,), lines)


def _trust(one: Connection, definition: ProviderDefinition) -> Section:
    shown = []
    for setting in definition.settings:
        value = one.settings.get(setting.id, "")
        if not value or setting.secret:
            continue
        external = setting.parameter == definition.trust.external_id
        shown.append((setting.label, translate("Report", "was given; it is not written here") if external else value))
    sentence = translate("Report", "The role can be taken on by the principal named here, and by nobody else.")
    return Section(
        translate("Report", "Whom the role trusts, and the settings"), (sentence,) if shown else (), tuple(shown)
    )


def _permissions(definition: ProviderDefinition, where: Where) -> Section:
    headings = {
        Where.EVERY_ACCOUNT: translate("Report", "What the service may do in every account"),
        Where.MANAGEMENT_ACCOUNT: translate("Report", "What the service may do besides in the management account"),
    }
    lines = tuple((one.title, f"{one.sentence} {one.reason}") for one in definition.permissions if one.where is where)
    return Section(headings[where], (), lines)


def _accounts(accounts: Sequence[AccountResult]) -> Section:
    ordered = sorted(accounts, key=lambda one: (_ORDER.index(one.progress), one.name.casefold(), one.account_id))
    head = (
        translate("Report", "State"),
        translate("Report", "Account"),
        translate("Report", "Account ID"),
        translate("Report", "Why"),
    )
    rows = tuple(
        (
            remark_text(one) or account_progress_text(one.progress),
            one.name,
            grouped_account_id(one.account_id),
            _reason(one),
        )
        for one in ordered
    )
    return Section(translate("Report", "Member accounts"), (), (), head, rows)


def _reason(one: AccountResult) -> str:
    if one.progress is AccountProgress.SKIPPED:
        return translate("Report", "Suspended: AWS leaves it out until it is active again")
    if one.diagnosis is not None:
        return f"{one.diagnosis.title} {one.diagnosis.explanation}"
    return one.reason.text if one.reason else ""


def _left_out(request: ConnectRequest | None) -> Section:
    if request is None:
        return Section("")
    named = sorted((request.account_names.get(one, one), one) for one in request.targets.left_out)
    rows = tuple((name, grouped_account_id(account)) for name, account in named)
    return Section(
        translate("Report", "Accounts that were left out"),
        (),
        (),
        (translate("Report", "Account"), translate("Report", "Account ID")),
        rows,
    )


def _undoing(one: Connection) -> Section:
    stack = {"stack": one.names.stack, "region": one.region}
    return Section(
        translate("Report", "How to undo it"),
        (
            translate(
                "Report",
                "In Org Wizard: select it in the list and press Disconnect. It removes all of it, step by step.",
            ),
            fill(
                translate(
                    "Report",
                    "Without Org Wizard: sign in to the management account in the AWS console, open CloudFormation in "
                    "{region}, and delete the stack {stack}. That takes the roles out of every account again.",
                ),
                stack,
            ),
            translate(
                "Report", "Trusted access stays on either way. It is turned off under AWS Organizations › Services."
            ),
        ),
    )
