"""Aligning the sections of two pages.

Evidence, the strongest first: an id that both headings carry, or that one carries and the other's text derives; what
the sections hold (links, code, images, numbers, Latin words, the kinds of their blocks); the level of the headings;
order and length. Order is kept where it can be; a section that stands elsewhere is found by strong evidence alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from trcheck.alignment.evidence import Evidence
from trcheck.alignment.features import Features, common, length_vote
from trcheck.alignment.sequence import Step, align_sequences
from trcheck.model import Section

_ID = 6.0
_FOREIGN_ID = -5.0
_TITLE = 3.0
_CONTENT = 5.0
_MOVED = 5.0
"""The score past which sections pair out of order: an id alone, or nearly all of what they hold."""


class SectionSteps(NamedTuple):
    """Which section stands for which, by index. The introductions always pair."""

    pairs: list[tuple[int, int]]
    missing: list[int]
    extra: list[int]
    moved: frozenset[int]


class _Profile:
    """What is compared of a section."""

    def __init__(self, section: Section, repeated: frozenset[str]) -> None:
        """`repeated`: the ids that several sections of the page claim; they say nothing."""
        self.section = section
        self.ids = frozenset(section.ids) - repeated
        self.names = self.ids | section.slugs
        heading = (section.heading,) if section.heading else ()
        self.title = section.title.casefold()
        self.features = Features((*heading, *section.blocks))
        self.shape = [block.kind for block in section.blocks]


def align_sections(evidence: Evidence, source: Sequence[Section], translation: Sequence[Section]) -> SectionSteps:
    """Align the sections of two pages; both begin with an introduction."""
    if len(source) == len(translation) and all(map(_obvious, source, translation)):
        return SectionSteps([(i, i) for i in range(len(source))], [], [], frozenset())
    rows, columns = _profiles(source), _profiles(translation)
    known = frozenset().union(*(row.names for row in rows))
    scores: dict[tuple[int, int], float] = {}

    def score(i: int, j: int) -> float:
        if (i, j) not in scores:
            scores[i, j] = _score(rows[i], columns[j], known, evidence)
        return scores[i, j]

    steps = align_sequences(
        [_weight(row) for row in rows[1:]],
        [_weight(column) for column in columns[1:]],
        lambda i, j, a, b: score(i + 1, j + 1),
    )
    steps = [Step(i + 1, i_end + 1, j + 1, j_end + 1) for i, i_end, j, j_end in steps]
    pairs = [(0, 0)] + [(s.i, s.j) for s in steps if s.i < s.i_end and s.j < s.j_end]
    missing = [s.i for s in steps if s.j == s.j_end]
    extra = [s.j for s in steps if s.i == s.i_end]
    moved: set[int] = set()
    candidates = sorted(((score(i, j), i, j) for i in missing for j in extra), key=lambda c: -c[0])
    for value, i, j in candidates:
        if value >= _MOVED and i in missing and j in extra:
            missing.remove(i)
            extra.remove(j)
            moved.add(i)
            pairs.append((i, j))
    pairs.sort()
    return SectionSteps(pairs, missing, extra, frozenset(moved))


def _profiles(sections: Sequence[Section]) -> list[_Profile]:
    count = Counter(name for section in sections for name in section.ids)
    repeated = frozenset(name for name, times in count.items() if times > 1)
    return [_Profile(section, repeated) for section in sections]


def _obvious(a: Section, b: Section) -> bool:
    """Whether two sections at the same place are each other's beyond doubt."""
    if a.level != b.level or bool(a.heading) != bool(b.heading):
        return False
    if a.ids and b.ids:
        return a.ids == b.ids
    if b.ids and not a.slugs.isdisjoint(b.ids):
        return True
    if len(a.blocks) == len(b.blocks) and [x.kind for x in a.blocks] == [x.kind for x in b.blocks]:
        one, other = _targets(a), _targets(b)
        return not one or not other or not one.isdisjoint(other) or len(one) == len(other) == 1
    one, other = _targets(a), _targets(b)
    return bool(one & other) and len(one & other) * 2 >= max(len(one), len(other))


def _targets(section: Section) -> set[str]:
    """Targets of links and images and texts of code, as written."""
    found = set()
    for block in section.blocks:
        for leaf in block.leaves():
            for span in leaf.spans:
                if span.target:
                    found.add(span.target)
                elif span.kind == "code":
                    found.add(span.text)
            if leaf.literal:
                found.add(leaf.literal)
    return found


def _score(
    source: _Profile,
    translation: _Profile,
    known: frozenset[str],
    evidence: Evidence,
) -> float:
    votes = 0.4
    if translation.ids:
        if not source.names.isdisjoint(translation.ids):
            votes += _ID
        elif not known.isdisjoint(translation.ids):
            votes += _FOREIGN_ID
    elif source.title and source.title == translation.title:
        votes += _TITLE
    votes += 0.6 if source.section.level == translation.section.level else -0.6
    one, other = source.features, translation.features
    votes += _CONTENT * common(one, other, evidence.frequencies)
    if one.hard and other.hard and one.hard.isdisjoint(other.hard):
        votes -= 1.0
    votes += 0.8 * (_likeness(source.shape, translation.shape) - 0.5)
    return votes + 0.5 * length_vote(one.length, other.length, evidence.ratio)


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of blocks of the same kind, order left aside."""
    rest = list(other)
    alike = 0
    for kind in one:
        if kind in rest:
            rest.remove(kind)
            alike += 1
    return 2 * alike / (len(one) + len(other)) if one or other else 1.0


def _weight(profile: _Profile) -> float:
    """What it costs to leave a section without counterpart."""
    return 0.5 + min(1.5, len(profile.features.hard) * 0.15) + min(1.0, profile.features.length / 600)
