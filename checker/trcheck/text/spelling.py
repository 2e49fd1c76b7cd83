"""Which word was meant by one that no dictionary has.

Peter Norvig's way of correcting (candidates one edit away, the likeliest first) with other evidence than counts alone:
a word that stands on the same page speaks louder than one that only the dictionary has, and so does the kind of the
slip. Fingers swap and double letters and leave accents out; a letter that is another one, or missing, may as well
make a new word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol, TypeGuard

from trcheck.text.words import Slip, slip

_SHORTEST = {"letter": 6, "swap": 5, "double": 5, "accent": 4}
# How common the right one of a shorter word must be, in tenths of a logarithm: 50 is one in 10,000 words.
_SHORT = {5: 45}
_SHORT_OF_HOME = {4: 55, 5: 35}
_NEVER = 100
_LESS_COMMON = 25
_FINGERS = 10
_STEM = 5
_SITE_WORD = 3  # pages
_WIDELY = 10  # pages
_TIMES = 8  # more pages have the right word than the wrong one


class Lexicon(Protocol):
    """What words languages have."""

    def known(self, word: str, language: str) -> bool: ...

    def near(self, word: str, language: str) -> list[str]: ...

    def commonness(self, word: str, language: str) -> int: ...


class Usage(NamedTuple):
    """How often words (case kept) stand on a page and on its source page, and on how many pages of the language."""

    here: Mapping[str, int]
    there: Mapping[str, int]
    pages: Mapping[str, int]

    def count_pages(self, word: str) -> int:
        """On how many pages a word in small letters stands, with a capital or without."""
        return self.pages.get(word, 0) + self.pages.get(word.capitalize(), 0)


def corrections(word: str, language: str, lexicon: Lexicon, usage: Usage, is_name: bool) -> list[str]:
    """What a word that no dictionary has should be, in small letters, the likeliest first; none where it may well be a
    word of its own. Of a name, only what the page writes with a capital as well."""
    small, capital = word.lower(), word[0].isupper()
    ranked: list[tuple[int, int, str]] = []
    for right in lexicon.near(small, language):
        how = slip(small, right)
        if (
            how is None
            or how.kind == "ending"
            or (capital and not how.before and right.capitalize() not in usage.there)
        ):
            continue
        if is_name:
            rank = 0 if right.capitalize() in usage.here and lexicon.known(right, language) else None
        else:
            rank = _rank(word, right, how, language, lexicon, usage)
        if rank is not None:
            weight = lexicon.commonness(right, language) + 10 * min(usage.count_pages(right), _SITE_WORD)
            weight += 0 if how.kind == "letter" else _FINGERS
            ranked.append((rank, -weight, right))
    ranked.sort()
    if not ranked or (ranked[0][0] > 0 and _has_family(small, ranked[0][2], language, lexicon, usage)):
        return []
    return [right for _, _, right in ranked]


def is_slip(how: Slip | None, word: str) -> TypeGuard[Slip]:
    """Whether a word of this length differs by a slip, and not by its ending, as forms of one word do."""
    return how is not None and how.kind != "ending" and len(word) >= _SHORTEST[how.kind]


def _rank(word: str, right: str, how: Slip, language: str, lexicon: Lexicon, usage: Usage) -> int | None:
    """How much speaks for a word, 0 being most; None where too little does."""
    pages, known = usage.count_pages(right), lexicon.known(right, language)
    common = lexicon.commonness(right, language)
    if _is_vocabulary(word, pages, 1 if how.kind == "accent" and known else _TIMES, usage):
        return None
    at_home = known and (right in usage.here or right.capitalize() in usage.here)
    if len(word) < _SHORTEST[how.kind]:
        commons = _SHORT_OF_HOME if at_home or pages >= _SITE_WORD else _SHORT
        often = common >= commons.get(len(word), _NEVER) or (len(word) in _SHORT and pages >= _WIDELY)
        return 2 if often and word.islower() else None
    if known and how.kind == "accent" and word.islower():
        return 0
    if at_home:
        return 1
    if pages >= _SITE_WORD:
        return 2
    if known and _has_form(right, word, usage):
        return 3
    if known and word.islower() and (how.kind != "letter" or common >= _LESS_COMMON):
        return 4
    return None


def _is_vocabulary(word: str, right_pages: int, times: int, usage: Usage) -> bool:
    """Whether the site uses a word too often for a slip: on two pages, unless so many times as many have the right
    one."""
    pages = usage.count_pages(word.lower())
    return pages > 1 and right_pages < times * pages


def _has_form(right: str, wrong: str, usage: Usage) -> bool:
    """Whether the site uses a word that begins like the right one and differs in its ending."""
    stem = right[: max(_STEM, len(right) - 3)]
    return any(other.startswith((stem, stem.capitalize())) and other != wrong for other in usage.pages)


def _has_family(word: str, right: str, language: str, lexicon: Lexicon, usage: Usage) -> bool:
    """Whether the site uses other forms of a word that no dictionary has, and not more slips of the right one: a word
    of its own then, no slip."""
    stem = word[: max(_STEM, len(word) - 2)]
    return any(
        other.startswith(stem)
        and other != word
        and abs(len(other) - len(word)) < _STEM
        and not lexicon.known(other, language)
        and slip(other, right) is None
        for other in usage.pages
    )
