"""Glossaries in TOML: a ``[[terms]]`` for each entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from trcheck.config import ConfigFile, parse
from trcheck.language import is_language
from trcheck.options import OptionError, build
from trcheck.text.glossary import Term


@dataclass(frozen=True, slots=True)
class Entry:
    """The keys of an entry."""

    source: str
    allowed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    forbidden: dict[str, tuple[str, ...]] = field(default_factory=dict)
    case_sensitive: bool = False
    inflected: bool = True
    do_not_translate: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class File:
    terms: tuple[Entry, ...] = ()


def read_toml(text: str, name: str, source: str) -> Iterator[Term]:
    """The terms of a glossary `name` that reads `text`; a `ConfigError` where it is wrong."""
    file = ConfigFile(name, text)
    try:
        for index, entry in enumerate(build(File, parse(text, name)).terms):
            _check(entry, index)
            yield Term(
                entry.source,
                entry.allowed,
                entry.forbidden,
                case_sensitive=entry.case_sensitive,
                inflected=entry.inflected,
                kept=entry.do_not_translate,
                where=f"{name}:{file.line(('terms', index))}",
            )
    except OptionError as error:
        raise file.error(error) from None


def _check(entry: Entry, index: int) -> None:
    here = ("terms", index)
    if not entry.source.strip():
        raise OptionError("`source` is empty, write the term there", (*here, "source"))
    for key, table in (("allowed", entry.allowed), ("forbidden", entry.forbidden)):
        for tag, forms in table.items():
            if not is_language(tag):
                raise OptionError(f"`{tag}` is no tag of a language", (*here, key, tag))
            if not all(form.strip() for form in forms):
                raise OptionError(f"a form of `{entry.source}` is empty, take it out", (*here, key, tag))
    if entry.do_not_translate and entry.allowed:
        message = f"`{entry.source}` is not to be translated, take `allowed` out or `do-not-translate`"
        raise OptionError(message, (*here, "allowed"))
    if not (entry.do_not_translate or entry.allowed or entry.forbidden):
        message = f"`{entry.source}` needs `allowed`, `forbidden` or `do-not-translate`"
        raise OptionError(message, here)
