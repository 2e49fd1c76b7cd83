"""The manuals of the rules, and the reference that is made of them."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from trcheck.registry import load_rules
from trcheck.report.manual import manual, reference
from trcheck.rule import NoOptions, Rule

RULES = load_rules()
REFERENCE = Path(__file__).parents[2] / "docs" / "rules.md"


@dataclass(frozen=True)
class Options:
    min_length: int = 3
    words: tuple[str, ...] = ("a", "b")
    strict: bool = False


MANUAL = """\
sample: a sample of a | b.

Why it matters.

Bad:

    Text.
"""


def test_reference_is_up_to_date() -> None:
    assert REFERENCE.read_text("utf-8") == reference(RULES.values()), "run: trcheck rule --markdown > docs/rules.md"


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_has_a_manual(rule: Rule) -> None:
    head, _, body = rule.manual.partition("\n")
    assert head.startswith(f"{rule.id}: ")
    assert rule.summary[0].islower()
    assert re.search(r"^Bad\b.*:$", body, re.MULTILINE)
    assert re.search(r"^Good\b.*:$", body, re.MULTILINE)


def test_manual_of_a_rule() -> None:
    rule = Rule("sample", "warning", "page", Options, lambda page, options: (), MANUAL, enabled=False)
    assert manual(rule) == (
        """\
## sample

A sample of a | b.

Severity: warning; off unless the configuration enables it; source pages are checked too.

Why it matters.

Bad:

    Text.

Defaults:

```toml
[rules.sample]
min-length = 3
words = ["a", "b"]
strict = false
```
"""
    )
    assert "| [`sample`](#sample) | warning, off | a sample of a \\| b |" in reference([rule])


def test_manual_of_a_rule_without_options() -> None:
    rule = Rule("sample", "error", "translation", NoOptions, lambda page, options: (), MANUAL)
    assert manual(rule).splitlines()[4] == "Severity: error."
    assert "Defaults" not in manual(rule)
