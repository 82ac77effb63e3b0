"""Makes the files of a support bundle out of what was collected."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wizard.handover.bundle import contents as names
from wizard.handover.bundle.contents import Contents
from wizard.handover.bundle.masking import Masker
from wizard.handover.bundle.writing import Cleaner, write_json
from wizard.handover.secret_like import HIDDEN, hide_secrets
from wizard.model.connection import ConnectRequest
from wizard.model.failure import RawFailure, WizardError

_EXTERNAL_ID = ("externalid", "sharedsecret")


@dataclass(frozen=True, slots=True)
class BundleFile:
    """One file, exactly as it will be saved."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person wants in it. Pictures cannot be masked: where `mask` is wanted there are none."""

    mask: bool = True
    log: bool = True
    pictures: bool = False


def make_files(
    contents: Contents, choices: Choices, secrets: Collection[str], pictures: Sequence[bytes] = ()
) -> tuple[BundleFile, ...]:
    """Give the files; every text in them was looked over. Long: not for the Qt thread.

    secrets: all that this computer knows of; none of them is in any file. Raises WizardError (code "SecretInBundle")
    where one is found all the same, and nothing is given then.
    """
    known = frozenset(secrets) | _external_ids(contents)
    cleaner = _cleaner(contents, known, mask=choices.mask)
    request = replace(_without_external_ids(contents.request), secrets={}) if contents.request else None
    connection = replace(contents.connection, settings=_hidden(contents.connection.settings))
    parts: list[tuple[str, object]] = [
        (names.ABOUT, replace(contents.about, masked=choices.mask)),
        (names.CONNECTION, connection),
        (names.CHECKS, contents.checks),
        (names.RUNS, contents.runs),
        (names.ACCOUNTS, contents.accounts),
    ]
    if request is not None:
        parts.insert(2, (names.REQUEST, request))
    files = [BundleFile(name, write_json(part, cleaner)) for name, part in parts]
    if choices.log and contents.log:
        files.append(BundleFile(names.LOG, cleaner.words(contents.log).encode()))
    if choices.pictures and not choices.mask:
        files += [BundleFile(f"{names.PICTURES}{number:02}.png", one) for number, one in enumerate(pictures, start=1)]
    _look_again(files, known)
    return tuple(files)


def _cleaner(contents: Contents, known: Collection[str], *, mask: bool) -> Cleaner:
    masker = Masker(_names(contents)) if mask else None

    def words(text: str) -> str:
        hidden = hide_secrets(text, known)
        return masker.mask(hidden) if masker else hidden

    def terms(text: str) -> str:
        hidden = hide_secrets(text, known)
        return masker.mask_ids(hidden) if masker else hidden

    return Cleaner(_each_once(words), _each_once(terms))


def _each_once(clean: Callable[[str], str]) -> Callable[[str], str]:
    """Thousands of accounts have a few texts in common."""
    seen: dict[str, str] = {}

    def once(text: str) -> str:
        if text not in seen:
            seen[text] = clean(text)
        return seen[text]

    return once


def _names(contents: Contents) -> Iterator[str]:
    connection, request = contents.connection, contents.request
    made, identity = connection.names, connection.identity
    yield from (identity.management_account_name, connection.profile)
    yield from (made.stack, made.stack_set, made.filtered_stack_set, made.role)
    yield from (one.name for one in contents.accounts.results)
    for run in contents.runs.runs:
        yield from (one.name for one in run.report.accounts)
    if request is not None:
        yield from request.account_names.values()
        yield request.profile
        yield from (request.names.stack, request.names.stack_set, request.names.filtered_stack_set, request.names.role)


def _is_external_id(field: str) -> bool:
    return field.replace("-", "").replace("_", "").lower().endswith(_EXTERNAL_ID)


def _external_ids(contents: Contents) -> frozenset[str]:
    every = [contents.connection.settings, contents.request.settings if contents.request else {}]
    return frozenset(value for one in every for field, value in one.items() if value and _is_external_id(field))


def _hidden(settings: Mapping[str, str]) -> dict[str, str]:
    return {field: HIDDEN if value and _is_external_id(field) else value for field, value in settings.items()}


def _without_external_ids(request: ConnectRequest) -> ConnectRequest:
    return replace(request, settings=_hidden(request.settings))


def _look_again(files: Sequence[BundleFile], known: Collection[str]) -> None:
    """The last look: no known secret may be in any file, however it got there."""
    wanted = [one.encode() for one in known if len(one) >= 4]
    for file in files:
        if any(secret in file.content for secret in wanted):
            text = f"The file {file.name} would have held a secret. Nothing is saved. Report this as a bug."
            raise WizardError(RawFailure(text, "file", code="SecretInBundle"))
