"""What is learned of a site's languages: the facts of their pages, gathered once and kept for the next run.

A hook that looks at one page needs to know what the site does. So the facts of a pair of pages are kept by a hash of
their texts, and only those of pages that changed are gathered anew. On large sites a part of the pages says enough:
they are drawn by a hash of their paths, so that pages that come and go change little.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from trcheck.alignment.align import align
from trcheck.cache import Cache, digest
from trcheck.config import Config
from trcheck.language import same_language
from trcheck.learning.conventions import Conventions
from trcheck.learning.facts import Facts, observe
from trcheck.pages.discover import Pages
from trcheck.pages.sums import Count, Pair, Sums
from trcheck.reading.reader import read

MOST = 300
"""So many pages of a language are looked at."""


class Learned:
    """The facts of each language of a site, gathered when they are asked for; `known` are those gathered before."""

    def __init__(
        self, root: Path, pages: Pages, kept: Cache | None = None, known: Mapping[str, Facts] | None = None
    ) -> None:
        self._pages = pages
        self._sums = Sums(root, kept)
        self._facts = dict(known or {})

    def of(self, language: str) -> Facts:
        """The sum of what the pages of a language say."""
        if language not in self._facts:
            self._facts[language] = self._sums.of(PAIRS, pairs(self._pages, language))
        return self._facts[language]

    def count(self, what: Count, language: str, *, with_source: bool = False) -> Facts:
        """The sum of what is counted on all pages of a language; where it matters, with their source pages."""
        return self._sums.of(what, all_pairs(self._pages, language, with_source=with_source))


def conventions(config: Config, facts: Facts, language: str) -> Conventions:
    """What the facts of a language say that its pages do, and what the configuration says that they should."""
    pinned = next((ways for tag, ways in config.conventions.items() if same_language(tag, language)), {})
    return Conventions(facts, pinned, config.convention_majority, config.convention_places)


def all_pairs(pages: Pages, language: str, *, with_source: bool) -> list[Pair]:
    """Every page of a language, with its source page or without."""
    return [
        Pair(group.source, group.language, path, language)
        if with_source and group.source is not None and group.source != path
        else Pair("", "", path, language)
        for group, path in pages.pages_of(language)
    ]


def pairs(pages: Pages, language: str) -> list[Pair]:
    """The pages of a language from which is learned."""
    found = {pair.translation: pair for pair in all_pairs(pages, language, with_source=True) if pair.source}
    return [found[path] for path in draw(found)]


def draw(paths: Iterable[str]) -> list[str]:
    """The pages that stand for all: these as they come, or of many a part that is drawn by a hash of their paths."""
    found = list(paths)
    return sorted(sorted(found, key=digest)[:MOST]) if len(found) > MOST else found


def _observe(root: Path, pair: Pair) -> Facts:
    try:
        source = read(root, pair.source, pair.source_language)
        alignment = align(source, read(root, pair.translation, pair.language))
    except Exception:  # whatever is wrong with the page is said where it is checked
        return {}
    return observe(alignment)


PAIRS = Count("pairs", _observe)
"""What an aligned page says with its source page."""
