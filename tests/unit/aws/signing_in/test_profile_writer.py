"""Writing into the AWS config file beside other programs: nothing that is not ours is lost or changed."""

import asyncio
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from botocore.session import Session

from wizard.aws.errors import AwsError
from wizard.aws.signing_in import files
from wizard.aws.signing_in.config_text import ConfigText
from wizard.aws.signing_in.profile_writer import ProfileWriter, session_name
from wizard.model.sign_in import Portal, RoleToAssume

Write = Callable[[str], Path]
ROOT = Path(__file__).resolve().parents[4]
PORTAL = Portal("https://acme.awsapps.com/start", "eu-west-1")
ROLE = RoleToAssume("base", "arn:aws:iam::222233334444:role/R", "the-id", "arn:aws:iam::1:mfa/ada", 3600)


def put(profile: str = "work", region: str = "eu-west-1") -> Path | None:
    return asyncio.run(ProfileWriter().put_identity_center(profile, PORTAL, "111122223333", "Admin", region))


def copies(config: Path) -> list[Path]:
    return [one for one in config.parent.iterdir() if ".before-org-wizard-" in one.name]


def test_what_is_written_is_what_the_aws_cli_writes(tmp_path: Path) -> None:
    assert put() is None
    config = tmp_path / "config"
    name = session_name(PORTAL)
    lines = [line for line in config.read_text().splitlines() if line and not line.startswith("#")]
    assert lines == [
        f"[sso-session {name}]",
        "sso_start_url = https://acme.awsapps.com/start",
        "sso_region = eu-west-1",
        "sso_registration_scopes = sso:account:access",
        "[profile work]",
        f"sso_session = {name}",
        "sso_account_id = 111122223333",
        "sso_role_name = Admin",
        "region = eu-west-1",
    ]
    assert stat.S_IMODE(config.stat().st_mode) == 0o600
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".config")]


def test_our_profile_can_be_written_again_in_another_way(config: Write) -> None:
    put()
    asyncio.run(ProfileWriter().put_role("work", ROLE, "us-east-1"))
    assert Session(profile="work").get_scoped_config() == {
        "role_arn": ROLE.role_arn,
        "source_profile": "base",
        "external_id": "the-id",
        "mfa_serial": "arn:aws:iam::1:mfa/ada",
        "duration_seconds": "3600",
        "region": "us-east-1",
    }


@pytest.mark.parametrize(
    "text", ["[profile work]\nregion = x\n", '[profile "work"]\n', "[default]\n[profile work]\noutput = json\n"]
)
def test_a_profile_that_is_not_ours_is_left(config: Write, text: str) -> None:
    path = config(text)
    with pytest.raises(AwsError) as caught:
        put()
    assert caught.value.code == "ProfileNotOurs"
    assert path.read_text() == text
    assert copies(path) == []


def test_a_profile_of_the_credentials_file_is_left_too(credentials: Write, tmp_path: Path) -> None:
    credentials("[work]\naws_access_key_id = AK\naws_secret_access_key = s\n")
    with pytest.raises(AwsError) as caught:
        put()
    assert caught.value.code == "ProfileNotOurs"
    assert not (tmp_path / "config").exists()


@pytest.mark.parametrize("name", ["", " ", "a]", "a\nb", "x" * 129, " a"])
def test_names_that_cannot_be(tmp_path: Path, name: str) -> None:
    with pytest.raises(AwsError) as caught:
        put(name)
    assert caught.value.code == "ProfileNameInvalid"
    assert not (tmp_path / "config").exists()


@pytest.mark.parametrize("text", ["\ufeff[default]\nregion = x\n", "[default]\nno value\n", "[a]\n[a]\n"])
def test_a_file_that_the_tools_cannot_read_is_left(config: Write, text: str) -> None:
    path = config(text)
    before = path.read_bytes()
    with pytest.raises(AwsError) as caught:
        put()
    assert caught.value.code == "ConfigParseError"
    assert "line" in caught.value.failure.text
    assert path.read_bytes() == before


def test_links_are_followed_and_the_mode_stays(tmp_path: Path, config: Write) -> None:
    real = tmp_path / "dotfiles"
    real.mkdir()
    target = real / "aws-config"
    target.write_text("[default]\nregion = x\n")
    target.chmod(0o644)
    (tmp_path / "config").symlink_to(target)
    copy = put()
    assert (tmp_path / "config").is_symlink()
    assert "[profile work]" in target.read_text()
    assert stat.S_IMODE(target.stat().st_mode) == 0o644
    assert copy is not None
    assert (copy.parent, stat.S_IMODE(copy.stat().st_mode)) == (real, 0o600)


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plain").write_text("")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "plain" / "config"))
    with pytest.raises(AwsError) as caught:
        put()
    assert "plain" in caught.value.failure.text


def test_nothing_is_kept_where_nothing_changed(config: Write) -> None:
    path = config("[default]\nregion = x\n")
    assert put() is not None
    before = path.stat().st_mtime_ns
    assert put() is None
    assert (path.stat().st_mtime_ns, len(copies(path))) == (before, 1)


def test_a_profile_of_ours_is_taken_away(config: Write) -> None:
    path = config("[default]\nregion = x\n")
    put()
    asyncio.run(ProfileWriter().remove("work"))
    asyncio.run(ProfileWriter().remove("never there"))
    assert "work" not in Session().full_config["profiles"]
    with pytest.raises(AwsError):
        asyncio.run(ProfileWriter().remove("default"))
    assert path.read_text().startswith("[default]\nregion = x\n")


def test_what_another_program_writes_meanwhile_is_not_lost(config: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = config("[default]\nregion = x\n")
    tried: list[int] = []
    check = files._check_text

    def interrupted(target: Path, data: bytes, how: Callable[[Path], None]) -> None:
        check(target, data, how)
        tried.append(1)
        if len(tried) == 1:
            with path.open("a") as file:  # as the AWS CLI does: no lock, in place
                file.write("[profile meanwhile]\nregion = y\n")

    monkeypatch.setattr(files, "_check_text", interrupted)
    put()
    assert set(Session().full_config["profiles"]) == {"default", "meanwhile", "work"}
    assert len(tried) == 2


def test_many_at_once_lose_nothing(config: Write) -> None:
    config("[default]\nregion = x\n")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: put(f"p{number}"), range(16)))
    assert set(Session().full_config["profiles"]) == {"default", *(f"p{number}" for number in range(16))}


def test_two_programs_at_once_lose_nothing(config: Write) -> None:
    config("")
    program = (
        "import asyncio, sys\nfrom wizard.aws.signing_in.profile_writer import ProfileWriter\n"
        "for one in range(5): asyncio.run(ProfileWriter().put_login(f'{sys.argv[1]}{one}', 'arn:x', 'eu-west-1'))\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, name], cwd=ROOT) for name in ("a", "b")]
    assert [one.wait(30) for one in running] == [0, 0]
    assert set(Session().full_config["profiles"]) == {f"{name}{one}" for name in "ab" for one in range(5)}


def test_sessions_of_different_portals_have_different_names() -> None:
    names = {
        session_name(Portal(url, region))
        for url in (
            "https://acme.awsapps.com/start",
            "https://acme.awsapps.com/start/",
            "https://d-1.awsapps.com/start",
        )
        for region in ("eu-west-1", "us-east-1")
    }
    assert len(names) == 6
    assert all(name.startswith("org-wizard-") for name in names)


def test_an_edit_that_changes_nothing_makes_no_file(tmp_path: Path) -> None:
    assert files.edit_config(tmp_path / "none", lambda _: None, lambda _: None) is None
    assert not (tmp_path / "none").exists()
    assert ConfigText(b"").data == b""
