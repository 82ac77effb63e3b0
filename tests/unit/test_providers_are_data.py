"""A provider is a folder: no code names one, but for the one adapter to an API that its vendor has.

The embedded AWS is no code of the program: it holds a world in which earlier tries have left things behind.
"""

from pathlib import Path

import pytest

from wizard.providers.catalogue import ProviderCatalogue

WIZARD = Path(__file__).parents[2] / "wizard"
SUMMARIES = ProviderCatalogue().summaries()


@pytest.mark.parametrize("provider", [one.id for one in SUMMARIES])
def test_no_code_outside_its_folder_names_a_provider(provider: str) -> None:
    name = next(one.name for one in SUMMARIES if one.id == provider)
    words = {provider.casefold(), provider.replace("-", "_"), name.casefold()}
    adapter = WIZARD / "vendors" / f"{provider.replace('-', '_')}.py"
    named = [
        str(path.relative_to(WIZARD))
        for path in sorted(WIZARD.rglob("*.py"))
        if path != adapter
        and WIZARD / "simulator" not in path.parents
        and any(word in path.read_text(encoding="utf-8").casefold() for word in words)
    ]
    assert named == []
