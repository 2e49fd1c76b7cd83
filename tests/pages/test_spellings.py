"""How the pages of a language spell their words, with a cache and without."""

from __future__ import annotations

from pathlib import Path

from trcheck.cache import Cache
from trcheck.pages.spellings import spellings
from trcheck.text.spellings import Use

PAGES = [
    "Un multi-router. Otro multi-router.\n\n```\nmultirouter\n```\n",
    "El multirouter y el [multi-router](multi-router.md), «Multi-Router» y `multi-router`.\n",
    "Red Hat, RedHat.\n",
]


def test_each_spelling_has_its_pages_and_times() -> None:
    found = spellings(PAGES, "es", frozenset(), None)
    assert found.groups["multirouter"] == {"multi-router": Use(1, 2), "multirouter": Use(1, 1)}
    assert found.groups["redhat"] == {"Red Hat": Use(1, 1), "RedHat": Use(1, 1)}


def test_two_foreign_words_are_one_phrase_in_either_order() -> None:
    pages = ["la gateway mesh", "el mesh gateway"]
    assert spellings(pages, "es", {"gateway", "mesh"}, None).groups["gateway mesh"].keys() == {
        "gateway mesh",
        "mesh gateway",
    }
    assert spellings(pages, "es", frozenset(), None).groups == {}


def test_what_is_kept_says_the_same(tmp_path: Path) -> None:
    kept = Cache(tmp_path, "learned")
    first = spellings(PAGES, "es", frozenset(), kept)
    without = spellings(PAGES, "es", frozenset(), None)
    assert spellings(PAGES, "es", frozenset(), kept).groups == first.groups == without.groups
