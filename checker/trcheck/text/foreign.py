"""Stretches of a translation's text that are still in the language of the source.

Where the languages have scripts of their own, the script says so: a stretch is what stands between two letters of the
translation's script. Where they share one, a stretch is what the translation has in common with the source page, run of
words by run of words (four words in a row at least, as in the n-gram matching that finds copied text). In both cases
its function words (`data/function_words.toml`) tell a sentence from a name, a title or a row of terms.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from trcheck.language import primary, script

_DATA = Path(__file__).parent.parent / "data" / "function_words.toml"
_LETTERS = {
    "Latn": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrl": "\u0400-\u052f",
    "Hebr": "\u0590-\u05ff",
    "Arab": "\u0600-\u06ff\u0750-\u077f",
    "Deva": "\u0900-\u097f",
    "Beng": "\u0980-\u09ff",
    "Taml": "\u0b80-\u0bff",
    "Thai": "\u0e00-\u0e7f",
    "Jpan": "\u3041-\u30ff",  # the two syllabaries; what has none of them is no Japanese
    "Hani": "\u3400-\u4dbf\u4e00-\u9fff",
    "Kore": "\uac00-\ud7a3",
}
_CJK_PUNCTUATION = "\u3000-\u303f\uff00-\uffef"
_TOKEN = re.compile(r"\S+")
_EDGES = "\"'“”‘’«»„()[]{}<>*_.,:;!?…—–-|/"
_GRAM = 4
_GAP = 2
_MARKS = 2
_FEWEST_WORDS = 5
_LONG = 8  # words
_FEWEST_LETTERS = 10
_SMALL = 0.25  # of the words that are no function words; in titles hardly any is written small


class Stretch(NamedTuple):
    """Words in the source's language: where they stand in a text, and what share of it they are, not counting what
    is exempt."""

    start: int
    end: int
    share: float


@cache
def function_words(language: str) -> frozenset[str]:
    """The function words of a language, in small letters; none where they are not known."""
    return _all_function_words().get(primary(language), frozenset())


@cache
def _all_function_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(text.split()) for code, text in tomllib.loads(_DATA.read_text("utf-8")).items()}


class Leftovers:
    """What of a translation's texts is still in the source's language. `texts` are those of the source page."""

    def __init__(self, texts: Sequence[str], source: str, language: str) -> None:
        self._texts = texts
        self._own, self._others = script(language), script(source)
        self._apart = self._own != self._others and {self._own, self._others} <= _LETTERS.keys()
        self._letters = re.compile(f"[{_LETTERS[self._others]}]") if self._apart else None
        self._own_letters = re.compile(f"[{_LETTERS[self._own]}]") if self._apart else None
        self._function_words = function_words(source)
        self.marks = self._function_words - function_words(language)
        """The function words of the source's language that the translation's has not."""

    def by_script(self, text: str) -> bool:
        """Whether the letters of a text are the source's language's, and cannot be the translation's."""
        if self._letters is None or self._own_letters is None or self._others == "Latn":
            return False
        if self._others == "Jpan" and self._own == "Hani":
            return bool(self._letters.search(text))
        fewest = _FEWEST_LETTERS if self._own == "Jpan" else 1  # many a Japanese word has Chinese characters alone
        return len(self._letters.findall(text)) >= fewest and not self._own_letters.search(text)

    def find(self, prose: str, exempt: Sequence[range]) -> list[Stretch]:
        """The stretches of a text that are running text of the source's language. What stands in the `exempt` ranges
        (titles, labels) does not count."""
        hidden = bytearray(len(prose))
        for part in exempt:
            hidden[part.start : part.stop] = b"\1" * len(part)
        judged = [(a, b) for a, b in _tokens(prose, 0, len(prose)) if not hidden[a]]
        found = []
        for start, end in self._runs(prose):
            inside = [(a, b) for a, b in _tokens(prose, start, end) if not hidden[a] and prose[a:b].strip(_EDGES)]
            if inside and self._is_sentence([prose[a:b] for a, b in inside]):
                found.append(Stretch(inside[0][0], inside[-1][1], _length(inside) / max(1, _length(judged))))
        return found

    def origin(self, text: str) -> int | None:
        """Which of the source's texts has the most of a stretch, if any has four of its words in a row."""
        found = Counter(self._grams[gram] for gram in _grams(text) if gram in self._grams)
        return found.most_common(1)[0][0] if found else None

    def may_hold(self, prose: str) -> bool:
        """Whether it is worth the while to search a text: a quick look before the long one."""
        if self._letters is not None and self._others != "Latn":
            return bool(self._letters.search(prose))
        return not self.marks.isdisjoint(prose.split())

    def _runs(self, prose: str) -> list[tuple[int, int]]:
        if self._others == "Jpan" and self._own == "Hani":
            return [(0, len(prose))]
        if self._apart:
            foreign = f"[^{_LETTERS[self._own]}{_CJK_PUNCTUATION}]++"
            return [match.span() for match in re.finditer(foreign, prose)]
        runs: list[list[int]] = []
        for first in (n for n, gram in enumerate(_grams(prose)) if gram in self._grams):
            if runs and first <= runs[-1][1] + _GAP + 1:
                runs[-1][1] = first + _GRAM - 1
            else:
                runs.append([first, first + _GRAM - 1])
        tokens = _tokens(prose, 0, len(prose))
        return [(tokens[first][0], tokens[last][1]) for first, last in runs]

    def _is_sentence(self, tokens: list[str]) -> bool:
        """Whether words are running text of the source's language, and not a name, a title or a row of terms."""
        if self._letters is not None and self._others != "Latn":
            return len(self._letters.findall("".join(tokens))) >= _FEWEST_LETTERS
        words = [word for token in tokens if (word := token.strip(_EDGES)) and word[0].isalpha()]
        content = [word for word in words if word.lower() not in self._function_words]
        if len(words) < _FEWEST_WORDS or sum(word[0].islower() for word in content) < max(1, _SMALL * len(content)):
            return False
        return sum(word.lower() in self.marks for word in words) >= (_MARKS if len(words) < _LONG else 1)

    @cached_property
    def _grams(self) -> dict[tuple[str, ...], int]:
        """Every four words in a row of the source page, and in which of its texts they stand."""
        return {gram: number for number, text in enumerate(self._texts) for gram in _grams(text)}


def _tokens(prose: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the words of a part of a text are."""
    return [match.span() for match in _TOKEN.finditer(prose, start, end)]


def _length(tokens: list[tuple[int, int]]) -> int:
    return sum(b - a for a, b in tokens)


def _grams(text: str) -> Iterator[tuple[str, ...]]:
    tokens = [token.strip(_EDGES).lower() for token in text.split()]
    return zip(*(tokens[n:] for n in range(_GRAM)), strict=False)
