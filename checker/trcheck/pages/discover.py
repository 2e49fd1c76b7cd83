"""The pages of a site and which of them translate each other, ready to be checked."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from trcheck.config import Config, PagePattern
from trcheck.language import is_language, same_language
from trcheck.pages.files import list_files
from trcheck.pages.layout import (
    ENGLISH,
    PAGE_ENDINGS,
    Candidate,
    Found,
    Layout,
    Wish,
    detect,
    find_candidates,
    stem,
)


@dataclass(frozen=True, slots=True)
class PageGroup:
    """A page in all its languages: paths relative to the root. `key` tells it from all other groups.

    `source` is None where the source page does not exist. `language` is that of the source page.
    """

    key: str
    source: str | None
    translations: Mapping[str, str]
    language: str

    def languages(self) -> Iterator[tuple[str, str]]:
        """Each language and its path, the source first."""
        if self.source is not None:
            yield self.language, self.source
        yield from self.translations.items()


@dataclass(frozen=True)
class Pages:
    """What a site consists of. `languages` are those of the translations, the one with most pages first."""

    root: Path
    source: str
    languages: tuple[str, ...]
    groups: tuple[PageGroup, ...]
    layouts: tuple[Layout, ...] = ()
    files: frozenset[str] = field(default=frozenset(), repr=False)
    """Every file under the root that is not ignored."""

    @cached_property
    def all_languages(self) -> tuple[str, ...]:
        """Every language, the source first."""
        return (self.source, *(name for name in self.languages if name != self.source))

    def pages_of(self, language: str) -> Iterator[tuple[PageGroup, str]]:
        """The pages of a language, each with its group."""
        for group in self.groups:
            path = group.source if language == group.language else group.translations.get(language)
            if path is not None:
                yield group, path

    @cached_property
    def _by_path(self) -> dict[str, tuple[PageGroup, str]]:
        return {path: (group, language) for group in self.groups for language, path in group.languages()}

    def group_of(self, path: str) -> PageGroup | None:
        """The group that a page belongs to."""
        found = self._by_path.get(path)
        return found[0] if found else None

    def language_of(self, path: str) -> str | None:
        """The language of a page."""
        found = self._by_path.get(path)
        return found[1] if found else None

    def missing(self, language: str) -> tuple[PageGroup, ...]:
        """The source pages that a language lacks, in the layouts in which it has any."""
        inside = {group.key.partition(":")[0] for group in self.groups if language in group.translations}
        return tuple(
            group
            for group in self.groups
            if group.source is not None and language not in group.translations and group.key.partition(":")[0] in inside
        )

    def source_of(self, path: str) -> str:
        """Where the source page of a translation that has none should be."""
        group, _ = self._by_path[path]
        name, _, key = group.key.partition(":")
        layout = next(layout for layout in self.layouts if layout.translation == name)
        source = layout.patterns[layout.source].replace("{path}", key)
        return source if path == stem(path) else source + path[len(stem(path)) :]

    @cached_property
    def orphans(self) -> tuple[PageGroup, ...]:
        """The pages that translate nothing: their source page does not exist."""
        return tuple(group for group in self.groups if group.source is None)


def discover(root: Path, config: Config, languages: Iterable[str] = (), source: str | None = None) -> Pages:
    """Find the pages of the site at `root`. `languages` are those that the user named, and may be none at all."""
    files = list_files(root, config.exclude)
    pages = [path for path in files if path.lower().endswith(PAGE_ENDINGS)]
    named = tuple(name for name in (*languages, *config.languages) if is_language(name))
    wish = Wish(source or config.source, config.root_language, named)
    if config.pages:
        pages = sorted({*pages, *_explicit(config.pages, files)})
        candidates = [_given(pattern, pages, config) for pattern in config.pages]
    else:
        candidates = find_candidates(pages)
    if config.languages:
        allowed = (*named, wish.source or ENGLISH, wish.root or ENGLISH)
        for candidate in candidates:
            candidate.pages = {
                tag: keyed
                for tag, keyed in candidate.pages.items()
                if any(same_language(tag, name) for name in allowed)
            }
    found = detect(pages, candidates, wish)
    groups = _groups(found, root)
    count = {language: 0 for one in found for language in one.translations}
    for group in groups:
        for language in group.translations:
            count[language] += 1
    return Pages(
        root,
        found[0].layout.source if found else wish.source or ENGLISH,
        tuple(sorted((language for language in count if count[language]), key=lambda name: (-count[name], name))),
        groups,
        tuple(one.layout for one in found),
        frozenset(files),
    )


def _groups(found: list[Found], root: Path) -> tuple[PageGroup, ...]:
    """The layouts' pages, grouped. Where two layouts hold a source page, their translations of it come together."""
    sources: dict[str, PageGroup] = {}
    orphans: dict[str, PageGroup] = {}
    translations: dict[str, dict[str, str]] = defaultdict(dict)
    taken: set[str] = set()
    top = os.fspath(root)
    for one in found:
        language = one.layout.source
        for key, path in one.reference.items():
            # git lists what is gone from disk as well, and links that lead nowhere.
            if path not in sources and path not in taken and os.path.isfile(f"{top}/{path}"):
                name = f"{one.layout.translation}:{key}"
                sources[path] = PageGroup(name, path, translations[name], language)
        for tag, keyed in one.translations.items():
            for key, path in keyed.items():
                if path in taken or path in sources or not os.path.isfile(f"{top}/{path}"):
                    continue
                taken.add(path)
                group = sources.get(one.reference.get(key, ""))
                if group is None:
                    name = f"{one.layout.translation}:{key}"
                    group = orphans.setdefault(name, PageGroup(name, None, translations[name], language))
                translations[group.key].setdefault(tag, path)
    return tuple(sorted((*sources.values(), *orphans.values()), key=lambda group: group.key))


def _explicit(patterns: Iterable[PagePattern], files: Iterable[str]) -> Iterator[str]:
    """The files of other endings than a page's that a pattern names, like `{path}.txt`."""
    endings = {ending for one in patterns for text in (one.source, one.translation) if (ending := _ending(text))}
    return (path for path in files if path.endswith(tuple(endings))) if endings else iter(())


def _ending(pattern: str) -> str:
    name = pattern.rpartition("/")[2].rpartition("}")[2]
    return "." + name.rpartition(".")[2] if "." in name else ""


def _given(pattern: PagePattern, pages: Iterable[str], config: Config) -> Candidate:
    """A pattern of the configuration, with the pages that it matches."""
    sources = () if pattern.source == pattern.translation else (pattern.source,)
    candidate = Candidate(pattern.translation, sources, given=True)
    parts = re.split(r"(\{lang\}|\{path\})", pattern.translation)
    groups = {"{lang}": "(?P<lang>[A-Za-z0-9_-]+)", "{path}": "(?P<path>.+)"}
    expression = re.compile("".join(groups.get(part) or re.escape(part) for part in parts) + r"\Z")
    ending = bool(_ending(pattern.translation))
    for path in pages:
        match = expression.match(path if ending else stem(path))
        if match is None:
            continue
        tag = match["lang"] if "{lang}" in parts else pattern.language or ""
        if is_language(tag) or any(same_language(tag, name) for name in config.languages):
            candidate.pages.setdefault(tag, {})[match["path"]] = path
    return candidate
