"""The spellings of one word or phrase, and how two of them differ.

Spellings are of one word when nothing but capitals, hyphens, spaces, accents and what a language writes in two ways
(`data/spellings.toml`) tells them apart: ``multi-cluster`` and ``multiclúster``, ``Red Hat`` and ``RedHat``. Two words
in a row that a translation took from its source unchanged are one phrase in either order, as the word order of the
translation's language may have been given to them: ``ambient mesh``, ``mesh ambient``.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

from trcheck.language import primary
from trcheck.model import GLUE
from trcheck.text.words import compounds, fold

_DATA = Path(__file__).parent.parent / "data" / "spellings.toml"
_SHORTEST = 5  # letters; shorter words are alike by chance
_SHORTEST_KATAKANA = 3
_BLANKS = f" \n{GLUE}"  # markup among them
_SIGNS = re.compile("[-, ]")
_JOINT = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_KATAKANA = re.compile("[\u30a1-\u30fc]")
_PART = "[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ’'-]*+"
_LONG_NAME = re.compile(rf"(?<![\w./@-]){_PART}(?:,? {_PART}){{2,}}+(?![\w./@-])")
_NO_LATIN = re.compile("[\u0370-\uffff]")

Difference = Literal["comma", "joint", "capitals", "hyphen", "accent", "letters", "order"]


class Use(NamedTuple):
    """On how many pages a spelling stands, and how often on all of them."""

    pages: int = 0
    times: int = 0


class Spelled(NamedTuple):
    """A word or phrase as it is spelled somewhere."""

    text: str
    start: int
    end: int


class Spellings:
    """The words of which there is more than one spelling: by what is the same in all of them, each and its use."""

    def __init__(self, groups: Mapping[str, Mapping[str, Use]]) -> None:
        self.groups = groups
        self._groups_of: defaultdict[str, list[str]] = defaultdict(list)
        self._joined: defaultdict[str, list[str]] = defaultdict(list)
        self._solid: set[str] = set()
        for group, forms in groups.items():
            for form in forms:
                self._groups_of[form].append(group)
                if " " not in form and len(parts := _parted(form)) > 1:
                    self._joined[" ".join(parts)].append(group)
                    self._solid.add(form.casefold())

    def having(self, text: str) -> Sequence[str]:
        """The words of which a text is a spelling, as it stands."""
        return self._groups_of.get(text, ())

    def found(self, text: str) -> dict[str, str]:
        """The words of which a text is a spelling, and which one: in small letters if it is none as it stands; itself
        too where it differs by nothing but a space from one that is written as one word."""
        small = text.lower()
        parted = " " in text and text.replace(" ", "").casefold() in self._solid
        if not parted and text not in self._groups_of and small not in self._groups_of:
            return {}
        forms: dict[str, str] = {}
        if parted:
            forms = dict.fromkeys(self._joined.get(" ".join(_parted(text)), ()), text)
        if small != text:
            shouted = any(word.isupper() for word in text.split(" "))
            forms.update((group, small) for group in self.having(small) if not (shouted and " " in group))
        forms.update((group, text) for group in self.having(text))
        return forms


def spelled(text: str, foreign: Container[str]) -> Iterator[Spelled]:
    """The words and compounds of a text, and two words in a row where both have a capital or both are `foreign`."""
    before: re.Match[str] | None = None
    for match in compounds(text):
        word = match[0]
        yield Spelled(word, match.start(), match.end())
        if before and match.start() == before.end() + 1 and text[before.end()] in " \n":
            first = before[0]
            capitals = first[0].isupper() and word[0].isupper()
            if "-" not in first + word and (capitals or (first in foreign and word in foreign)):
                yield Spelled(f"{first} {word}", before.start(), match.end())
        before = match


def long_names(text: str) -> Iterator[Spelled]:
    """The names of three words and more of a text, with the commas in them: awards, talks, books."""
    for match in _LONG_NAME.finditer(text):
        yield Spelled(match[0], match.start(), match.end())


def alone(text: str, is_term: Callable[[str], bool], is_phrase: Callable[[str, str], bool]) -> Iterator[Spelled]:
    """The terms in small letters, of one or two words, that stand in a text and make no longer phrase with their
    neighbours, as ``mesh`` does in ``service mesh``."""
    words = list(compounds(text))
    small = [match[0] == match[0].lower() for match in words]
    joined = [a.end() + 1 == b.start() and text[a.end()] in " \n" for a, b in pairwise(words)]
    at = 0
    while at < len(words):
        for end in (at + 2, at + 1):
            if end > len(words) or not all(joined[at : end - 1]) or not all(small[at:end]):
                continue
            term = " ".join(match[0] for match in words[at:end])
            if term.islower() and is_term(term):
                before = at > 0 and joined[at - 1] and is_phrase(words[at - 1][0], words[at][0])
                after = end < len(words) and joined[end - 1] and is_phrase(words[end - 1][0], words[end][0])
                if not before and not after:
                    yield Spelled(term, words[at].start(), words[end - 1].end())
                at = end - 1
                break
        at += 1


def key(text: str, language: str) -> str:
    """What is the same in all spellings of a word or phrase."""
    plain = text.casefold() if _NO_LATIN.search(text) else fold(text)
    plain = _SIGNS.sub("", plain)
    for pattern, instead in _alike(primary(language)):
        plain = pattern.sub(instead, plain)
    return plain


def grouped(uses: Iterable[tuple[str, str, Use]], foreign: Container[str]) -> Spellings:
    """The words of which there is more than one spelling. `uses` are all spellings, each behind what is the same in
    those of its word."""
    groups: defaultdict[str, dict[str, Use]] = defaultdict(dict)
    phrases: dict[str, Use] = {}
    for group, text, use in uses:
        groups[group][text] = use
        if text.count(" ") == 1:
            phrases[text] = use
    small = {text.lower() for text in phrases}
    for text, use in phrases.items():
        first, _, second = text.lower().partition(" ")
        if f"{second} {first}" in small and (phrase := turned(text, foreign)):
            groups[phrase][text] = use
    return Spellings(
        {
            each: forms
            for each, spellings in groups.items()
            if len(spellings) > 1
            and len(each) >= (_SHORTEST_KATAKANA if _KATAKANA.match(each) else _SHORTEST)
            and len(forms := _forms(spellings)) > 1
        }
    )


def turned(text: str, foreign: Container[str]) -> str:
    """What is the same in both orders of two foreign words; "" of anything else."""
    words = text.split(" ")
    if len(words) != 2 or any(word.isupper() or word.lower() not in foreign for word in words):
        return ""
    return " ".join(sorted(word.lower() for word in words))


def difference(one: str, other: str) -> Difference | None:
    """How two spellings of a word differ, by what weighs most; None where it is by the capitals of whole words, as
    those of titles."""
    if one.replace(",", "") == other.replace(",", ""):
        return "comma"
    if " " in one and " " in other:
        return "order" if sorted(one.lower().split()) == sorted(other.lower().split()) else None
    if _parted(one) == _parted(other):
        return "joint" if " " in one + other else None
    if one.casefold() == other.casefold():
        return "capitals" if _JOINT.search(one + " " + other) else None
    bare, other_bare = (re.sub("[- ]", "", text.casefold()) for text in (one, other))
    if bare == other_bare:
        return None if " " in one + other and one.islower() != other.islower() else "hyphen"
    if fold(bare) != fold(other_bare):
        return "letters"
    return "accent" if one.count("-") == other.count("-") else "hyphen"


def _parted(text: str) -> list[str]:
    """The words of a phrase, of one written without spaces too."""
    return _JOINT.sub(" ", text).casefold().split()


def _forms(spellings: Mapping[str, Use]) -> dict[str, Use]:
    """The spellings, without regard to the capital at the beginning of a single word. Where capitals stand within a
    word it is a name, and what is written in small letters is something else (a command, a folder). Phrases that
    differ by nothing but capitals are no two spellings, unless their order differs too."""
    is_name = any(_JOINT.search(text) for text in spellings)
    if all(" " in text for text in spellings) and len({text.lower() for text in spellings}) == 1:
        return {}
    found: dict[str, Use] = {}
    for text, use in spellings.items():
        if text.isupper() or (is_name and text.islower() and " " not in text):
            continue
        form = text.lower() if not is_name and text.lower() in spellings else text
        before = found.get(form, Use())
        found[form] = Use(before.pages + use.pages, before.times + use.times)
    return found


@cache
def _data() -> dict[str, dict[str, list[list[str]]]]:
    return tomllib.loads(_DATA.read_text("utf-8"))


@cache
def _alike(code: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), instead) for pattern, instead in _data().get(code, {}).get("alike", ()))
