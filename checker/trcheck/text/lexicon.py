"""Which words a site's translations use for the words and names of its source, learned from aligned blocks.

A word of the source and a unit of the translation (a word, two or three words in a row, or a run of characters where
words have no spaces between them) go together as far as they stand in the same aligned blocks. The measure is Dice's
coefficient, twice the blocks they share by the sum of those that either stands in (L. Dice, Measures of the amount of
ecologic association between species, Ecology 26(3), 1945; for aligned texts: F. Smadja et al., Computational
Linguistics 22(1), 1996). What is only seen since it stands beside the right word is taken out as in competitive
linking: a unit belongs to the word of the source that it goes with best (I. D. Melamed, Computational Linguistics
26(2), 2000).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from trcheck.language import has_spaces, primary, script
from trcheck.model import GLUE
from trcheck.text.foreign import function_words

SOURCE, KEPT, TARGET, PAIR, PAGES = "word", "word-kept", "word-form", "word-pair", "word-pages"
"""The topics of the counters that a `Lexicon` is made of. All but the last count blocks: those with a word of the
source, those of them where the translation has it as it stands, those with a unit of the translation, those with both
(joined by `JOINED`). The last counts the pages where both were seen together."""

JOINED = "\t"

_DATA = Path(__file__).parent.parent / "data" / "renderings.toml"

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*+")
_UNSPACED = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]++|[\u30a1-\u30fa\u30fc]++|[\u0e00-\u0e7f]++|[\u1780-\u17ff]++")
_LONGEST_RUN = 6  # characters; terms of Chinese are shorter
_SHORTEST = 3  # letters of a word of the source
_FEWEST_BLOCKS = 3
_FEWEST_PAGES = 2
_ALIKE = 0.9  # of the best measure; the longest of these is the form


class Form(NamedTuple):
    """What stands for a word of the source: in how many blocks both were seen, and Dice's coefficient, 0 to 1."""

    text: str
    blocks: int
    certainty: float


class Lexicon:
    """What the counters of a site say."""

    def __init__(self, facts: Mapping[str, Counter[str]], known: Mapping[str, Sequence[str]] | None = None) -> None:
        self.known = known or {}
        """What the language is known to have for words that translators often keep; see `renderings`."""
        self._source, self._kept = facts.get(SOURCE, Counter()), facts.get(KEPT, Counter())
        self._target, self._pages = facts.get(TARGET, Counter()), facts.get(PAGES, Counter())
        self._pairs = facts.get(PAIR, Counter())

    def forms(self, word: str, fewest: int = _FEWEST_BLOCKS) -> tuple[Form, ...]:
        """What translations have for a word or phrase of the source, the most certain first; the word itself is not
        among them. Nothing that fewer blocks bear out."""
        found = [form for form in self._forms.get(word.casefold(), ()) if form.blocks >= fewest]
        return tuple(found)

    def kept(self, word: str) -> tuple[int, int]:
        """In how many blocks a word of the source stands as it is in the translation, and in how many it was seen."""
        key = word.casefold()
        return self._kept[key], self._source[key]

    @cached_property
    def _forms(self) -> dict[str, list[Form]]:
        best: dict[str, float] = {}
        pairs: list[tuple[str, Form]] = []
        for key, both in self._pairs.items():
            if both < _FEWEST_BLOCKS or self._pages[key] < _FEWEST_PAGES:
                continue
            word, _, unit = key.partition(JOINED)
            form = Form(unit, both, 2 * both / (self._source[word] + self._target[unit]))
            best[unit] = max(best.get(unit, 0.0), form.certainty)
            pairs.append((word, form))
        found: defaultdict[str, list[Form]] = defaultdict(list)
        for word, form in pairs:
            if form.certainty == best[form.text]:
                found[word].append(form)
        return {word: _longest(forms) for word, forms in found.items()}


def renderings(language: str) -> Mapping[str, Sequence[str]]:
    """The renderings that a language is known to have for words of English that translators as often keep."""
    return _renderings().get(primary(language), {})


@cache
def _renderings() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_DATA.read_text("utf-8"))


def _longest(forms: list[Form]) -> list[Form]:
    """The forms in order of their certainty, without those that are parts of others hardly less certain."""
    return sorted(
        (
            form
            for form in forms
            if not any(
                form.text in other.text and form.text != other.text and other.certainty >= _ALIKE * form.certainty
                for other in forms
            )
        ),
        key=lambda form: (-form.certainty, -len(form.text), form.text),
    )


def source_words(text: str, language: str) -> list[str]:
    """The words of a text that may be names or terms, and each two of them in a row, in small letters, in order."""
    passed = function_words(language)
    found: list[str] = []
    before, end = "", -1
    for match in _WORD.finditer(text.replace(GLUE, "")):
        word = match[0].casefold().removesuffix("’s").removesuffix("'s")
        if len(word) < _SHORTEST or word in passed:
            before = ""
            continue
        found.append(word)
        if before and match.start() == end + 1:
            found.append(f"{before} {word}")
        before, end = word, match.end()
    return found


def target_units(text: str, language: str) -> set[str]:
    """The units of a text that may stand for a word of the source, in small letters."""
    text = text.replace(GLUE, "").casefold()
    found: set[str] = set()
    if not has_spaces(language):
        for match in _UNSPACED.finditer(text):
            run = match[0]
            if script(language) == "Jpan" and "\u30a1" <= run[0] <= "\u30fc":
                found.add(run)
                continue
            for length in range(2, _LONGEST_RUN + 1):
                found.update(run[i : i + length] for i in range(len(run) - length + 1))
        return found
    passed = function_words(language)
    spans = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    for number, (word, _, end) in enumerate(spans):
        if word in passed:
            continue
        found.add(word)
        phrase, last = word, end
        for other, start, stop in spans[number + 1 : number + 3]:
            if start != last + 1:
                break
            phrase, last = f"{phrase} {other}", stop
            if other not in passed:
                found.add(phrase)
    return found


def occurrences(unit: str, text: str) -> int:
    """How often a unit stands in a text in small letters; as whole words, where it is of a script that parts them."""
    if _UNSPACED.match(unit):
        return text.count(unit)
    return len(re.findall(rf"(?<!\w){re.escape(unit)}(?!\w)", text))
