"""How the pages of a language spell their words, read from the files as they stand: a page under check is not the only
one that is asked about, and parsing them all would take too long.

Left out is what is no running text of the translator's (see `trcheck.text.running`), as far as that shows in the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence

from trcheck.cache import Cache, digest
from trcheck.learning.facts import pack, unpack
from trcheck.pages.learned import build
from trcheck.text.foreign import function_words
from trcheck.text.spellings import Spellings, Use, grouped, long_names, spelled

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
_GAP = " \x01 "  # what it takes the place of parts words


def spellings(texts: Sequence[str], language: str, foreign: Container[str], kept: Cache | None) -> Spellings:
    """The words of which pages have more than one spelling. `foreign` are the words of the source's pages; how a page
    spells its words is kept by its text."""
    keys = [digest(build(), "spellings", language, text) for text in texts]
    counted = {key: unpack(value) for key, value in kept.get(keys).items()} if kept else {}
    new = {key: {_TOPIC: _count(text, language)} for key, text in zip(keys, texts, strict=True) if key not in counted}
    if kept:
        kept.put({key: pack(facts) for key, facts in new.items()})
    counted.update(new)
    pages: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for key in keys:
        found = counted[key][_TOPIC]
        pages.update(found.keys())
        times.update(found)
    return grouped(((text, Use(count, times[text])) for text, count in pages.items()), language, foreign)


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
