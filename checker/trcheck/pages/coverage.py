"""How much of a site a language covers, folder by folder: where a page is missing, and where one has lost its source.

Sites translate their guides and leave their news, so what is around a page says whether it should be there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import PurePosixPath

from trcheck.pages.discover import PageGroup, Pages

_ENOUGH = 10
_GENERIC = ("index", "_index", "readme")


class Coverage:
    """What one language has of the source pages."""

    def __init__(self, pages: Pages, language: str) -> None:
        self._pages = pages
        self._language = language

    def around(self, group: PageGroup) -> float:
        """The share of the source pages that are translated in the nearest folder around a source page that holds
        enough of them; 0 where the language has nothing of what the page belongs to."""
        if group.source is None or _layout(group) not in self._layouts:
            return 0.0
        there, have = self._counts
        folder = next((name for name in _folders(group.source) if there[name] >= _ENOUGH), "")
        return have[folder] / there[folder]

    def moved(self, orphan: PageGroup) -> str:
        """The path of the only source page that bears the name of one without a source and lacks a translation."""
        path = orphan.translations[self._language]
        found = self._missing.get(_name(path), [])
        return found[0] if len(found) == 1 else ""

    @cached_property
    def _layouts(self) -> set[str]:
        return {_layout(group) for group in self._pages.groups if self._language in group.translations}

    @cached_property
    def _counts(self) -> tuple[Counter[str], Counter[str]]:
        there: Counter[str] = Counter()
        have: Counter[str] = Counter()
        for group in self._pages.groups:
            if group.source is not None and _layout(group) in self._layouts:
                folders = list(_folders(group.source))
                there.update(folders)
                if self._language in group.translations:
                    have.update(folders)
        return there, have

    @cached_property
    def _missing(self) -> dict[str, list[str]]:
        missing: dict[str, list[str]] = {}
        for group in self._pages.missing(self._language):
            assert group.source is not None
            missing.setdefault(_name(group.source), []).append(group.source)
        return missing


def _layout(group: PageGroup) -> str:
    return group.key.partition(":")[0]


def _folders(path: str) -> Iterator[str]:
    """The folders around a path, the innermost first; the root is ""."""
    while path:
        path = path.rpartition("/")[0]
        yield path


def _name(path: str) -> str:
    """What a page is called: its file's name, with its folder where that says nothing."""
    pure = PurePosixPath(path)
    name = pure.name.partition(".")[0]
    return f"{pure.parent.name}/{name}" if name.lower() in _GENERIC else name
