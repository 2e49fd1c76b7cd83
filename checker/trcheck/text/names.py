"""Names in running text: runs of capitalised Latin words, as people, products and awards are named in most languages.

What is told of them is whether one is another with a slip, or the same in another language.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz.distance import OSA

from trcheck.language import has_spaces
from trcheck.text.words import NOT_GLUED, NOT_GLUING, slip

_CAPITAL = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u017f"
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_PART = rf"[{_CAPITAL}][{_LATIN}]*+(?:['’-][{_LATIN}]++)*+"
# Two blanks at most: where markup stood there are more, and what it parts is not one name.
_NAME = re.compile(
    rf"(?<![{_LATIN}0-9_@/\\$#.=~&'’-]){NOT_GLUED}{_PART}(?:[ \u00a0\n]{{1,2}}{_PART})*+(?![0-9_@/\\=]){NOT_GLUING}"
)
_SHORTEST = {"letter": 5, "swap": 4, "double": 5}
_SHORTEST_ENDING = 5
_SHORTEST_PART = 3  # letters of a word that has its fellows beside it
_SHORTEST_TWICE = 8  # letters of a name with two slips
_SHORTEST_STEM = 4
_ENDING = 3  # letters
_LONGEST = 40
_COGNATE = 0.6  # share of the letters


class Name(NamedTuple):
    """A run of capitalised words: its words, and where it stands in the text that was searched."""

    parts: tuple[str, ...]
    start: int
    end: int

    @property
    def text(self) -> str:
        return " ".join(self.parts)


def names(text: str) -> list[Name]:
    """Every run of capitalised Latin words; single words and the first ones of sentences are among them."""
    return [Name(tuple(match[0].split()), match.start(), match.end()) for match in _NAME.finditer(text)]


def misspells(wrong: str, right: str, language: str) -> bool:
    """Whether a word of a text is a word of a name with a slip in it, or with two where it is long. Endings differ and
    accents are added in most languages that names come into; in those without spaces names are left as they are."""
    if max(len(wrong), len(right)) > _LONGEST or wrong in genitives(right):
        return False
    how = slip(wrong, right)
    if how is None:
        return (
            min(len(wrong), len(right)) >= _SHORTEST_TWICE
            and (wrong[0], wrong[-2:]) == (right[0], right[-2:])
            and OSA.distance(wrong, right, score_cutoff=2) == 2
        )
    if how.kind == "ending":
        plurals = wrong.rstrip("s") == right.rstrip("s")
        return not has_spaces(language) and not plurals and len(right) >= _SHORTEST_ENDING
    return len(right) >= _SHORTEST.get(how.kind, _LONGEST)


def mistaken_part(name: Name, meant: Name) -> tuple[str, str] | None:
    """The one word, too short for `misspells`, in which a name differs by a slip from another one of as many words, and
    the right one."""
    if len(name.parts) != len(meant.parts) or len(name.parts) < 2:
        return None
    differing = [(a, b) for a, b in zip(name.parts, meant.parts, strict=True) if a != b]
    if len(differing) != 1:
        return None
    wrong, right = differing[0]
    how = slip(wrong, right)
    short = how is not None and how.kind in _SHORTEST and len(right) < _SHORTEST[how.kind]
    return (wrong, right) if short and len(right) >= _SHORTEST_PART and not wrong.isupper() else None


def genitives(name: str) -> tuple[str, ...]:
    """A name in the English genitive without it, and in the genitive that German and its neighbours write."""
    stem = name.removesuffix("’s").removesuffix("'s")
    return (stem, f"{stem}s") if stem != name else ()


def inflects(word: str, name: str) -> bool:
    """Whether a word is another word of a name, its genitive of English apart, with an ending of its language."""
    stem = name.removesuffix("’s").removesuffix("'s")
    return word == stem or (len(stem) >= _SHORTEST_STEM and word.startswith(stem) and len(word) - len(stem) <= _ENDING)


def cognate(one: str, other: str) -> bool:
    """Whether two words are likely the same in two languages: they begin alike and share most letters."""
    return one[:2] == other[:2] and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _COGNATE
