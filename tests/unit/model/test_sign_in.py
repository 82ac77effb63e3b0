import pytest

from wizard.model.sign_in import Portal, is_start_url, region_in


@pytest.mark.parametrize(
    ("url", "label", "region"),
    [
        ("https://acme.awsapps.com/start", "acme", ""),
        ("https://d-9a6772b5aa.awsapps.com/start/#/", "d-9a6772b5aa", ""),
        ("https://ssoins-7223b.portal.eu-central-1.app.aws", "ssoins-7223b", "eu-central-1"),
        ("https://login.acme.example/start", "login.acme.example", ""),
    ],
)
def test_what_a_start_url_says(url: str, label: str, region: str) -> None:
    assert is_start_url(url)
    assert (Portal(url, "x").label, region_in(url)) == (label, region)


@pytest.mark.parametrize(
    "text",
    ["", "acme", "acme.awsapps.com/start", "http://acme.awsapps.com/start", "https://", "https://a b/", "https://u@h/"],
)
def test_what_is_none(text: str) -> None:
    assert not is_start_url(text)
