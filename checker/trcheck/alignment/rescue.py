"""Pairing what slipped: a block left over on either side that stands in another container or section on the other.

A code block whose indent was lost splits its list in three; a paragraph moves across a heading. Such blocks are there,
so they are no omission, and pairing them keeps their links and code from being called missing too. What is compared
are the leaves, since containers are just what changed; a container is found when all that is in it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from trcheck.alignment.blocks import pair_blocks
from trcheck.alignment.evidence import Evidence
from trcheck.model import Block, BlockPair, SectionPair, Unpaired

_NEAR = -0.8
"""The score that pairs leftovers of one section, where one side lacks just what the other has too much: all but those
whose lengths or contents contradict each other."""
_FAR = 4.3
"""The score that pairs leftovers of different sections: nearly all evidence in common."""
_LIMIT = 80
"""Past this many leftovers on a side the pages differ too much for a search without order."""


class _Leaf(NamedTuple):
    """A leaf of a leftover block, and the index of its section."""

    section: int
    leftover: Block
    block: Block


def rescue(evidence: Evidence, sections: Sequence[SectionPair]) -> Sequence[SectionPair]:
    """The same pairs with slipped blocks paired, each added to the section of its source."""
    left, right = _leaves(sections, "missing"), _leaves(sections, "extra")
    if not left or not right or max(len(left), len(right)) > _LIMIT:
        return sections
    partner = _match(evidence, left, right)
    # A container is found when all that is in it is, on either side; else it stays whole, and so do its counterparts.
    taken = set(partner.values())
    partial = {leaf.leftover for leaf in right if leaf.block not in taken}
    partial = {leaf.block for leaf in right if leaf.leftover in partial}
    partner = {block: other for block, other in partner.items() if other not in partial}
    lost = {leaf.leftover for leaf in left if leaf.block not in partner}
    partner = {leaf.block: partner[leaf.block] for leaf in left if leaf.leftover not in lost}
    taken = set(partner.values())
    gone = {leaf.leftover for leaf in (*left, *right) if leaf.block in partner or leaf.block in taken}
    gone -= {leaf.leftover for leaf in right if leaf.block not in taken}
    found: dict[int, list[BlockPair]] = {}
    for leaf in left:
        if leaf.block in partner:
            found.setdefault(leaf.section, []).append(pair_blocks(evidence, (leaf.block,), (partner[leaf.block],)))
    return [_without(section, gone, found.get(n, [])) for n, section in enumerate(sections)] if gone else sections


def unpaired_blocks(section: SectionPair, side: Literal["missing", "extra"]) -> Iterator[Block]:
    """The maximal unpaired blocks of a section, on one side."""
    for node in (section, *section.walk()):
        for unpaired in getattr(node, side):
            yield unpaired.block


def _leaves(sections: Sequence[SectionPair], side: Literal["missing", "extra"]) -> list[_Leaf]:
    return [
        _Leaf(n, block, leaf)
        for n, section in enumerate(sections)
        for block in unpaired_blocks(section, side)
        for leaf in block.leaves()
    ]


def _match(evidence: Evidence, left: list[_Leaf], right: list[_Leaf]) -> dict[Block, Block]:
    """Which leaf stands for which, the most alike first."""
    candidates = sorted(
        (
            (score, n, m)
            for n, ours in enumerate(left)
            for m, theirs in enumerate(right)
            if (score := evidence.score((ours.block,), (theirs.block,))) is not None
            and score >= (_NEAR if ours.section == theirs.section else _FAR)
        ),
        key=lambda candidate: -candidate[0],
    )
    partner: dict[Block, Block] = {}
    taken: set[Block] = set()
    for _, n, m in candidates:
        if left[n].block not in partner and right[m].block not in taken:
            partner[left[n].block] = right[m].block
            taken.add(right[m].block)
    return partner


def _without(section: SectionPair, gone: Collection[Block], found: list[BlockPair]) -> SectionPair:
    """A section without the unpaired blocks that were found after all, and with their pairs."""

    def rest(side: tuple[Unpaired, ...]) -> tuple[Unpaired, ...]:
        return tuple(unpaired for unpaired in side if unpaired.block not in gone)

    def rebuilt(pair: BlockPair) -> BlockPair:
        if not pair.children and not pair.missing and not pair.extra:
            return pair
        children = tuple(map(rebuilt, pair.children))
        return replace(pair, children=children, missing=rest(pair.missing), extra=rest(pair.extra))

    blocks = sorted([*map(rebuilt, section.blocks), *found], key=lambda pair: pair.source[0].start)
    return replace(section, blocks=tuple(blocks), missing=rest(section.missing), extra=rest(section.extra))
