"""Short texts that read as in the source: names and terms that a site keeps, or words that nobody has translated.

A heading of three words holds too little for the language to be told from it. What the pages of a site say elsewhere
tells more: a word that its source pages have often and its translations hardly ever is one that translators put into
their language, so that a text of such words was left.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol

from trcheck.language import primary
from trcheck.model import Document, Span
from trcheck.text.texts import Text
from trcheck.text.words import words

_DATA = Path(__file__).parent.parent / "data" / "wordings.toml"
_SEEN = 4  # source pages that say whether a word is kept
_KEPT = 1 / 3  # of them, by the pages of the language
_KEPT_ONCE = 1 / 9
_SURE = 2.0
_NEVER = 3  # source pages that say so where no page of the language has a word
_SMALL = 0.5  # of a text's words
_PICTURES = ("alt", "caption")
_SENTENCES = ("paragraph", "item", "description")
_EDGES = "\"'“”‘’«»„()[]*_.,:;!?…"
_MID_SENTENCE = re.compile(r"[^\W\d_],? {1,4}([A-Z][^\W\d_]++)")
_CODE = re.compile(r"[{}\[\]|<>=\\$]|\w\(")


class Lexicon(Protocol):
    """What must be known of the words of a site and of its languages."""

    def words(self, language: str) -> Mapping[str, int]:
        """For each word of the pages of a language: on how many of them it stands."""

    def known(self, word: str, language: str) -> bool:
        """Whether a language has a word."""


class Wordings:
    """Which short texts of a translation were left in the source's language. `marks` are the function words by which
    that is told from the translation's, `accepted` words that may stay."""

    def __init__(
        self,
        lexicon: Lexicon,
        source: Document,
        document: Document,
        marks: frozenset[str],
        accepted: Collection[str] = (),
    ) -> None:
        self._lexicon = lexicon
        self._source = source
        self._document = document
        self._marks = marks
        self._accepted = accepted

    def is_left(self, text: Text) -> bool:
        """Whether a short text that reads as in the source is running text, and no name or term."""
        prose = text.prose.strip()
        if text.is_exempt() or text.what == "html" or _CODE.search(prose):
            return False
        if text.block and any(_within_word(self._document.text, s) for s in text.block.spans if s.kind == "code"):
            return False
        heading = text.what == "heading"
        unquoted = text.unquoted()
        tokens = [token.strip(_EDGES) for token in unquoted.split() if not token.startswith("(")]
        alone = {part for token in tokens for part in (token, *self._parts(token))}
        found = [word for word in words(unquoted) if word in alone and word not in self._accepted]
        if len(tokens) < 2:
            return bool(heading and found and prose[0].isupper() and self._is_never_kept(found[0]))
        small = [word for word in found if word[0].islower()]
        if len(found) < 2:
            return heading and self._dropped("".join(small)) == _SURE
        dropped = {word: self._dropped(word) for word in found if word.lower() not in self._marks}
        if text.what == "cell":  # tables are full of terms
            dropped = {word: weight if weight >= 1 else 0 for word, weight in dropped.items()}
        if sum(dropped.get(word, 0) for word in [*small, found[0]][: len(small) + bool(small)]) >= 1:
            return True
        # Of headings, capitals say nothing: there are sites that write them all so.
        if any(word.lower() in self._marks for word in found):
            if text.what in _PICTURES and any(word in self._marks for word in small):
                return not self._is_named(text)
            return heading or dropped.get(found[0], 1) >= 1 or len(small) > _SMALL * len(found)
        sure = max(dropped.values()) >= 1 or (heading and sum(dropped.values()) >= 1)
        return len(found) == len(tokens) and min(dropped.values()) > 0 and sure

    def _parts(self, token: str) -> list[str]:
        """The words that a hyphen joins, if each of them is one of the source's language."""
        parts = token.split("-")
        return parts if all(self._lexicon.known(part.lower(), self._source.language) for part in parts) else []

    def _is_named(self, text: Text) -> bool:
        """Whether the page speaks of what has this text for a title."""
        line = text.line
        return any(line in " ".join(block.prose.split()) for block in self._document.blocks())

    def _is_never_kept(self, word: str) -> bool:
        """Whether a word alone is no name."""
        if word.lower() in _headings(self._source.language):
            return True
        return self._dropped(word) == _SURE and word not in self._said_here

    def _dropped(self, word: str) -> float:
        """Whether the site's pages of this language mostly have another word in its place: 0 no, 0.5 maybe, 1 yes, 2
        nearly all of them."""
        lexicon, source, language = self._lexicon, self._source.language, self._document.language
        small = word.lower()
        if len(word) < 3 or not lexicon.known(small, source) or word in self._names:
            return 0
        here, there = (_count(lexicon.words(each), small) for each in (language, source))
        if lexicon.known(small, language):  # word lists are generous
            return float(there >= 1 / _KEPT_ONCE and here <= _KEPT_ONCE * there)
        if there >= _SEEN:
            return _SURE if here <= _KEPT_ONCE * there else float(here <= _KEPT * there)
        if here > 1 or word in self._said_here:
            return 0
        return 1 if here == 0 and there >= _NEVER else 0.5

    @cached_property
    def _said_here(self) -> frozenset[str]:
        """The words of the page's sentences."""
        texts = (block.prose for block in self._document.blocks() if block.kind in _SENTENCES)
        return frozenset(word for prose in texts for word in words(prose))

    @cached_property
    def _names(self) -> frozenset[str]:
        """The words that the source page writes with a capital within its sentences, and never without."""
        capital: set[str] = set()
        small: set[str] = set()
        for block in self._source.blocks():
            if block.kind in _SENTENCES and block.prose:
                capital.update(_MID_SENTENCE.findall(block.prose))
                small.update(words(block.prose))
        return frozenset(word for word in capital if word.lower() not in small)


def _within_word(text: str, code: Span) -> bool:
    """Whether code runs on as a word, as where a short form is explained letter by letter."""
    after = text[code.end : code.end + 1]
    return after.isascii() and after.isalpha()


def _count(counts: Mapping[str, int], word: str) -> int:
    return counts.get(word, 0) + counts.get(word.capitalize(), 0)


def stays(prose: str) -> bool:
    """Whether a text stays as it is, as one of a licence does."""
    small = prose.lower()
    return any(phrase in small for phrase in _data()["stays"])


def _headings(language: str) -> frozenset[str]:
    return frozenset(_data()["headings"].get(primary(language), "").split())


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text("utf-8"))
