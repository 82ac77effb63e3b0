"""A template that somebody brought is there after a restart, as any provider is."""

import pytest

from wizard.model.failure import WizardError
from wizard.providers.from_template.definition import VendorTemplate
from wizard.providers.from_template.shelf import TemplateShelf
from wizard.providers.template import TemplateError

TEXT = (
    "Description: Ä\r\nParameters: {ApiKey: {Type: String}}\nResources: {R: {Type: AWS::IAM::Role, Properties: {}}}\n"
)


def test_what_is_kept_is_a_provider(tmp_path):
    shelf = TemplateShelf(tmp_path / "providers")
    before = shelf.catalogue().ids()
    provider_id = shelf.keep(VendorTemplate("Acme", TEXT, "acme.yaml", values={"ApiKey": "s3cret"}))
    catalogue = TemplateShelf(tmp_path / "providers").catalogue()

    assert catalogue.ids() == tuple(sorted([*before, provider_id]))
    assert catalogue.load(provider_id).name == "Acme"
    assert catalogue.template_text(provider_id).splitlines() == TEXT.splitlines()
    assert catalogue.icon(provider_id).startswith(b"<svg")
    assert [one.name for one in catalogue.summaries() if one.id == provider_id] == ["Acme"]
    assert all(b"s3cret" not in one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())


def test_kept_twice_it_is_there_once(tmp_path):
    shelf = TemplateShelf(tmp_path / "providers")

    assert shelf.keep(VendorTemplate("Acme", TEXT)) == shelf.keep(VendorTemplate("Acme", TEXT))
    assert len(list((tmp_path / "providers").iterdir())) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["providers"]


def test_what_is_no_template_leaves_nothing(tmp_path):
    with pytest.raises(TemplateError):
        TemplateShelf(tmp_path / "providers").keep(VendorTemplate("Acme", "just words"))

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "providers").write_text("a file in its place")

    with pytest.raises(WizardError, match="could not be kept"):
        TemplateShelf(tmp_path / "providers").keep(VendorTemplate("Acme", TEXT))
