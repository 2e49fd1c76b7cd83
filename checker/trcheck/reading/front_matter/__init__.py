"""The front matter of a page: found, read, and kept with its places.

python-frontmatter's handlers say where it begins and ends. Its loading is not used: that strips the body and gives
Python values, which have lost their places, ``1.10``, ``012`` and repeated keys. The values are read as written, by the
module of their syntax.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from trcheck.model import FrontMatter

if TYPE_CHECKING:
    from frontmatter.default_handlers import BaseHandler

    from trcheck.reading.front_matter.collector import Collector

_OPENING = re.compile(r"(---|\+\+\+)[ \t]*\n")
_JSON_OPENING = re.compile(r'\{\s*["}]')
_BOUNDARY = {"---": r"^(?:---|\.\.\.)[ \t]*$", "+++": r"^\+\+\+[ \t]*$", "{": r"^[{}][ \t]*$"}
_BLANK = r"(?:[ \t]*+(?:#.*+)?\n)*+"
_KEY = r"""['"]?[a-z_][\w.-]*+['"]?[ \t]*+"""
_MEANT = {
    "---": rf"(?:\n[^\s#:>*|\[\]-][^:\n]*+|{_BLANK}{_KEY}):(?:[ \t\n]|\Z)",
    "+++": rf"{_BLANK}(?:\[\[?)?[\w\"'.-]++[ \t]*+[]=]",
}
"""How a block begins that is meant as front matter, for all its faults: with a key, not with a sentence."""
_UNCLOSED = {
    "---": r"(?:(?:[^\s#:>*|\[\]-][^:\n]*+:(?:[ \t].*+)?|[ \t]++\S.*+|-[ \t].*+)(?:\n|\Z))*+",
    "+++": r"(?:(?:[\w\"'.-]++[ \t]*+=.*+|[ \t]++\S.*+|\[.*+|\].*+)(?:\n|\Z))*+",
}
"""What belongs to a block that no fence closes."""


def read_front_matter(text: str) -> FrontMatter | None:
    """The front matter at the head of a page; None where the page begins with something else, a thematic break say.

    Its `end` is that of the closing fence's line.
    """
    if text.startswith("{"):
        return _read_json(text) if _JSON_OPENING.match(text) else None
    opening = _OPENING.match(text)
    return _read_fenced(text, opening[1], opening.end() - 1) if opening else None


def _read_fenced(text: str, fence: str, start: int) -> FrontMatter | None:
    problem = ""
    try:
        block, body = _handler(fence).split(text)
        end = len(text) - len(body)
    except ValueError:  # nothing closes it
        unclosed = re.compile(_UNCLOSED[fence]).match(text, start + 1)
        if not unclosed or not unclosed[0]:
            return None
        end = unclosed.end()
        block = text[start:end]
        problem = f'the front matter is not closed; put a line "{fence}" behind it'
    style: Literal["yaml", "toml"] = "yaml" if fence == "---" else "toml"
    read = _read_yaml(block, start) if style == "yaml" else _read_toml(block, start)
    if read is None or (read.problem and not re.match(_MEANT[fence], block)):
        return None
    problem_at = start if problem else read.problem_at
    return FrontMatter(style, 0, end, tuple(read.entries), problem or read.problem, problem_at)


def _read_yaml(block: str, start: int) -> Collector | None:
    from trcheck.reading.front_matter.yaml import read_yaml

    return read_yaml(block, start)


def _read_toml(block: str, start: int) -> Collector:
    from trcheck.reading.front_matter.toml import read_toml

    return read_toml(block, start)


def _read_json(text: str) -> FrontMatter | None:
    from trcheck.reading.front_matter.json import read_json

    try:
        _, body = _handler("{").split(text)
        read = read_json(text, len(text) - len(body))
    except ValueError:
        read = read_json(text, None)
    if read is None:
        return None
    entries, end = read
    return FrontMatter("json", 0, end, tuple(entries.entries), entries.problem, entries.problem_at)


@cache
def _handler(opening: str) -> BaseHandler:
    """The handler of a syntax, with boundaries that do not take more dashes or blank lines for a fence."""
    from frontmatter.default_handlers import BaseHandler

    return BaseHandler(re.compile(_BOUNDARY[opening], re.MULTILINE))
