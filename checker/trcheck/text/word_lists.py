"""The word lists of languages, out of two packages, and how common each word is.

simplemma lists the forms of words for 54 languages; pyspellchecker those of a dozen, with their counts in the subtitles
of films, among them the adverbs and everyday words that simplemma's French, German and Portuguese lack. Either is read
as data, without importing the package.

Unpacking a list takes up to three seconds, so it is kept as a trie in the user's cache folder, from where it loads in
milliseconds. Where nothing can be written it is unpacked anew in every run. The name of the cached file holds a
checksum of what it was made from, and the file is written aside and moved into place, so that any number of processes
may run at once.
"""

from __future__ import annotations

import gzip
import json
import os
import tempfile
import zlib
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from math import log10
from pathlib import Path

from marisa_trie import BytesTrie, RecordTrie

from trcheck.cache import cache_folder
from trcheck.language import primary

# Languages that simplemma lists under another code than the tag's first part.
_CODES = {"no": "nb", "sr": "hbs", "hr": "hbs", "bs": "hbs", "fil": "tl"}
_FORMAT = "<B"


class WordLists:
    """The word lists of all languages, each loaded at first need and kept in the folder `kept_in`."""

    def __init__(self, kept_in: Path | None = None) -> None:
        self._kept_in = kept_in
        self._tries: dict[str, RecordTrie] = {}

    def has(self, word: str, language: str) -> bool:
        """Whether the list of a language has a word, whatever its capitals. False where there is no list."""
        trie = self._trie(language)
        return word in trie or word.lower() in trie or word.capitalize() in trie

    def commonness(self, word: str, language: str) -> int:
        """How common a word in small letters is: ten times the decimal logarithm of its occurrences in a billion
        words; 0 for rare words, and where no counts are known."""
        counts: list[tuple[int]] = self._trie(language).get(word, [])
        return max((count for (count,) in counts), default=0)

    def _trie(self, language: str) -> RecordTrie:
        code = code_of(language)
        if code not in self._tries:
            self._tries[code] = self._load(code)
        return self._tries[code]

    def _load(self, code: str) -> RecordTrie:
        files = [path for path in _files(code) if path.is_file()]
        if not files or not code.isalpha():
            return RecordTrie(_FORMAT)
        checksum = 0
        for path in files:
            checksum = zlib.crc32(path.read_bytes(), checksum)
        kept = (self._kept_in or folder()) / f"{code}-{checksum:08x}.words"
        with suppress(OSError, RuntimeError):  # not there, unreadable or damaged: made anew
            return _mapped(os.fspath(kept))
        trie = RecordTrie(_FORMAT, ((word, (count,)) for word, count in _unpack(code).items()))
        with suppress(OSError):  # nowhere to keep it
            keep(trie, kept)
        return trie


@cache
def _mapped(path: str) -> RecordTrie:
    """A kept trie, mapped into memory once a process: only what is looked up is read, and processes share it."""
    return RecordTrie(_FORMAT).mmap(path)


def folder() -> Path:
    """Where tries are kept."""
    return cache_folder() / "words"


def code_of(language: str) -> str:
    """The code of simplemma for a language tag: pt for pt-BR."""
    code = primary(language)
    return _CODES.get(code, code)


def forms(code: str) -> Path | None:
    """The packed list of the forms of a language's words, if there is one."""
    path, _ = _files(code)
    return path if path.is_file() and code.isalpha() else None


def _files(code: str) -> tuple[Path, Path]:
    """Where the lists of a language would be in the two packages, found without importing these (0.1 s)."""
    return (
        _folder_of("simplemma") / "strategies" / "dictionaries" / "data" / f"{code}.plzma",
        _folder_of("spellchecker") / "resources" / f"{code}.json.gz",
    )


def _folder_of(package: str) -> Path:
    spec = find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else Path(package)


def _unpack(code: str) -> dict[str, int]:
    """Every word of a language's lists, and how common it is."""
    listed, counts = _files(code)
    words: dict[str, int] = {}
    if listed.is_file():
        from simplemma.strategies.dictionaries import DefaultDictionaryFactory

        words = dict.fromkeys(DefaultDictionaryFactory(cache_max_size=0).get_dictionary(code), 0)
    if counts.is_file():
        counted: dict[str, int] = json.loads(gzip.decompress(counts.read_bytes()))
        least, all_together = min(counted.values()), sum(counted.values())
        for word, count in counted.items():
            if word.isalpha():  # what was never seen is listed with the least count
                words[word] = round(10 * log10(1e9 * count / all_together)) if count > least else 0
    return words


def keep(trie: BytesTrie | RecordTrie, path: Path) -> None:
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
