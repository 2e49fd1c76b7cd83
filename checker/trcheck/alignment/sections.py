"""Aligning the sections of two pages.

Evidence, the strongest first: an id that both headings carry, or that one carries and the other's text derives; what
the sections hold (links, code, images, numbers, Latin words, the kinds of their blocks); the level of the headings;
order and length. Of sections that share no id, meaning is asked beside all that, unless all of the page is plain.
Order is kept where it can be; a section that stands elsewhere is found by strong evidence alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from trcheck.alignment.evidence import Evidence
from trcheck.alignment.features import Features, common, disagreement, length_vote
from trcheck.alignment.sequence import align_sequences
from trcheck.model import Section

_ID = 6.0
_FOREIGN_ID = -5.0
_TITLE = 3.0
_CONTENT = 5.0
_MERGE = -1.5
_MOVES = ((1, 1), (2, 1), (1, 2), (3, 1), (1, 3))
_INTRODUCTION = 1000.0
"""What it would cost to leave out an introduction: never."""
_MOVED = 5.0
"""The score past which sections pair out of order: an id alone, or nearly all of what they hold."""
_MOVED_BY_MEANING, _MEANT = 3.5, 1.6
"""The same for sections that say the same, and the vote of meaning from which they do."""


class SectionRun(NamedTuple):
    """Sections of the source, by index, that stand for sections of the translation.

    One to one mostly. Of several, those after the first stand on the other side under the heading of the first.
    """

    source: tuple[int, ...]
    translation: tuple[int, ...]
    moved: bool = False


class SectionSteps(NamedTuple):
    """Which sections stand for which; the introductions always for each other."""

    runs: list[SectionRun]
    missing: list[int]
    extra: list[int]


class _Profile:
    """What is compared of a section, or of several in a row: the heading of the first and what is under all."""

    def __init__(self, sections: Sequence[Section], repeated: frozenset[str]) -> None:
        """`repeated`: the ids that several sections of the page claim; they say nothing."""
        first = sections[0]
        self.level = first.level
        self.ids = frozenset(first.ids) - repeated
        self.names = self.ids | first.slugs
        self.title = first.title.casefold()
        blocks = [block for section in sections for block in (section.heading, *section.blocks) if block]
        self.features = Features(blocks)
        self.shape = [block.kind for block in blocks]


class _Page:
    """The sections of a page and their profiles, each made when it is first asked for."""

    def __init__(self, sections: Sequence[Section]) -> None:
        count = Counter(name for section in sections for name in section.ids)
        self._repeated = frozenset(name for name, times in count.items() if times > 1)
        self._profiles: dict[tuple[int, int], _Profile] = {}
        self.sections = sections

    def profile(self, index: int, count: int = 1) -> _Profile:
        key = index, count
        if key not in self._profiles:
            self._profiles[key] = _Profile(self.sections[index : index + count], self._repeated)
        return self._profiles[key]

    def weights(self) -> list[float]:
        """What it costs to leave each section without counterpart."""
        return [_INTRODUCTION, *(_weight(self.profile(i)) for i in range(1, len(self.sections)))]


def align_sections(evidence: Evidence, source: Sequence[Section], translation: Sequence[Section]) -> SectionSteps:
    """Align the sections of two pages; both begin with an introduction."""
    in_order = len(source) == len(translation) and all(map(_obvious, source[1:], translation[1:]))
    if in_order and all(map(_anchored, source[1:], translation[1:])):
        return _one_by_one(source)
    ours, theirs = _Page(source), _Page(translation)
    meaning = _Meaning(evidence, ours, theirs)
    if in_order and meaning.agrees():
        return _one_by_one(source)
    known = frozenset().union(*(ours.profile(i).names for i in range(len(source))))
    scores: dict[tuple[int, int, int, int], float | None] = {}

    def score(i: int, j: int, a: int, b: int) -> float | None:
        key = i, j, a, b
        if key not in scores:
            value = _score(ours.profile(i, a), theirs.profile(j, b), known, evidence)
            value += meaning.vote(i, j) + _MERGE * (a + b - 2)
            scores[key] = value if bool(i) == bool(j) else None
        return scores[key]

    steps = align_sequences(ours.weights(), theirs.weights(), score, _MOVES)
    runs = [SectionRun(tuple(range(s.i, s.i_end)), tuple(range(s.j, s.j_end))) for s in steps]
    missing = [run.source[0] for run in runs if not run.translation]
    extra = [run.translation[0] for run in runs if not run.source]
    runs = [run for run in runs if run.source and run.translation]
    candidates = [(score(i, j, 1, 1) or 0.0, i, j) for i in missing for j in extra]
    for value, i, j in sorted(candidates, key=lambda candidate: -candidate[0]):
        if value >= (_MOVED if meaning.vote(i, j) < _MEANT else _MOVED_BY_MEANING) and i in missing and j in extra:
            missing.remove(i)
            extra.remove(j)
            runs.append(SectionRun((i,), (j,), moved=True))
    return SectionSteps(sorted(runs), missing, extra)


def _one_by_one(sections: Sequence[Section]) -> SectionSteps:
    return SectionSteps([SectionRun((i,), (i,)) for i in range(len(sections))], [], [])


class _Meaning:
    """What meaning says of the sections of two pages that no id and no slug pairs with one of the other page.

    Their titles are compared, and these together with what they begin with; who says more for a pair is heard: titles
    repeat, and what stood under one may be gone.
    """

    def __init__(self, evidence: Evidence, source: _Page, translation: _Page) -> None:
        ours, theirs = _open(source, translation), _open(translation, source)
        self._source = {index: n for n, index in enumerate(ours)}
        self._translation = {index: n for n, index in enumerate(theirs)}
        said = [
            evidence.meaning([say(source.sections[i]) for i in ours], [say(translation.sections[j]) for j in theirs])
            for say in (_title, _beginning)
        ]
        self._votes = [
            [max(meaning.vote(row, column) for meaning in said if meaning) for column in range(len(theirs))]
            for row in range(len(ours) if all(said) else 0)
        ]

    def vote(self, i: int, j: int) -> float:
        """For pairing two sections; 0 where structure settles one of them, or one is like no other."""
        if not self._votes or i not in self._source or j not in self._translation:
            return 0.0
        row, column = self._source[i], self._translation[j]
        if max(self._votes[row]) <= 0 or max(votes[column] for votes in self._votes) <= 0:
            return 0.0
        return self._votes[row][column]

    def agrees(self) -> bool:
        """Whether nothing speaks against pairing the sections one by one: none is plainly more like another one."""
        return all(
            self.vote(i, i) >= min(0.0, max((self.vote(i, j) for j in self._translation), default=0.0))
            for i in self._source
        )


def _open(page: _Page, other: _Page) -> list[int]:
    """The sections, but for the introduction, that share no id or slug with one of the other page."""
    names = frozenset().union(*(other.profile(j).names for j in range(1, len(other.sections))))
    return [i for i in range(1, len(page.sections)) if page.profile(i).names.isdisjoint(names)]


def _title(section: Section) -> str:
    return section.title


def _beginning(section: Section) -> str:
    """The heading of a section and what it begins with."""
    first = next((block.text for block in section.blocks if block.text), "")
    return f"{section.title}\n{first}".strip()


def _anchored(a: Section, b: Section) -> bool:
    """Whether two sections share an id, or what links, images and code they hold."""
    if a.ids and b.ids:
        return a.ids == b.ids
    if (b.ids and not a.slugs.isdisjoint(b.ids)) or a.slugs & b.slugs:
        return True
    return not _targets(a).isdisjoint(_targets(b))


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
    votes += 0.6 if source.level == translation.level else -0.6
    one, other = source.features, translation.features
    votes += _CONTENT * common(one, other, evidence.frequencies)
    votes -= disagreement(one, other)
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
