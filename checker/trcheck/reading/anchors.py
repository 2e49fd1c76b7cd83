"""The ids that site generators derive from the text of a heading.

Which generator builds a site cannot be told from a page, so a heading gets the ids of all of them. Each dialect here
follows the code of its generator:

- GitHub, and github-slugger, which Docusaurus, Astro, Starlight and Nextra use; Jekyll's ``GFM`` input does the same;
- Hugo's three settings of ``autoHeadingIDType``: ``github``, ``github-ascii`` and ``blackfriday``;
- Python-Markdown's toc extension (MkDocs): ``slugify`` and ``slugify_unicode``, and ``pymdownx.slugs``;
- kramdown (Jekyll);
- mdit-vue, which VitePress and VuePress use.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import category, normalize

_SIMPLE = re.compile(r"[a-z][a-z0-9]*(?: [a-z0-9]+)*")
"""Titles for which all dialects agree, in lower case."""


class _Kept(dict[int, int | None]):
    """A table for `str.translate`, filled at need: characters of the categories stay, spaces become dashes."""

    def __init__(self, categories: str, extra: str) -> None:
        self._categories = tuple(categories.split())
        super().__init__({ord(character): ord(character) for character in extra})
        self[ord(" ")] = ord("-")

    def __missing__(self, code: int) -> int | None:
        kept = category(chr(code)).startswith(self._categories)
        self[code] = value = code if kept else None
        return value


_GITHUB = _Kept("L M Nd Nl Pc", "-")
_HUGO = _Kept("L Nd", "-_")
_RUN_OF_OTHERS = re.compile(r"[\W_]+")
_NO_WORD = re.compile(r"[^\w\s-]")
_NO_WORD_NOR_SPACE = re.compile(r"[^\w\- ]")
_DASHES = re.compile(r"[-\s]+")
_MARKS = re.compile("[\u0300-\u036f]")
_VUE_CONTROL = re.compile("[\x00-\x1f]")
_VUE_SPECIAL = re.compile("[\\s" + re.escape(string.punctuation) + "“”‘’]+")
_NO_LETTERS_AT_START = re.compile(r"[^a-zA-Z]+")
_KRAMDOWN_DROPPED = re.compile(r"[^a-zA-Z0-9 -]")
_COUNTED = re.compile(r"(.*)_([0-9]{1,9})", re.DOTALL)


def _github(title: str) -> str:
    return title.lower().translate(_GITHUB)


def _hugo(title: str) -> str:
    return title.lower().translate(_HUGO) or "heading"


def _hugo_ascii(title: str) -> str:
    return _hugo(_ascii(title, "NFD"))


def _blackfriday(title: str) -> str:
    return _RUN_OF_OTHERS.sub("-", title.lower()).strip("-")


def _python_markdown(title: str) -> str:
    return _DASHES.sub("-", _NO_WORD.sub("", title).strip().lower()) or "_1"


def _python_markdown_ascii(title: str) -> str:
    return _python_markdown(_ascii(title, "NFKD"))


def _pymdownx(title: str) -> str:
    return _NO_WORD_NOR_SPACE.sub("", normalize("NFC", title).lower()).replace(" ", "-")


def _kramdown(title: str) -> str:
    start = _NO_LETTERS_AT_START.match(title)
    kept = _KRAMDOWN_DROPPED.sub("", title[start.end() :] if start else title)
    return kept.replace(" ", "-").lower() or "section"


def _vue(title: str) -> str:
    bare = _VUE_CONTROL.sub("", _MARKS.sub("", normalize("NFKD", title)))
    slug = _VUE_SPECIAL.sub("-", bare).strip("-").lower()
    return f"_{slug}" if slug[:1] in string.digits and slug else slug


def _ascii(title: str, form: str) -> str:
    if title.isascii():
        return title
    return normalize(form, title).encode("ascii", "ignore").decode("ascii")  # type: ignore[arg-type]


_DIALECTS = (
    _github,
    _hugo,
    _hugo_ascii,
    _blackfriday,
    _python_markdown,
    _python_markdown_ascii,
    _pymdownx,
    _kramdown,
    _vue,
)
_ASCII_DIALECTS = (_hugo, _blackfriday, _python_markdown, _kramdown, _vue)
"""On ASCII the others say what one of these says."""


@lru_cache(maxsize=8192)
def slugs(title: str) -> frozenset[str]:
    """The ids that the dialects derive from a heading, for the first heading of this text on a page.

    `title` is the text that is shown, that of code spans and links included; Hugo takes the heading as written, so a
    heading with markup has the ids of both. Where nothing of the text is left, the dialects have names of their own:
    ``heading``, ``section``, ``_1``.
    """
    title = title.strip()
    lower = title.lower()
    if _SIMPLE.fullmatch(lower):
        return frozenset((lower.replace(" ", "-"),))
    dialects = _ASCII_DIALECTS if title.isascii() else _DIALECTS
    return frozenset(filter(None, [derive(title) for derive in dialects]))


def numbered(slugs_in_order: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The ids of the headings of one page, given those of each by itself: repeats get a number.

    It is ``-1``, ``-2`` and so on, and with Python-Markdown ``_1``, ``_2``. Where another heading has that id already
    (a heading ``Part 1`` after two ``Part``), some dialects count on and some do not: then both ids are there.
    """
    used: set[str] = set()
    dashes: dict[str, int] = {}
    underscores: dict[str, int] = {}
    headings = []
    for own in slugs_in_order:
        ids: set[str] = set()
        for slug in own:
            if slug in used:
                counted = _COUNTED.fullmatch(slug)
                stem, first = (counted[1], int(counted[2])) if counted else (slug, 0)
                ids.update(_free(slug, "-", 0, dashes, used), _free(stem, "_", first, underscores, used))
            else:
                ids.add(slug)
        used |= ids
        headings.append(frozenset(ids))
    return headings


def _free(stem: str, separator: str, first: int, counts: dict[str, int], used: set[str]) -> list[str]:
    """The next numbered id of a stem, and those before it that were found in use."""
    count = max(first, counts.get(stem, 0)) + 1
    candidates = [f"{stem}{separator}{count}"]
    while candidates[-1] in used:
        count += 1
        candidates.append(f"{stem}{separator}{count}")
    counts[stem] = count
    return candidates
