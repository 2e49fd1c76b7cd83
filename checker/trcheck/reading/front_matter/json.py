"""JSON front matter: the json module says whether it is valid, a scanner where its keys and values stand."""

from __future__ import annotations

import json
import re

from trcheck.reading.front_matter.collector import Collector, FrontMatterError
from trcheck.reading.front_matter.flow import scan_value

_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
_END_OF_LINE = re.compile(r"[ \t]*(?:\n|\Z)")


def read_json(text: str, end_of_block: int | None) -> tuple[Collector, int] | None:
    """The entries of the object at the head of a text and the offset behind it.

    `end_of_block` is where it ends by its look, that is by a line with the closing brace alone; without it, only what
    is valid is front matter.
    """
    collector = Collector(0)
    try:
        _, end = _DECODER.raw_decode(text)
        if not _END_OF_LINE.match(text, end):
            return None
    except (json.JSONDecodeError, RecursionError) as error:
        if end_of_block is None:
            return None
        end = end_of_block
        if isinstance(error, json.JSONDecodeError):
            collector.note(f"this is not valid JSON: {error.msg}", min(error.pos, end))
    try:
        scan_value(text[:end], 0, collector, _unquote)
    except FrontMatterError as error:
        collector.note(error.message, error.at)
    return collector, end


def _unquote(written: str) -> str:
    try:
        return str(json.loads(written, strict=False))
    except ValueError:
        return written.strip("\"'")
