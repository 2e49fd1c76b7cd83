"""Which sections of a source have drifted away from a translation: what changed there that it does not have yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from trcheck.judgement.changes import Part, SectionChange, held, section_changes
from trcheck.judgement.matching import Matched, overlap
from trcheck.model import Alignment, Block, BlockKind, Change, Document, Section, SectionDrift
from trcheck.rule import Defect

Range = tuple[int, int]


class DriftedSections:
    """The sections of a page that differ between two states of its source, and what a translation has of it."""

    def __init__(self, now: Alignment, before: Alignment, matched: Matched) -> None:
        self._now, self._before = now, before
        self._new = matched.new
        self._new_places = _places(matched.new, now.source)
        self._mended_places = _places(matched.mended, before.source)
        self._partners = {block: pair.translation for pair in now.pairs() for block in pair.source}
        self._kept = {block for pair in before.pairs() for block in pair.source}
        self._explained = self._newly_explained()
        self._section_now = {pair.source: pair.translation for pair in now.sections}
        self._section_before = {pair.source: pair.translation for pair in before.sections}
        self._links = [pair for pair in now.spans("link", "image") if pair.source]

    def list(self) -> Iterator[tuple[SectionDrift, str]]:
        """The sections in order of today's source, those that are gone last, each with the text that tells the states
        apart: a later one holds it and an earlier one does not, or the other way round where the section is gone."""
        source, base = self._now.source, self._before.source
        lacking = [lacks for change in section_changes(base, source) if (lacks := self._lacking(change))]
        found = {change.now: change for change in lacking if change.now}
        gone = [change for change in lacking if change.now is None]
        head = False
        for defect in self._new:
            offset = self._source_offset(defect)
            section = source.section_at(offset)
            if offset < source.sections[0].start:
                head = True
            elif section not in found and held(source, section) not in base.text:
                found[section] = SectionChange("changed", held(source, section), None, section)
        if head:
            end = source.sections[0].start
            there = self._now.translation.sections[0].start
            yield SectionDrift("head", "", (0, there), (0, end)), source.text[:end].strip()
        for change in (*(found[section] for section in source.sections if section in found), *gone):
            yield self._drift(change), change.mark

    def _drift(self, change: SectionChange) -> SectionDrift:
        section = change.now or change.before
        assert section is not None
        changes = self._changes(change)
        source = self._now.source
        there = _head(source, change.now) if change.now else source.line_up_to(change.after)
        return SectionDrift(change.state, section.title, self._here(change), there, changes)

    def _changes(self, change: SectionChange) -> tuple[Change, ...]:
        """What a translation lacks of a change, each sort counted; of a section that came or went, those under it."""
        if change.state != "changed":
            what: Literal["added", "removed"] = "added" if change.state == "new" else "removed"
            return (Change(what, "subsection", change.under),) if change.under else ()
        counts: dict[tuple[Literal["added", "removed", "changed"], str], int] = {}
        for part in change.parts:
            sort = part.what, part.noun
            counts[sort] = counts.get(sort, 0) + max(1, len(part.targets))
        return tuple(Change(*sort, number) for sort, number in counts.items())

    def _lacking(self, change: SectionChange) -> SectionChange | None:
        """What of a change the translation does not have."""
        if change.now is None:
            return change if change.before in self._section_before else None
        if change.before is None:
            ours = self._section_now.get(change.now)
            return change if ours is None or ours in self._section_before.values() else None
        parts = tuple(part for part in change.parts if self._lacks(part))
        return replace(change, parts=parts) if parts else None

    def _lacks(self, part: Part) -> bool:
        """Whether a translation lacks what is new, or still has what is gone, or is no nearer to what changed."""
        if part.what == "added":
            return not self._has_added(part.now[0])
        if not part.now:
            return any(block in self._kept for block in part.before)
        now, before = _range(part.now), _range(part.before)
        if part.targets:
            places = [
                pair
                for pair in self._links
                if pair.source and pair.source.target in part.targets and now[0] <= pair.source.start < now[1]
            ]
            return not all(pair.translation and pair.same for pair in places)
        mended = any(overlap(before, place) for place in self._mended_places)
        return not mended or any(overlap(now, place) for place in self._new_places)

    def _has_added(self, block: Block) -> bool:
        """Whether the translation has a block that is new in the source, which takes the place of one that nothing in
        the earlier state accounted for. Which one that was of several alike cannot be told, but only how many."""
        for ours in self._partners.get(block, ()):
            sort = self._now.translation.section_at(ours.start), ours.kind
            if self._explained[sort] > 0:
                self._explained[sort] -= 1
                return True
        return False

    def _newly_explained(self) -> Counter[tuple[Section, BlockKind]]:
        """The blocks of the translation that stand for something in today's source, and for nothing in the earlier
        state: how many of a kind in each of its sections."""
        before = {block for pair in self._before.pairs() for block in pair.translation}
        blocks = {block for pair in self._now.pairs() for block in pair.translation} - before
        return Counter((self._now.translation.section_at(block.start), block.kind) for block in blocks)

    def _source_offset(self, defect: Defect) -> int:
        """Where in today's source a defect of the translation belongs."""
        for place in defect.counterparts:
            if place.document is self._now.source:
                return place.start
        start, translation = defect.place.start, self._now.translation
        if start < translation.sections[0].start:
            return 0
        ours = translation.section_at(start)
        return next(
            (one.start for one, other in self._section_now.items() if other is ours), self._now.source.sections[0].start
        )

    def _here(self, change: SectionChange) -> Range:
        """The counterpart of a section on the translation, or the line behind which it belongs."""
        page = self._now.translation
        ours = self._section_before.get(change.before) if change.before else None
        ours = ours or (self._section_now.get(change.now) if change.now else None)
        if ours:
            return _head(page, ours)
        after = next((one.after for one in self._now.missing_sections if change.now in one.sections), len(page.text))
        return page.line_up_to(after)


def _head(document: Document, section: Section) -> Range:
    """The heading of a section, or the first line under it where it has none."""
    first = section.heading or next(iter(section.blocks), None)
    if first is None:
        return section.start, section.start
    end = document.text.find("\n", first.start, first.end)
    return first.start, first.end if end < 0 else end


def _range(blocks: tuple[Block, ...]) -> Range:
    return blocks[0].start, blocks[-1].end


def _places(defects: Iterable[Defect], document: Document) -> list[Range]:
    """Where the counterparts of defects stand on one page."""
    return [place[1:] for defect in defects for place in defect.counterparts if place.document is document]
