"""Where structure leaves it open which block stands for which, meaning is asked, and there alone.

A gap is a stretch of the alignment around a block without counterpart, a merge, or a pair that little speaks for, up to
the next pairs on either side that structure is sure of. In it the best alignment in order is sought once more, with the
votes of meaning beside those of structure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trcheck.alignment.evidence import Evidence
from trcheck.alignment.sequence import Score, Step, align_sequences
from trcheck.model import Block

_SURE = 3.5
"""The score of a pair that structure is sure of: much of its evidence is in common."""
_DOUBTFUL = 0.0
"""The score below which a pair of the same kind is none that structure would swear by."""
_LONGEST = 80
"""Past this many blocks on a side a gap is left to structure."""


def close_gaps(
    evidence: Evidence,
    source: Sequence[Block],
    translation: Sequence[Block],
    steps: list[Step],
    score: Score,
    moves: Sequence[tuple[int, int]],
) -> list[Step]:
    """The steps of an alignment with those of its gaps sought anew."""
    closed: list[Step] = []
    done = 0
    for start, end in _gaps(steps, score):
        closed += steps[done:start]
        closed += _closed(evidence, source, translation, steps[start:end], score, moves)
        done = end
    return closed + steps[done:]


def _gaps(steps: Sequence[Step], score: Score) -> Iterator[tuple[int, int]]:
    """The stretches of steps that are open, as ranges."""
    values = [_value(step, score) for step in steps]
    start = 0
    while start < len(steps):
        if values[start] >= _SURE:
            start += 1
            continue
        end = start
        while end < len(steps) and values[end] < _SURE:
            end += 1
        if end - start > 1 and any(value < _DOUBTFUL for value in values[start:end]):
            yield start, end
        start = end


def _value(step: Step, score: Score) -> float:
    """The score of a pair of one and one; of anything else less than any."""
    if (step.i_end - step.i, step.j_end - step.j) != (1, 1):
        return float("-inf")
    return score(step.i, step.j, 1, 1) or 0.0


def _closed(
    evidence: Evidence,
    source: Sequence[Block],
    translation: Sequence[Block],
    steps: list[Step],
    score: Score,
    moves: Sequence[tuple[int, int]],
) -> list[Step]:
    i, j = steps[0].i, steps[0].j
    ours, theirs = source[i : steps[-1].i_end], translation[j : steps[-1].j_end]
    if not ours or not theirs or max(len(ours), len(theirs)) > _LONGEST:
        return steps
    meaning = evidence.meaning([_text(block) for block in ours], [_text(block) for block in theirs])
    if meaning is None:
        return steps

    def vote(n: int, m: int, a: int, b: int) -> float | None:
        value = score(i + n, j + m, a, b)
        return None if value is None else value + meaning.vote(n, m, a, b)

    found = align_sequences(
        [evidence.weight(block) for block in ours], [evidence.weight(block) for block in theirs], vote, moves
    )
    return _with_liberties([Step(i + s.i, i + s.i_end, j + s.j, j + s.j_end) for s in found], steps)


def _with_liberties(found: list[Step], before: list[Step]) -> list[Step]:
    """Steps with those pairs of structure back of which meaning found no other partner for either side.

    One block too few and one too many at the same place is a free translation more often than an omission.
    """
    for old in before:
        if old.i == old.i_end or old.j == old.j_end:
            continue
        parts = [step for step in found if _within(step, old)]
        paired = [step for step in found if step.i < step.i_end and step.j < step.j_end]
        left = sum(step.i_end - step.i + step.j_end - step.j for step in parts if step not in paired)
        in_order = all((step.i < old.i) == (step.j < old.j) for step in paired)
        if left == old.i_end - old.i + old.j_end - old.j and in_order:
            found = sorted([step for step in found if step not in parts] + [old])
    return found


def _within(step: Step, old: Step) -> bool:
    """Whether the one element of a step that pairs nothing is an element of a pair."""
    if step.j == step.j_end:
        return old.i <= step.i and step.i_end <= old.i_end
    return step.i == step.i_end and old.j <= step.j and step.j_end <= old.j_end


def _text(block: Block) -> str:
    return "" if block.literal else block.text
