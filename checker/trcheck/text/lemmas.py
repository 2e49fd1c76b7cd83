"""The base form of a word, by the lists of simplemma.

Kept like its word lists (see `trcheck.text.word_lists`), apart from them since hardly a run needs it: a trie that says
of each inflected form how many letters to take off its end and what to put there.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from marisa_trie import BytesTrie

from trcheck.text.word_lists import code_of, folder, forms, keep

_LONGEST = 100  # letters of a form that is kept


class Lemmas:
    """The base forms of all languages, each list loaded at first need and kept in the folder `kept_in`."""

    def __init__(self, kept_in: Path | None = None) -> None:
        self._kept_in = kept_in
        self._tries: dict[str, BytesTrie] = {}

    def lemma(self, word: str, language: str) -> str:
        """The base form of a word in small letters; the word itself where nothing else is known."""
        code = code_of(language)
        if code not in self._tries:
            self._tries[code] = self._load(code)
        small = word.lower()
        for form in (small, word.capitalize()):
            if found := self._tries[code].get(form):
                cut, ending = found[0][0], str(found[0][1:], "utf-8")
                return (form[: len(form) - cut] + ending).lower()
        return small

    def _load(self, code: str) -> BytesTrie:
        packed = forms(code)
        if packed is None:
            return BytesTrie()
        kept = (self._kept_in or folder()) / f"{code}-{zlib.crc32(packed.read_bytes()):08x}.lemmas"
        with suppress(OSError, RuntimeError):  # not there, unreadable or damaged: made anew
            return BytesTrie().load(os.fspath(kept))
        trie = BytesTrie(_unpack(code))
        with suppress(OSError):  # nowhere to keep it
            keep(trie, kept)
        return trie


def _unpack(code: str) -> Iterator[tuple[str, bytes]]:
    """Every inflected form, with how many letters its end loses and what stands there in the base form."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    for form, lemma in DefaultDictionaryFactory(cache_max_size=0).get_dictionary(code).items():
        if form != lemma and len(form) <= _LONGEST:
            same = next(
                (i for i, (a, b) in enumerate(zip(form, lemma, strict=False)) if a != b), min(len(form), len(lemma))
            )
            yield form, bytes((len(form) - same,)) + lemma[same:].encode()
