"""Which column of a table stands for which, where one side has more of them.

A cell alone says little; all cells of a column together have links, code and lengths enough to tell it from the others.
"""

from __future__ import annotations

from collections.abc import Sequence

from trcheck.alignment.evidence import Evidence
from trcheck.alignment.features import Features, common, disagreement, length_vote
from trcheck.alignment.sequence import Step, align_sequences
from trcheck.model import Block

_EVIDENCE = 4.0
_WEIGHT = 1.0


def align_columns(evidence: Evidence, source: Sequence[Block], translation: Sequence[Block]) -> list[Step]:
    """Align the columns of two tables, given their rows."""
    ours, theirs = _columns(source), _columns(translation)

    def score(i: int, j: int, a: int, b: int) -> float:
        one, other = ours[i], theirs[j]
        votes = 1.0 + _EVIDENCE * common(one, other, evidence.frequencies) - disagreement(one, other)
        return votes + length_vote(one.length, other.length, evidence.ratio)

    return align_sequences([_WEIGHT] * len(ours), [_WEIGHT] * len(theirs), score)


def _columns(rows: Sequence[Block]) -> list[Features]:
    width = len(rows[0].children)
    return [Features(row.children[n] for row in rows if n < len(row.children)) for n in range(width)]
