"""Access keys as people copy them."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wizard.aws.signing_in.pasted_keys import read_pasted
from wizard.model.access_key import AccessKey, KeyProblem, problems_of

ID, SECRET = "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
SHORT, TOKEN = "ASIAIOSFODNN7EXAMPLE", "IQoJb3JpZ2luX2VjE" + "a" * 300 + "=="


@pytest.mark.parametrize(
    "text",
    [
        f"aws_access_key_id={ID}\naws_secret_access_key={SECRET}",
        f"[default]\naws_access_key_id = {ID}\naws_secret_access_key = {SECRET}\n",
        f"export AWS_ACCESS_KEY_ID={ID}\nexport AWS_SECRET_ACCESS_KEY={SECRET}",
        f'export AWS_ACCESS_KEY_ID="{ID}"; \r\nexport AWS_SECRET_ACCESS_KEY="{SECRET}";\r\n',
        f"set AWS_ACCESS_KEY_ID={ID}\nset AWS_SECRET_ACCESS_KEY={SECRET}",
        f"SETX AWS_ACCESS_KEY_ID {ID}\nsetx AWS_SECRET_ACCESS_KEY {SECRET}",
        f'$Env:AWS_ACCESS_KEY_ID="{ID}"\n$Env:AWS_SECRET_ACCESS_KEY="{SECRET}"',
        f'{{"AccessKey": {{"UserName": "ada", "AccessKeyId": "{ID}", "SecretAccessKey": "{SECRET}"}}}}',
        f'"AccessKeyId": "{ID}",\n"SecretAccessKey": "{SECRET}",',
        f"\ufeffAccess key ID,Secret access key\n{ID},{SECRET}\n",
        f"User name,Password,Access key ID,Secret access key\nada,,{ID},{SECRET}\n",
        f"Access key\tSecret access key\n{ID}\t{SECRET}",
        f"Access key\n{ID}\nSecret access key\n{SECRET}",
        f"Access key ID: {ID}\nSecret access key: {SECRET}",
        f"{ID}\n{SECRET}",
        f"{ID} {SECRET}",
        f"  the key is {ID}, and {SECRET} is the secret  ",
    ],
)
def test_long_lived_keys(text: str) -> None:
    assert read_pasted(text).key == AccessKey(ID, SECRET)


@pytest.mark.parametrize(
    "text",
    [
        f"[111122223333_Admin]\naws_access_key_id={SHORT}\naws_secret_access_key={SECRET}\naws_session_token={TOKEN}",
        f'export AWS_ACCESS_KEY_ID="{SHORT}"\nset AWS_SECRET_ACCESS_KEY="{SECRET}"\nexport AWS_SESSION_TOKEN="{TOKEN}"',
        f'{{"Credentials": {{"AccessKeyId": "{SHORT}", "SecretAccessKey": "{SECRET}", "SessionToken": "{TOKEN}"}}}}',
        f"{SHORT}\n{SECRET}\n{TOKEN}",
    ],
)
def test_temporary_keys_in_the_three_lines_of_the_console(text: str) -> None:
    found = read_pasted(text).key
    assert found == AccessKey(SHORT, SECRET, TOKEN)
    assert problems_of(found) == ()


def test_a_region_beside_the_key() -> None:
    text = f"export AWS_ACCESS_KEY_ID={ID}\nexport AWS_SECRET_ACCESS_KEY={SECRET}\nexport AWS_DEFAULT_REGION=eu-west-1"
    assert read_pasted(text).region == "eu-west-1"


def test_the_first_of_several_keys_is_taken() -> None:
    text = f"[a]\naws_access_key_id={ID}\naws_secret_access_key={SECRET}\n[b]\naws_access_key_id={SHORT}\n"
    assert read_pasted(text).key == AccessKey(ID, SECRET)


@pytest.mark.parametrize("text", ["", "hello", "{}", "a,b\nc,d", "[default]\n"])
def test_a_text_without_a_key(text: str) -> None:
    key = read_pasted(text).key
    assert KeyProblem.SECRET_MISSING in problems_of(key)
    assert KeyProblem.ID_MISSING in problems_of(key)


@pytest.mark.parametrize(
    ("key", "problems"),
    [
        (AccessKey(ID, SECRET), ()),
        (AccessKey(SHORT, SECRET), (KeyProblem.TOKEN_MISSING,)),
        (AccessKey(ID, SECRET, TOKEN), (KeyProblem.TOKEN_UNEXPECTED,)),
        (AccessKey("AROAIOSFODNN7EXAMPLE", SECRET), (KeyProblem.ID_MALFORMED,)),
        (AccessKey(ID.lower(), SECRET), (KeyProblem.ID_MALFORMED,)),
        (AccessKey(ID, "too short"), (KeyProblem.SECRET_MALFORMED,)),
        (AccessKey("", ""), (KeyProblem.ID_MISSING, KeyProblem.SECRET_MISSING)),
    ],
)
def test_the_form_is_checked_before_aws_is_asked(key: AccessKey, problems: tuple[KeyProblem, ...]) -> None:
    assert problems_of(key) == problems


def test_a_key_shows_no_secret() -> None:
    shown = repr(read_pasted(f"{SHORT}\n{SECRET}\n{TOKEN}"))
    assert SECRET not in shown
    assert TOKEN not in shown


@given(some.text(max_size=300))
def test_any_text_can_be_pasted(text: str) -> None:
    read_pasted(text)
