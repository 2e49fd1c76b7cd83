"""What meaning says of stretches of two texts, in the scale of log odds beside the votes of structure."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trcheck.alignment.encoder import Rows

_EVEN = 0.45
"""The likeness that speaks neither for nor against a pair: unrelated texts of one page have 0.1 to 0.4, translations
0.6 to 0.9."""
_STEEP = 8.0
_MOST = 3.5
_MERGED = 0.8
"""What a merge is given beside: the embedding of a long text shows little of a short one that was put into it."""
_LONGEST = 600
"""So many characters of a text say what it is about."""


class Meaning:
    """How alike in meaning the texts of two sequences are, and runs of neighbours in them.

    The embedding of a run is the mean of its texts', the longer ones weighing more: nearly that of the joined text. One
    that says nothing (code, a break) has no vote.
    """

    def __init__(self, source: Sequence[str], translation: Sequence[str], rows: Rows, base: float) -> None:
        """`rows`: the embeddings of the texts, the source's first; `base`: how alike unrelated texts are."""
        ours, theirs = rows[: len(source)], rows[len(source) :]
        self._said = [[bool(text) for text in texts] for texts in (source, translation)]
        self._weights = [[sqrt(min(len(text), _LONGEST)) for text in texts] for texts in (source, translation)]
        self._between: list[list[float]] = (ours @ theirs.T).tolist()
        self._within: list[list[list[float]]] = [(ours @ ours.T).tolist(), (theirs @ theirs.T).tolist()]
        self._base = base

    def likeness(self, i: int, j: int, a: int = 1, b: int = 1) -> float | None:
        """How alike the `a` texts from `i` on and the `b` from `j` on are: 1 the same, 0 unrelated; three decimals, for
        what lies behind them differs from machine to machine. None where one side says nothing."""
        ours = [n for n in range(i, i + a) if self._said[0][n]]
        theirs = [n for n in range(j, j + b) if self._said[1][n]]
        if not ours or not theirs:
            return None
        one, other = self._weights
        dot = sum(one[n] * other[m] * self._between[n][m] for n in ours for m in theirs)
        alike = dot / sqrt(self._square(0, ours) * self._square(1, theirs))
        return round((alike - self._base) / (1 - self._base), 3)

    def vote(self, i: int, j: int, a: int = 1, b: int = 1) -> float:
        """What meaning says for pairing them; 0 where it says nothing."""
        likeness = self.likeness(i, j, a, b)
        if likeness is None:
            return 0.0
        return min(_MOST, _STEEP * (likeness - _EVEN)) + (_MERGED if a + b > 2 else 0.0)

    def _square(self, side: int, numbers: Sequence[int]) -> float:
        weights, within = self._weights[side], self._within[side]
        return sum(weights[n] * weights[m] * within[n][m] for n in numbers for m in numbers)


def beginning(text: str) -> str:
    """As much of a text as says what it is about."""
    return text[:_LONGEST]
