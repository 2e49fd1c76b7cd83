"""An alignment shown side by side: the source on the left, the translation on the right, in order of the source.

What only one side has is marked, so that a person can see why a finding came out as it did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, get_args

from trcheck.model import Alignment, Block, BlockPair, Document, Section, Span, SpanKind, Unpaired
from trcheck.report import View
from trcheck.report.escape import one_line
from trcheck.report.terminal import Colour, Paint, fit, pad
from trcheck.text.wording import plural

Mark = Literal["=", "~", "-", "+"]

_LEGEND = "= the same    ~ split, merged, recast or moved    - only in the source    + only in the translation"
_COLOURS: dict[Mark, tuple[Colour, ...]] = {"=": (), "~": ("yellow",), "-": ("red",), "+": ("green",)}


class _Row(NamedTuple):
    """One line of the two columns. `order` is the offset on the source page where it belongs."""

    order: float
    mark: Mark
    source: str
    translation: str


def render_alignment(alignment: Alignment, view: View) -> str:
    """The alignment as lines of text, with a line feed at its end."""
    paint = Paint(view.colour)
    room = (view.width - 5) // 2
    head = "  " + _columns(alignment.source.path, alignment.translation.path, room)
    lines = [
        paint(f"{row.mark} {_columns(row.source, row.translation, room)}", *_COLOURS[row.mark])
        for row in sorted(_rows(alignment), key=lambda row: row.order)
    ]
    return "\n".join([paint(head, "bold"), *lines, "", paint(_LEGEND, "dim"), ""])


def _columns(left: str, right: str, room: int) -> str:
    return f"{pad(fit(one_line(left), room), room)} │ {fit(one_line(right), room)}".rstrip()


def _rows(alignment: Alignment) -> Iterator[_Row]:
    source, translation = alignment.source, alignment.translation
    for both in alignment.sections:
        if both.heading:
            yield _pair(alignment, both.heading, 0, moved=both.moved)
        yield from _unpaired(alignment, both.missing, both.extra, 1)
        for pair in both.blocks:
            yield from _pairs(alignment, pair, 1)
    for gone in alignment.missing_sections:
        for section in gone.sections:
            yield _Row(section.start, "-", _section(source, section), "")
    for added in alignment.extra_sections:
        for section in added.sections:
            yield _Row(added.after + 0.5, "+", "", _section(translation, section))
    for span in alignment.spans(*get_args(SpanKind)):
        if span.source and not span.translation:
            yield _Row(span.source.start, "-", _span(source, span.source), "")
        elif span.translation and not span.source:
            yield _Row(span.blocks.source[-1].end, "+", "", _span(translation, span.translation))
        elif span.source and span.translation and not span.same:
            yield _Row(span.source.start, "~", _span(source, span.source), _span(translation, span.translation))


def _pairs(alignment: Alignment, pair: BlockPair, depth: int) -> Iterator[_Row]:
    yield _pair(alignment, pair, depth)
    if _said_in_one(pair):
        return
    yield from _unpaired(alignment, pair.missing, pair.extra, depth + 1)
    for child in pair.children:
        yield from _pairs(alignment, child, depth + 1)


def _said_in_one(pair: BlockPair) -> bool:
    """Whether the row of a pair says all there is: its blocks hold one paragraph each, and those are a pair."""
    return (
        len(pair.children) == 1
        and not pair.missing
        and not pair.extra
        and all(map(_only_leaf, (*pair.source, *pair.translation)))
    )


def _only_leaf(block: Block) -> bool:
    return len(block.children) == 1 and not block.children[0].children


def _pair(alignment: Alignment, pair: BlockPair, depth: int, *, moved: bool = False) -> _Row:
    plain = len(pair.source) == len(pair.translation) == 1 and not pair.recast and not moved
    left = _blocks(alignment.source, pair.source, depth)
    return _Row(
        pair.source[0].start, "=" if plain else "~", left, _blocks(alignment.translation, pair.translation, depth)
    )


def _unpaired(
    alignment: Alignment, missing: Iterable[Unpaired], extra: Iterable[Unpaired], depth: int
) -> Iterator[_Row]:
    for gone in missing:
        yield _Row(gone.block.start, "-", _blocks(alignment.source, (gone.block,), depth), "")
    for added in extra:
        yield _Row(added.after + 0.5, "+", "", _blocks(alignment.translation, (added.block,), depth))


def _section(document: Document, section: Section) -> str:
    inner = plural(len(section.blocks), "block")
    if section.heading:
        return f"{_blocks(document, (section.heading,), 0)}  ({inner})"
    return f"{document.position(section.start).line:>4} introduction  ({inner})"


def _blocks(document: Document, blocks: Sequence[Block], depth: int) -> str:
    line = document.position(blocks[0].start).line
    return f"{line:>4} {'  ' * depth}{'  +  '.join(map(_block, blocks))}"


def _block(block: Block) -> str:
    if block.kind == "heading":
        return f"{'#' * block.level} {block.text}"
    if block.children and not _only_leaf(block):
        said = f"{block.name} {block.title}".strip()
        return f"{block.kind} ({len(block.children)}) {said}".rstrip()
    said = block.text or block.literal or block.name or " ".join(span.text or span.target for span in block.spans)
    return f"{block.kind}: {said}" if said else block.kind


def _span(document: Document, span: Span) -> str:
    line = document.position(span.start).line
    said = " → ".join(filter(None, (span.text, span.target)))
    return f"{line:>4}       {span.kind}: {said}"
