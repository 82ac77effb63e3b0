import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from wizard.aws.errors import AwsError
from wizard.aws.profiles import default_region, find_all, find_instance_role, find_profiles
from wizard.aws.signing_in.config_text import MARKER
from wizard.model.profile import About, Profile, ProfileKind

Write = Callable[[str], Path]
ROLE = "role_arn = arn:aws:iam::111122223333:role/R\n"
SSO = "sso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\n"


def found() -> dict[str, Profile]:
    return {one.name: one for one in asyncio.run(find_profiles())}


def problem(name: str) -> tuple[str, str]:
    failure = found()[name].problem
    assert failure is not None
    return failure.code, failure.text


def test_a_computer_without_configuration_has_no_profiles() -> None:
    assert found() == {}


@pytest.mark.parametrize(
    ("section", "kind"),
    [
        ("aws_access_key_id = AK\naws_secret_access_key = s\n", ProfileKind.ACCESS_KEY),
        ("credential_process = /bin/false\n", ProfileKind.PROCESS),
        ("login_session = arn:aws:iam::111122223333:user/ada\n", ProfileKind.CONSOLE_LOGIN),
        (ROLE + "web_identity_token_file = /run/token\n", ProfileKind.WEB_IDENTITY),
        (ROLE + "credential_source = Environment\n", ProfileKind.ROLE),
        (ROLE + "credential_source = Ec2InstanceMetadata\n", ProfileKind.ROLE),
        (ROLE + "source_profile = p\naws_access_key_id = AK\naws_secret_access_key = s\n", ProfileKind.ROLE),
        (
            SSO + "sso_account_id = 111122223333\nsso_role_name = Admin\n",
            ProfileKind.IDENTITY_CENTER,
        ),
        (
            "sso_session = s\nsso_account_id = 111122223333\nsso_role_name = Admin\n[sso-session s]\n" + SSO,
            ProfileKind.IDENTITY_CENTER,
        ),
    ],
)
def test_kinds_of_profiles(config: Write, section: str, kind: ProfileKind) -> None:
    config(f"[profile p]\nregion = eu-west-1\n{section}")
    assert replace(found()["p"], about=About()) == Profile("p", kind, "eu-west-1")


def test_keys_of_the_credentials_file_join_the_region_of_the_config_file(config: Write, credentials: Write) -> None:
    config("[default]\nregion = eu-west-1\n")
    credentials("[default]\naws_access_key_id = AK\naws_secret_access_key = s\n[only here]\naws_access_key_id = A\n")
    assert list(found()) == ["default", "only here"]
    assert found()["default"] == Profile("default", ProfileKind.ACCESS_KEY, "eu-west-1")
    assert problem("only here")[0] == "PartialCredentialsError"


def test_names_are_given_as_written(config: Write) -> None:
    config('[profile "Übung 😀"]\ncredential_process = x\n')
    assert list(found()) == ["Übung 😀"]


def test_no_secret_is_given(config: Write, credentials: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    config("[profile a]\naws_access_key_id = AKCONFIG\naws_secret_access_key = hush1\n")
    credentials("[b]\naws_access_key_id = AKCREDS\naws_secret_access_key = hush2\naws_session_token = hush3\n")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKENV")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hush4")
    text = repr(asyncio.run(find_profiles()))
    assert "AKCREDS" not in text
    assert "AKCONFIG" not in text
    assert "hush" not in text


def test_no_program_is_run(config: Write, tmp_path: Path) -> None:
    config(f"[profile p]\ncredential_process = touch {tmp_path}/ran\n[profile r]\n{ROLE}source_profile = p\n")
    assert (found()["r"].kind, found()["r"].problem) == (ProfileKind.ROLE, None)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("section", "code", "words"),
    [
        ("aws_access_key_id = AK\n", "PartialCredentialsError", "aws_secret_access_key"),
        (ROLE, "PartialCredentialsError", "source_profile or credential_source"),
        (ROLE + "source_profile = nobody\n", "InvalidConfigError", "nobody"),
        (ROLE + "source_profile = empty\n", "InvalidConfigError", "empty"),
        (ROLE + "source_profile = p\n", "InfiniteLoopConfigError", "p"),
        (ROLE + "source_profile = q\n", "InfiniteLoopConfigError", "q"),
        (ROLE + "source_profile = half\n", "PartialCredentialsError", "aws_secret_access_key"),
        (ROLE + "source_profile = empty\ncredential_source = Environment\n", "InvalidConfigError", "both"),
        (ROLE + "credential_source = Nowhere\n", "InvalidConfigError", "Nowhere"),
        ("web_identity_token_file = /run/token\n", "InvalidConfigError", "role_arn"),
        ("sso_account_id = 111122223333\nsso_role_name = A\n", "InvalidConfigError", "sso_start_url, sso_region"),
        (
            "sso_session = nowhere\nsso_account_id = 111122223333\nsso_role_name = A\n",
            "InvalidConfigError",
            "nowhere",
        ),
        ("sso_start_url = https://x.awsapps.com/start\n", "InvalidConfigError", "sso_account_id"),
        ("region = eu-west-1\n", "NoCredentialsError", "credentials"),
    ],
)
def test_problems_are_found_without_the_network(config: Write, section: str, code: str, words: str) -> None:
    config(
        f"[profile p]\n{section}[profile q]\n{ROLE}source_profile = p\n"
        "[profile empty]\noutput = json\n[profile half]\naws_access_key_id = AK\n"
    )
    given, text = problem("p")
    assert given == code
    assert words in text


def test_one_broken_profile_does_not_spoil_the_others(config: Write) -> None:
    config(f"[profile a]\n{ROLE}source_profile = nobody\n[profile b]\ncredential_process = x\n")
    assert found()["b"].problem is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("region = eu-west-1\n", "config, line 1"),
        ("[default]\nregion = x\naws_secret_access_key hush\n", "config, line 3"),
        ("[default]\n[default]\n", "config, line 2"),
        ("[default]\ns3 =\n  nonsense\n", "config"),
    ],
)
def test_malformed_file_is_named_with_its_line_but_not_its_words(config: Write, text: str, place: str) -> None:
    path = config(text)
    with pytest.raises(AwsError) as caught:
        found()
    assert caught.value.code == "ConfigParseError"
    assert caught.value.failure.text == f"Unable to parse config file: {path.parent / place}"


def test_malformed_credentials_file_is_named(credentials: Write) -> None:
    path = credentials("aws_access_key_id = AK\n")
    with pytest.raises(AwsError) as caught:
        found()
    assert str(path) in caught.value.failure.text


def test_binary_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "config").write_bytes(b"[default]\nregion = \xff\xfe\n")
    with pytest.raises(AwsError) as caught:
        found()
    assert caught.value.failure.text.endswith("config, line 2")


def test_credentials_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AK")
    assert problem("")[0] == "PartialCredentialsError"
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "s")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    assert found() == {"": Profile("", ProfileKind.ENVIRONMENT, "eu-west-1")}


@pytest.mark.parametrize(
    ("variables", "kind"),
    [
        (("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"), ProfileKind.WEB_IDENTITY),
        (("AWS_CONTAINER_CREDENTIALS_FULL_URI",), ProfileKind.INSTANCE),
    ],
)
def test_other_ways_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, variables: tuple[str, ...], kind: ProfileKind
) -> None:
    for name in variables:
        monkeypatch.setenv(name, "x")
    assert found()[""].kind is kind


def test_profile_that_the_environment_names_but_nobody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "gone")
    assert problem("gone") == ("ProfileNotFound", "The config profile (gone) could not be found")


def test_profile_that_the_environment_names_is_listed_once(monkeypatch: pytest.MonkeyPatch, config: Write) -> None:
    config("[profile here]\ncredential_process = x\n")
    monkeypatch.setenv("AWS_PROFILE", "here")
    assert list(found()) == ["here"]


def test_default_region(config: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    config("[default]\nregion = eu-west-1\n[profile p]\noutput = json\n")
    assert asyncio.run(default_region("")) == "eu-west-1"
    assert asyncio.run(default_region("p")) == ""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-2")
    assert asyncio.run(default_region("p")) == "us-east-2"
    with pytest.raises(AwsError) as caught:
        asyncio.run(default_region("gone"))
    assert caught.value.code == "ProfileNotFound"


def everything() -> dict[str, Profile]:
    return {one.name: one for one in asyncio.run(find_all())}


def reason(name: str) -> str:
    failure = everything()[name].problem
    assert failure is not None
    return failure.text


def test_what_the_files_say_of_a_profile(config: Write) -> None:
    config(
        f"[profile c]\nsso_session = s\nsso_account_id = 111122223333\nsso_role_name = Admin\n[sso-session s]\n{SSO}"
        f"[profile r]\n{ROLE}source_profile = c\nmfa_serial = arn:aws:iam::111122223333:mfa/ada\n"
        "[profile l]\nlogin_session = arn:aws:iam::444455556666:user/ada\n"
        f"[profile ours]\n{MARKER.decode()}\ncredential_process = x\n"
    )
    known = {name: one.about for name, one in found().items()}
    assert known["c"] == About(
        account_id="111122223333",
        role_name="Admin",
        sso_session="s",
        start_url="https://x.awsapps.com/start",
        sso_region="eu-west-1",
    )
    assert known["r"] == About(
        account_id="111122223333",
        role_arn="arn:aws:iam::111122223333:role/R",
        source="c",
        mfa_serial="arn:aws:iam::111122223333:mfa/ada",
    )
    assert known["l"].account_id == "444455556666"
    assert [name for name, one in known.items() if one.ours] == ["ours"]


@pytest.mark.parametrize(
    ("region", "right"),
    [
        ("eu-west-1", True),
        ("us-gov-west-1", True),
        ("cn-north-1", True),
        ("ap-southeast-99", True),
        ("eu-west", False),
        ("Frankfurt", False),
        ("eu west 1", False),
        ("us-east-1a", False),
    ],
)
def test_a_region_that_cannot_be_one(config: Write, region: str, right: bool) -> None:
    config(f"[profile p]\nregion = {region}\ncredential_process = x\n")
    problem = found()["p"].problem
    assert (problem is None) is right
    assert right or (problem is not None and problem.code == "InvalidRegionError" and region in problem.text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("[a]\nx\n[b]\ny = 1\nz\n[b]\n", ("line 2: it is neither", "line 5: it is neither", "line 6: there is a")),
        ("\ufeff[default]\nregion = x\n", ("line 1: the file begins with a byte order mark",)),
        ("region = x\n[default]\n", ("line 1: it stands before the first section",)),
        ("[default]\r\nregion = x\r\nregion = y\r\n", ("line 3: region is set already",)),
        ("[default]\n[profile broken\n", ("line 2: it is neither",)),
    ],
)
def test_every_bad_line_is_named_in_every_profile(config: Write, text: str, lines: tuple[str, ...]) -> None:
    path = config(f"{text}[profile well]\ncredential_process = x\n")
    for name in ("well", *(["default"] if "[default]" in text else [])):
        said = reason(name)
        assert said.startswith(f"Unable to parse config file: {path}, line ")
        assert all(line in said for line in lines)
        assert said.count("line ") == len(lines)


def test_characters_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "config").write_bytes(b"[profile p]\nregion = \xff\n")
    assert "line 2: it holds characters that are not UTF-8" in reason("p")


@pytest.mark.parametrize("name", ["config", "credentials"])
def test_a_file_that_must_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    path = tmp_path / name
    path.write_text("[default]\n")
    read = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)  # root may read everything, whatever its mode
    assert reason(str(path)) == f"The file {path} cannot be read: Permission denied."


@pytest.mark.parametrize(
    ("section", "name", "words"),
    [
        ("[profile my work]", "my work", '[profile "my work"]'),
        ('[profile "my work]', '"my work', "not closed"),
        ("[work]", "work", "[profile work]"),
        ("[profile]", None, "it has no name"),
    ],
)
def test_sections_that_no_tool_can_choose(config: Write, section: str, name: str | None, words: str) -> None:
    path = config(f"[default]\ncredential_process = x\n{section}\nrole_arn = x\n")
    said = reason(name or f"{path}, line 3")
    assert "line 3, is not a profile" in said
    assert words in said
    assert everything()["default"].problem is None


def test_a_profile_whose_name_is_empty(config: Write) -> None:
    config('[profile ""]\ncredential_process = x\n')
    assert "empty name" in reason('""')


def test_names_with_spaces_and_quotes(config: Write, credentials: Write) -> None:
    config('[profile "my work"]\ncredential_process = x\n[profile it\\\'s]\ncredential_process = x\n')
    credentials("[also mine]\naws_access_key_id = A\naws_secret_access_key = s\n")
    assert {name: one.problem for name, one in everything().items()} == {
        "my work": None,
        "it's": None,
        "also mine": None,
    }


def test_500_profiles_are_found_quickly(config: Write, credentials: Write) -> None:
    config("".join(f"[profile p{one}]\n{ROLE}source_profile = k{one}\nregion = eu-west-1\n" for one in range(500)))
    credentials("".join(f"[k{one}]\naws_access_key_id = A\naws_secret_access_key = s\n" for one in range(500)))
    everything()
    begun = time.process_time()
    assert len(everything()) == 1000
    assert time.process_time() - begun < 3


def test_a_container_s_role_counts_only_without_a_profile(monkeypatch: pytest.MonkeyPatch, config: Write) -> None:
    monkeypatch.setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1/x")
    config("[default]\nregion = eu-west-1\n")
    assert found()[""].kind is ProfileKind.INSTANCE
    config("[default]\ncredential_process = x\n")
    assert "" not in found()


def test_nothing_is_asked_of_an_instance_where_that_is_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asyncio.run(find_instance_role()) is None
