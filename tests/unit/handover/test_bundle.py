"""The support bundle: no secret in it, nothing of anybody where it is masked, and readable again."""

import io
import json
import stat
import zipfile
from dataclasses import replace

import pytest

from tests.unit.handover.conftest import PEOPLE, SECRETS
from wizard.handover.bundle.archive import save_bundle
from wizard.handover.bundle.contents import FORMAT
from wizard.handover.bundle.files import BundleFile, Choices, make_files
from wizard.handover.bundle.masking import Masker
from wizard.handover.bundle.reading import read_bundle
from wizard.handover.secret_like import HIDDEN
from wizard.model.failure import WizardError
from wizard.model.plan import RunEnd

PLAIN, MASKED = Choices(mask=False), Choices(mask=True)
PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 100


def everything(files):
    return b"\n".join(one.name.encode() + b"\n" + one.content for one in files).decode("utf-8", "replace")


@pytest.mark.parametrize("choices", [PLAIN, MASKED])
@pytest.mark.parametrize("name", SECRETS)
def test_no_secret_is_in_any_file_even_one_that_nobody_knew_of(contents, choices, name):
    assert SECRETS[name] not in everything(make_files(contents, choices, ()))


def test_a_secret_that_looks_like_nothing_is_hidden_where_it_is_known(contents):
    planted = replace(contents, log="the word was hunter2-plain, twice: hunter2-plain")
    written = everything(make_files(planted, PLAIN, ("hunter2-plain",)))
    assert "hunter2-plain" not in written
    assert f"the word was {HIDDEN}, twice" in written


def test_references_to_secrets_stay_at_home(contents):
    assert "keyring:c-1" not in everything(make_files(contents, PLAIN, ()))


@pytest.mark.parametrize("name", PEOPLE)
def test_a_masked_bundle_names_nobody(contents, name):
    written = everything(make_files(contents, MASKED, ()))
    assert PEOPLE[name] not in written
    assert "1111 2222 3333" not in written
    assert PEOPLE[name] in everything(make_files(contents, PLAIN, ()))


def test_a_stand_in_is_the_same_everywhere_and_words_of_the_program_stay(contents, tmp_path):
    save_bundle(tmp_path / "b.zip", make_files(contents, MASKED, ()))
    opened = read_bundle(tmp_path / "b.zip").contents
    failed, fine = opened.accounts.results
    assert opened.request is not None
    assert opened.request.account_names[failed.account_id] == failed.name
    assert failed.reason is not None
    assert failed.reason.account == failed.account_id
    assert fine.name.startswith("name-")  # that account is called "stack", like an operation
    assert opened.runs.runs[0].plan.operations == ("trusted-access", "stack")
    assert opened.runs.runs[0].plan.lock == opened.connection.identity.root_id
    assert opened.about.masked


def test_what_is_saved_can_be_read_again(contents, tmp_path):
    save_bundle(tmp_path / "b.zip", make_files(contents, Choices(mask=False, pictures=True), (), [PICTURE]))
    opened = read_bundle(tmp_path / "b.zip")
    assert opened.pictures == (PICTURE,)
    assert opened.contents.connection.identity == contents.connection.identity
    assert opened.contents.runs.runs[0].ended is RunEnd.DONE
    assert opened.contents.runs.runs[0].report.counted == contents.runs.runs[0].report.counted
    assert "iam:CreateRole" in opened.contents.log


def test_it_is_readable_by_its_owner_alone(contents, tmp_path):
    path = tmp_path / "b.zip"
    path.write_bytes(b"")
    path.chmod(0o644)
    save_bundle(path, make_files(contents, PLAIN, ()))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["b.zip"]


def test_a_folder_that_refuses_is_named(contents, tmp_path):
    with pytest.raises(WizardError, match=r"b\.zip cannot be saved in .*Choose another folder"):
        save_bundle(tmp_path / "none" / "b.zip", make_files(contents, PLAIN, ()))


@pytest.mark.parametrize("choices", [Choices(mask=True, pictures=True), Choices(mask=False, pictures=False)])
def test_pictures_cannot_be_masked_and_are_in_only_where_wanted(contents, choices):
    assert not [one for one in make_files(contents, choices, (), [PICTURE]) if one.name.startswith("pictures/")]


def test_the_log_is_left_out_where_it_is_not_wanted(contents):
    assert "log.txt" not in [one.name for one in make_files(contents, Choices(log=False), ())]


def packed(files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return held.getvalue()


@pytest.fixture
def good(contents):
    return {one.name: one.content for one in make_files(contents, PLAIN, ())}


def refused(tmp_path, content):
    path = tmp_path / "sent.zip"
    path.write_bytes(content)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(WizardError) as refusal:
        read_bundle(path)
    assert sorted(tmp_path.iterdir()) == before  # nothing is unpacked onto the disk
    assert refusal.value.failure.text.startswith("sent.zip ")
    assert refusal.value.failure.text.endswith(".")
    return refusal.value.failure.code


def changed(good, name, **fields):
    return good | {name: json.dumps(json.loads(good[name]) | fields).encode()}


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda good: packed(changed(good, "about.json", format=FORMAT + 1).items()), "BundleTooNew"),
        (lambda good: packed((changed(good, "about.json", format="one")).items()), "BundleDamaged"),
        (lambda good: packed((good | {"about.json": b"[" * 100_000}).items()), "BundleDamaged"),
        (lambda good: packed((good | {"runs.json": b'{"runs": [{"plan": 7}]}'}).items()), "BundleDamaged"),
        (lambda good: packed((good | {"connection.json": b'{"connection_id": "\xff"}'}).items()), "BundleDamaged"),
        (lambda good: packed((good | {"connection.json": b"[]"}).items()), "BundleDamaged"),
        (lambda good: packed({k: v for k, v in good.items() if k != "runs.json"}.items()), "BundleDamaged"),
        (lambda good: packed((good | {"../evil.txt": b"x"}).items()), "BundleForeignFile"),
        (lambda good: packed((good | {"/etc/passwd": b"x"}).items()), "BundleForeignFile"),
        (lambda good: packed((good | {"pictures/../../a.png": b"x"}).items()), "BundleForeignFile"),
        (lambda good: packed((good | {"log.txt": b"0" * 90_000_000}).items()), "BundleTooLarge"),
        (lambda good: packed((f"pictures/{n:02}.png", b"0") for n in range(99)), "BundleTooLarge"),
        (lambda good: packed(good.items())[:-400], "BundleDamaged"),
        (lambda _good: b"", "BundleDamaged"),
        (lambda _good: b"not a zip at all" * 100, "BundleDamaged"),
    ],
)
def test_what_is_no_bundle_is_refused_with_a_sentence(good, tmp_path, make, code):
    assert refused(tmp_path, make(good)) == code


def test_the_same_file_twice_is_refused(good, tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = packed([*good.items(), ("about.json", good["about.json"])])
    assert refused(tmp_path, twice) == "BundleForeignFile"


def test_a_file_that_is_not_there_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(WizardError, match="cannot be read"):
        read_bundle(tmp_path / "none.zip")


def test_a_bundle_of_the_first_format_without_newer_fields_still_opens(good, tmp_path):
    about = json.loads(good["about.json"])
    older = json.dumps({name: about[name] for name in ("format", "made_at", "masked")}).encode()
    path = tmp_path / "b.zip"
    path.write_bytes(packed((good | {"about.json": older}).items()))
    assert read_bundle(path).contents.about.versions == {}


def test_a_name_is_masked_as_a_word_and_not_inside_of_one():
    masker = Masker(["dev", "dev team", "Größe-7"])
    said = masker.mask("dev, dev team and device in Größe-7; dev_x dev")
    assert "device" in said
    assert "Größe" not in said
    assert said.split(",")[0] == said.split()[-1]


def test_ten_thousand_names_are_masked_in_reasonable_time():
    masker = Masker(f"Account {number:05}" for number in range(10_000))
    text = "\n".join(f"Account {number:05} ({number:012}) failed because of something" for number in range(10_000))
    masked = masker.mask(text)
    assert "Account 0" not in masked
    assert masker.mask(masked) == masked


def test_a_last_look_refuses_what_got_through(contents, monkeypatch):
    monkeypatch.setattr("wizard.handover.bundle.files.hide_secrets", lambda text, _known: text)
    with pytest.raises(WizardError, match="would have held a secret"):
        make_files(contents, PLAIN, ("Cloud Entitlements",))


def test_files_are_what_they_will_be(contents):
    assert all(isinstance(one, BundleFile) for one in make_files(contents, PLAIN, ()))
