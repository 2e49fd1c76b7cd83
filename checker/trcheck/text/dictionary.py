"""Which words a language has: those of its word lists, and those that are built of them; see data/words.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Container
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

from trcheck.language import primary
from trcheck.text.numerals import numerals
from trcheck.text.word_lists import WordLists
from trcheck.text.words import edits, fold

_DATA = Path(__file__).parent.parent / "data" / "words.toml"
_SHORTEST_STEM = 3
_SHORTEST_PART = 4
_SHORTEST_MONTH = 5  # letters; shorter ones are mostly abbreviations
_SHORT_PREFIX = 2
_MOST_PARTS = 4
_MOST_ACCENTS = 3
_LOANS = "en"


class Build(NamedTuple):
    """How words of a language are built; see data/words.toml."""

    letters: str = ""
    capitals: bool = False
    prefixes: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    joints: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    avoided: tuple[str, ...] = ()


class Dictionaries:
    """The words of all languages. Their lists are loaded at first need and kept in the folder `kept_in`.

    What was answered of a word is kept for the run: pages of one site have most words in common.
    """

    def __init__(self, kept_in: Path | None = None) -> None:
        self._lists = WordLists(kept_in)
        self._answers: dict[tuple[str, str, str], bool] = {}

    def listed(self, word: str, language: str) -> bool:
        """Whether the word list of a language has a word, whatever its capitals. False where there is no list."""
        key = "listed", word, language
        if key not in self._answers:
            self._answers[key] = self._listed(word, language)
        return self._answers[key]

    def known(self, word: str, language: str) -> bool:
        """Whether a word is listed, or built of listed ones: by a prefix, by another ending, by up to two
        further ones, as a compound."""
        key = "known", word, language
        if key not in self._answers:
            self._answers[key] = self._known(word, language)
        return self._answers[key]

    def commonness(self, word: str, language: str) -> int:
        """How common a word in small letters is, from 0 to 80; see `WordLists.commonness`."""
        return self._lists.commonness(word, language)

    def near(self, word: str, language: str, used: Container[str] = ()) -> list[str]:
        """The words that are one slip away from a word in small letters, in order of the alphabet: those of the
        language, and those that are in use otherwise, in small letters or with a capital."""
        rules = build(language)
        of_language = self._known if rules.joints else self._listed
        return sorted(
            other
            for other in edits(word, rules.letters) | accented(word, rules.letters)
            if (other in used or other.capitalize() in used or of_language(other, language))
            and not any(part in other and part not in word for part in rules.avoided)
        )

    def _listed(self, word: str, language: str) -> bool:
        return self._lists.has(word, language) or word.lower() in build(language).words

    def _known(self, word: str, language: str) -> bool:
        small = word.lower()
        return (
            self._listed(word, language)
            or self._built(small, language, 2)
            or bool(build(language).joints and self._compound(small, language, _MOST_PARTS))
        )

    def _built(self, word: str, language: str, endings: int) -> bool:
        rules = build(language)
        for prefix in rules.prefixes:
            rest = word.removeprefix(prefix)
            # Many a slip begins like a short prefix before a word that nobody uses.
            if (
                len(word) > len(rest) > _SHORTEST_STEM
                and self._listed(rest, language)
                and (len(prefix) > _SHORT_PREFIX or self.commonness(rest, language))
            ):
                return True
        for ending, of in rules.changes:
            stem = word.removesuffix(ending)
            if len(word) > len(stem) >= _SHORTEST_STEM and self._listed(stem + of, language):
                return True
        for ending in rules.endings:
            stem = word.removesuffix(ending)
            if len(word) > len(stem) >= _SHORTEST_STEM and (
                self._listed(stem, language)
                or self._listed(fold(stem), language)
                or (endings > 1 and self._built(stem, language, endings - 1))
            ):
                return True
        return False

    def _compound(self, word: str, language: str, parts: int) -> bool:
        """Whether a word is a row of words, loans from English among them, each with a joint behind it or none."""
        for end in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            rest = word[end:]
            if self._heads(word[:end], language) and (
                self._listed(rest, language) or (parts > 2 and self._compound(rest, language, parts - 1))
            ):
                return True
        return False

    def _heads(self, head: str, language: str) -> bool:
        """Whether a word, with or without a joint behind it, may stand before another one in a compound."""
        for joint in build(language).joints:
            word = head.removesuffix(joint)
            if (
                len(word) + len(joint) == len(head)
                and len(word) >= _SHORTEST_PART
                and (self._listed(word, language) or self._listed(word, _LOANS))
            ):
                return True
        return False


def accented(word: str, letters: str) -> set[str]:
    """Every string that differs from a word in the diacritics of up to three letters. `letters` are those of its
    language beside a to z."""
    plain = fold(word)
    if len(plain) != len(word):
        return set()
    variants = {letter: [other for other in letters if fold(other) == letter] for letter in set(plain)}
    open_places = [place for place, letter in enumerate(plain) if variants[letter]]
    found = {plain}
    for count in range(1, _MOST_ACCENTS + 1):
        for places in combinations(open_places, count):
            for chosen in product(*(variants[plain[place]] for place in places)):
                other = list(plain)
                for place, letter in zip(places, chosen, strict=True):
                    other[place] = letter
                found.add("".join(other))
    return found - {word}


@cache
def build(language: str) -> Build:
    """How words of a language are built, as far as known. Names of months are among its words."""
    found = _builds().get(primary(language), Build())
    months = {name.rstrip("*") for name in numerals(language).months}
    return found._replace(words=found.words | {name for name in months if len(name) >= _SHORTEST_MONTH})


@cache
def _builds() -> dict[str, Build]:
    return {
        code: Build(
            rules.get("letters", ""),
            rules.get("capitals", False),
            tuple(rules.get("prefixes", ())),
            tuple(rules.get("endings", ())),
            tuple((ending, of) for ending, of in rules.get("changes", ())),
            tuple(rules.get("joints", ())),
            frozenset(rules.get("words", ())),
            tuple(rules.get("avoided", ())),
        )
        for code, rules in tomllib.loads(_DATA.read_text("utf-8")).items()
    }
