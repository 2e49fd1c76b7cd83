"""The words that a site's other spell checkers were told to accept: cspell, Vale and typos.

Looked at are cspell's settings in JSON and YAML at the root with the plain word lists that they name, the vocabularies
of Vale, and the words that typos is to leave. Settings that are programs (`cspell.config.js`) are not run. Pages add to
them in comments and front matter (`cSpell:ignore`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from trcheck.config import Config
from trcheck.model import Document
from trcheck.options import KeyPath, OptionError
from trcheck.pages.files import read_text
from trcheck.reading.front_matter.collector import Collector
from trcheck.reading.front_matter.yaml import read_yaml
from trcheck.text.words import words

_CSPELL = re.compile(r"\.?cspell(?:\.config)?\.(?:jsonc?|ya?ml)", re.I)
_TYPOS = ("typos.toml", "_typos.toml", ".typos.toml")
_VALE = (".vale.ini", "_vale.ini")
_LISTS = re.compile(r"(?:overrides\.\d+\.)?(?:words|userWords|ignoreWords)\.\d+")
_DEFINED = re.compile(r"dictionaryDefinitions\.\d+\.path")
_JSON_COMMENT = re.compile(r'("(?:[^"\\\n]|\\.)*+")|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/')
_STYLES = re.compile(r"^\s*StylesPath\s*=\s*(.+?)\s*$", re.M)
_PLAIN = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
_IN_PAGE = re.compile(r"\b(?:cspell|spell-?checker)::?[ \t]*(?:ignore(?:-?words?)?|words?)\b[ \t]*:?([^\n]*)", re.I)
_LARGEST = 10_000_000  # bytes of a word list


class Accepted:
    """What the site at `root` accepts, read at first need. `problems` then says which settings could not be read."""

    def __init__(self, root: Path) -> None:
        self.problems: list[str] = []
        self._root = root.resolve()
        self._of_files: dict[str, frozenset[str]] = {}

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the settings, in small letters."""
        return _words(self._texts())

    def of_file(self, path: str) -> frozenset[str]:
        """The words of a list of the site, in small letters."""
        if path not in self._of_files:
            self._of_files[path] = _words(_lines(self._root / path))
        return self._of_files[path]

    def _texts(self) -> Iterator[str]:
        try:
            names = sorted(path.name for path in self._root.iterdir())
        except OSError:
            return
        for name in names:
            if _CSPELL.fullmatch(name):
                yield from self._cspell(name)
            elif name in _TYPOS:
                yield from self._typos(name)
            elif name in _VALE:
                yield from self._vale(name)

    def _cspell(self, name: str) -> Iterator[str]:
        text = read_text(self._root / name).removeprefix("\ufeff")
        if ".json" in name.lower():
            text = _JSON_COMMENT.sub(lambda match: match[1] or " ", text)  # what is left is YAML, commas at ends too
        settings = read_yaml(text.replace("\t", " "), 0)
        if settings is None or settings.problem:
            self.problems.append(f"{name} cannot be read, its words are not accepted: {_reason(settings)}")
        for entry in settings.entries if settings else ():
            if _LISTS.fullmatch(entry.path):
                yield entry.value
            elif _DEFINED.fullmatch(entry.path):
                yield from self._list(entry.value)

    def _list(self, path: str) -> Iterable[str]:
        """The lines of a word list within the site."""
        file = (self._root / path).resolve()
        return _lines(file) if file.is_relative_to(self._root) else ()

    def _typos(self, name: str) -> Iterator[str]:
        try:
            settings: Any = tomllib.loads(read_text(self._root / name))
            default = settings.get("default", {})
            for key in ("extend-words", "extend-identifiers"):
                yield from (word for word, right in default.get(key, {}).items() if word == right)
        except (tomllib.TOMLDecodeError, AttributeError) as error:
            self.problems.append(f"{name} cannot be read, its words are not accepted: {error}")

    def _vale(self, name: str) -> Iterator[str]:
        for styles in _STYLES.findall(read_text(self._root / name)):
            folder = (self._root / styles).resolve()
            if folder.is_relative_to(self._root):
                for pattern in ("config/vocabularies/*/accept.txt", "Vocab/*/accept.txt"):
                    for file in sorted(folder.glob(pattern)):
                        yield from (line for line in _lines(file) if _PLAIN.fullmatch(line))


def ignored_on(document: Document) -> frozenset[str]:
    """The words that a page asks spell checkers to leave, in small letters."""
    if "pell" not in document.text:
        return frozenset()
    texts = [match[1] for match in _IN_PAGE.finditer(document.text)]
    if document.front_matter:
        texts += [entry.value for entry in document.front_matter.entries if _IN_PAGE.match(f"{entry.path}:")]
    return _words(texts)


def check_word_files(root: Path, config: Config, named: Iterable[tuple[KeyPath, str]]) -> None:
    """Raise a `ConfigError` where a key of the configuration names a list of words that cannot be read."""
    for key, name in named:
        try:
            (root / name).read_bytes()
        except OSError as error:
            raise config.error(OptionError(f"cannot read word file `{name}`: {error.strerror}", key)) from None


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for text in texts for word in words(text))


def _reason(settings: Collector | None) -> str:
    return settings.problem if settings else "it is no table of settings"


def _lines(file: Path) -> list[str]:
    """The lines of a word list without its comments."""
    try:
        if not file.is_file() or file.stat().st_size > _LARGEST:
            return []
    except OSError:
        return []
    lines = (line.partition("#")[0].strip(" \t*+~") for line in read_text(file).splitlines())
    return [line for line in lines if line and not line.startswith("!")]
