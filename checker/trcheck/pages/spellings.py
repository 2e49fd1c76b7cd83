"""How the pages of a language spell their words, read from the files as they stand: a page under check is not the only
one that is asked about, and parsing them all would take too long.

Left out is what is no running text of the translator's (see `trcheck.text.running`), as far as that shows in the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container
from pathlib import Path

from trcheck.learning.facts import Facts
from trcheck.pages.files import read_text
from trcheck.pages.sums import Count, Pair
from trcheck.text.foreign import function_words
from trcheck.text.spellings import Spellings, Use, grouped, key, long_names, spelled

_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[^\n]*$", re.M)
_HEAD = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\n.*?^\1[ \t]*$", re.M | re.S)
_NO_TEXT = re.compile(
    r"`[^`\n]++`|!?\[[^\]\n]*+\]\([^)\n]*+\)|<[^>\n]++>|https?://\S++|\{\{[^}]*+\}\}|\{[^}\n]*+\}"
    r"|\"[^\"\n]*+\"|“[^”\n]*+”|«[^»\n]*+»|„[^“\n]*+“|「[^」\n]*+」"
)
_CODE = re.compile(r"`[^`\n]++`|\]\([^)\n]*+\)|<[^>\n]++>|https?://\S++")
_CAPTION = re.compile(r"\b(?:caption|alt)=\"([^\"\n]++)\"")
_TOPIC = "spelled"
_SHORTEST = 4  # letters of a word that is worth to be called foreign
_PAGE = 1 << 32
"""In one number, pages are counted by this and occurrences by one."""
_GAP = " \x01 "  # what it takes the place of parts words


def observe_spellings(root: Path, pair: Pair) -> Facts:
    """How a page spells its words: for each spelling, behind what is the same in all spellings of the word, that it is
    there and how often."""
    counted = _count(read_text(root / pair.translation), pair.language)
    return {_TOPIC: Counter({f"{key(text, pair.language)}\t{text}": _PAGE + n for text, n in counted.items()})}


SPELLINGS = Count("spellings", observe_spellings)


def spellings(facts: Facts, foreign: Container[str]) -> Spellings:
    """The words of which pages have more than one spelling. `foreign` are the words of the source's pages."""
    parted = ((*each.partition("\t"), n) for each, n in facts.get(_TOPIC, Counter()).items())
    return grouped(((group, text, Use(*divmod(n, _PAGE))) for group, _, text, n in parted), foreign)


def _count(text: str, language: str) -> Counter[str]:
    """How often a page has each word and phrase. Of small words in a row those that may be another language's."""
    prose = _GAP.join(_FENCE.split(_HEAD.sub("", text))[::2])
    running = _GAP.join((_NO_TEXT.sub(_GAP, prose), *_CAPTION.findall(prose)))
    found = Counter(each.text for each in spelled(running, _Plain(function_words(language))))
    found.update(each.text for each in long_names(_CODE.sub(_GAP, prose)))
    return found


class _Plain:
    """The words of four letters and more, all of them English ones, but for some."""

    def __init__(self, passed: frozenset[str]) -> None:
        self._passed = passed

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and len(word) >= _SHORTEST and word.isascii() and word not in self._passed
