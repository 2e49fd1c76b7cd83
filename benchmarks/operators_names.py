"""Names with a slip, names that others stand for, and who got what: operators for `planted.py`.

Planted are names of two words that stand once in their section and once in the source's, outside links, code and
headings. A tie is exchanged between two items or rows, or two sentences of a paragraph, each of which has two names
that its counterpart has as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from operators import LINK, NO_TEXT, Plant, operator
from plain import HEADING, Pair

NAME = re.compile(r"(?<![\w.\-/])(?<![A-Za-z] )[A-Z][a-z]{2,} [A-Z][a-z]{2,}(?![\w\-/]| [A-Z])")
LONE = re.compile(r"(?<![\w.\-/@#$`])[A-Z][A-Za-z]*[a-z][A-Za-z]*(?: [A-Z][A-Za-z]+)*(?![\w\-/(`]|\.\w)")
MIXED = re.compile(r"(?<![\w.\-/@#$`])[A-Z][a-z]+[A-Z][A-Za-z]+(?![\w\-/.(`])")
SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])\s*")
LETTERS = 6
OTHERS = ("Orla Venter", "Ivo Marchetti", "Runa Halvorsen")


def _edit(index: int, line: str, start: int, end: int, new: str) -> Plant:
    return Plant(index, index + 1, (line[:start] + new + line[end:],), f"{line[start:end]} → {new}")


def _names(pair: Pair, pattern: re.Pattern[str] = NAME) -> Iterator[tuple[int, re.Match[str]]]:
    text = "\n".join(pair.page.lines)
    for index, match in pair.page.spans(pattern):
        line = pair.page.lines[index]
        inside = any(m.start() < match.start() < m.end() for p in (LINK, NO_TEXT) for m in p.finditer(line))
        if not inside and not HEADING.match(line) and pair.once(match[0], index) and text.count(match[0]) == 1:
            yield index, match


def _slips(name: str) -> list[str]:
    """Slips in the longest word of a name, away from its ends: neighbours swapped, one letter less, one twice, and two
    slips at once."""
    word = max(name.split(), key=len)
    at = len(word) // 2
    found = [
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
    ]
    if len(word) >= LETTERS + 2:
        found.append(word[:2] + word[3:at] + word[at] + word[at:])
    return [name.replace(word, slip) for slip in found if slip != word]


@operator("name-slip", "language", "name", "typo")
def name_slip(pair: Pair) -> Iterator[Plant]:
    for turn, (index, match) in enumerate(_names(pair)):
        slips = _slips(match[0])
        yield _edit(index, pair.page.lines[index], *match.span(), slips[(turn + index) % len(slips)])


@operator("name-slip-product", "language", "name", "typo", "term-variant")
def name_slip_product(pair: Pair) -> Iterator[Plant]:
    """A slip in a single word that is surely a name, by the capital within."""
    for turn, (index, match) in enumerate(_names(pair, MIXED)):
        if len(match[0]) >= LETTERS:
            slips = _slips(match[0])
            yield _edit(index, pair.page.lines[index], *match.span(), slips[(turn + index) % len(slips)])


@operator("name-replaced", "language", "name")
def name_replaced(pair: Pair) -> Iterator[Plant]:
    for turn, (index, match) in enumerate(_names(pair)):
        yield _edit(index, pair.page.lines[index], *match.span(), OTHERS[turn % len(OTHERS)])


def _lone(text: str) -> list[str]:
    """The names of a line, outside links and code, each once."""
    bare = NO_TEXT.sub(" ", LINK.sub(" ", re.sub(r"`[^`]*`", " ", text)))
    return [name for name, count in Counter(LONE.findall(bare)).items() if count == 1 and len(name) > 3]


def _exchange(one: str, other: str, first: str, second: str) -> tuple[str, str]:
    return one.replace(first, second), other.replace(second, first)


def _tied(lines: list[str], theirs: list[str]) -> Iterator[tuple[int, int, str, str]]:
    """Two lines and the last names of each, where both have two names at least that their counterparts have, and that
    no other line has."""
    all_names = Counter(name for line in lines for name in _lone(line))
    parts = Counter(part for line in lines for name in _lone(line) for part in name.split())
    names = [
        [
            name
            for name in _lone(line)
            if all_names[name] == 1
            and all(parts[part] == 1 for part in name.split())
            and other.count(name) == 1
            and "\n".join(theirs).count(name) == 1
            and "\n".join(lines).count(name) == 1
        ]
        for line, other in zip(lines, theirs, strict=True)
    ]
    good = [number for number, found in enumerate(names) if len(found) > 1]
    for one, other in pairwise(good):
        yield one, other, names[one][-1], names[other][-1]


@operator("swap-in-list", "language", "name")
def swap_in_list(pair: Pair) -> Iterator[Plant]:
    for mine, other in pair.twins("list"):
        items, theirs = pair.page.items(mine), pair.source.items(other)
        if len(items) != len(theirs) or any(end - start != 1 for start, end in (*items, *theirs)):
            continue
        lines = [pair.page.lines[start] for start, _ in items]
        for one, two, first, second in _tied(lines, [pair.source.lines[start] for start, _ in theirs]):
            new = list(pair.page.lines[mine.start : mine.end])
            a, b = items[one][0] - mine.start, items[two][0] - mine.start
            new[a], new[b] = _exchange(new[a], new[b], first, second)
            yield Plant(mine.start, mine.end, tuple(new), f"{first} ↔ {second}", items[two][0])


@operator("swap-in-table", "language", "name")
def swap_in_table(pair: Pair) -> Iterator[Plant]:
    for mine, other in pair.twins("table"):
        if mine.end - mine.start != other.end - other.start:
            continue
        lines, theirs = pair.page.lines[mine.start + 2 : mine.end], pair.source.lines[other.start + 2 : other.end]
        for one, two, first, second in _tied(lines, theirs):
            new = list(pair.page.lines[mine.start : mine.end])
            new[one + 2], new[two + 2] = _exchange(new[one + 2], new[two + 2], first, second)
            yield Plant(mine.start, mine.end, tuple(new), f"{first} ↔ {second}", mine.start + 2 + two)


@operator("swap-in-sentences", "language", "name")
def swap_in_sentences(pair: Pair) -> Iterator[Plant]:
    """Two sentences of a paragraph on one line."""
    for mine, other in pair.twins("paragraph"):
        if mine.end - mine.start != 1:
            continue
        parts = SENTENCE.split(pair.page.lines[mine.start])
        theirs = SENTENCE.split(" ".join(pair.source.lines[other.start : other.end]))
        if len(parts) != len(theirs):
            continue
        for one, two, first, second in _tied(parts, theirs):
            line = pair.page.lines[mine.start]
            new = line.replace(first, "\0").replace(second, first).replace("\0", second)
            yield Plant(mine.start, mine.end, (new,), f"{first} ↔ {second}, of {one} and {two}")


@operator("variant", "language", "term-variant")
def variant(pair: Pair) -> Iterator[Plant]:
    """One of five places of a name with a capital within, written without it or with a space before it."""
    text = "\n".join(line for index, line in enumerate(pair.page.lines) if not pair.page.masked[index])
    for turn, (index, match) in enumerate(pair.page.spans(MIXED)):
        line, name = pair.page.lines[index], match[0]
        inside = any(m.start() < match.start() < m.end() for p in (LINK, NO_TEXT) for m in p.finditer(line))
        joint = re.search(r"(?<=[a-z])[A-Z]", name)
        if inside or HEADING.match(line) or joint is None or len(re.findall(rf"(?<![\w`]){name}(?![\w`])", text)) < 6:
            continue
        at = joint.start()
        new = (name[:at] + name[at:].lower(), f"{name[:at]} {name[at:]}")[turn % 2]
        if new not in "\n".join(pair.source.lines):
            yield _edit(index, line, *match.span(), new)
