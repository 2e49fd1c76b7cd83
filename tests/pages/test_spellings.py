"""How the pages of a language spell their words."""

from __future__ import annotations

from collections.abc import Callable, Container
from pathlib import Path

from trcheck.config import Config
from trcheck.pages.discover import discover
from trcheck.pages.learned import Learned
from trcheck.pages.spellings import SPELLINGS, spellings
from trcheck.text.spellings import Spellings, Use

Make = Callable[..., Path]

PAGES = [
    "Un multi-router. Otro multi-router.\n\n```\nmultirouter\n```\n",
    "El multirouter y el [multi-router](multi-router.md), «Multi-Router» y `multi-router`.\n",
    "Red Hat, RedHat.\n",
]


def spelled(make_site: Make, pages: list[str], foreign: Container[str] = frozenset()) -> Spellings:
    names = [f"{number}.md" for number in range(len(pages))]
    root = make_site(
        *(f"content/en/{name}" for name in names),
        *(f"content/es/{name}\n{text}" for name, text in zip(names, pages, strict=True)),
    )
    return spellings(Learned(root, discover(root, Config())).count(SPELLINGS, "es"), foreign)


def test_each_spelling_has_its_pages_and_times(make_site: Make) -> None:
    found = spelled(make_site, PAGES)
    assert found.groups["multirouter"] == {"multi-router": Use(1, 2), "multirouter": Use(1, 1)}
    assert found.groups["redhat"] == {"Red Hat": Use(1, 1), "RedHat": Use(1, 1)}


def test_two_foreign_words_are_one_phrase_in_either_order(make_site: Make) -> None:
    pages = ["la gateway mesh", "el mesh gateway"]
    found = spelled(make_site, pages, {"gateway", "mesh"}).groups
    assert found["gateway mesh"].keys() == {"gateway mesh", "mesh gateway"}
    assert spelled(make_site, pages).groups == {}


def test_a_word_is_found_under_all_that_it_is_a_spelling_of(make_site: Make) -> None:
    found = spelled(make_site, ["Un RedHat, una Red Hat, la gateway mesh", "el mesh gateway"], {"gateway", "mesh"})
    assert found.found("RedHat") == {"redhat": "RedHat"}
    assert found.found("red hat") == {"redhat": "red hat"}
    assert found.found("Mesh gateway") == {"gateway mesh": "mesh gateway"}
    assert found.found("MESH gateway") == {}
    assert found.found("Red") == {}
