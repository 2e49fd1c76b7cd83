"""Glossaries in CSV: a row for each entry, the first row says what the columns hold.

The columns are ``source`` (or the tag of the source language), the tag of a language for the forms allowed in it, that
tag and ``forbidden`` for those that are not, ``case-sensitive``, ``inflected`` and ``do-not-translate`` for yes or no,
and ``note``. Forms of one cell are parted by ``|``; cells by commas, semicolons or tabs.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import NamedTuple

from trcheck.config import ConfigError
from trcheck.language import is_language, same_language
from trcheck.options import OptionError, unknown
from trcheck.text.glossary import Term

_FLAGS = ("case-sensitive", "inflected", "do-not-translate")
_YES, _NO = ("yes", "true", "1", "x"), ("no", "false", "0")
_FORBIDDEN = " forbidden"
_DELIMITERS = ",;\t"


class _Column(NamedTuple):
    """What a column holds: ``source``, ``allowed`` or ``forbidden`` of a language, a flag, or "" for nothing of use."""

    kind: str
    language: str = ""


def read_csv(text: str, name: str, source: str) -> Iterator[Term]:
    """The terms of a glossary `name` that reads `text`; a `ConfigError` where it is wrong."""
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    rows = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    columns: list[_Column] = []
    line = 1
    try:
        for row in rows:
            if not columns:
                columns = _head(row, source)
            elif any(cell.strip() for cell in row):
                yield _term(columns, row, f"{name}:{line}")
            line = rows.line_num + 1
    except csv.Error as error:
        raise ConfigError(f"{error} in {name}:{max(line, rows.line_num)}") from None
    except OptionError as error:
        raise ConfigError(f"{error.message} in {name}:{line}{error.hint}") from None
    if not columns:
        raise ConfigError(f"{name} is empty, its first row must name the columns: source, and the tags of languages")


def _head(row: list[str], source: str) -> list[_Column]:
    columns = [_column(cell.strip().lower(), source) for cell in row]
    if sum(column.kind == "source" for column in columns) != 1:
        raise OptionError(f"the first row must name one column `source` or `{source}`", ())
    return columns


def _column(head: str, source: str) -> _Column:
    tag = head.removesuffix(_FORBIDDEN)
    if head == "source" or (is_language(head) and same_language(head, source)):
        return _Column("source")
    if head in _FLAGS:
        return _Column(head)
    if is_language(tag):
        return _Column("allowed" if tag == head else "forbidden", tag)
    if head in ("", "note"):
        return _Column("")
    raise unknown("column", head, ("source", *_FLAGS, "note"), ())


def _term(columns: list[_Column], row: list[str], where: str) -> Term:
    if len(row) > len(columns):
        raise OptionError(f"the row has {len(row)} cells, the first row {len(columns)}", ())
    source, allowed, forbidden = "", {}, {}
    flags = {"inflected": True}
    for column, cell in zip(columns, row, strict=False):
        text = cell.strip()
        if column.kind == "source":
            source = text
        elif text and column.kind == "allowed":
            allowed[column.language] = _forms(text)
        elif text and column.kind == "forbidden":
            forbidden[column.language] = _forms(text)
        elif text and column.kind:
            flags[column.kind] = _flag(text, column.kind)
    if not source:
        raise OptionError("the row has no source term", ())
    kept = flags.get("do-not-translate", False)
    if kept and allowed:
        raise OptionError(f"`{source}` is not to be translated, but has forms that are allowed: take one out", ())
    return Term(
        source,
        allowed,
        forbidden,
        case_sensitive=flags.get("case-sensitive", False),
        inflected=flags["inflected"],
        kept=kept,
        where=where,
    )


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form for part in cell.split("|") if (form := part.strip()))


def _flag(cell: str, column: str) -> bool:
    if cell.lower() in (*_YES, *_NO):
        return cell.lower() in _YES
    raise OptionError(f"`{column}` must be yes or no, not “{cell}”", ())
