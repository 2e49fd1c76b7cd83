"""Pairing the spans of aligned blocks, as multisets: the order of links differs on 7 % of good pages.

A span is looked for in the block aligned with its own, then in the rest of the section, then on the rest of the page:
a translator may move a clause into the next paragraph. Only what is nowhere is missing,
and nothing of a text whose place a placeholder holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from trcheck.alignment.features import span_key
from trcheck.alignment.targets import moved_target, same_place, same_target, target_key
from trcheck.model import Block, BlockPair, SectionPair, Span, SpanPair
from trcheck.text.remarks import in_brackets, is_placeholder

_KINDS = frozenset(("link", "image", "code", "shortcode", "component", "expression", "html", "footnote", "math"))

_LIMIT = 250_000
"""Past this many comparisons spans are paired only where their keys are equal: the pages have little in common."""

_Side = list[tuple[Span, BlockPair]]


def pair_spans(sections: Iterable[SectionPair], spare: Iterable[Block] = ()) -> dict[str, tuple[SpanPair, ...]]:
    """The pairs of spans of a page by kind, in order of the source, those that only the translation has last.

    `spare` are the blocks that only the translation has: what a span of the source may have moved to.
    """
    paired: dict[str, list[SpanPair]] = defaultdict(list)
    missing: dict[str, _Side] = defaultdict(list)
    extra: dict[str, _Side] = defaultdict(list)
    for section in sections:
        left: dict[str, _Side] = defaultdict(list)
        right: dict[str, _Side] = defaultdict(list)
        for pair in section.walk():
            if not pair.children:
                _pair_block(pair, paired, left, right)
        for kind in left.keys() & right.keys():
            _match(paired[kind], left[kind], right[kind], _equal, moved=True)
        for side, rest in ((left, missing), (right, extra)):
            for kind, spans in side.items():
                rest[kind] += spans
    elsewhere = _Elsewhere(spare) if any(missing.values()) else None
    for kind in missing:
        _match(paired[kind], missing[kind], extra[kind], _equal, moved=True)
        _match(paired[kind], missing[kind], extra[kind], _LOOSE.get(kind, _equal), moved=True)
        if elsewhere:
            _match(paired[kind], missing[kind], elsewhere.spans[kind], _equal, moved=True)
            _match(paired[kind], missing[kind], elsewhere.spans[kind], _renamed, same=False, moved=True)
        if kind in _CHANGING:
            _match_changed(paired[kind], missing[kind], extra[kind])
    for kind, spans in missing.items():
        paired[kind] += [SpanPair(span, None, blocks, same=False) for span, blocks in spans if not _is_held(blocks)]
    result = {kind: sorted(pairs, key=_source_start) for kind, pairs in paired.items()}
    for kind, spans in extra.items():
        result.setdefault(kind, []).extend(SpanPair(None, span, blocks, same=False) for span, blocks in spans)
    return {kind: tuple(pairs) for kind, pairs in result.items() if pairs}


def _is_held(pair: BlockPair) -> bool:
    """Whether a placeholder holds the place of a text: with that, its spans will come."""
    return any(is_placeholder(text) for block in pair.translation if (text := in_brackets(block.prose)))


class _Elsewhere:
    """The spans of blocks that have no counterpart."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.spans: dict[str, _Side] = defaultdict(list)
        for block in blocks:
            alone = BlockPair((), (block,))
            for span in _spans((block,)):
                self.spans[span.kind].append((span, alone))


def _pair_block(
    pair: BlockPair, paired: dict[str, list[SpanPair]], left: dict[str, _Side], right: dict[str, _Side]
) -> None:
    """Pair the spans of one leaf pair; what is left over goes to `left` and `right`, but for the spans of blocks within
    that are gone as a whole."""
    gone = {leaf for unpaired in pair.missing for leaf in unpaired.block.leaves()}
    source = _spans([leaf for block in pair.source for leaf in block.leaves() if leaf not in gone])
    translation = _spans(pair.translation)
    if not source and not translation:
        return
    if len(source) == len(translation) and all(
        a.kind == b.kind and a.target == b.target and (a.text == b.text or a.target)
        for a, b in zip(source, translation, strict=True)
    ):
        for a, b in zip(source, translation, strict=True):
            paired[a.kind].append(SpanPair(a, b, pair))
        return
    for kind in {span.kind for span in source} | {span.kind for span in translation}:
        ours: _Side = [(span, pair) for span in source if span.kind == kind]
        theirs: _Side = [(span, pair) for span in translation if span.kind == kind]
        _match(paired[kind], ours, theirs, _equal)
        _match(paired[kind], ours, theirs, _LOOSE.get(kind, _equal))
        left[kind] += ours
        right[kind] += theirs


def _spans(blocks: Sequence[Block]) -> list[Span]:
    return [span for block in blocks for leaf in block.leaves() for span in leaf.spans if span.kind in _KINDS]


def _match(
    paired: list[SpanPair],
    ours: _Side,
    theirs: _Side,
    alike: Callable[[Span, Span], bool],
    *,
    same: bool = True,
    moved: bool = False,
) -> None:
    """Move what is alike on both sides to `paired`, in order."""
    if not ours or not theirs:
        return
    buckets: dict[object, list[int]] = defaultdict(list)
    for index, (span, _) in enumerate(theirs):
        buckets[span_key(span) if alike is _equal else None].append(index)
    if alike is not _equal and len(ours) * len(theirs) > _LIMIT:
        return
    taken: set[int] = set()
    left: _Side = []
    for span, blocks in ours:
        bucket = buckets.get(span_key(span) if alike is _equal else None, [])
        place = next((place for place, index in enumerate(bucket) if alike(span, theirs[index][0])), None)
        if place is None:
            left.append((span, blocks))
        else:
            index = bucket.pop(place)
            taken.add(index)
            paired.append(SpanPair(span, theirs[index][0], blocks, same, moved))
    ours[:] = left
    theirs[:] = [entry for index, entry in enumerate(theirs) if index not in taken]


def _match_changed(paired: list[SpanPair], missing: _Side, extra: _Side) -> None:
    """Pair what stands for one another though it is not the same: in one block by its words or place, else by name."""
    blocks: dict[BlockPair, tuple[_Side, _Side]] = {}
    for side, spans in enumerate((missing, extra)):
        for entry in spans:
            blocks.setdefault(entry[1], ([], []))[side].append(entry)
    missing.clear()
    extra.clear()
    for ours, theirs in blocks.values():
        _match(paired, ours, theirs, _renamed, same=False)
        _match(paired, ours, theirs, _same_words, same=False)
        if len(ours) == len(theirs):
            paired += [SpanPair(a, b, pair, same=False) for (a, pair), (b, _) in zip(ours, theirs, strict=True)]
        else:
            missing += ours
            extra += theirs
    _match(paired, missing, extra, _renamed, same=False, moved=True)


def _same_words(a: Span, b: Span) -> bool:
    return bool(a.text) and a.text.casefold() == b.text.casefold()


def _renamed(a: Span, b: Span) -> bool:
    """Whether both links lead to a page of one name on one site."""
    one, other = target_key(a.target), target_key(b.target)
    return a.kind == "link" and one.host == other.host != "" and one.path[-1:] == other.path[-1:] != ()


def _equal(a: Span, b: Span) -> bool:
    return span_key(a) == span_key(b) and (a.kind != "link" or same_target(a.target, b.target))


def _loose_link(a: Span, b: Span) -> bool:
    """The same page, any part of it, by any path; or the page after it moved."""
    return same_place(target_key(a.target), target_key(b.target)) or moved_target(a.target, b.target)


def _loose_code(a: Span, b: Span) -> bool:
    return a.text.casefold().split() == b.text.casefold().split()


_LOOSE: dict[str, Callable[[Span, Span], bool]] = {"link": _loose_link, "code": _loose_code}
_CHANGING = frozenset(("link", "image", "code", "footnote", "shortcode", "component", "expression", "math"))


def _source_start(pair: SpanPair) -> int:
    return pair.source.start if pair.source else 0
