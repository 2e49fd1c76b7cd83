"""Pairing what slipped: a block left over on either side that stands in another container or section on the other.

A code block whose indent was lost splits its list in three; a paragraph moves across a heading. Such blocks are there,
so they are no omission, and pairing them keeps their links and code from being called missing too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from trcheck.alignment.blocks import pair_blocks
from trcheck.alignment.evidence import Evidence
from trcheck.model import Block, BlockPair, SectionPair, Unpaired

_NEAR = 0.5
"""The score that pairs leftovers of one section, where one side lacks just what the other has too much."""
_FAR = 3.2
"""The score that pairs leftovers of different sections: nearly all evidence in common."""
_LIMIT = 60
"""Past this many leftovers on a side the pages differ too much for a search without order."""


def rescue(evidence: Evidence, sections: Sequence[SectionPair]) -> Sequence[SectionPair]:
    """The same pairs with slipped blocks paired, each added to the section of its source."""
    left = [(n, unpaired.block) for n, section in enumerate(sections) for unpaired in _unpaired(section, "missing")]
    right = [(n, unpaired.block) for n, section in enumerate(sections) for unpaired in _unpaired(section, "extra")]
    if not left or not right or max(len(left), len(right)) > _LIMIT:
        return sections
    candidates = sorted(
        (
            (score, m, source, n, translation)
            for m, source in left
            for n, translation in right
            if (score := evidence.score((source,), (translation,))) is not None and score >= (_NEAR if m == n else _FAR)
        ),
        key=lambda candidate: -candidate[0],
    )
    found: dict[int, list[BlockPair]] = {}
    gone: set[Block] = set()
    for _, m, source, _, translation in candidates:
        if source not in gone and translation not in gone:
            gone.update((source, translation))
            found.setdefault(m, []).append(pair_blocks(evidence, (source,), (translation,)))
    if not gone:
        return sections
    return [_without(section, gone, found.get(n, [])) for n, section in enumerate(sections)]


def _unpaired(section: SectionPair, side: str) -> Iterable[Unpaired]:
    for node in (section, *section.walk()):
        yield from getattr(node, side)


def _without(section: SectionPair, gone: set[Block], found: list[BlockPair]) -> SectionPair:
    keep: Callable[[tuple[Unpaired, ...]], tuple[Unpaired, ...]] = lambda side: tuple(  # noqa: E731
        unpaired for unpaired in side if unpaired.block not in gone
    )

    def rebuilt(pair: BlockPair) -> BlockPair:
        if not pair.children and not pair.missing and not pair.extra:
            return pair
        children = tuple(rebuilt(child) for child in pair.children)
        return replace(pair, children=children, missing=keep(pair.missing), extra=keep(pair.extra))

    blocks = sorted([*map(rebuilt, section.blocks), *found], key=lambda pair: pair.source[0].start)
    return replace(section, blocks=tuple(blocks), missing=keep(section.missing), extra=keep(section.extra))
