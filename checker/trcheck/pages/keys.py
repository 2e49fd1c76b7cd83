"""How the pages of a language use the keys of front matter: what they have, keep and repeat of their source pages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from trcheck.learning.facts import Facts
from trcheck.model.keys import KeyUse, Values, by_key, same_values
from trcheck.pages.files import read_text
from trcheck.pages.sums import Count, Pair
from trcheck.reading.front_matter import read_front_matter


def observe_keys(root: Path, pair: Pair) -> Facts:
    """The keys that a page has; of its source page's, those that it keeps and those whose values it repeats."""
    ours = _keys(root, pair.translation)
    facts = {"there": Counter(list(ours))}
    if pair.source and ours:
        theirs = _keys(root, pair.source)
        facts["expected"] = Counter(list(theirs))
        facts["kept"] = Counter(key for key in theirs if key in ours)
        facts["repeated"] = Counter(key for key in facts["kept"] if same_values(theirs[key], ours[key]))
    return facts


KEYS = Count("keys", observe_keys)


def key_uses(facts: Facts) -> dict[str, KeyUse]:
    """The use of each key by the pages of a language; of the source language, on how many pages each stands."""
    there, expected, kept, repeated = (
        facts.get(topic, Counter()) for topic in ("there", "expected", "kept", "repeated")
    )
    return {key: KeyUse(there[key], expected[key], kept[key], repeated[key]) for key in there | expected}


def _keys(root: Path, path: str) -> Values:
    text = read_text(root / path).removeprefix("\ufeff").replace("\r\n", "\n")
    front_matter = read_front_matter(text)
    return by_key(front_matter) if front_matter else {}
