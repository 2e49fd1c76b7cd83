"""Words of which half was replaced: two that grew together, and two that stand apart though the language draws them
together. Both are what is left where a word was put in the place of another one without a look at its neighbours."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from trcheck.language import primary
from trcheck.model import Document
from trcheck.text.wordings import Lexicon
from trcheck.text.words import find_word

_DATA = Path(__file__).parent.parent / "data" / "halves.toml"
_PART = 4  # letters
_LONGEST = 40


class Half(NamedTuple):
    """A word or two of a page: what stands there, from where on, and what it should be."""

    start: int
    written: str
    right: str


def apart(document: Document) -> Iterator[Half]:
    """Pairs of words that should be one."""
    for pair, one in _together(document.language).items():
        if f" {pair} " not in document.text:
            continue
        for block in document.blocks():
            at = f" {block.prose}".find(f" {pair} ") if pair in block.prose else -1
            if at >= 0:
                yield Half(block.start + at, pair, one)


def grown_together(
    document: Document, source: str, ours: Mapping[str, int], theirs: Mapping[str, int], lexicon: Lexicon
) -> Iterator[Half]:
    """Words made of one of the source's and one of the language's own. `ours` and `theirs` are the words of the page
    and of its source page, which is in the language `source`."""
    language = document.language
    pages = lexicon.words(language)
    for word in ours:
        if not 2 * _PART <= len(word) <= _LONGEST or not word.islower() or word in theirs or pages.get(word, 0) > 1:
            continue
        for cut in range(_PART, len(word) - _PART + 1):
            one, other = word[:cut], word[cut:]
            if (
                one in theirs
                and one in ours
                and other in pages
                and lexicon.known(other, language)
                and not lexicon.known(one, language)
                and not lexicon.known(word, language)
                and not lexicon.known(word, source)
                and (found := _find(document, word)) is not None
            ):
                yield Half(found, word, f"{one} {other}")
                break


def _find(document: Document, word: str) -> int | None:
    for block in document.blocks():
        if word in block.prose and (at := find_word(word, block.prose)) >= 0:
            return block.start + at
    return None


@cache
def _together(language: str) -> Mapping[str, str]:
    found: Mapping[str, str] = tomllib.loads(_DATA.read_text("utf-8"))["together"].get(primary(language), {})
    return found
