"""From two documents to their alignment: sections, then the blocks of each pair of sections, then their spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from trcheck.alignment.blocks import Aligned, Head, align_blocks, pair_blocks
from trcheck.alignment.embeddings import Embeddings
from trcheck.alignment.evidence import Evidence
from trcheck.alignment.plain import doubted, has_lost_markup, read_back
from trcheck.alignment.rescue import rescue, unpaired_blocks
from trcheck.alignment.sections import align_sections
from trcheck.alignment.spans import pair_spans
from trcheck.model import Alignment, Block, Document, PlainSide, Section, SectionPair, Unpaired, UnpairedSection
from trcheck.model.code import unclosed_fence

_Missing = TypeVar("_Missing", Unpaired, UnpairedSection)

_STANDING = 0.5
"""The share of a section's blocks that must stand in the section before it, for only its heading to be gone."""


def align(source: Document, translation: Document, embeddings: Embeddings | None = None) -> Alignment:
    """Align a page of the source with its translation; `embeddings` are asked where structure leaves a choice."""
    if has_lost_markup(source, translation):
        source = read_back(source, translation, Evidence(source, translation, embeddings), is_source=True)
        return _align(source, translation, Evidence(source, translation, embeddings), "source")
    if has_lost_markup(translation, source):
        translation = read_back(translation, source, Evidence(source, translation, embeddings), is_source=False)
        return _align(source, translation, Evidence(source, translation, embeddings), "translation")
    return _align(source, translation, Evidence(source, translation, embeddings))


def _align(source: Document, translation: Document, evidence: Evidence, plain: PlainSide = "") -> Alignment:
    ours, theirs = source.sections, translation.sections
    steps = align_sections(evidence, ours, theirs)
    missing, extra = _Leftover(ours, steps.missing), _Leftover(theirs, steps.extra)
    pairs: list[SectionPair] = []
    for run in steps.runs:
        left, right = [ours[i] for i in run.source], [theirs[j] for j in run.translation]
        left, right = missing.behind(left, right), extra.behind(right, left)
        aligned = _aligned(evidence, left, right)
        if len(left) > 1 or len(right) > 1:
            kept = missing.standing(left, {block for pair in aligned.pairs for block in pair.source})
            grown = extra.standing(right, {block for pair in aligned.pairs for block in pair.translation})
            if len(kept) < len(left) or len(grown) < len(right):
                left, right = kept, grown
                aligned = _aligned(evidence, left, right)
            aligned = _without_headings(aligned, {section.heading for section in (*left, *right)})
        heading = None
        if left[0].heading and right[0].heading:
            heading = pair_blocks(evidence, (left[0].heading,), (right[0].heading,))
        pairs.append(SectionPair(left[0], right[0], heading, *aligned, run.moved))
    sections = tuple(rescue(evidence, pairs))
    if plain:
        sections = tuple(doubted(pair, evidence, is_source=plain == "source") for pair in sections)
    fence = unclosed_fence(translation) if not unclosed_fence(source) else None
    if fence:
        sections = tuple(_outside(fence, pair) for pair in sections)
    counterpart: dict[Block | None, Block] = {
        block: pair.translation[0] for section in sections for pair in section.blocks for block in pair.source
    }
    original: dict[Block | None, Block] = {
        block: pair.source[0] for section in sections for pair in section.blocks for block in pair.translation
    }
    partner = {pair.source: pair.translation for pair in sections}
    reverse = {pair.translation: pair.source for pair in sections}
    return Alignment(
        source,
        translation,
        sections,
        _before_fence(fence, missing.unpaired(partner, counterpart, translation)),
        extra.unpaired(reverse, original, source),
        pair_spans(
            sections, [*extra.blocks(), *(block for pair in sections for block in unpaired_blocks(pair, "extra"))]
        ),
        plain,
    )


def _outside(fence: Block, pair: SectionPair) -> SectionPair:
    """A pair of sections without the blocks that may stand in a code block that is never closed: none can be told to be
    missing."""
    return replace(pair, missing=_before_fence(fence, pair.missing))


def _before_fence(fence: Block | None, missing: tuple[_Missing, ...]) -> tuple[_Missing, ...]:
    return tuple(unpaired for unpaired in missing if not fence or unpaired.after < fence.start)


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


class _Leftover:
    """The sections of one page that have no counterpart of their own: wholly gone, or only without their heading."""

    def __init__(self, sections: Sequence[Section], unpaired: Sequence[int]) -> None:
        self._sections = sections
        self._index = {section: i for i, section in enumerate(sections)}
        self._gone = set(unpaired)
        self._heading_only: set[int] = set()

    def behind(self, run: list[Section], other: list[Section]) -> list[Section]:
        """A run and the unpaired sections right behind it, as far as `other` has room for what is in them."""
        room = sum(len(section.blocks) for section in other) - sum(len(section.blocks) for section in run)
        if room > 0:
            room += len(other[0].blocks) // 4  # what was merged or lost takes no room
        index = self._index[run[-1]] + 1
        while room > 0 and index in self._gone:
            run = [*run, self._sections[index]]
            room -= len(self._sections[index].blocks)
            index += 1
        return run

    def standing(self, run: list[Section], paired: set[Block]) -> list[Section]:
        """Those of a run whose blocks have counterparts: the first lends its heading, the others lost theirs.

        The rest are gone as a whole.
        """
        standing = [
            section
            for section in run
            if section.blocks and sum(block in paired for block in section.blocks) >= _STANDING * len(section.blocks)
        ]
        if not standing or not run[0].blocks or run[0].heading is None:
            standing = [run[0], *(section for section in standing if section is not run[0])]
        for section in run:
            self._gone.discard(self._index[section])
            if section not in standing:
                self._gone.add(self._index[section])
            elif section is not standing[0]:
                self._heading_only.add(self._index[section])
        return standing

    def blocks(self) -> Iterator[Block]:
        """The blocks of the sections that are gone as a whole."""
        for index in sorted(self._gone):
            yield from self._sections[index].blocks

    def unpaired(
        self, partner: dict[Section, Section], counterpart: dict[Block | None, Block], other: Document
    ) -> tuple[UnpairedSection, ...]:
        """What is left over, each section with those right under it, and the place where it belongs."""
        found = []
        for group in self._groups():
            before = next((s for s in reversed(self._sections[: group[0]]) if s in partner), self._sections[0])
            neighbour = partner[before]
            anchor = neighbour.blocks[-1] if neighbour.blocks else neighbour.heading
            after = anchor.end if anchor else neighbour.start
            standing = None
            if group[0] in self._heading_only:
                section = self._sections[group[0]]
                blocks = (section.heading, *section.blocks)
                standing = next(counterpart[block] for block in blocks if block in counterpart)
                anchor, after = _before(standing, other)
            found.append(UnpairedSection(tuple(self._sections[i] for i in group), after, anchor, standing))
        return tuple(found)

    def _groups(self) -> list[list[int]]:
        groups: list[list[int]] = []
        for index in sorted(self._gone | self._heading_only):
            above = groups[-1] if groups else [-2]
            below = above[-1] == index - 1 and self._sections[index].level > self._sections[above[0]].level
            if below and self._heading_only.isdisjoint((above[0], index)):
                above.append(index)
            else:
                groups.append([index])
        return groups


def _before(block: Block, document: Document) -> tuple[Block | None, int]:
    """What stands right before a block on its page, and where that ends."""
    previous = None
    for section in document.sections:
        for each in (section.heading, *section.blocks):
            if each is block:
                return previous, previous.end if previous else section.start
            previous = each or previous
    return None, block.start
