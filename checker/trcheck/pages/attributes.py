"""How the pages of a language treat the texts in attributes: captions, labels, alternative texts of images."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from trcheck.learning.facts import Facts
from trcheck.model.keys import KeyUse
from trcheck.pages.files import read_text
from trcheck.pages.sums import Count, Pair

_VALUE = re.compile(r"!\[([^\]\n]++)\]\(|(?<![\w-])([a-z][\w-]*+)=(?:\"([^\"\n]++)\"|'([^'\n]++)')")


def observe_attributes(root: Path, pair: Pair) -> Facts:
    """The values of each attribute on a page, and those of them that its source page has."""
    ours = _values(root, pair.translation) if pair.source else Counter()
    theirs = _values(root, pair.source) if ours else Counter()
    return {
        "kept": Counter(name for name, _ in ours.elements()),
        "repeated": Counter(name for name, _ in (ours & theirs).elements()),
    }


ATTRIBUTES = Count("attributes", observe_attributes)


def attribute_uses(facts: Facts) -> dict[str, KeyUse]:
    """How many values of each attribute the pages of a language have, and how many of them their source pages have."""
    repeated = facts.get("repeated", Counter())
    return {name: KeyUse(kept=count, repeated=repeated[name]) for name, count in facts.get("kept", Counter()).items()}


def _values(root: Path, path: str) -> Counter[tuple[str, str]]:
    found = (
        (name or "alt", alt or double or single) for alt, name, double, single in _VALUE.findall(read_text(root / path))
    )
    return Counter((name, value) for name, value in found if " " in value.strip())
