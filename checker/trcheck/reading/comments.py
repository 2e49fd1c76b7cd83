"""Comments on lines of their own part nothing: for the block parser these lines are blank.

CommonMark takes such a comment for a block, which ends a list. But the text that a translator keeps in comments between
the items of a list, or a note there, makes no other page of it: a comment that only one side has would part its list.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from markdown_it.rules_block import StateBlock

from trcheck.reading.masked import Mask


def blank_comments(state: StateBlock, masks: Iterable[Mask]) -> None:
    """Make the lines blank that hold nothing but comments, but for those in raw HTML."""
    src, begins, ends, shifts = state.src, state.bMarks, state.eMarks, state.tShift
    within_html = -1
    for mask in masks:
        if mask.kind != "comment":
            continue
        first = bisect_right(begins, mask.start, hi=state.lineMax) - 1
        last = bisect_right(begins, mask.end - 1, first, state.lineMax) - 1
        if begins[first] + shifts[first] != mask.start or src[mask.end : ends[last]].strip():
            continue
        if _is_html(state, first, within_html):
            within_html = last
        else:
            for line in range(first, last + 1):
                shifts[line] = ends[line] - begins[line]


def _is_html(state: StateBlock, line: int, within: int) -> bool:
    """Whether a line goes on with HTML: no blank line parts it from one that begins with a tag, or from `within`."""
    line -= 1
    while line >= 0 and not state.isEmpty(line):
        if line == within or state.src[state.bMarks[line] + state.tShift[line]] == "<":
            return True
        line -= 1
    return False
