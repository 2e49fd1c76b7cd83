"""What is known of how languages say numbers: their words for them, months, magnitudes, units and Han numerals.

Names of months, magnitudes and units come from `data/cldr.json` (Unicode CLDR, written by tools/cldr.py), number words
from `data/numerals.txt`. A language that neither file has is read by its digits alone.
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

_HAN = {**dict(zip("〇零一二三四五六七八九", (0, *range(10)), strict=True)), "两": 2, "兩": 2}
_HAN_TENS = {"十": 10, "百": 100, "千": 1000}
_HAN_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
HAN = re.compile(f"[{''.join((*_HAN, *_HAN_TENS, *_HAN_MYRIADS))}]{{1,20}}")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
ROMAN = re.compile(rf"(?<!{LETTER})[IVXLC]{{1,7}}(?:(?!{LETTER})|(?=e\b|ème\b))")


class Numerals:
    """How one language says numbers."""

    def __init__(self, cldr: Mapping[str, Any], lines: Mapping[str, str]) -> None:
        self.decimal: str = cldr.get("decimal", "")
        self._months: dict[str, int] = cldr.get("months", {})
        self.magnitudes: dict[str, int] = cldr.get("magnitudes", {})
        self.units = frozenset(cldr.get("units", ()))
        self.counters = frozenset(lines.get("counters", "").split())
        self._lines = {int(value): words.partition(";") for value, words in lines.items() if value.isdigit()}

    @cached_property
    def stated(self) -> dict[str, str]:
        """The value of each word that says nothing but a number, in small letters; none for one and for hundreds."""
        return {
            word: str(value) for value, (words, _, _) in self._lines.items() if 1 < value < 13 for word in words.split()
        }

    @cached_property
    def words(self) -> dict[str, list[str]]:
        """Words that state or imply a number, with the values that each may stand for; an asterisk ends some."""
        found: dict[str, list[str]] = defaultdict(list)
        for value, (stated, _, implied) in self._lines.items():
            for word in (*stated.split(), *implied.split()):
                found[word].append(str(value))
        for word, factor in self.magnitudes.items():
            if len(word) > 1:
                found[word].append(str(factor))
        return found

    @cached_property
    def months(self) -> dict[str, list[str]]:
        """Names of months, with the numbers of those that each may stand for; an asterisk ends some."""
        return {word: [str(number)] for word, number in self._months.items()}

    bounded = True
    """Whether words have ends: blanks stand between them, and nothing is glued to them."""

    @cached_property
    def _glued(self) -> re.Pattern[str] | None:
        """The words of a language whose words have no ends, the longest first."""
        return re.compile("|".join(map(re.escape, sorted(self.words, key=len, reverse=True)))) if self.words else None

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
        data["units"] = [*data["units"], *cldr[other]["units"]]
    found = Numerals(data, lines.get(code, {}))
    found.bounded = script(language) not in ("Hani", "Jpan", "Kore", "Thai")
    return found


@cache
def symbols() -> frozenset[str]:
    """The symbols of units that stand right behind digits, in small letters."""
    return frozenset(_lines()[""]["symbols"].split())


@cache
def ordinals() -> frozenset[str]:
    """The endings that make an ordinal of digits."""
    return frozenset(_lines()[""]["ordinals"].split())


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
