"""What is learned of a site's languages: the facts of their pages, gathered once and kept for the next run.

A hook that looks at one page needs to know what the site does. So the facts of a pair of pages are kept by a hash of
their texts, and only those of pages that changed are gathered anew. On large sites a part of the pages says enough:
they are drawn by a hash of their paths, so that pages that come and go change little.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from trcheck import __version__
from trcheck.alignment.align import align
from trcheck.cache import Cache, digest
from trcheck.config import Config
from trcheck.language import same_language
from trcheck.learning.conventions import Conventions
from trcheck.learning.facts import Facts, observe, pack, total, unpack
from trcheck.pages.discover import Pages
from trcheck.reading.reader import read

MOST = 300
"""So many pages of a language are looked at."""


class Pair(NamedTuple):
    """A page and its translation, by their paths and languages."""

    source: str
    source_language: str
    translation: str
    language: str


class Learned:
    """The facts of each language of a site, gathered when they are asked for; `known` are those gathered before."""

    def __init__(
        self, root: Path, pages: Pages, kept: Cache | None = None, known: Mapping[str, Facts] | None = None
    ) -> None:
        self._root = root
        self._pages = pages
        self.kept = kept
        self._facts = dict(known or {})

    def of(self, language: str) -> Facts:
        """The sum of what the pages of a language say."""
        if language not in self._facts:
            self._facts[language] = gather(self._root, pairs(self._pages, language), self.kept)
        return self._facts[language]


def conventions(config: Config, facts: Facts, language: str) -> Conventions:
    """What the facts of a language say that its pages do, and what the configuration says that they should."""
    pinned = next((ways for tag, ways in config.conventions.items() if same_language(tag, language)), {})
    return Conventions(facts, pinned, config.convention_majority, config.convention_places)


def pairs(pages: Pages, language: str) -> list[Pair]:
    """The pages of a language from which is learned."""
    found = [
        Pair(group.source, group.language, path, language)
        for group, path in pages.pages_of(language)
        if group.source is not None and group.source != path
    ]
    return sorted(sorted(found, key=lambda pair: digest(pair.translation))[:MOST]) if len(found) > MOST else found


def gather(root: Path, wanted: Sequence[Pair], kept: Cache | None) -> Facts:
    """The facts of pairs, taken from what is kept where it has them; what it lacks is kept from then on.

    A page that cannot be read says nothing: it is a failure where it is itself under check.
    """
    keys = {pair: key for pair in wanted if (key := _key(root, pair))}
    found = {key: unpack(value) for key, value in kept.get(keys.values()).items()} if kept else {}
    new = {key: _observe(root, pair) for pair, key in keys.items() if key not in found}
    if kept:
        kept.put({key: pack(facts) for key, facts in new.items()})
    return total({**found, **new}[key] for key in keys.values())


def _key(root: Path, pair: Pair) -> bytes | None:
    try:
        source, translation = (root / pair.source).read_bytes(), (root / pair.translation).read_bytes()
    except OSError:
        return None
    # What a page is read as depends on its ending.
    names = (pair.source.rpartition(".")[2], pair.translation.rpartition(".")[2])
    return digest(build(), pair.source_language, pair.language, *names, source, translation)


def _observe(root: Path, pair: Pair) -> Facts:
    try:
        source = read(root, pair.source, pair.source_language)
        alignment = align(source, read(root, pair.translation, pair.language))
    except Exception:  # whatever is wrong with the page is said where it is checked
        return {}
    return observe(alignment)


@cache
def build() -> str:
    """What tells apart the versions of trcheck that read and align pages: its number and when its files were made."""
    package = Path(__file__).parents[1]
    return f"{__version__} {max(path.stat().st_mtime_ns for path in package.rglob('*.*') if path.suffix != '.pyc')}"
