"""Reading back what a page lost that was pasted as plain text: its headings, captions and lists.

A page copied out of a browser, a PDF or a chat keeps its words and none of its markup: a heading is a line like any
other, and so are the caption of an image and the items of a list. Compared as it stands, every link and heading would
be missing by itself, and no section would be found. So its lines are aligned with the blocks of the other page, in
order and by all that is known of them, and a line that stands for a heading there is read as a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from trcheck.alignment.evidence import Evidence
from trcheck.alignment.features import Features, common
from trcheck.alignment.sequence import WITH_MERGES, align_sequences
from trcheck.model import GLUE, Block, BlockPair, Document, Section, SectionPair

_MARKUP = 4
"""With less markup in all, headings among it, a page has nothing whose loss could be told from a liberty."""
_LEFT = 0.1
"""The share of the markup that may be left: a link that an editor added afterwards."""
_WORDS = 0.35
"""With a smaller share of the other page's text than this, a page is a stub and no copy."""

_LONGEST = 120
"""Letters of the longest line that may be a heading or a caption."""
_SENTENCE = re.compile(r"[.。:：;；,，、]\s*\Z")
_ANNOUNCES = re.compile(r"[:：]\s*\Z")
_END = re.compile(r"[.!?:。！？：]\W*\Z")
_LINES = re.compile(r"\S[^\n]*")
_ENDED = 0.8
"""The share of lines that end like a sentence, or are short, for line breaks to be those of paragraphs."""
_CODE = 0.5
"""The share of a block's lines that stand in the other page's code, for it to be code."""

_LINE = 2.0
"""What a line gains against a heading or a caption: else the kinds speak against them."""
_OTHER_FORM = -1.5
"""How much it counts that only one of two blocks is a line, or announces something."""
_FOREIGN = -2.0
"""How much it counts that a line shares what is rare with another block."""
_MEANING = 4.0
_UNRELATED = 0.35
"""How much it counts that two texts mean the same, and the likeness (0 to 1) from which on it speaks for them."""

_ALIKE = 0.55
_SHARED = 0.7
_ROOM = 0.4
"""A paragraph may have gone into another one: if they are so alike in meaning, have so much evidence in common, or if
its neighbour is longer than its own counterpart by this share of what is missing."""
_SHORT = 60
"""Letters of a paragraph that may as well be among the lines that stood for nothing; a wide one counts as two."""
_UNSURE = 0.3


class Unit(NamedTuple):
    """A block at the bottom of the page that has its markup, and the blocks around it, the outermost first."""

    block: Block
    around: tuple[Block, ...] = ()


def has_lost_markup(document: Document, other: Document) -> bool:
    """Whether a page is the plain text of what the other has with markup."""
    headings = _count_headings(other)
    if _count_headings(document) > _LEFT * headings:
        return False
    # Backticks and stars are all about in code that is none any more.
    lost = any(
        headings + there >= _MARKUP and here <= _LEFT * (headings + there)
        for here, there in zip(_count_marks(document), _count_marks(other), strict=True)
    )
    if not lost:
        return False
    code = sum(len(block.literal) for block in document.blocks())
    return code < len(document.text) / 2 and _count_letters(document) > _WORDS * _count_letters(other)


def _count_letters(document: Document) -> float:
    return Features(block for block in document.blocks() if block.prose).length


def _count_headings(document: Document) -> int:
    """How many headings under the title a page has; lines of code that is none any more look like titles or rules."""
    return sum(
        1
        for section in document.sections
        if section.heading and section.level > 1 and document.text.startswith(("##", "<"), section.start)
    )


def _count_marks(document: Document) -> tuple[int, int]:
    """How many links, images and places in bold a page has, and how many with those in code.

    Addresses that stand there as they are need no markup, and `__init__` is no bold word. Markup that is broken, so
    that readers see it, is not lost.
    """
    marks = code = 0
    for block in document.blocks():
        seen = block.prose.replace(GLUE, "")
        marks += seen.count("**") // 2 + seen.count("](")
        for span in block.spans:
            code += span.kind == "code"
            if span.kind == "link":
                marks += span.text != span.target
            elif span.kind == "strong":
                marks += document.text.startswith(("**", "<"), span.start)
            else:
                marks += span.kind == "image"
    return marks, marks + code


def read_back(plain: Document, marked: Document, evidence: Evidence, *, is_source: bool) -> Document:
    """The plain page with the headings, captions and lists that its lines stand for on the other page."""
    units = [unit for section in marked.sections for unit in _units(section)]
    code = {_squeezed(line) for unit in units for line in unit.block.literal.split("\n")} - {""}
    lines = [
        line
        for section in plain.sections
        for block in (section.heading, *section.blocks)
        if block
        for line in _lines(block)
        if not _is_code(plain.text[line.start : line.end], code)
    ]
    meaning = _meaning(lines, units, evidence, is_source)
    owners = [_owner(line, units, evidence, is_source) for line in lines]

    def score(i: int, j: int, a: int, b: int) -> float | None:
        ours, theirs = lines[i : i + a], [unit.block for unit in units[j : j + b]]
        form = _form(ours, units[j : j + b])
        votes = None if form is None else evidence.score(ours, theirs) if is_source else evidence.score(theirs, ours)
        if votes is None or form is None:
            return None
        if meaning:
            alike = sum(max(meaning[n][j : j + b]) for n in range(i, i + a)) / a
            votes += _MEANING * (alike - _UNRELATED)
        foreign = sum(owner is not None and not j <= owner < j + b for owner in owners[i : i + a])
        return votes + form + _FOREIGN * foreign

    rows, columns = [evidence.weight(line) for line in lines], [evidence.weight(unit.block) for unit in units]
    steps = align_sequences(rows, columns, score, WITH_MERGES)
    stands_for = {line: units[step.j] for step in steps if step.j < step.j_end for line in lines[step.i : step.i_end]}
    # A lone line that stands for nothing is what the page was pasted with: a byline, a date, a button.
    loose = [lines[step.i] for step in steps if step.j == step.j_end and _is_line(lines[step.i])]
    _gather_items(lines, loose, stands_for)
    dropped = {line for line in loose if line not in stands_for}
    dropped |= {line for line, unit in stands_for.items() if unit.block.kind == "row"}
    return _rebuilt(plain, [line for line in lines if line not in dropped], stands_for)


def _units(section: Section) -> Iterator[Unit]:
    if section.heading:
        yield Unit(section.heading)
    yield from _inner(section.blocks, ())


def _inner(blocks: Sequence[Block], around: tuple[Block, ...]) -> Iterator[Unit]:
    for block in blocks:
        if block.children and block.kind != "row":
            yield from _inner(block.children, (*around, block))
        elif block.kind != "break":
            yield Unit(block, around)


def _lines(block: Block) -> list[Block]:
    """A paragraph as it is, or where its line breaks are those of paragraphs and items, its lines each by itself.

    Lines that were merely wrapped break off within a sentence, all but the last of about one length.
    """
    lines = list(_LINES.finditer(block.prose)) if block.kind == "paragraph" else []
    longest = max((len(line[0]) for line in lines), default=0)
    ended = sum(bool(_END.search(line[0])) or len(line[0]) < longest / 2 for line in lines[:-1])
    if len(lines) < 2 or ended < _ENDED * (len(lines) - 1):
        return [block]
    parts = []
    for line in lines:
        start, end = block.start + line.start(), block.start + line.end()
        spans = tuple(span for span in block.spans if start <= span.start < end)
        parts.append(replace(block, start=start, end=end, prose=line[0], spans=spans))
    return parts


def _is_code(text: str, code: set[str]) -> bool:
    lines = [line for line in map(_squeezed, text.split("\n")) if line]
    return bool(code) and sum(line in code for line in lines) > _CODE * len(lines)


def _squeezed(line: str) -> str:
    return "".join(line.split())


def _is_line(block: Block) -> bool:
    """Whether a block is a line that could be a heading, a caption or an item: short, and no sentence by its end."""
    if block.kind in ("heading", "image"):
        return True
    text = block.text
    short = 0 < len(text) <= _LONGEST and "\n" not in block.prose.strip()
    return block.kind == "paragraph" and short and not _SENTENCE.search(text)


def _form(lines: Sequence[Block], units: Sequence[Unit]) -> float | None:
    """What speaks for lines by the form of what they would stand for; None where they cannot stand for it."""
    blocks = [unit.block for unit in units]
    if {"heading", "image", "row"}.isdisjoint(block.kind for block in blocks):
        if len(units) > 1 and (any(unit.around != units[0].around for unit in units) or any(map(_is_line, blocks))):
            return None
        if len(lines) > 1 and any(map(_is_line, lines)):
            return None
        same = [is_so(lines[-1]) == is_so(blocks[-1]) for is_so in (_is_line, _announces)]
        return _OTHER_FORM * same.count(False)
    if len(lines) > 1 or len(units) > 1:
        return None
    return _LINE if _is_line(lines[0]) or blocks[0].kind == "row" else None


def _announces(block: Block) -> bool:
    return bool(_ANNOUNCES.search(block.text))


def _owner(line: Block, units: Sequence[Unit], evidence: Evidence, is_source: bool) -> int | None:
    """The one unit, by index, that shares what is rare on both pages with a line, if there is one."""
    if not _is_line(line):
        return None
    owners = [n for n, unit in enumerate(units) if _common(line, unit.block, evidence, is_source) >= _SHARED]
    return owners[0] if len(owners) == 1 else None


def _common(plain: Block, marked: Block, evidence: Evidence, is_source: bool) -> float:
    one, other = (plain, marked) if is_source else (marked, plain)
    return common(evidence.of((one,)), evidence.of((other,)), evidence.frequencies)


def _meaning(
    lines: Sequence[Block], units: Sequence[Unit], evidence: Evidence, is_source: bool
) -> list[list[float]] | None:
    """How alike in meaning each line and each unit are; None where there is no telling."""
    ours = [line.text for line in lines]
    theirs = [unit.block.text or " ".join(span.text for span in unit.block.spans) for unit in units]
    return _likeness(ours, theirs, evidence, is_source)


def _likeness(
    plain: Sequence[str], marked: Sequence[str], evidence: Evidence, is_source: bool
) -> list[list[float]] | None:
    meaning = evidence.meaning(plain, marked) if is_source else evidence.meaning(marked, plain)
    if meaning is None:
        return None
    found = [
        [meaning.likeness(i, j) if is_source else meaning.likeness(j, i) for j in range(len(marked))]
        for i in range(len(plain))
    ]
    return [[_UNRELATED if value is None else value for value in row] for row in found]


def _gather_items(lines: Sequence[Block], loose: Sequence[Block], stands_for: dict[Block, Unit]) -> None:
    """Take the lines beside an item for items of its list, too, while the list has any left: their order may differ."""
    index = {line: i for i, line in enumerate(lines)}
    free = set(loose)
    for line, unit in list(stands_for.items()):
        if len(unit.around) < 2 or unit.around[-2].kind != "list":
            continue
        found = unit.around[-2]
        for step in (-1, 1):
            i = index[line] + step
            while 0 <= i < len(lines) and lines[i] in free:
                taken = {other.around[-1] for other in stands_for.values() if other.around[-2:-1] == (found,)}
                item = next((item for item in found.children if item not in taken), None)
                if item is None:
                    break
                stands_for[lines[i]] = Unit(lines[i], (*unit.around[:-1], item))
                free.discard(lines[i])
                i += step


def _rebuilt(plain: Document, lines: Sequence[Block], stands_for: dict[Block, Unit]) -> Document:
    """The plain page with its lines as what they stand for; those that were read back are named ``line``."""
    sections: list[Section] = []
    heading: Block | None = None
    under: list[Unit] = []
    start = plain.sections[0].start
    for line in lines:
        block, around = stands_for.get(line, Unit(line))
        if block.kind == "heading" and line in stands_for:
            sections.append(Section(heading, _nested(under), start, line.start))
            heading, under, start = replace(line, kind="heading", level=block.level, name="line"), [], line.start
        elif block.kind == "image":
            under.append(Unit(replace(line, kind="image", name="line"), around))
        else:
            under.append(Unit(replace(line, kind="paragraph", level=0) if line.kind == "heading" else line, around))
    sections.append(Section(heading, _nested(under), start, plain.sections[-1].end))
    return replace(plain, sections=tuple(sections))


def _nested(units: Sequence[Unit]) -> tuple[Block, ...]:
    """The blocks of units, with what stands around them on the other page around them again."""
    found: list[Block] = []
    for frame, group in groupby(units, key=lambda unit: unit.around[:1]):
        inner = list(group)
        if not frame:
            found += (unit.block for unit in inner)
            continue
        children = _nested([Unit(unit.block, unit.around[1:]) for unit in inner])
        around = frame[0]
        name = "line" if around.kind == "item" else around.name
        start, end = children[0].start, children[-1].end
        found.append(Block(around.kind, start, end, children=children, level=around.level, name=name))
    return tuple(found)


def doubted(pair: SectionPair, evidence: Evidence, *, is_source: bool) -> SectionPair:
    """A pair of sections with less certainty where what the plain page lacks may have gone into another paragraph, and
    where it has a paragraph of its own, which may sum up what stands elsewhere on the other page."""
    own = tuple(
        replace(each, certainty=_UNSURE) if each.block.kind == "paragraph" else each
        for each in (pair.missing if is_source else pair.extra)
    )
    pair = replace(pair, missing=own) if is_source else replace(pair, extra=own)
    lacking = pair.extra if is_source else pair.missing
    lost = [unpaired for unpaired in lacking if unpaired.block.kind == "paragraph"]
    if not lost:
        return pair
    blocks = (pair.source if is_source else pair.translation).blocks
    there = [block for block in blocks if block.kind == "paragraph"]
    unsure = {
        unpaired.block
        for unpaired in lost
        if evidence.of((unpaired.block,)).length <= _SHORT or _alike(unpaired.block, there, evidence, is_source)
    }
    for after in {unpaired.after for unpaired in lost}:
        run = [unpaired.block for unpaired in lost if unpaired.after == after and unpaired.block not in unsure]
        length = sum(evidence.of((block,)).length for block in run)
        beside = [block for block in (_last(there, after), _next(there, after)) if block]
        if any(_room(block, pair.blocks, evidence, is_source) > _ROOM * length for block in beside):
            unsure.update(run)
    sides = tuple(replace(each, certainty=_UNSURE) if each.block in unsure else each for each in lacking)
    return replace(pair, extra=sides) if is_source else replace(pair, missing=sides)


def _alike(block: Block, there: Sequence[Block], evidence: Evidence, is_source: bool) -> bool:
    """Whether any of the plain paragraphs says what a paragraph says, as far as can be told."""
    if any(_common(other, block, evidence, is_source) >= _SHARED for other in there):
        return True
    found = _likeness([other.text for other in there], [block.text], evidence, is_source) or ()
    return any(value >= _ALIKE for row in found for value in row)


def _room(plain: Block, pairs: Sequence[BlockPair], evidence: Evidence, is_source: bool) -> float:
    """By how many letters of the other language a plain paragraph is longer than what it was aligned with."""
    for pair in pairs:
        ours, theirs = (pair.source, pair.translation) if is_source else (pair.translation, pair.source)
        if plain in ours:
            ratio = evidence.ratio if is_source else 1 / evidence.ratio
            return evidence.of(ours).length * ratio - evidence.of(theirs).length
    return 0.0


def _last(blocks: Sequence[Block], after: int) -> Block | None:
    return next((block for block in reversed(blocks) if block.end <= after), None)


def _next(blocks: Sequence[Block], after: int) -> Block | None:
    return next((block for block in blocks if block.start >= after), None)
