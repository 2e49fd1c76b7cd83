"""From two documents to their alignment: sections, then the blocks of each pair of sections, then their spans."""

from __future__ import annotations

from collections.abc import Sequence

from trcheck.alignment.blocks import Head, align_blocks, pair_blocks
from trcheck.alignment.evidence import Evidence
from trcheck.alignment.sections import align_sections
from trcheck.alignment.spans import pair_spans
from trcheck.model import Alignment, Block, Document, Section, SectionPair, UnpairedSection


def align(source: Document, translation: Document) -> Alignment:
    """Align a page of the source with its translation."""
    evidence = Evidence(source, translation)
    steps = align_sections(evidence, source.sections, translation.sections)
    pairs = tuple(
        _pair(evidence, source.sections[i], translation.sections[j], i in steps.moved) for i, j in steps.pairs
    )
    partner = dict(steps.pairs)
    reverse = {j: i for i, j in steps.pairs}
    return Alignment(
        source,
        translation,
        pairs,
        _unpaired(source.sections, translation.sections, steps.missing, partner),
        _unpaired(translation.sections, source.sections, steps.extra, reverse),
        pair_spans(pairs),
    )


def _pair(evidence: Evidence, source: Section, translation: Section, moved: bool) -> SectionPair:
    heading = None
    if source.heading and translation.heading:
        heading = pair_blocks(evidence, (source.heading,), (translation.heading,))
    blocks, missing, extra = align_blocks(
        evidence, source.blocks, translation.blocks, (_head(source), _head(translation))
    )
    return SectionPair(source, translation, heading, blocks, missing, extra, moved)


def _head(section: Section) -> Head:
    return Head(section.heading.end, section.heading) if section.heading else Head(section.start)


def _unpaired(
    sections: Sequence[Section], others: Sequence[Section], unpaired: list[int], partner: dict[int, int]
) -> tuple[UnpairedSection, ...]:
    """Unpaired sections, each with the unpaired ones right under it, and the place where it belongs."""
    groups: list[list[int]] = []
    for index in unpaired:
        if groups and groups[-1][-1] == index - 1 and sections[index].level > sections[groups[-1][0]].level:
            groups[-1].append(index)
        else:
            groups.append([index])
    found = []
    for group in groups:
        before = next((i for i in range(group[0] - 1, -1, -1) if i in partner), 0)
        anchor = _last_block(others[partner.get(before, 0)])
        after = anchor.end if anchor else others[partner.get(before, 0)].start
        found.append(UnpairedSection(tuple(sections[i] for i in group), after, anchor))
    return tuple(found)


def _last_block(section: Section) -> Block | None:
    return section.blocks[-1] if section.blocks else section.heading
