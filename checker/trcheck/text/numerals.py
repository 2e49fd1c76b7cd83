"""What is known of how languages say numbers: their words for them, months, magnitudes, units and Han numerals.

Names of months, magnitudes and units come from `data/cldr.json` (Unicode CLDR, written by tools/cldr.py), number words,
calendars and what CLDR lacks from `data/numerals.txt`. A language that neither file has is read by its digits alone.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from trcheck.language import primary, script

_DATA = Path(__file__).parent.parent / "data"

LETTER = (
    r"[A-Za-zªµº\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u05f4\u0620-\u0669\u066e-\u06d3\u06d5-\u0963\u0971-\u1fff\u2c00-\u2dff"
    r"\u2e80-\u2fdf\u3005-\u3007\u3031-\ud7a3\uf900-\ufdff\ufe70-\ufefc]"
)
"""A letter, or a mark that belongs to one."""
WORD = re.compile(f"{LETTER}+")

_LONGEST_STEM = 20
_SMALL = tuple(map(str, range(2, 13)))

_HAN = {**dict(zip("〇零一二三四五六七八九", (0, *range(10)), strict=True)), "两": 2, "兩": 2}
_HAN_TENS = {"十": 10, "百": 100, "千": 1000}
_HAN_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
HAN = re.compile(f"[{''.join((*_HAN, *_HAN_TENS, *_HAN_MYRIADS))}]{{1,20}}")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
ROMAN = re.compile(r"(?<![^\W\d_])[IVXLC]{1,7}(?:(?![^\W\d_])|(?=e\b|ème\b))")

_PARTS = {
    "minute": (60,), "hour": (60,), "day": (24,), "week": (7,), "month": (30,), "year": (12, 365), "decade": (10,),
    "century": (100,),
}  # fmt: skip


class Numerals:
    """How one language says numbers."""

    def __init__(self, cldr: Mapping[str, Any], lines: Mapping[str, str]) -> None:
        self.decimal: str = cldr.get("decimal", "")
        self.capitals: bool = cldr.get("capitals", False)
        """Whether names of months begin with capitals."""
        self._months: dict[str, int] = cldr.get("months", {})
        self.magnitudes: dict[str, int] = {**cldr.get("magnitudes", {})}
        self.units = {name: unit for unit, names in cldr.get("units", {}).items() for name in names}
        """The names of units, and which one each of them is."""
        self.counters = frozenset(lines.get("counters", "").split())
        self.calendar = tuple(map(int, lines.get("calendar", "").split()))
        """What may be taken from a year of the language's own calendar."""
        self.eras = {name: int(year) for name, _, year in (e.partition(":") for e in lines.get("eras", "").split())}
        """Names of eras, and the year before the first one of each."""
        self.month_marks = frozenset(lines.get("months", "").split())
        """What stands beside digits that are a month."""
        self._tens = [stem.split("/") for stem in lines.get("tens", "").split()]
        self._lines = {value: words.partition(";") for value, words in lines.items() if value[0].isdigit()}
        for key, names in lines.items():
            if key[0] == "x":
                self.magnitudes.update(dict.fromkeys(names.split(), int(key[1:])))

    @cached_property
    def stated(self) -> dict[str, str]:
        """The value of each word that says nothing but a number, in small letters; none for one and for hundreds."""
        return {word: value for value in _SMALL if value in self._lines for word in self._lines[value][0].split()}

    @cached_property
    def words(self) -> dict[str, list[str]]:
        """Words that state or imply a number, with the values that each may stand for; an asterisk ends some. A day
        implies 24, for it has so many hours."""
        found: dict[str, list[str]] = defaultdict(list)
        for value, (stated, _, implied) in self._lines.items():
            for word in (*stated.split(), *implied.split()):
                found[word].append(value)
        for word, factor in self.magnitudes.items():
            if len(word) > 1:
                found[word].append(str(factor))
        for word, unit in self.units.items():
            found[word] += map(str, _PARTS.get(unit, ()))
        return found

    @property
    def spelled(self) -> bool:
        """Whether words for small numbers are known."""
        return bool(self._lines) or not self.bounded

    @cached_property
    def months(self) -> dict[str, list[str]]:
        """Names of months, with the numbers of those that each may stand for; an asterisk ends some."""
        return {word: [f"month {number}"] for word, number in self._months.items()}

    bounded = True
    """Whether words have ends: blanks stand between them, and nothing is glued to them."""

    @cached_property
    def _glued(self) -> re.Pattern[str] | None:
        """The words of a language whose words have no ends, the longest first."""
        return re.compile("|".join(map(re.escape, sorted(self.words, key=len, reverse=True)))) if self.words else None

    @cached_property
    def _stems(self) -> re.Pattern[str] | None:
        if not self._tens:
            return None
        return re.compile(
            "|".join(f"(?P<t{n}>{'|'.join(map(re.escape, stems))})" for n, stems in enumerate(self._tens))
        )

    def find_tens(self, text: str) -> Iterator[tuple[tuple[str, ...], int, int]]:
        """What says a number of 13 to 99 in words: the values that it may have, and where it stands."""
        for match in self._stems.finditer(text.lower()) if self._stems else ():
            tens = int(str(match.lastgroup)[1:])
            values = range(13, 20) if tens == 0 else range(10 * tens + 10, 10 * tens + 20)
            yield tuple(map(str, values)), *match.span()

    def find_words(self, text: str) -> Iterator[re.Match[str]]:
        """What `words` may have, in a text."""
        if self.bounded:
            yield from WORD.finditer(text)
        elif self._glued:
            yield from self._glued.finditer(text)


@cache
def numerals(language: str) -> Numerals:
    """What is known of a language."""
    cldr, lines = _cldr(), _lines()
    code = primary(language)
    data = {**cldr.get(code, {})}
    for other in [key for key in cldr if key.startswith(f"{code}-")]:  # Chinese of both kinds
        data["magnitudes"] = {**cldr[other]["magnitudes"], **data["magnitudes"]}
        data["units"] = {
            unit: [*data["units"].get(unit, ()), *cldr[other]["units"].get(unit, ())]
            for unit in data["units"].keys() | cldr[other]["units"].keys()
        }
    found = Numerals(data, lines.get(code, {}))
    found.bounded = script(language) not in ("Hani", "Jpan", "Kore", "Thai")
    return found


@cache
def symbols() -> frozenset[str]:
    """The symbols of units that stand right behind digits, in small letters."""
    return frozenset(_lines()[""]["symbols"].split())


@cache
def imperial() -> frozenset[str]:
    """The units that other countries than the source's convert into metric ones, in small letters."""
    return frozenset(_lines()[""]["imperial"].split())


@cache
def ordinals() -> frozenset[str]:
    """The endings that make an ordinal of digits."""
    return frozenset(_lines()[""]["ordinals"].split())


def parts(unit: str) -> tuple[int, ...]:
    """How many of a smaller unit make one of a unit of time: 24 hours a day."""
    return _PARTS.get(unit, ())


def meant(word: str, words: Mapping[str, list[str]]) -> tuple[str, ...]:
    """The values that a word in small letters may stand for; none for most words."""
    keys = (word, *(f"{word[:end]}*" for end in range(2, min(len(word), _LONGEST_STEM) + 1)))
    return tuple(dict.fromkeys(value for key in keys if key in words for value in words[key]))


def han(numeral: str) -> tuple[str, ...]:
    """What a Han numeral may mean: 二十一 is 21, 二〇二五 is 2025, 一万二千 is 12000, and 三四 is three or four."""
    if _HAN_TENS.keys().isdisjoint(numeral) and _HAN_MYRIADS.keys().isdisjoint(numeral):
        digits = "".join(str(_HAN[c]) for c in numeral)
        return (digits.lstrip("0") or "0", *(digits if len(digits) == 2 else ""))
    total = part = digit = 0
    for c in numeral:
        if c in _HAN:
            digit = _HAN[c]
        elif c in _HAN_TENS:
            part += (digit or 1) * _HAN_TENS[c]
            digit = 0
        else:
            above, counted = (total, part + digit) if _HAN_MYRIADS[c] < total else (0, total + part + digit)
            total = above + (counted or 1) * _HAN_MYRIADS[c]
            part = digit = 0
    return (str(total + part + digit),)


def roman(numeral: str) -> int:
    """The value of a Roman numeral: XXI is 21."""
    values = [_ROMAN[c] for c in numeral]
    return sum(-value if value < max(values[i:]) else value for i, value in enumerate(values))


@cache
def _cldr() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((_DATA / "cldr.json").read_text("utf-8"))
    return data


@cache
def _lines() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    heads = [""]
    for line in (_DATA / "numerals.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            heads = line.strip("[]").split() or [""]
        elif line and not line.startswith("#"):
            key, _, words = line.partition(" ")
            for head in heads:
                found[head][key] = f"{found[head].get(key, '')} {words}"
    return found
