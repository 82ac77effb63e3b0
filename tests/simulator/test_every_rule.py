import re
from pathlib import Path

# The rules that the embedded AWS has to enforce; the others are about the product.
ENFORCED = {
    *range(5, 23),
    *(24, 25, 27, 28, 29, 30, 31, 32, 33, 34),
    *range(36, 47),
    *(48, 49),
}


def test_every_enforced_rule_has_a_test():
    found = set()
    for file in Path(__file__).parent.glob("test_*.py"):
        found |= {
            int(number) for number in re.findall(r"pytest\.mark\.rule\((\d+)\)", file.read_text(encoding="utf-8"))
        }
    assert ENFORCED - found == set()


def test_the_readme_lists_every_rule_that_a_test_shows():
    readme = Path(__file__).resolve().parents[2] / "README.md"
    listed = {int(number) for number in re.findall(r"^\| R(\d+) \|", readme.read_text(encoding="utf-8"), re.MULTILINE)}
    assert listed >= ENFORCED
