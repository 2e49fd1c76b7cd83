"""Under which addresses a site serves its pages, as far as their paths and front matter tell.

What Hugo, Docusaurus, Astro and MkDocs have in common: the address is the path below the content folder without its
ending; ``index``, ``_index`` and ``README`` stand for their folder; ``slug`` replaces the last part, ``url`` and
``permalink`` the whole, ``aliases`` are further addresses. Docusaurus drops numbers in front of names, Hugo lowers
letters and puts hyphens for spaces. An address here is a path in small letters without a slash at either end.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from trcheck.learning.facts import Facts
from trcheck.pages.layout import Layout, stem
from trcheck.pages.sums import Count, Pair

INDEX = ("index", "_index", "readme")

_NUMBER = re.compile(r"(?<![^/])\d+(?:\s*[-_.]+\s*)(?=[^\d\s/])")
_HEAD = 4096
_JOINT = "\0"
_KEY = re.compile(
    r"""^(slug|url|permalink|aliases|redirect_from)[ \t]*[:=][ \t]*(\[[^\]]*\]|[^\n]*)((?:\n[ \t]*-[ \t][^\n]*)*)""",
    re.M,
)
_VALUE = re.compile(r"""[^\s,"'\[\]]+""")

Given = Mapping[str, Sequence[tuple[str, str]]]
"""By path the keys of front matter that give a page addresses, with their values."""


def address(path: str) -> str:
    """The address of a page by its path below the content folder."""
    name = stem(path).lower().replace(" ", "-")
    folder, _, last = name.rpartition("/")
    return folder if last in INDEX else name


class Routes:
    """The addresses of the pages of one language."""

    def __init__(self, pages: Iterable[tuple[str, Layout, str]], read: Callable[[], Given]) -> None:
        """`pages` are the language's, each with its layout and key; `read` says what addresses they are given."""
        self._read = read
        self._pages = list(pages)
        self._paths: dict[str, str] = {}
        for path, route in self._by_path():
            self._paths.setdefault(route, path)
            self._paths.setdefault(_NUMBER.sub("", route), path)
        self.folders = {route.rpartition("/")[0] for route in self._paths}
        self._given: dict[str, str] | None = None

    def find(self, route: str) -> str | None:
        """The page that is served under an address."""
        found = self._paths.get(route)
        if found is None:
            if self._given is None:
                self._given = dict(self._by_front_matter())
            found = self._given.get(route)
        return found

    def _by_path(self) -> Iterator[tuple[str, str]]:
        """Addresses below the folder of each layout; below the folder that all its keys share (MkDocs' `docs`); and
        with the folder's own name in front, which Docusaurus takes for the first part."""
        for path, _, key in self._pages:
            yield path, address(key)
        shared = {layout: os.path.commonpath(keys) for layout, keys in self._keys().items()}
        for path, layout, key in self._pages:
            common = shared[layout]
            if common and key.startswith(common + "/"):
                yield path, address(key[len(common) + 1 :])
            folder = layout.patterns[layout.source].partition("{path}")[0].rstrip("/").rpartition("/")[2]
            if folder and "{" not in folder:
                yield path, address(f"{folder}/{key}")

    def _keys(self) -> dict[Layout, list[str]]:
        keys: dict[Layout, list[str]] = {}
        for _, layout, key in self._pages:
            keys.setdefault(layout, []).append(key.rpartition("/")[0])
        return keys

    def _by_front_matter(self) -> Iterator[tuple[str, str]]:
        given = self._read()
        for path, route in [(path, route) for route, path in self._paths.items()]:
            for key, value in given.get(path, ()):
                name = value.lower().strip("/")
                folder = route.rpartition("/")[0]
                yield name, path
                if key == "slug" and value.startswith("/"):
                    yield f"{route.partition('/')[0]}/{name}".strip("/"), path
                elif not value.startswith("/"):
                    yield f"{folder}/{name}".strip("/"), path


def observe_given(root: Path, pair: Pair) -> Facts:
    """What the front matter of a page says of its addresses, in the order in which it does."""
    given = enumerate(_front_matter(root / pair.translation))
    return {"given": Counter(_JOINT.join((pair.translation, f"{at:04}", *each)) for at, each in given)}


GIVEN = Count("given", observe_given, placed=True)


def given_addresses(facts: Facts) -> Given:
    """By path the keys that give a page addresses, with their values."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in sorted(facts.get("given", ())):
        path, _, key, value = each.split(_JOINT)
        found[path].append((key, value))
    return found


def _front_matter(path: Path) -> Iterator[tuple[str, str]]:
    """The keys of a page's front matter that give it addresses, with their values."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8", "replace").lstrip("\ufeff")
    except OSError:
        return
    fence = head[:3]
    if fence not in ("---", "+++"):
        return
    body = head[3:].partition("\n" + fence)[0].replace("\r", "")
    for match in _KEY.finditer(body):
        for value in _VALUE.findall(match[2] + match[3]):
            if value != "-":
                yield match[1], value
