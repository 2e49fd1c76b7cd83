"""Tables: their rows split into cells as GFM does it, with the place of each."""

from __future__ import annotations

import re

_CELL = re.compile(r"[^|\\]*+(?:\\.[^|\\]*+)*+", re.DOTALL)


def split_row(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The offsets of the cells of the row ``text[start:end]``, without the space around them.

    A pipe behind a backslash does not part cells, not even in code. The pipes at both ends may be missing.
    """
    while end > start and text[end - 1] in " \t":
        end -= 1
    if text.startswith("|", start):
        start += 1
    cells: list[tuple[int, int]] = []
    while True:
        stop = _CELL.match(text, start, end).end()  # type: ignore[union-attr]
        if stop == end and cells and not text[start:end].strip():
            break
        first, last = start, stop
        while first < last and text[first] in " \t":
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        cells.append((first, last))
        if stop >= end:
            break
        start = stop + 1
        if start == end:
            break
    return cells
