"""How the pages of a language treat the texts in attributes: captions, labels, alternative texts of images."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from trcheck.model.keys import KeyUse
from trcheck.pages.discover import Pages
from trcheck.pages.files import read_text

_VALUE = re.compile(r"!\[([^\]\n]++)\]\(|(?<![\w-])([a-z][\w-]*+)=(?:\"([^\"\n]++)\"|'([^'\n]++)')")


def count_attributes(root: Path, pages: Pages, language: str) -> dict[str, KeyUse]:
    """How many values of each attribute the pages of a language have, and how many of them their source pages have."""
    kept: Counter[str] = Counter()
    repeated: Counter[str] = Counter()
    for group, path in pages.pages_of(language):
        if group.source and group.source != path and (ours := _values(root, path)):
            theirs = _values(root, group.source)
            kept.update(name for name, _ in ours.elements())
            repeated.update(name for name, _ in (ours & theirs).elements())
    return {name: KeyUse(kept=count, repeated=repeated[name]) for name, count in kept.items()}


def _values(root: Path, path: str) -> Counter[tuple[str, str]]:
    found = (
        (name or "alt", alt or double or single) for alt, name, double, single in _VALUE.findall(read_text(root / path))
    )
    return Counter((name, value) for name, value in found if " " in value.strip())
