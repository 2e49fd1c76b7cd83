"""Who stands with what: the names that a list item, a table's row or a sentence holds together.

A tie is taken from the names that both pages have and that stand on one line only. Two lines of the translation have
exchanged what they hold where each of them has names of the same two lines of the source.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from trcheck.model import Block
from trcheck.text.names import Name, names

_LONGEST = 200  # characters of a line
_TIE = 2  # words that tell where a name comes from, where one line alone says so
_SENTENCES = re.compile(r"(?<=[.!?])\s++|(?<=[。！？])\s*+")
_CLAUSES = re.compile(r"(?<=[,;])\s++|(?<=[.!?])\s++|(?<=[。！？，；])\s*+")


class Line(NamedTuple):
    """A list item's text, a table's row, a short paragraph or a sentence: where it stands, and the names in it."""

    start: int
    end: int
    names: tuple[Name, ...]

    def first(self, words: set[str]) -> int:
        """Which name of the line is the first that has one of these words."""
        return next(i for i, name in enumerate(self.names) if not words.isdisjoint(name.parts))

    def name(self, words: set[str]) -> str:
        """The first name that has one of these words, without its other words."""
        return " ".join(part for part in self.names[self.first(words)].parts if part in words)


class Exchange(NamedTuple):
    """A name that the translation has with another name than the source."""

    moved: str
    here: Line
    own: str
    """With which name it stands on the line of the translation."""
    right: str
    """With which it stands in the source."""
    theirs: tuple[Line, Line]
    """The source's lines of the two names, that of the one moved first."""


def lines(blocks: Sequence[Block]) -> list[Line]:
    """The rows, items and short paragraphs among blocks and in them that have names."""
    found = []
    for top in blocks:
        for block in top.walk():
            if block.kind in ("row", "paragraph") and block.end - block.start <= _LONGEST:
                cells = block.children if block.kind == "row" else (block,)
                held = tuple(name for cell in cells for name in _names(cell.prose))
                if held:
                    found.append(Line(cells[0].start, cells[-1].end, held))
    return found


def sentences(blocks: Sequence[Block]) -> list[list[Line]]:
    """The sentences of blocks that have names, and their clauses likewise: each a list of lines."""
    return [
        [
            Line(block.start + start, block.start + end, held)
            for block in blocks
            for start, end in _cut(block.prose, pattern)
            if (held := tuple(_names(block.prose[start:end])))
        ]
        for pattern in (_SENTENCES, _CLAUSES)
    ]


def _names(text: str) -> Iterator[Name]:
    """The names of a text, without the genitive of English, which other languages lack."""
    for name in names(text):
        parts = tuple(part.removesuffix("’s").removesuffix("'s") for part in name.parts)
        yield name._replace(parts=parts)


def _cut(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for match in pattern.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def counterparts(theirs: Sequence[Line], ours: Sequence[Line], words: int = 1) -> dict[int, int]:
    """By number of a line of the translation the line of the source whose names it has, so many words of them at least
    and none of another line's."""
    origins: defaultdict[int, list[int]] = defaultdict(list)
    shared = _ties(theirs, ours)
    for line, origin in shared:
        origins[line].append(origin)
    return {
        line: origin for line, (origin, *others) in origins.items() if not others and len(shared[line, origin]) >= words
    }


def exchanged(theirs: Sequence[Line], ours: Sequence[Line], *, running: bool = False) -> Iterator[Exchange]:
    """What two lines of the translation have exchanged, each exchange once. In running text, where sentences are built
    anew, both names must have changed places, and not as those of "A and B of C and D" become "A of C and B of D"."""
    ties = _ties(theirs, ours)
    origins: defaultdict[int, list[int]] = defaultdict(list)
    goals: defaultdict[int, list[int]] = defaultdict(list)
    for line, origin in ties:
        origins[line].append(origin)
        goals[origin].append(line)
    told: set[frozenset[int]] = set()
    for line in sorted(line for line in origins if len(origins[line]) > 1):
        own, *strangers = sorted(origins[line], key=lambda origin: ours[line].first(ties[line, origin]))
        for origin in strangers:
            other = _other_line(ties, origins, goals, line, own, origin)
            if other is None or frozenset((own, origin)) in told:
                continue
            if not running or (own in origins[other] and _crossed(theirs, ties, (line, other), (own, origin))):
                told.add(frozenset((own, origin)))
                yield Exchange(
                    ours[line].name(ties[line, origin]),
                    ours[line],
                    ours[line].name(ties[line, own]),
                    ours[other].name(ties[other, origin]),
                    (theirs[origin], theirs[own]),
                )


_Ties = dict[tuple[int, int], set[str]]


def _ties(theirs: Sequence[Line], ours: Sequence[Line]) -> _Ties:
    """By line of the translation and line of the source, the words of names that both have."""
    source, translation = _homes(theirs), _homes(ours)
    ties: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for word in source.keys() & translation.keys():
        ties[translation[word], source[word]].add(word)
    return dict(ties)


def _homes(lines: Sequence[Line]) -> dict[str, int]:
    """The line of each word of a name that stands on one line only."""
    count = Counter(part for line in lines for part in {part for name in line.names for part in name.parts})
    return {part: i for i, line in enumerate(lines) for name in line.names for part in name.parts if count[part] == 1}


def _other_line(
    ties: _Ties,
    origins: dict[int, list[int]],
    goals: dict[int, list[int]],
    line: int,
    own: int,
    origin: int,
) -> int | None:
    """The line that has what else the source's line of a stranger holds, if it shows that the stranger has moved: it
    has what this line lacks of its own line, or both names are known by two words."""
    for other in goals[origin]:
        if other != line and (
            own in origins[other]
            or min(len(ties[line, own]), len(ties[line, origin]), len(ties[other, origin])) >= _TIE
        ):
            return other
    return None


def _crossed(theirs: Sequence[Line], ties: _Ties, ours: tuple[int, int], origins: tuple[int, int]) -> bool:
    """Whether the first name of a sentence now stands with the last one of another, and the last with the first."""
    places = [[theirs[origin].first(ties[line, origin]) for line in ours] for origin in origins]
    return (places[0][0] < places[0][1]) == (places[1][0] > places[1][1])
