"""Aligning two sequences in order: Needleman and Wunsch (1970) with merges, as Gale and Church (1993) use it.

Knows nothing of pages; sections, blocks, list items and table rows are all aligned by it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

Score = Callable[[int, int, int, int], float | None]
"""``score(i, j, a, b)``: how well the `a` elements from `i` on go with the `b` from `j` on; None: not at all."""

ONE_TO_ONE = ((1, 1),)
WITH_MERGES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2))

_BAND = 40
"""Past this length only cells near the diagonal are looked at, so that the cost stays linear in the longer side."""


class Step(NamedTuple):
    """Elements ``i`` to ``i_end`` of one sequence stand for ``j`` to ``j_end`` of the other; one may be empty."""

    i: int
    i_end: int
    j: int
    j_end: int


def align_sequences(
    rows: Sequence[float], columns: Sequence[float], score: Score, moves: Sequence[tuple[int, int]] = ONE_TO_ONE
) -> list[Step]:
    """The best alignment of two sequences in order.

    `rows` and `columns` hold what leaving out each element costs (as a positive number). Ties prefer pairs to gaps.
    """
    n, m = len(rows), len(columns)
    if not n or not m:
        return [Step(i, i + 1, 0, 0) for i in range(n)] + [Step(0, 0, j, j + 1) for j in range(m)]
    width = max(_BAND, abs(n - m) + _BAND // 2)
    minus = float("-inf")
    best = [[minus] * (m + 1) for _ in range(n + 1)]
    back: list[list[tuple[int, int]]] = [[(0, 0)] * (m + 1) for _ in range(n + 1)]
    best[0][0] = 0.0
    for i in range(n + 1):
        row, back_row = best[i], back[i]
        middle = i * m // n
        for j in range(max(0, middle - width), min(m, middle + width) + 1):
            if i or j:
                value, move = minus, (0, 0)
                for a, b in moves:
                    if a <= i and b <= j and best[i - a][j - b] > minus:
                        gain = score(i - a, j - b, a, b)
                        if gain is not None and best[i - a][j - b] + gain > value:
                            value, move = best[i - a][j - b] + gain, (a, b)
                if i and best[i - 1][j] - rows[i - 1] > value:
                    value, move = best[i - 1][j] - rows[i - 1], (1, 0)
                if j and row[j - 1] - columns[j - 1] > value:
                    value, move = row[j - 1] - columns[j - 1], (0, 1)
                row[j], back_row[j] = value, move
    return _trace(back, n, m)


def _trace(back: list[list[tuple[int, int]]], n: int, m: int) -> list[Step]:
    steps: list[Step] = []
    while n or m:
        a, b = back[n][m]
        steps.append(Step(n - a, n, m - b, m))
        n, m = n - a, m - b
    steps.reverse()
    return steps
