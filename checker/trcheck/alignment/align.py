"""From two documents to their alignment: sections, then the blocks of each pair of sections, then their spans."""

from __future__ import annotations

from collections.abc import Sequence

from trcheck.alignment.blocks import Aligned, Head, align_blocks, pair_blocks
from trcheck.alignment.evidence import Evidence
from trcheck.alignment.rescue import rescue
from trcheck.alignment.sections import align_sections
from trcheck.alignment.spans import pair_spans
from trcheck.model import Alignment, Block, Document, Section, SectionPair, UnpairedSection

_STANDING = 0.5
"""The share of a section's blocks that must stand in the section before it, for only its heading to be gone."""


def align(source: Document, translation: Document) -> Alignment:
    """Align a page of the source with its translation."""
    evidence = Evidence(source, translation)
    ours, theirs = source.sections, translation.sections
    steps = align_sections(evidence, ours, theirs)
    lost: set[int] = set()
    added: set[int] = set()
    pairs: list[SectionPair] = []
    for i, j in steps.pairs:
        left, right = _run(ours, i, steps.missing, theirs[j]), _run(theirs, j, steps.extra, ours[i])
        aligned = _aligned(evidence, left, right)
        if len(left) > 1 or len(right) > 1:
            # What does not stand in the other side's section after all is a section missing or added as a whole.
            kept = _standing(left, {block for pair in aligned.pairs for block in pair.source})
            grown = _standing(right, {block for pair in aligned.pairs for block in pair.translation})
            lost.update(ours.index(section) for section in kept[1:])
            added.update(theirs.index(section) for section in grown[1:])
            if len(kept) < len(left) or len(grown) < len(right):
                aligned = _aligned(evidence, kept, grown)
            aligned = _without_headings(aligned, {section.heading for section in (*kept, *grown)})
        heading = None
        if left[0].heading and right[0].heading:
            heading = pair_blocks(evidence, (left[0].heading,), (right[0].heading,))
        pairs.append(SectionPair(left[0], right[0], heading, *aligned, i in steps.moved))
    sections = tuple(rescue(evidence, pairs))
    partner = dict(steps.pairs)
    reverse = {j: i for i, j in steps.pairs}
    return Alignment(
        source,
        translation,
        sections,
        _unpaired(ours, theirs, steps.missing, partner, lost),
        _unpaired(theirs, ours, steps.extra, reverse, added),
        pair_spans(sections),
    )


def _run(sections: Sequence[Section], index: int, unpaired: Sequence[int], other: Section) -> list[Section]:
    """A paired section and the unpaired ones right behind it, as far as `other`, its counterpart, has room for them."""
    run = [sections[index]]
    room = len(other.blocks) - len(run[0].blocks)
    if room > 0:
        room += len(other.blocks) // 4  # what was merged or lost takes no room
    while room > 0 and index + 1 in unpaired:
        index += 1
        room -= len(sections[index].blocks)
        run.append(sections[index])
    return run


def _aligned(evidence: Evidence, source: Sequence[Section], translation: Sequence[Section]) -> Aligned:
    """Align the blocks of runs of sections, the headings of all but the first among them."""
    heads = (_head(source[0]), _head(translation[0]))
    return align_blocks(evidence, _blocks(source), _blocks(translation), heads)


def _blocks(run: Sequence[Section]) -> Sequence[Block]:
    if len(run) == 1:
        return run[0].blocks
    return [*run[0].blocks, *(block for section in run[1:] for block in (section.heading, *section.blocks) if block)]


def _without_headings(aligned: Aligned, headings: set[Block | None]) -> Aligned:
    """A lost heading is listed with the sections, so it is no unpaired block."""
    missing = tuple(unpaired for unpaired in aligned.missing if unpaired.block not in headings)
    extra = tuple(unpaired for unpaired in aligned.extra if unpaired.block not in headings)
    return Aligned(aligned.pairs, missing, extra)


def _head(section: Section) -> Head:
    return Head(section.heading.end, section.heading) if section.heading else Head(section.start)


def _standing(run: list[Section], paired: set[Block]) -> list[Section]:
    """The first section of a run and those of the others whose blocks have their counterparts with it."""
    return run[:1] + [
        section
        for section in run[1:]
        if section.blocks and sum(block in paired for block in section.blocks) >= _STANDING * len(section.blocks)
    ]


def _unpaired(
    sections: Sequence[Section],
    others: Sequence[Section],
    unpaired: Sequence[int],
    partner: dict[int, int],
    heading_only: set[int],
) -> tuple[UnpairedSection, ...]:
    """Unpaired sections, each with the unpaired ones right under it, and the place where it belongs."""
    groups: list[list[int]] = []
    for index in unpaired:
        above = groups[-1] if groups else []
        if (
            above
            and above[-1] == index - 1
            and sections[index].level > sections[above[0]].level
            and heading_only.isdisjoint((above[0], index))
        ):
            above.append(index)
        else:
            groups.append([index])
    found = []
    for group in groups:
        before = next((i for i in range(group[0] - 1, -1, -1) if i in partner), 0)
        neighbour = others[partner.get(before, 0)]
        anchor = neighbour.blocks[-1] if neighbour.blocks else neighbour.heading
        found.append(
            UnpairedSection(
                tuple(sections[i] for i in group),
                anchor.end if anchor else neighbour.start,
                anchor,
                group[0] in heading_only,
            )
        )
    return tuple(found)
