"""Where the links of a page lead within its site.

A target may be relative to the file, as in Markdown, or to the page's address, as browsers read it; a path of the
site, with the language in front or without; a URL of the site. Both readings of a relative one are tried, and a page
that its language lacks is looked for in the source language, as the site would serve that.

That something does not exist is said only where its folder is there. A checkout may hold a part of its site only, or
pages may be generated: where many of the source's own links lead nowhere, nothing is said about the source's.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from trcheck.language import canonical, is_language
from trcheck.model import Block, Document
from trcheck.model.code import is_code
from trcheck.pages.discover import Pages
from trcheck.pages.files import read_text
from trcheck.pages.layout import PAGE_ENDINGS, stem
from trcheck.pages.learned import Learned, draw
from trcheck.pages.routes import GIVEN, INDEX, Routes, address, given_addresses
from trcheck.reading.decode import PageError
from trcheck.rule import Resolution

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_BEFORE_HOST = re.compile(r"^(?:https?:)?//(?:www\.)?")
_ALWAYS = frozenset(("", "top"))
"""Fragments that lead somewhere on every page."""
_STATIC = ("static", "public", "assets")
_INDEX_FILES = ("index", "_index", "README", "readme")
_TARGET = re.compile(r"\]\(([^()\s<>{}#]+)")
_MARKUP = frozenset("{}<>$@\\\0")
"""What stands in targets that a template or a bundler makes."""
_KINDS = ("relative", "site", "file")
_INCLUDES = re.compile("include|snippet|readfile|partial|transclude", re.I)
_FILE = re.compile(r"[^\s#{:\"']*\.(\w+)")
_VITEPRESS_INCLUDE = "@include"
_MKDOCSTRINGS = ":::"
"""What documentation is made of a module's docstrings has headings."""
_IMPORTS_PAGE = re.compile(r"^import\s[^\n]*\.mdx?[\"']", re.M)
_PARTIAL = 0.2
_ENOUGH = 5
"""From this many dead links of the source on, and this share of all, the tree is taken for a part of its site."""

Read = Callable[[str, str], Document]


class _Lead(NamedTuple):
    """Where a target leads: `language` is that of the page there, `twin` the page in another language that the site
    may serve in its place."""

    path: str
    exists: bool
    language: str
    fallback: bool = False
    twin: str | None = None


class Links:
    """The links of a site. `read` gives the document of a path and language, or raises a `PageError`."""

    def __init__(self, root: Path, pages: Pages, urls: tuple[str, ...], read: Read, learned: Learned) -> None:
        self._root = root
        self._learned = learned
        self._pages = pages
        self._read = read
        self._urls = tuple(_BEFORE_HOST.sub("", url).rstrip("/").lower() for url in urls)
        self._tags = {tag.lower(): language for language in pages.all_languages for tag in self._spellings(language)}
        self._routes: dict[str, Routes] = {}
        self._ids: dict[str, frozenset[str] | None] = {}

    def resolve(self, document: Document, target: str) -> Resolution | None:
        """Where a target leads; None where it leaves the site or cannot be known."""
        place, _, fragment = target.partition("#")
        if target and not place.partition("?")[0]:
            return Resolution(document.path, True, _anchors(document))
        lead = self._lead(document.path, document.language, place)
        if lead is None:
            return None
        if not lead.exists and document.language == self._pages.source and not self._is_whole(_kind(place)):
            return None
        return Resolution(lead.path, lead.exists, self._anchors(lead) if fragment else None, lead.fallback)

    def language_of(self, target: str) -> str | None:
        """The language that a site path or a URL of the site names in its first segments."""
        place = target.partition("#")[0].partition("?")[0]
        if _SCHEME.match(place):
            place = self._local(place) or ""
        if not place.startswith("/"):
            return None
        return next((self._tags[part] for part in place.lower().split("/")[1:3] if part in self._tags), None)

    def _local(self, url: str) -> str | None:
        """The path of a URL of this site."""
        name = _BEFORE_HOST.sub("", url) if self._urls else ""
        for own in self._urls:
            if name.lower() == own or name.lower().startswith((own + "/", own + "?")):
                return name[len(own) :] or "/"
        return None

    def _lead(self, path: str, language: str, place: str) -> _Lead | None:
        """Where a target without its fragment leads from a page."""
        if _SCHEME.match(place):
            place = self._local(place) or ""
        place = unquote(place.partition("?")[0])
        if not place or not _MARKUP.isdisjoint(place):
            return None
        return self._by_site_path(language, place) if place[0] == "/" else self._by_relative(path, language, place)

    def _by_relative(self, page: str, language: str, place: str) -> _Lead | None:
        folder, _, name = stem(page).rpartition("/")
        bases = [folder]
        if not place.lower().endswith(PAGE_ENDINGS) and name.lower() not in INDEX:
            bases.insert(0, stem(page))
        paths = [posixpath.normpath(posixpath.join(base, place)) for base in bases]
        paths = [path for path in paths if path.partition("/")[0] != ".."]
        for path in paths:
            if found := self._at(path):
                return self._found(found, language)
        for path in paths:
            twin = self._in_source(path, language)
            if twin and (found := self._at(twin)):
                return _Lead(found, True, language, True)
        for path in paths:
            for route in self._addresses(path, language):
                if found := self._served(route, language):
                    return self._found(found, language)
        for path in paths:
            parent = path.rpartition("/")[0]
            if parent in self._folders or self._in_source(parent, language) in self._folders:
                return _Lead(path, False, language)
        return None

    def _by_site_path(self, language: str, place: str) -> _Lead | None:
        parts = [part for part in place.split("/") if part]
        prefix = next((index for index, part in enumerate(parts[:2]) if part.lower() in self._tags), None)
        if prefix is not None:
            language = self._tags[parts.pop(prefix).lower()]
        path = "/".join(parts)
        route = address(re.sub(r"(?:(?:^|/)index)?\.html?$", "", path))
        if found := self._served(route, language):
            return self._found(found, language, either=prefix is None)
        if place.strip("/") in self._pages.files:
            return self._found(place.strip("/"), language)
        if _kind(path) == "file":
            return self._static(path, language)
        folder = route.rpartition("/")[0]
        known = any(folder in self._routes_of(name).folders for name in (language, self._pages.source))
        return _Lead(place.strip("/"), False, language) if route and known else None

    def _static(self, path: str, language: str) -> _Lead | None:
        places = [f"{root}/{path}" for root in self._static_roots]
        found = next((place for place in places if place in self._pages.files), None)
        known = next((place for place in places if place.rpartition("/")[0] in self._folders), None)
        return _Lead(found or known or "", found is not None, language) if found or known else None

    def _found(self, path: str, language: str, either: bool = False) -> _Lead:
        """A file that a link from a page in `language` leads to. `either`: the target does not say which language it
        means, and the site may add the reader's to it or may not."""
        own = self._pages.language_of(path)
        group = self._pages.group_of(path)
        if own is None or group is None:
            return _Lead(path, True, language)
        versions = dict(group.languages())
        # A page that has its translations beside it may be linked by its plain name from all of them.
        other = versions.get(self._pages.source if own == language and either else language)
        fallback = own != language and language not in versions
        return _Lead(path, True, own, fallback, other if other != path else None)

    def _anchors(self, lead: _Lead) -> frozenset[str] | None:
        ids = self._ids_of(lead.path, lead.language)
        if lead.twin is None or ids is None:
            return ids
        more = self._ids_of(lead.twin, self._pages.language_of(lead.twin) or "")
        return None if more is None else ids | more

    def _ids_of(self, path: str, language: str) -> frozenset[str] | None:
        if not path.lower().endswith(PAGE_ENDINGS):
            return None
        if path not in self._ids:
            try:
                self._ids[path] = _anchors(self._read(path, self._pages.language_of(path) or language))
            except PageError:
                self._ids[path] = None
        return self._ids[path]

    def _is_whole(self, kind: str) -> bool:
        """Whether the source's own links of a kind lead somewhere, but for a few."""
        total, dead = self._tally[kind]
        return dead < _ENOUGH or dead < _PARTIAL * total

    @cached_property
    def _tally(self) -> dict[str, tuple[int, int]]:
        """For each kind of target: how many of the source's lead to a known folder, and how many to nothing in it."""
        total: Counter[str] = Counter()
        dead: Counter[str] = Counter()
        language = self._pages.source
        for path in draw(path for _, path in self._pages.pages_of(language)):
            for place in _TARGET.findall(read_text(self._root / path)):
                lead = self._lead(path, language, place)
                if lead is not None:
                    total[_kind(place)] += 1
                    dead[_kind(place)] += not lead.exists
        return {kind: (total[kind], dead[kind]) for kind in _KINDS}

    def _at(self, path: str) -> str | None:
        """The file or folder that a path without ending may mean."""
        if path in self._pages.files:
            return path
        found = self._stems.get(stem(path)) if path.lower().endswith(PAGE_ENDINGS) else self._stems.get(path)
        if found is None:
            found = next(
                (self._stems[page] for name in _INDEX_FILES if (page := f"{path}/{name}") in self._stems), None
            )
        return found or (path if path in self._folders else None)

    def _served(self, route: str, language: str) -> str | None:
        return self._routes_of(language).find(route) or (
            self._routes_of(self._pages.source).find(route) if language != self._pages.source else None
        )

    def _routes_of(self, language: str) -> Routes:
        if language not in self._routes:
            layouts = {layout.translation: layout for layout in self._pages.layouts}
            keyed = ((path, group.key.partition(":")) for group, path in self._pages.pages_of(language))
            self._routes[language] = Routes(
                [(path, layouts[name], key) for path, (name, _, key) in keyed],
                lambda: given_addresses(self._learned.count(GIVEN, language)),
            )
        return self._routes[language]

    def _addresses(self, path: str, language: str) -> Iterator[str]:
        """The address that a path in the folders of a language stands for."""
        for layout in self._pages.layouts:
            before, _, after = layout.patterns.get(language, "\0").partition("{path}")
            if path.startswith(before) and not after:
                yield address(path[len(before) :])

    def _in_source(self, path: str, language: str) -> str | None:
        """The same file or folder in the source language."""
        for layout in self._pages.layouts:
            before, _, after = layout.patterns.get(language, "").partition("{path}")
            if before and not after and f"{path}/".startswith(before):
                source = layout.patterns[layout.source].partition("{path}")[0]
                return (source + f"{path}/"[len(before) :]).rstrip("/")
        return None

    @cached_property
    def _stems(self) -> dict[str, str]:
        return {stem(path): path for path in self._pages.files if path.lower().endswith(PAGE_ENDINGS)}

    @cached_property
    def _folders(self) -> frozenset[str]:
        folders = {""}
        for path in self._pages.files:
            while (path := path.rpartition("/")[0]) not in folders:
                folders.add(path)
        return frozenset(folders)

    @cached_property
    def _static_roots(self) -> tuple[str, ...]:
        return tuple(
            sorted(path for path in self._folders if path.rpartition("/")[2] in _STATIC and path.count("/") < 3)
        )

    def _spellings(self, language: str) -> Iterator[str]:
        yield language
        yield canonical(language)
        for layout in self._pages.layouts:
            before, _, after = layout.translation.partition("{lang}")
            pattern = layout.patterns.get(language, "")
            if pattern.startswith(before) and is_language(tag := pattern[len(before) : -len(after)]):
                yield tag


def _anchors(document: Document) -> frozenset[str] | None:
    """The ids of a page. Not known of a part that other pages include, nor of a page that includes parts."""
    folders = document.path.split("/")
    if any(name.startswith("_") for name in (*folders[:-1], stem(folders[-1])) if name not in INDEX):
        return None
    if any(_brings_headings(block, document) for block in document.blocks()):
        return None
    if any(comment.text.startswith(_VITEPRESS_INCLUDE) for comment in document.comments):
        return None
    if document.path.lower().endswith(".mdx") and _IMPORTS_PAGE.search(document.text):
        return None
    return document.anchors | _ALWAYS


def _brings_headings(block: Block, document: Document) -> bool:
    """Whether a block puts something in its place that may have headings, as files of code have none."""
    if block.kind == "include":
        return document.text.startswith(_MKDOCSTRINGS, block.start) or not _is_code(block.name)
    if block.kind not in ("shortcode", "component") or not _INCLUDES.search(block.name):
        return False
    return not any(_is_code(attribute.value) for attribute in block.attributes)


def _is_code(included: str) -> bool:
    """Whether what is included is a file of code: ``../src/main.py hl[3]``, ``@/pour.js#part{2}``, ``a.yml:part``."""
    found = _FILE.match(included.strip("\"'!> "))
    return found is not None and is_code(found[1])


def _kind(place: str) -> str:
    """What a target names: a page by a relative or by a site path, or a file that is no page."""
    name = place.rpartition("/")[2]
    ending = name.rpartition(".")[2].lower() if "." in name.strip(".") else ""
    if ending and ending.isalnum() and not ending.isdigit() and f".{ending}" not in (*PAGE_ENDINGS, ".html", ".htm"):
        return "file"
    return "site" if place.startswith("/") or "//" in place else "relative"
