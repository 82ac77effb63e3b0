import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from wizard.aws.errors import AwsError
from wizard.aws.profiles import default_region, find_profiles
from wizard.model.profile import Profile, ProfileKind

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
    assert found()["p"] == Profile("p", kind, "eu-west-1")


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
    assert found()["r"] == Profile("r", ProfileKind.ROLE)
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
