"""Characters that a page holds and nobody sees: those without a shape, blanks of other kinds, and look-alikes.

Which there are, and where scripts and languages want them, is in data/characters.toml. What they are called and do is
Unicode's (https://www.unicode.org/versions/latest/core-spec/chapter-23/, look-alikes:
https://www.unicode.org/reports/tr39/).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from trcheck.language import primary, script
from trcheck.model import Document

_DATA = Path(__file__).parent.parent / "data" / "characters.toml"
_BLANK = " \t"
_AROUND = 2
_FIRST_PHONETIC = "\u0250"  # the first letter behind those of Latin alphabets
_LINE = 100  # characters of a line that are looked at before and behind a place
_BOXES = frozenset(map(chr, range(0x2500, 0x2580)))
_MARKERS = "-*+#"
_MARKER = re.compile(r"[ \t>]*+(?:[-*+]|(#{1,6}))\Z")
_IDEOGRAPHIC = "\u3000"
_SEPARATORS = "\u2028\u2029"


class Odd(NamedTuple):
    """A character, or some in a row, that should not be there. `name` is "" for the look-alikes in a word.

    `fix` is what to write instead, if that is known; `breaks` what it keeps its line from being: a heading, a list
    item.
    """

    name: str
    start: int
    end: int
    fix: str | None
    breaks: str = ""


class _Kind(NamedTuple):
    """A kind of characters: its name, and the letters beside which, or on whose line, it does its work."""

    name: str
    works: re.Pattern[str] | None
    anywhere: bool


class _Data(NamedTuple):
    odd: re.Pattern[str]
    """Invisible and broken characters, and blanks with all blanks behind them, as groups of these names."""
    kinds: Mapping[str, _Kind]
    printable: tuple[str, ...]
    """Those that `str.isprintable` lets pass."""
    languages: frozenset[str]
    beside: frozenset[str]
    ideographic: frozenset[str]
    to_latin: Mapping[str, Mapping[int, int]]
    """By script, letters that look Latin and their Latin twins."""
    foreign: re.Pattern[str]
    mixed: re.Pattern[str]
    """Two neighbouring letters of two scripts, the first one."""


@cache
def _data() -> _Data:
    raw = tomllib.loads(_DATA.read_text("utf-8"))
    works = {name: re.compile(f"[{_ranges(ranges)}]") for name, ranges in raw["letters"].items()}
    kinds = {
        chr(code): _Kind(kind["name"], works.get(kind.get("works", "")), kind.get("anywhere", False))
        for group in ("invisible", "blank", "broken")
        for kind in raw[group]
        for code in _codes(kind["is"])
    }
    invisible, blank, broken = (
        "".join(_ranges(kind["is"]) for kind in raw[group]) for group in ("invisible", "blank", "broken")
    )
    foreign = "".join(letters for letters, _ in raw["look-alikes"].values())
    return _Data(
        odd=re.compile(
            f"(?P<invisible>[{invisible}])|(?P<blank>[{blank}][{blank}{_BLANK}]*+)|(?P<broken>[{broken}]++)"
        ),
        kinds=kinds,
        printable=tuple(character for character in kinds if character.isprintable()),
        languages=frozenset(raw["no-break"]["languages"]),
        beside=frozenset(raw["no-break"]["beside"]),
        ideographic=frozenset(raw["ideographic"]["scripts"]),
        to_latin={name: str.maketrans(letters, latin) for name, (letters, latin) in raw["look-alikes"].items()},
        foreign=re.compile(f"[{foreign}]"),
        mixed=re.compile(f"[{foreign}](?=[A-Za-z])|[A-Za-z](?=[{foreign}])"),
    )


def _bounds(ranges: Iterable[str]) -> Iterator[tuple[int, int]]:
    for item in ranges:
        first, _, last = item.partition("-")
        yield int(first, 16), int(last or first, 16)


def _ranges(ranges: Iterable[str]) -> str:
    """Ranges of hexadecimal numbers as the inside of a character class."""
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in _bounds(ranges))


def _codes(ranges: Iterable[str]) -> Iterator[int]:
    for first, last in _bounds(ranges):
        yield from range(first, last + 1)


def odd_characters(document: Document, source: Document | None) -> Iterator[Odd]:
    """What is odd on a page in order, less what the source page has in the same surroundings."""
    if not _has_odd(document.text):
        return
    text, data = document.text, _data()
    theirs = set(_surroundings(source.text)) if source else set()
    for match in data.odd.finditer(text):
        start, end = match.span()
        if _around(text, start, end) in theirs:
            continue
        kind = data.kinds[match[0][0]]
        if match.lastgroup == "broken":
            if end - start > 1 or text[start - 1 : start].isalpha() or text[end : end + 1].isalpha():
                yield Odd(kind.name, start, end, None)
        elif match.lastgroup == "invisible":
            if not _works(text, start, kind):
                yield Odd(kind.name, start, end, "")
        else:
            yield from _blank(document, kind, start, end)


def look_alikes(document: Document, source: Document | None) -> Iterator[Odd]:
    """The words in which letters of another script stand for ones that look the same."""
    theirs = {word for _, word in _mixed_words(source.text)} if source else set()
    for start, word in _mixed_words(document.text):
        right = _in_one_script(word, script(document.language))
        if right and word not in theirs:
            yield Odd("", start, start + len(word), right)


def _has_odd(text: str) -> bool:
    """Whether a text may hold anything odd; cheaper than to look for it."""
    return not text.replace("\n", "").replace("\t", "").isprintable() or any(
        character in text for character in _data().printable
    )


def _surroundings(text: str) -> Iterator[str]:
    if _has_odd(text):
        for match in _data().odd.finditer(text):
            yield _around(text, *match.span())


def _around(text: str, start: int, end: int) -> str:
    return text[max(0, start - _AROUND) : end + _AROUND]


def _mixed_words(text: str) -> Iterator[tuple[int, str]]:
    if text.isascii() or not _data().foreign.search(text):
        return
    end = 0
    for match in _data().mixed.finditer(text):
        if match.start() < end:
            continue
        start = end = match.start()
        while start and text[start - 1].isalpha():
            start -= 1
        while end < len(text) and text[end].isalpha():
            end += 1
        yield start, text[start:end]


def _works(text: str, at: int, kind: _Kind) -> bool:
    """Whether a character does its work where it stands: beside certain letters, or at the edge of emphasis."""
    if kind.works is None:
        return False
    before, after = text[max(0, at - _LINE) : at].rpartition("\n")[2], text[at + 1 : at + _LINE].partition("\n")[0]
    if not kind.anywhere:
        before, after = before[-1:], after[:1]
    return bool(kind.works.search(before + after)) or before.endswith(("*", "_")) or after.startswith(("*", "_"))


def _blank(document: Document, kind: _Kind, start: int, end: int) -> Iterator[Odd]:
    """A blank that is not the plain one, unless the language wants it there."""
    text, data = document.text, _data()
    first = text[start]
    while start and text[start - 1] in _BLANK:
        start -= 1
    before, after = text[start - 1 : start].strip("\n"), text[end : end + 1].strip("\n")
    marker = _MARKER.match(text[max(0, start - _LINE) : start].rpartition("\n")[2]) if before in _MARKERS else None
    if marker and text[start] == first and after and not after.isdigit():
        block = document.block_around(start, end)
        if block is None or block.kind not in ("code", "math"):
            yield Odd(kind.name, start, end, " ", "heading" if marker[1] else "list item")
    elif not after:
        yield Odd(kind.name, start, end, "")
    elif (
        not before
        or "|" in (before, after)
        or (first == _IDEOGRAPHIC and script(document.language) in data.ideographic)
    ):
        return
    elif first in _SEPARATORS:
        yield Odd(kind.name, start, end, None)
    elif {before, after} & _BOXES:
        return
    elif end - start > 1 or not (
        primary(document.language) in data.languages or before in data.beside or after in data.beside
    ):
        yield Odd(kind.name, start, end, " ")


def _in_one_script(word: str, own: str) -> str | None:
    """A word of two scripts with its fewer letters replaced by their twins, if all of them have one.

    A Cyrillic ending on a Latin word is how Slavic languages inflect names.
    """
    for twins in _data().to_latin.values():
        foreign = [c for c in word if ord(c) in twins]
        latin = [c for c in word if c < _FIRST_PHONETIC]
        if not foreign:
            continue
        inflected = own == "Cyrl" and word.rstrip("".join(foreign)).isascii()
        if len(foreign) + len(latin) == len(word) and not inflected and len(foreign) <= len(latin):
            return word.translate(twins)
        back = {twin: letter for letter, twin in twins.items()}
        prefix = len(word) - len(word.lstrip("".join(latin)))
        if own == "Cyrl" and prefix < 2 and len(latin) < len(word) - len(latin) and all(ord(c) in back for c in latin):
            return word.translate(back)
    return None
