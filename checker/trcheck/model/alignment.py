"""What two aligned documents are: an edit script of section pairs, block pairs and span pairs.

A source page and its translation are compared by pairs. What has no counterpart is listed once, at the highest node
that has none: where a whole list is missing its items are not listed again. So a rule that reports what is missing
looks at the unpaired nodes of its own kind, one that compares looks at the pairs, and no two report one cause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal, NamedTuple

from trcheck.model.document import Block, BlockKind, Document, Section, Span, SpanKind

PlainSide = Literal["", "source", "translation"]
_OTHER_SIDE: dict[PlainSide, PlainSide] = {"": "", "source": "translation", "translation": "source"}


class SpanPair(NamedTuple):
    """A span of the source and the one that stands for it; None on one side where it has no counterpart.

    `blocks` is the pair of leaf blocks in which the source's span stands (the translation's, of an added one).
    `moved`: its counterpart stands in another block than the one aligned with it.
    `same`: both say the same by the measure of their kind (targets normalised, code compared without outer space).
    """

    source: Span | None
    translation: Span | None
    blocks: BlockPair
    same: bool = True
    moved: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Unpaired:
    """A block of one page that has no counterpart on the other.

    `after` is the offset on the *other* page behind which it belongs: the end of the last block before that place
    (of the heading, or of the page's head, when there is none); `anchor` is that block. `certainty` is 0 to 1: how
    sure the structure is that it is gone, not merely merged into a neighbour or recast.
    """

    block: Block
    after: int
    anchor: Block | None
    certainty: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class UnpairedSection:
    """A section of one page that the other lacks, together with the unpaired sections right under it.

    `sections` are in order of the page, the first one the highest; `after` as in `Unpaired`. `standing` is set where
    only the heading is gone or a plain line: the block of the other page that stands for it, or first under it.
    """

    sections: tuple[Section, ...]
    after: int
    anchor: Block | None
    standing: Block | None = None

    @property
    def heading_only(self) -> bool:
        return self.standing is not None


@dataclass(frozen=True, slots=True, eq=False)
class BlockPair:
    """Blocks that say the same. One to one mostly; two or more on one side where paragraphs were merged or split.

    Where both sides are one block with children, `children`, `missing` (children of the source without counterpart)
    and `extra` (those of the translation) hold the alignment inside. `recast`: the kinds differ (a list that became
    a paragraph), and the pair is one for what it says, not for its form.
    """

    source: tuple[Block, ...]
    translation: tuple[Block, ...]
    children: tuple[BlockPair, ...] = ()
    missing: tuple[Unpaired, ...] = ()
    extra: tuple[Unpaired, ...] = ()
    recast: bool = False

    def walk(self) -> Iterator[BlockPair]:
        """This pair and all in it, in order of the source."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, eq=False)
class SectionPair:
    """A section of the source and its counterpart. `heading` is the pair of their headings, if both have one.
    `moved`: it stands at another place in the order of sections. `blocks` also holds the pairs of what slipped into the
    section from its neighbours, and of the sections that one side has without their headings."""

    source: Section
    translation: Section
    heading: BlockPair | None = None
    blocks: tuple[BlockPair, ...] = ()
    missing: tuple[Unpaired, ...] = ()
    extra: tuple[Unpaired, ...] = ()
    moved: bool = False

    def walk(self) -> Iterator[BlockPair]:
        """Every pair of blocks in the section, its headings first, in order of the source."""
        if self.heading:
            yield self.heading
        for pair in self.blocks:
            yield from pair.walk()


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """A page and its translation, aligned.

    `plain`: which of them, if any, has lost all its markup. What its lines stand for was read back by the other page,
    so that its document here has headings and lists where the file has lines; these blocks are named ``line``.
    """

    source: Document
    translation: Document
    sections: tuple[SectionPair, ...]
    missing_sections: tuple[UnpairedSection, ...] = ()
    extra_sections: tuple[UnpairedSection, ...] = ()
    _spans: dict[str, tuple[SpanPair, ...]] = field(default_factory=dict, repr=False)
    plain: PlainSide = ""
    _pairs: tuple[BlockPair, ...] = field(default=(), init=False, repr=False)
    _missing: tuple[Unpaired, ...] = field(default=(), init=False, repr=False)
    _extra: tuple[Unpaired, ...] = field(default=(), init=False, repr=False)

    def __post_init__(self) -> None:
        # Nearly every rule goes through all of them, so they are listed once.
        pairs: list[BlockPair] = []
        missing: list[Unpaired] = []
        extra: list[Unpaired] = []
        for section in self.sections:
            missing += section.missing
            extra += section.extra
            _list_pairs(
                (section.heading, *section.blocks) if section.heading else section.blocks, pairs, missing, extra
            )
        object.__setattr__(self, "_pairs", tuple(pairs))
        object.__setattr__(self, "_missing", tuple(missing))
        object.__setattr__(self, "_extra", tuple(extra))

    def pairs(self, kind: BlockKind | None = None) -> Iterable[BlockPair]:
        """Every pair of blocks in order of the source, or those whose first source block is of one kind."""
        if kind is None:
            return self._pairs
        return (pair for pair in self._pairs if pair.source[0].kind == kind)

    def missing(self, *kinds: BlockKind) -> Iterable[Unpaired]:
        """The maximal blocks of the source that the translation lacks, of the given kinds or of all."""
        return [unpaired for unpaired in self._missing if unpaired.block.kind in kinds] if kinds else self._missing

    def extra(self, *kinds: BlockKind) -> Iterable[Unpaired]:
        """The maximal blocks of the translation that the source lacks, of the given kinds or of all."""
        return [unpaired for unpaired in self._extra if unpaired.block.kind in kinds] if kinds else self._extra

    def mirrored(self) -> Alignment:
        """The same alignment with the sides exchanged: the source as if it were the translation."""
        turned: dict[BlockPair, BlockPair] = {}
        sections = sorted((_mirrored_section(pair, turned) for pair in self.sections), key=_source_start)
        spans = {
            kind: tuple(
                sorted(
                    (
                        SpanPair(p.translation, p.source, _mirrored_pair(p.blocks, turned), p.same, p.moved)
                        for p in pairs
                    ),
                    key=lambda pair: (pair.source is None, pair.source.start if pair.source else 0),
                )
            )
            for kind, pairs in self._spans.items()
        }
        return Alignment(
            self.translation,
            self.source,
            tuple(sections),
            self.extra_sections,
            self.missing_sections,
            spans,
            _OTHER_SIDE[self.plain],
        )

    def spans(self, *kinds: SpanKind) -> Iterator[SpanPair]:
        """The paired and unpaired spans of the given kinds inside paired blocks, in order of the source; those that
        only the translation has come last. A pair of two None never occurs."""
        return chain.from_iterable(self._spans.get(kind, ()) for kind in kinds)


def _mirrored_section(pair: SectionPair, turned: dict[BlockPair, BlockPair]) -> SectionPair:
    heading = _mirrored_pair(pair.heading, turned) if pair.heading else None
    blocks = _mirrored_pairs(pair.blocks, turned)
    return SectionPair(pair.translation, pair.source, heading, blocks, pair.extra, pair.missing, pair.moved)


def _mirrored_pairs(pairs: Iterable[BlockPair], turned: dict[BlockPair, BlockPair]) -> tuple[BlockPair, ...]:
    return tuple(sorted((_mirrored_pair(pair, turned) for pair in pairs), key=lambda pair: pair.source[0].start))


def _mirrored_pair(pair: BlockPair, turned: dict[BlockPair, BlockPair]) -> BlockPair:
    """A pair with its sides exchanged; `turned` holds those that were, since spans name their pairs by identity."""
    if pair not in turned:
        children = _mirrored_pairs(pair.children, turned)
        turned[pair] = BlockPair(pair.translation, pair.source, children, pair.extra, pair.missing, pair.recast)
    return turned[pair]


def _source_start(pair: SectionPair) -> int:
    return pair.source.start


def _list_pairs(
    blocks: tuple[BlockPair, ...], pairs: list[BlockPair], missing: list[Unpaired], extra: list[Unpaired]
) -> None:
    for pair in blocks:
        pairs.append(pair)
        if pair.children or pair.missing or pair.extra:
            missing += pair.missing
            extra += pair.extra
            _list_pairs(pair.children, pairs, missing, extra)
