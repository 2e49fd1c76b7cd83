"""What a tool left around a page, or in it, that hides the page from its readers: a code fence, an open merge, words of
a model before the front matter.

The page is read as if none were there, so that one of them is one finding, and what is wrong on the page besides is
still found. In place of what is read over there are blanks: every offset stays true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from trcheck.model import Residue
from trcheck.text.remarks import is_remark

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})([^`\n]*)$")
_OUTER = re.compile(
    r"^(`{3,}|~{3,})[ \t]*(markdown|mdx?)?[ \t]*\n(?:\s*?((?:---|\+\+\+)[ \t]*\n|#{1,2}[ \t]))?", re.M | re.I
)
_FRONT_MATTER = re.compile(r"^---[ \t]*\n(?=[\w.-]+[ \t]*:[ \n])", re.M)
_LEAD = 300  # characters at most before and behind the fence, for what a model says there
_SHARE = 3  # times as long as what stands around it a page is at least
_OURS, _BASE, _THEIRS, _END = "<<<<<<<", "|||||||", "=======", ">>>>>>>"


class Seen(NamedTuple):
    """A page without the residue: a text of the same length, where the page begins in it, and what was read over."""

    text: str
    start: int
    residue: tuple[Residue, ...]


def see_through(text: str) -> Seen:
    """Read over what hides a page."""
    residue: list[Residue] = []
    hidden: list[tuple[int, int]] = []
    start = 0
    if fence := _fence(text):
        residue.append(Residue("fence", len(text) - len(text.lstrip()), fence[0] - 1))
        hidden += [(0, fence[0]), (fence[1], len(text))]
        start = fence[0]
    elif begin := _behind_words(text):
        residue.append(Residue("remark", len(text) - len(text.lstrip()), len(text[:begin].rstrip())))
        hidden.append((0, begin))
        start = begin
    if _OURS in text and _END in text:
        for first, last, sides in _conflicts(text):
            residue.append(Residue("conflict", first, last))
            hidden += sides
    for first, last in hidden:
        text = text[:first] + _blank(text[first:last]) + text[last:]
    return Seen(text, start, tuple(residue))


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))


def _fence(text: str) -> tuple[int, int] | None:
    """The range of the page within a fence around it, if there is one.

    A fence named for Markdown may lack its end, and a few words of a model may stand around it. Where a page begins
    with a block of code and ends with another one, the fences between the two pair up otherwise.
    """
    if "```" not in (head := text[:_LEAD]) and "~~~" not in head:
        return None
    outer = _OUTER.search(text, 0, 2 * _LEAD)
    if outer is None or outer.start() >= _LEAD:
        return None
    mark, named, page = outer.groups()  # page: how one begins
    before = text[: outer.start()].strip()
    if not (named or page) or (before and (not (named and page) or before.startswith(("---", "+++", "#", "<")))):
        return None
    begin = text.index("\n", outer.start()) + 1
    lines = text[begin:].split("\n")
    last = next((n for n in range(len(lines) - 1, -1, -1) if _closes(lines[n], mark)), None)
    behind = "\n".join(lines[last + 1 :]).strip() if last is not None else ""
    if len(behind) > _LEAD or (behind and not named):
        last, behind = None, ""
    inside = lines[:last]
    if not _are_closed(inside) or _SHARE * len(before + behind) > len("\n".join(inside)):
        return None
    if not (named and page) and (last is None or behind or not _is_one_block(mark, inside)):
        return None
    return begin, begin + len("\n".join(inside))


def _behind_words(text: str) -> int:
    """Where the front matter begins if a model's words stand before it, else 0."""
    if text.startswith(("---", "+++", "#", "<")):
        return 0
    found = _FRONT_MATTER.search(text, 0, 2 * _LEAD)
    return found.start() if found and 0 < found.start() < _LEAD and is_remark(text[: found.start()]) else 0


def _closes(line: str, mark: str) -> bool:
    bare = line.strip()
    return len(bare) >= len(mark) and not bare.strip(mark[0])


def _are_closed(lines: Iterable[str]) -> bool:
    """Whether every code block of some lines is closed."""
    return _open_fence(lines) == ""


def _open_fence(lines: Iterable[str], mark: str = "") -> str:
    for line in lines:
        if mark:
            mark = "" if _closes(line, mark) else mark
        elif fence := _FENCE.match(line):
            mark = fence[1]
    return mark


def _is_one_block(mark: str, inside: Sequence[str]) -> bool:
    """Whether a fence is surely around the page: no line inside closes it, or else the fences do not come out even."""
    return not any(_closes(line, mark) for line in inside) or _open_fence([*inside, mark], mark) != ""


def _conflicts(text: str) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """The merges that were left open, outside of code: their ranges, and what is read over of each, which is all but
    our side."""
    at, fence = 0, ""
    opened = divided = -1
    hidden: list[tuple[int, int]] = []
    for line in text.split("\n"):
        end = at + len(line)
        marker = line[:7] if line[7:8] in ("", " ") else ""
        if opened < 0:
            if marker == _OURS and not fence:
                opened, divided, hidden = at, -1, [(at, end)]
            elif fence:
                fence = "" if _closes(line, fence) else fence
            elif found := _FENCE.match(line):
                fence = found[1]
        elif divided < 0 and marker in (_BASE, _THEIRS):
            divided = at
        elif divided >= 0 and marker == _END:
            yield opened, end, [*hidden, (divided, end)]
            opened = -1
        at = end + 1
