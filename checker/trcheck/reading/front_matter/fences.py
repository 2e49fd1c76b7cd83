"""Where the front matter of a page begins and ends, and what is wrong with the lines around it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from frontmatter.default_handlers import BaseHandler

_OPENING = re.compile(r"(?:\s++|<!--(?:[^-]++|-(?!->))*+-->)*+(?<![ \t])(---|\+\+\+)[ \t]*(?=\n)")
_BOUNDARY = {"---": r"^(?:---|\.\.\.)[ \t]*$", "+++": r"^\+\+\+[ \t]*$", "{": r"^[{}][ \t]*$"}
_BLANK = r"(?:[ \t]*+(?:#.*+)?\n)*+"
_KEY = r"""['"]?[a-z_][\w.-]*+['"]?"""
_MEANT = {
    "---": re.compile(rf"(?:\n[^\s#:>*|\[\]-][^:\n]*+|{_BLANK}{_KEY}[ \t]*+):(?:[ \t\n]|\Z)"),
    "+++": re.compile(rf"{_BLANK}(?:\[\[?)?[\w\"'.-]++[ \t]*+[]=]"),
}
"""How a block begins that is meant as front matter, for all its faults: with a key, not with a sentence."""
_KEYED = re.compile(rf"^{_KEY}:(?:[ \t]|$)", re.MULTILINE)
_GLUED = re.compile(rf"^{_KEY}(：|:(?=[^\s:/])(?!.*:(?:[ \t]|$)))", re.MULTILINE)
_ANY_KEY = r"[^\s#:>*|\[\]-](?:[^:\n]++|:(?![ \t\n]|\Z))*+:"
_LINES = {
    "---": re.compile(rf"(?:(?:{_ANY_KEY}(?:[ \t].*+)?|[ \t]++\S.*+|-[ \t].*+|#.*+(?=\n{_ANY_KEY}))(?:\n|\Z))*+"),
    "+++": re.compile(r"(?:(?:[\w\"'.-]++[ \t]*+=.*+|[ \t]++\S.*+|\[.*+|\].*+)(?:\n|\Z))*+"),
}
"""What belongs to a block that no fence closes."""
_SENTENCE = re.compile(r"^[^\s#\[\]:=-][!-9;<>-~]*+[^\x00-\x1f!-~][^:=\n]*+$", re.MULTILINE)
_WRONG_FENCE = re.compile(r"[-—–−]++[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"---[ \t]*(?:\n|\Z)")
_CERTAIN = 2
"""So many keys make a front matter of lines that are not fenced as they should be."""


class Fenced(NamedTuple):
    """A block of front matter: its fence, the range of its text, where the body begins, and what is wrong with it."""

    fence: str
    start: int
    stop: int
    end: int
    problem: str = ""


def find(text: str) -> Fenced | None:
    """The block at the head of a page; None where the page begins with something else."""
    opening = _OPENING.match(text)
    if not opening:
        return _unopened(text)
    fence, start = opening[1], opening.end()
    try:
        block, body = handler(fence).split(text)
    except ValueError:
        return unclosed(text, fence, start)
    found = Fenced(fence, start, start + len(block), len(text) - len(body))
    if not opening.start(1):
        return found
    if not is_meant(block, fence) or len(_KEYED.findall(block)) < _CERTAIN:
        return None
    if text[: opening.start(1)].strip():
        return found._replace(problem="a comment stands before the front matter; put it behind it")
    return found._replace(problem="blank lines stand before the front matter; take them out")


def unclosed(text: str, fence: str, start: int, end: int | None = None) -> Fenced | None:
    """The block that begins at `start` as it would be without the fence at `end` that seems to close it, if that stands
    somewhere in the body: between the two there are sentences."""
    lines = _LINES[fence].match(text, start + 1)
    if not lines or not lines[0]:
        return None
    wrong = _WRONG_FENCE.match(text, lines.end())
    body = wrong.end() if wrong else lines.end()
    if end is not None and not (text.startswith("\n", body) and _SENTENCE.search(text, body, end)):
        return None
    problem = f'the front matter is not closed; put a line "{fence}" behind it'
    return Fenced(fence, start, lines.end(), body, problem)


def _unopened(text: str) -> Fenced | None:
    """Lines of keys at the head of a page that a fence closes and none opens."""
    wrong = _WRONG_FENCE.match(text)
    start = wrong.end() if wrong else 0
    if not _KEYED.match(text, start):
        return None
    lines = _LINES["---"].match(text, start)
    closing = _CLOSING.match(text, lines.end()) if lines else None
    if not lines or not closing or len(_KEYED.findall(lines[0])) < _CERTAIN:
        return None
    problem = 'the front matter is not opened; the first line must be "---"'
    return Fenced("---", start, lines.end(), len(closing[0].rstrip()) + closing.start(), problem)


def is_meant(block: str, fence: str) -> bool:
    """Whether a block that does not parse is meant as front matter."""
    if _MEANT[fence].match(block):
        return True
    return (
        fence == "---"
        and "\n\n" not in block.strip("\n")
        and bool(_KEYED.search(block) or _GLUED.match(block.strip("\n")))
    )


def glued(block: str) -> int:
    """Where a key of YAML is not parted from its value by a colon and a blank; -1 if none is so."""
    found = _GLUED.search(block)
    return found.start(1) if found else -1


@cache
def handler(opening: str) -> BaseHandler:
    """The handler of a syntax, with boundaries that do not take more dashes or blank lines for a fence."""
    from frontmatter.default_handlers import BaseHandler

    return BaseHandler(re.compile(_BOUNDARY[opening], re.MULTILINE))
