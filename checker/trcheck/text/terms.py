"""Where a term stands in running text, in the form that a glossary gives or in another form of the same words.

Where a script is written without blanks, a term may be a part of what stands there; elsewhere it is words of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from trcheck.language import has_spaces
from trcheck.model import GLUE
from trcheck.text.words import fold

# Scripts without blanks between words: Chinese and Japanese, Thai, Lao, Tibetan, Burmese, Khmer.
_UNSPACED = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_SPACED = rf"[^\W{_UNSPACED}]"
_JOINT = rf"[\s{GLUE}]"
_PARTS = re.compile(rf"\s+|(?<=[{_UNSPACED}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{_UNSPACED}])")
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff"
"""Letters and marks that stand over, under and in other letters, which `\\w` leaves out."""
_WORD = re.compile(rf"[\w{_MARKS}]+")
_BETWEEN = re.compile(rf"(?:{_JOINT}|-){{1,3}}\Z")
_ENDING = 2  # letters that a form of a noun may have more than another one: "anchors", not "anchoring"
_LONG_ENDING = 3  # and a word that no list knows
_COMPOUND = 5  # letters of a form that may be a part of a longer word
_LAST = 4  # letters of a form that may be the last part of one

Lemma = Callable[[str], str]


class Match(NamedTuple):
    """Where a form stands; `literal`: as the glossary writes it."""

    start: int
    end: int
    literal: bool


class Matcher:
    """Finds terms in texts of one language; `lemma` gives the base form of its words."""

    def __init__(self, language: str, lemma: Lemma) -> None:
        self._spaced = has_spaces(language)
        self._lemma = lemma

    def may_hold(self, form: str, small: str) -> bool:
        """Whether a text in small letters can hold a form at all, inflected or not."""
        return all(word[: max(2, len(word) - 3)] in small for word in form.lower().split())

    def find(
        self, form: str, text: str, *, case_sensitive: bool = False, inflected: bool = False, loosely: bool = False
    ) -> list[Match]:
        """Every place of a form, in order. `inflected` lets words with the same base form pass; `loosely`, too, words
        that no list knows and that begin with the form or hold it, as in languages that build long words."""
        found = [Match(*match.span(), True) for match in _pattern(form, case_sensitive).finditer(text)]
        if inflected and self._spaced:
            starts = {match.start for match in found}
            found += [
                match for match in self._inflected(form, text, case_sensitive, loosely) if match.start not in starts
            ]
        return sorted(found)

    def _inflected(self, form: str, text: str, case_sensitive: bool, loosely: bool) -> Iterator[Match]:
        wanted = _WORD.findall(form)
        words = _words(text) if wanted else ()
        for i in range(len(words) - len(wanted) + 1):
            here = words[i : i + len(wanted)]
            if all(
                self._alike(word[0], right, case_sensitive, loosely) for word, right in zip(here, wanted, strict=True)
            ) and all(_BETWEEN.match(text, a.end(), b.start()) for a, b in pairwise(here)):
                yield Match(here[0].start(), here[-1].end(), False)

    def _alike(self, word: str, right: str, case_sensitive: bool, loosely: bool) -> bool:
        """Whether a word is a form of another one."""
        if case_sensitive and word[:1] != right[:1]:
            return False
        ours, theirs = word.lower(), right.lower()
        if ours == theirs:
            return True
        if loosely and (
            (len(theirs) >= _COMPOUND and theirs in ours) or (len(theirs) >= _LAST and ours.endswith(theirs))
        ):
            return True
        longer = len(ours) - len(theirs)
        if fold(ours[:2]) != fold(theirs[:2]) or (longer > _ENDING and not loosely):  # before a list is asked for
            return False
        base = self._lemma(ours)
        if not {ours, base}.isdisjoint((theirs, self._lemma(theirs))):
            return True
        return loosely and base == ours and ours.startswith(_stem(theirs)) and longer <= _LONG_ENDING


def _stem(word: str) -> str:
    """What is left of a word in its inflected forms."""
    return word[: -2 if len(word) > 5 else -1] if len(word) > 4 else word


@lru_cache(16)
def _words(text: str) -> tuple[re.Match[str], ...]:
    """The words of a text, in which one term after the other is looked for."""
    return tuple(_WORD.finditer(text))


@cache
def _pattern(form: str, case_sensitive: bool) -> re.Pattern[str]:
    """A form as it is written, with any blanks between its words, not within a word of a script that has blanks."""
    parts = _PARTS.split(form.strip())
    body = re.escape(parts[0])
    for before, part in pairwise(parts):
        needed = 1 if _is_spaced(before[-1:]) and _is_spaced(part[:1]) else 0
        body += f"{_JOINT}{{{needed},3}}" + re.escape(part)
    head = f"(?<!{_SPACED})" if _is_spaced(form.strip()[:1]) else ""
    tail = f"(?!{_SPACED}|[{_MARKS}])" if _is_spaced(form.strip()[-1:]) else ""
    return re.compile(head + body + tail, re.NOFLAG if case_sensitive else re.IGNORECASE)


def _is_spaced(letter: str) -> bool:
    return bool(re.match(_SPACED, letter))
