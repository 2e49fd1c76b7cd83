"""How the pages of a language use the keys of front matter: what they have, keep and repeat of their source pages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from trcheck.model.keys import KeyUse, Values, by_key, same_values
from trcheck.pages.discover import Pages
from trcheck.pages.files import read_text
from trcheck.reading.front_matter import read_front_matter


def count_keys(root: Path, pages: Pages, language: str) -> dict[str, KeyUse]:
    """The use of each key by the pages of a language; of the source language, on how many pages each stands."""
    there: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    repeated: Counter[str] = Counter()
    for group, path in pages.pages_of(language):
        ours = _keys(root, path)
        there.update(ours.keys())
        if group.source is None or group.source == path or not ours:
            continue
        for key, entries in _keys(root, group.source).items():
            expected[key] += 1
            if key in ours:
                kept[key] += 1
                repeated[key] += same_values(entries, ours[key])
    return {key: KeyUse(there[key], expected[key], kept[key], repeated[key]) for key in there | expected}


def _keys(root: Path, path: str) -> Values:
    text = read_text(root / path).removeprefix("\ufeff").replace("\r\n", "\n")
    front_matter = read_front_matter(text)
    return by_key(front_matter) if front_matter else {}
