"""Which findings against today's source are those against an earlier state of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from trcheck.judgement.places import Places
from trcheck.model import Alignment
from trcheck.rule import Defect, Place, Said


class Matched(NamedTuple):
    """Today's findings that hold against the earlier state too; those that hold today alone; and those that held then,
    and no more."""

    lasting: list[Said]
    new: list[Defect]
    mended: list[Defect]


class Matcher:
    """Matches what was found against two states of a source, the surest matches first, each finding at most once.

    A finding stays the same when what it says, its place on the translation, or the place of its counterparts do: a
    rule may word it otherwise since the source calls a thing by another name, or since more of it is missing.
    """

    def __init__(self, now: Alignment, before: Alignment) -> None:
        self._now, self._before = now, before
        self._places = Places(before.source, now.source)
        self._tests: tuple[Callable[[Defect, Defect], bool], ...] = (
            lambda one, other: _says_the_same(one, other) and _near(one, other),
            lambda one, other: one.place == other.place and self._corresponding(one, other),
            lambda one, other: _says_the_same(one, other) and self._corresponding(one, other),
            lambda one, other: _same_block(one, other) and self._corresponding(one, other),
        )

    def match(self, today: Sequence[Said], earlier: Sequence[Said]) -> Matched:
        """Match findings. What stands on another page than the translation, the source say, is left as it is today."""
        page = self._now.translation
        rest: dict[str, list[Defect]] = defaultdict(list)
        for rule, defect in earlier:
            if defect.place.document is page:
                rest[rule].append(defect)
        lasting = {index: found for index, found in enumerate(today) if found.defect.place.document is not page}
        unmatched = {index: found for index, found in enumerate(today) if index not in lasting}
        for test in self._tests:
            for index, (rule, defect) in list(unmatched.items()):
                match = next((other for other in rest[rule] if test(defect, other)), None)
                if match is not None:
                    rest[rule].remove(match)
                    del unmatched[index]
                    lasting[index] = Said(rule, self._lasting(defect, match))
        return Matched(
            [lasting[index] for index in sorted(lasting)],
            [found.defect for found in unmatched.values()],
            [defect for defects in rest.values() for defect in defects],
        )

    def _lasting(self, today: Defect, earlier: Defect) -> Defect:
        """Of a defect that has grown since, what it was: the rest of it is drift."""
        if today.message == earlier.message:
            return today
        places = tuple(
            place for place in today.counterparts if any(self._same(place, other) for other in earlier.counterparts)
        )
        if not places or len(places) == len(today.counterparts):
            return today
        return replace(earlier, counterparts=places, fix=today.fix if today.fix == earlier.fix else None)

    def _corresponding(self, one: Defect, other: Defect) -> bool:
        return any(self._same(ours, theirs) for ours in one.counterparts for theirs in other.counterparts)

    def _same(self, today: Place, earlier: Place) -> bool:
        """Whether two places are the same one, be it in two states of the source."""
        if today.document is self._now.source and earlier.document is self._before.source:
            stood = self._places.before(today.start, today.end)
            return stood is not None and overlap(stood, earlier[1:])
        return today.document is earlier.document and overlap(today[1:], earlier[1:])


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two ranges share a character or begin at the same one."""
    return (one[0] < other[1] and other[0] < one[1]) or one[0] == other[0]


def _says_the_same(one: Defect, other: Defect) -> bool:
    return one.key == other.key if one.key and other.key else one.message == other.message


def _near(one: Defect, other: Defect) -> bool:
    return overlap(one.place[1:], other.place[1:])


def _same_block(one: Defect, other: Defect) -> bool:
    block = one.place.document.block_around(*one.place[1:])
    return block is not None and block is other.place.document.block_around(*other.place[1:])
