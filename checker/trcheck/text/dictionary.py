"""Which words a language has, by the word lists of simplemma (54 languages, inflected forms included).

Unpacking a list takes up to two seconds, so it is kept as a trie in the user's cache folder, from where it loads in a
millisecond and without simplemma. Where nothing can be written it is unpacked anew in every run. The name of the
cached file holds a checksum of the list that it was made from, and the file is written aside and moved into place, so
that any number of processes may run at once.
"""

from __future__ import annotations

import os
import tempfile
import tomllib
import zlib
from collections.abc import Container
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from marisa_trie import Trie

from trcheck.cache import cache_folder
from trcheck.language import primary
from trcheck.text.words import edits, fold

_DATA = Path(__file__).parent.parent / "data"
# Languages that simplemma lists under another code than the tag's first part.
_CODES = {"no": "nb", "sr": "hbs", "hr": "hbs", "bs": "hbs", "fil": "tl"}
_SHORTEST_STEM = 3


class Build(NamedTuple):
    """How words of a language are built; see data/words.toml."""

    letters: str = ""
    prefixes: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    avoided: tuple[str, ...] = ()


class Dictionaries:
    """The word lists of all languages, each loaded at first need and kept in the folder `kept_in`."""

    def __init__(self, kept_in: Path | None = None) -> None:
        self._kept_in = kept_in
        self._tries: dict[str, Trie] = {}

    def listed(self, word: str, language: str) -> bool:
        """Whether the word list of a language has a word, whatever its capitals. False where there is no list."""
        code = code_of(language)
        if code not in self._tries:
            self._tries[code] = self._load(code)
        trie = self._tries[code]
        small = word.lower()
        return word in trie or small in trie or word.capitalize() in trie or small in build(language).words

    def known(self, word: str, language: str) -> bool:
        """Whether a word is listed, or built of a listed one by a prefix or by up to two endings."""
        return self.listed(word, language) or self._built(word.lower(), language, 2)

    def near(self, word: str, language: str, used: Container[str] = ()) -> list[str]:
        """The words that are one slip away from a word in small letters, in order of the alphabet: those listed, and
        those that are in use otherwise, in small letters or with a capital."""
        rules = build(language)
        return sorted(
            other
            for other in edits(word, rules.letters)
            if (other in used or other.capitalize() in used or self.listed(other, language))
            and not any(part in other and part not in word for part in rules.avoided)
        )

    def _built(self, word: str, language: str, endings: int) -> bool:
        rules = build(language)
        for prefix in rules.prefixes:
            rest = word.removeprefix(prefix)
            if len(word) > len(rest) > _SHORTEST_STEM and self.listed(rest, language):
                return True
        for ending in rules.endings:
            stem = word.removesuffix(ending)
            if len(word) > len(stem) >= _SHORTEST_STEM and (
                self.listed(stem, language)
                or self.listed(fold(stem), language)
                or (endings > 1 and self._built(stem, language, endings - 1))
            ):
                return True
        return False

    def _load(self, code: str) -> Trie:
        packed = word_list(code)
        if packed is None:
            return Trie()
        kept = (self._kept_in or folder()) / f"{code}-{zlib.crc32(packed.read_bytes()):08x}.trie"
        with suppress(OSError, RuntimeError):  # not there, unreadable or damaged: made anew
            return Trie().load(os.fspath(kept))
        trie = _unpack(code)
        with suppress(OSError):  # nowhere to keep it
            keep(trie, kept)
        return trie


def folder() -> Path:
    """Where tries are kept."""
    return cache_folder() / "words"


def build(language: str) -> Build:
    """How words of a language are built, as far as known."""
    return _builds().get(primary(language), Build())


@cache
def _builds() -> dict[str, Build]:
    data = tomllib.loads((_DATA / "words.toml").read_text("utf-8"))
    return {
        code: Build(
            rules.get("letters", ""),
            tuple(rules["prefixes"]),
            tuple(rules["endings"]),
            frozenset(rules["words"]),
            tuple(rules.get("avoided", ())),
        )
        for code, rules in data.items()
    }


def code_of(language: str) -> str:
    """The code of simplemma for a language tag: pt for pt-BR."""
    code = primary(language)
    return _CODES.get(code, code)


def word_list(code: str) -> Path | None:
    """The packed word list of a language, found without importing simplemma (0.1 s)."""
    package = find_spec("simplemma")
    if package is None or package.origin is None or not code.isalpha():
        return None
    packed = Path(package.origin).parent / "strategies" / "dictionaries" / "data" / f"{code}.plzma"
    return packed if packed.is_file() else None


def _unpack(code: str) -> Trie:
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    return Trie(iter(DefaultDictionaryFactory(cache_max_size=0).get_dictionary(code)))


def keep(trie: Trie, path: Path) -> None:
    """Save a trie in its place at once: whoever loads it never sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, suffix=".part")
    os.close(handle)
    try:
        trie.save(aside)
        os.replace(aside, path)
    except BaseException:
        os.unlink(aside)
        raise
