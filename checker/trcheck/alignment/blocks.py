"""Aligning the blocks of a section, and the children of the blocks that pair.

Most sections have the same blocks on both sides, and a look along the diagonal settles them. Where it does not, the
best alignment in order is sought (`gaps` asks meaning where that leaves it open); and what that leaves over on both
sides is compared once more without regard to order and nesting, since translators sort glossaries anew and lists slip
out of the item they stood in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from trcheck.alignment.columns import align_columns
from trcheck.alignment.evidence import Evidence, bared, recasts
from trcheck.alignment.features import span_key
from trcheck.alignment.gaps import close_gaps
from trcheck.alignment.sequence import ONE_TO_ONE, WITH_MERGES, Step, align_sequences
from trcheck.model import Block, BlockPair, Unpaired

_SORTED = frozenset(("item", "row", "term", "description", "cell"))
"""Kinds of which a container holds nothing else: they pair one to one, and one of them is like another."""

_UNSURE = 0.3
_MANY = 3

_RESCUE = 2.6
"""The score past which blocks that order did not bring together are the same all the same."""


class Aligned(NamedTuple):
    """The alignment of two sequences of blocks."""

    pairs: tuple[BlockPair, ...]
    missing: tuple[Unpaired, ...]
    extra: tuple[Unpaired, ...]


class Head(NamedTuple):
    """What stands before the first block of a sequence: a heading, or the opening of the block that holds it."""

    offset: int
    block: Block | None = None


def align_blocks(
    evidence: Evidence, source: Sequence[Block], translation: Sequence[Block], heads: tuple[Head, Head]
) -> Aligned:
    """Align two sequences of sibling blocks; `heads` are what stands before each of them."""
    if (
        len(source) == len(translation)
        and all(map(_obvious, source, translation))
        and evidence.lengths_fit(source, translation)
    ):
        return Aligned(
            tuple(pair_blocks(evidence, (a,), (b,)) for a, b in zip(source, translation, strict=True)), (), ()
        )
    steps = _steps(evidence, source, translation)
    steps, left, right = _rescue(evidence, source, translation, steps)
    pairs = tuple(
        pair_blocks(evidence, source[s.i : s.i_end], translation[s.j : s.j_end]) for s in steps if s.i < s.i_end
    )
    # Where much was recast and added, as on a page that lost its markup, what is missing cannot be told for sure.
    recast = sum(pair.recast for pair in pairs)
    doubtful = right and recast >= _MANY and recast + len(right) > (len(pairs) - recast) / 2
    certainty = _UNSURE if doubtful else 1.0
    return Aligned(
        pairs,
        tuple(_unpaired(source[step.i], translation, step.j, heads[1], certainty) for step in left),
        tuple(_unpaired(translation[step.j], source, step.i, heads[0], certainty) for step in right),
    )


def pair_blocks(evidence: Evidence, source: Sequence[Block], translation: Sequence[Block]) -> BlockPair:
    """The pair of blocks that go together, with the alignment of what is in them."""
    source, translation = tuple(source), tuple(translation)
    recast = recasts(source, translation)
    inner = [child for block in source for child in block.children]
    others = [child for block in translation for child in block.children]
    if recast:
        # Of an admonition that became plain paragraphs, or the other way round, only the frame is gone.
        if source[0].kind == "admonition" and (not others or bared(translation, source)):
            others = list(translation)
        elif translation[0].kind == "admonition" and (not inner or bared(source, translation)):
            inner = list(source)
        elif "admonition" not in (source[0].kind, translation[0].kind):
            return BlockPair(source, translation, recast=True)
    if not inner and not others:
        return BlockPair(source, translation, recast=recast)
    heads = (Head(source[0].start), Head(translation[0].start))
    if source[0].kind == "table" and inner and others and len(inner[0].children) != len(others[0].children):
        columns = align_columns(evidence, inner, others)
        pairs, missing, extra = align_blocks(evidence, inner, others, heads)
        rows = tuple(_in_columns(evidence, row, columns) if len(row.source) == 1 else row for row in pairs)
        return BlockPair(source, translation, rows, missing, extra, recast)
    return BlockPair(source, translation, *align_blocks(evidence, inner, others, heads), recast)


def _in_columns(evidence: Evidence, row: BlockPair, columns: Sequence[Step]) -> BlockPair:
    """A pair of rows whose cells pair as the columns of their table do, whatever stands in this row."""
    source, translation = row.source[0], row.translation[0]
    ours, theirs = source.children, translation.children
    pairs: list[BlockPair] = []
    missing: list[Unpaired] = []
    extra: list[Unpaired] = []
    for i, i_end, j, j_end in columns:
        if i < i_end and j < j_end and i < len(ours) and j < len(theirs):
            pairs.append(pair_blocks(evidence, (ours[i],), (theirs[j],)))
        elif i < i_end and i < len(ours):
            missing.append(_unpaired(ours[i], theirs, min(j, len(theirs)), Head(translation.start)))
        elif j < j_end and j < len(theirs):
            extra.append(_unpaired(theirs[j], ours, min(i, len(ours)), Head(source.start)))
    return BlockPair(row.source, row.translation, tuple(pairs), tuple(missing), tuple(extra))


def _obvious(a: Block, b: Block) -> bool:
    """Whether two blocks at the same place are so plainly each other's that nothing else need be looked at."""
    if a.kind != b.kind or len(a.children) != len(b.children) or len(a.spans) > len(b.spans) + 4:
        return False
    if a.literal:
        return a.literal == b.literal or (a.name == b.name and a.literal.count("\n") == b.literal.count("\n"))
    if a.prose:
        short, long = sorted((len(a.prose), len(b.prose)))
        if long > 40 and long > 5 * short:
            return False
        if a.spans and b.spans:
            ours, theirs = _keys(a), _keys(b)
            return not ours or not theirs or not ours.isdisjoint(theirs)
    return a.kind not in _SORTED or all(map(_obvious, a.children, b.children))


def _keys(block: Block) -> set[object]:
    return {span_key(span) for span in block.spans if span.target or span.kind == "code"}


def _steps(evidence: Evidence, source: Sequence[Block], translation: Sequence[Block]) -> list[Step]:
    """The best alignment in order."""
    scores: dict[tuple[int, int, int, int], float | None] = {}

    def score(i: int, j: int, a: int, b: int) -> float | None:
        key = (i, j, a, b)
        if key not in scores:
            scores[key] = evidence.score(source[i : i + a], translation[j : j + b])
        return scores[key]

    sorted_alike = bool(source) and bool(translation) and source[0].kind in _SORTED
    moves = ONE_TO_ONE if sorted_alike else WITH_MERGES
    steps = align_sequences(
        [evidence.weight(block) for block in source],
        [evidence.weight(block) for block in translation],
        score,
        moves,
    )
    return close_gaps(evidence, source, translation, steps, score, moves)


def _rescue(
    evidence: Evidence, source: Sequence[Block], translation: Sequence[Block], steps: list[Step]
) -> tuple[list[Step], list[Step], list[Step]]:
    """Pair what order left over on both sides: the best first, while they are alike enough.

    Items and rows are never both missing and extra: where both are left over, one stands for the other.
    """
    pairs = [step for step in steps if step.i < step.i_end and step.j < step.j_end]
    left = [step for step in steps if step.j == step.j_end]
    right = [step for step in steps if step.i == step.i_end]
    if left and right:
        candidates = sorted(
            (
                (score, s, t)
                for s in left
                for t in right
                if (score := evidence.score((source[s.i],), (translation[t.j],))) is not None
                and (score >= _RESCUE or source[s.i].kind in _SORTED)
            ),
            key=lambda candidate: -candidate[0],
        )
        for _, s, t in candidates:
            if s in left and t in right:
                left.remove(s)
                right.remove(t)
                pairs.append(Step(s.i, s.i_end, t.j, t.j_end))
        pairs.sort()
    return pairs, left, right


def _unpaired(block: Block, others: Sequence[Block], index: int, head: Head, certainty: float = 1.0) -> Unpaired:
    anchor = others[index - 1] if index else head.block
    return Unpaired(block, anchor.end if anchor else head.offset, anchor, certainty)
