"""What changed on a page between two of its states, section by section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from trcheck.alignment.align import align
from trcheck.model import GLUE, Block, BlockPair, Document, Section, SectionPair, SpanKind, UnpairedSection

_NOUNS = {
    "item": "list item",
    "row": "table row",
    "code": "code block",
    "html": "HTML block",
    "math": "formula",
    "definitions": "definition list",
    "admonition": "note",
}
_FRAMES = frozenset(("item", "row", "term", "description", "footnote"))
"""What differs inside of these is told as one change of theirs, not as one of a paragraph or cell."""
_LEADING: tuple[SpanKind, ...] = ("link", "image")
_MARKS = frozenset(("strong", "emphasis", "strikethrough"))
_WORD = re.compile(r"\w+")
_SHORT = 5
"""In shorter words one other letter makes another word."""


class Part(NamedTuple):
    """Something in a section that was added, removed or changed: what to call it, and its blocks in either state.

    `targets` is set where nothing but targets of links or images changed: those that are new.
    """

    what: Literal["added", "removed", "changed"]
    noun: str
    before: tuple[Block, ...] = ()
    now: tuple[Block, ...] = ()
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class SectionChange:
    """What changed in a section. `before` is None for a new one, `now` for one that is gone; `after` is then the place
    in the later state behind which that stood. `under` counts the sections under it that came or went with it. `mark`
    tells the states: it stands in the later one alone or, of a section that is gone, in the earlier one."""

    state: Literal["changed", "new", "gone"]
    mark: str
    before: Section | None
    now: Section | None
    after: int = 0
    under: int = 0
    parts: tuple[Part, ...] = ()


def section_changes(before: Document, now: Document) -> Iterator[SectionChange]:
    """What changed from one state of a page to the other: in order of the later one, sections that are gone last.

    Changes that a translation need not follow are left out: another order of sections, white space, punctuation,
    emphasis, and one letter of a long word, which is a slip that was mended.
    """
    aligned = align(before, now)
    new = {one.sections[0]: one for one in aligned.extra_sections if not one.heading_only}
    kept = {pair.translation: pair for pair in aligned.sections}
    for section in now.sections:
        if section in new:
            yield SectionChange("new", held(now, section), None, section, under=_under(new[section]))
        elif section in kept and (parts := tuple(_parts(kept[section]))):
            yield SectionChange("changed", held(now, section), kept[section].source, section, parts=parts)
    for one in aligned.missing_sections:
        heading = one.sections[0].heading
        if heading and not one.heading_only:
            mark = before.text[heading.start : heading.end]
            yield SectionChange("gone", mark, one.sections[0], None, one.after, _under(one))


def held(document: Document, section: Section) -> str:
    """What stands in a section, its heading included."""
    return document.text[section.start : section.end].strip()


def _under(unpaired: UnpairedSection) -> int:
    return len(unpaired.sections) - 1


def _parts(pair: SectionPair) -> Iterator[Part]:
    for blocks in (pair.heading, *pair.blocks):
        if blocks:
            yield from _inside(blocks)
    yield from _came_and_went(pair)


def _inside(pair: BlockPair) -> Iterator[Part]:
    """What differs between two blocks or in them."""
    one, other = pair.source[0], pair.translation[0]
    if not (pair.children or pair.missing or pair.extra):
        yield from _leaf(pair)
        return
    parts = [part for child in pair.children for part in _inside(child)] + list(_came_and_went(pair))
    renamed = (one.name, one.title) != (other.name, other.title)
    if renamed or (other.kind in _FRAMES and any(not part.targets for part in parts)):
        parts = [Part("changed", _noun(other), pair.source, pair.translation), *(parts if renamed else ())]
    yield from parts


def _came_and_went(pair: SectionPair | BlockPair) -> Iterator[Part]:
    for one in pair.extra:
        if one.block.kind != "break":
            yield Part("added", _noun(one.block), (), (one.block,))
    for one in pair.missing:
        if one.block.kind != "break":
            yield Part("removed", _noun(one.block), (one.block,), ())


def _leaf(pair: BlockPair) -> Iterator[Part]:
    before, now = _leaves(pair.source), _leaves(pair.translation)
    if list(_kept(before)) != list(_kept(now)) or not _alike(_words(before), _words(now)):
        yield Part("changed", _noun(pair.translation[0]), pair.source, pair.translation)
        return
    for kind in _LEADING:
        was, is_now = _targets(before, kind), _targets(now, kind)
        if new := tuple((is_now - was).elements()):
            yield Part("changed", kind, pair.source, pair.translation, new)
        elif was - is_now:
            yield Part("removed", kind, pair.source, pair.translation)


def _noun(block: Block) -> str:
    return _NOUNS.get(block.kind, block.kind)


def _leaves(blocks: Iterable[Block]) -> list[Block]:
    return [leaf for block in blocks for leaf in block.leaves()]


def _targets(leaves: list[Block], kind: SpanKind) -> Counter[str]:
    return Counter(span.target for leaf in leaves for span in leaf.spans if span.kind == kind)


def _kept(leaves: list[Block]) -> Iterator[object]:
    """What a translation keeps of blocks beside their words, links and images: code, names, attributes."""
    for leaf in leaves:
        if leaf.literal or leaf.name or leaf.attributes:
            yield leaf.name, leaf.literal, *((each.name, each.value) for each in leaf.attributes)
        for span in leaf.spans:
            if span.kind not in _LEADING and span.kind not in _MARKS:
                yield span.kind, span.text, span.target, *((each.name, each.value) for each in span.attributes)


def _words(leaves: list[Block]) -> list[str]:
    """The words of blocks in order, in small letters; of images what is said in their place."""
    words = []
    for leaf in leaves:
        images = (span.text for span in leaf.spans if span.kind == "image")
        words += _WORD.findall("\n".join((leaf.prose.replace(GLUE, ""), *images)).lower())
    return words


def _alike(one: list[str], other: list[str]) -> bool:
    """Whether two texts say the same, but for mended slips."""
    return len(one) == len(other) and all(a == b or _slip(a, b) for a, b in zip(one, other, strict=True))


def _slip(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORT or one[0] != other[0] or not (one + other).isalpha():
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1
