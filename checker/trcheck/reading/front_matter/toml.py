"""TOML front matter: tomllib says whether it is valid, a scanner where its keys and values stand."""

from __future__ import annotations

import re
import tomllib

from trcheck.reading.front_matter.collector import MAX_DEPTH, Collector, FrontMatterError
from trcheck.reading.front_matter.flow import KEY, PART, parts, scan_value

_LINE = re.compile(rf"[ \t]*+(?:(\[\[?)[ \t]*+({KEY})[ \t]*+\]\]?|({KEY})[ \t]*+=[ \t]*+)?+")
_DEEP = re.compile(rf"(?<![\w\\\"'-])(?:{PART}[ \t]*+\.[ \t]*+){{{MAX_DEPTH}}}")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_toml(text: str, base: int) -> Collector:
    """The entries of a TOML document."""
    collector = Collector(base)
    try:
        _scan(text, collector)
        tomllib.loads(text, parse_float=str)
    except FrontMatterError as error:
        collector.note(error.message, error.at)
        collector.rescue(text, error.at)
    except ValueError as error:
        collector.note(*_reason(str(error), text))
    return collector


def _scan(text: str, collector: Collector) -> None:
    if deep := _DEEP.search(text):
        raise FrontMatterError(f"a key has more than {MAX_DEPTH} parts", deep.start())
    tables: dict[str, int] = {}
    collector.table("", 0)
    at = 0
    while line := _LINE.match(text, at):
        if line[2]:
            collector.table(_table(parts(line[2], _unquote), line[1] == "[[", tables), line.start(2))
            at = line.end()
        elif line[3]:
            collector.key(".".join(parts(line[3], _unquote)), line.start(3))
            at = scan_value(text, line.end(), collector, _unquote)
            if collector.depth > 1:
                raise FrontMatterError("a bracket is opened here and not closed", line.end())
        at = text.find("\n", at) + 1
        if not at:
            break


def _table(names: list[str], is_array: bool, tables: dict[str, int]) -> str:
    """The path of a table; of an array's table with its number, which `tables` counts."""
    path = ""
    for position, name in enumerate(names, 1):
        path = f"{path}.{name}" if path else name
        if is_array and position == len(names):
            tables[path] = tables.get(path, -1) + 1
        if path in tables:
            path = f"{path}.{tables[path]}"
    return path


def _unquote(written: str) -> str:
    try:
        value = tomllib.loads(f"value = {written}")["value"]
    except ValueError:
        return written.strip("\"'")
    assert isinstance(value, str)
    return value


def _reason(message: str, text: str) -> tuple[str, int]:
    """What tomllib says, and where it says it is."""
    place = _PLACE.search(message)
    if not place:
        return f"this is not valid TOML: {message}", 0
    at = len(text)
    if place[1]:
        at = sum(map(len, text.splitlines(keepends=True)[: int(place[1]) - 1])) + int(place[2]) - 1
    return f"this is not valid TOML: {message[: place.start()]}", at
