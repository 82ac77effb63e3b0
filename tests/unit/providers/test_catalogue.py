"""A provider is a folder; what is wrong in it is told with file and line."""

import subprocess
import sys
from pathlib import Path

import pytest

from wizard.providers.catalogue import ProviderCatalogue
from wizard.providers.loading import ProviderError, read_definition

MINIMAL = """\
id: example
name: Example
summary: Reads an example.
documentation: https://docs.example.com/
scopes:
  - organization
deploy: stack
template: template.yaml
names:
  stack: example
settings:
  - id: word
    label: Word
    help: Any word.
    pattern: '[a-z]+'
    message: Type a word.
checks: []
operations: [stack]
handover:
  place: Settings
  values: []
  next_steps: []
"""


def problems(text: str) -> list[str]:
    with pytest.raises(ProviderError) as caught:
        read_definition(text, "example/provider.yaml")
    return list(caught.value.problems)


def test_a_folder_alone_adds_a_provider(tmp_path: Path) -> None:
    folder = tmp_path / "example"
    folder.mkdir()
    (folder / "provider.yaml").write_text(MINIMAL, encoding="utf-8")
    (folder / "template.yaml").write_text("Resources: {}", encoding="utf-8")
    catalogue = ProviderCatalogue(extra=tmp_path)
    assert set(catalogue.ids()) == {*ProviderCatalogue().ids(), "example"}
    assert "Example" in [one.name for one in catalogue.summaries()]
    assert catalogue.load("example").setting("word").accepts("hello")
    assert catalogue.template_text("example") == "Resources: {}"


def test_a_provider_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProviderError, match="There is no provider nothing"):
        ProviderCatalogue(extra=tmp_path).load("nothing")


def test_a_folder_must_be_called_like_its_provider(tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "provider.yaml").write_text(MINIMAL, encoding="utf-8")
    with pytest.raises(ProviderError, match="the ID is example, but the folder is called other"):
        ProviderCatalogue(extra=tmp_path).load("other")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("name: Example\n", "", "example/provider.yaml, line 1: name is missing."),
        ("summary:", "sumary:", "example/provider.yaml, line 3: sumary is not known here."),
        ("deploy: stack", "deploy: nested", "example/provider.yaml, line 7: deploy: "),
        ("    help: Any word.\n", "", "example/provider.yaml, line 12: settings, entry 1, help is missing."),
        ("'[a-z]+'", "'[a-z'", "example/provider.yaml, line 12: the pattern of word does not work"),
        ("    message: Type a word.\n", "", "line 12: word has a pattern but no message"),
        ("https://", "http://", "the documentation link must begin with https://"),
        ("[stack]", "[stack, stack]", "the operation stack stands there twice"),
        ("values: []", "values: [{value: nothing, label: a, where: b}]", "handover: there is no value nothing"),
        ("checks: []", "checks: [", "example/provider.yaml: Line "),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(old: str, new: str, problem: str) -> None:
    assert any(problem in one for one in problems(MINIMAL.replace(old, new)))


def test_an_empty_file_and_a_list_are_no_definitions() -> None:
    assert problems("") == ["example/provider.yaml: The file is empty."]
    assert "must hold names with values" in problems("- a\n- b\n")[0]


def test_importing_loads_neither_yaml_nor_pydantic() -> None:
    code = (
        "import sys, wizard.providers.catalogue, wizard.providers.template_reader, wizard.providers.vendor_trust;"
        "sys.exit(', '.join({'yaml', 'pydantic'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stderr.strip(), done.returncode) == ("", 0)
