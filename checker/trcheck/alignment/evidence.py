"""What the alignment of one page knows of its blocks: their features, made once, and the page's own scale."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from trcheck.alignment.embeddings import Embeddings
from trcheck.alignment.features import Features, Frequencies, common, disagreement, expected_ratio, length_vote
from trcheck.alignment.meaning import Meaning
from trcheck.model import Block, Document

_TEXTUAL = frozenset(
    ("paragraph", "list", "definitions", "quote", "admonition", "html", "shortcode", "component", "table", "item")
)
_NAMED = frozenset(("shortcode", "component", "include"))
_FRAMES = frozenset(("admonition", "quote", "shortcode", "component"))
_MERGING = frozenset(("paragraph", "list"))
_PICTURES = frozenset(("image", "paragraph", "shortcode", "component", "html"))
_TITLES = frozenset(("heading", "paragraph"))

_LONGEST_TITLE = 200
_COLONS = (":", "：")

_SAME_KIND = 1.2
_RECAST = -0.6
_MERGE = -1.1
"""Log odds of a merge or split against a plain pair; 8.9 % of pairs in Gale and Church, 8 % of good pages here."""
_FLOOR = -3.0
"""How much a length that does not fit can weigh: translators take liberties, and structure speaks for a pair too."""
_MERGED_FLOOR = -6.0
"""The same for a merge, for which little else speaks than that the lengths add up: one that does not fit is none."""
_SHORT = 25
"""The length in characters up to which that of a text says nothing."""
_USUAL_MISFIT, _MISFIT = 0.5, 2.5
"""What the votes of good pairs come to, each, and how much worse several may be in sum."""
_EVIDENCE = 4.0
_CONTRADICTION = -1.0


class Evidence:
    """The evidence of a page and its translation."""

    def __init__(self, source: Document, translation: Document, embeddings: Embeddings | None = None) -> None:
        self._source, self._translation = source, translation
        known = embeddings is not None and embeddings.knows(source.language, translation.language)
        self._embeddings = embeddings if known else None
        self._features: dict[Block | tuple[Block, ...], Features] = {}

    @cached_property
    def ratio(self) -> float:
        """What one letter of the source becomes in the translation; code left out, which keeps its length."""
        return expected_ratio(_running_text(self._source), _running_text(self._translation))

    @cached_property
    def frequencies(self) -> tuple[Frequencies, Frequencies]:
        """How often each piece of evidence occurs on either page."""
        return Frequencies(self._whole(self._source)), Frequencies(self._whole(self._translation))

    def _whole(self, document: Document) -> Features:
        return Features(block for block in document.blocks() if not block.children)

    def meaning(self, source: Sequence[str], translation: Sequence[str]) -> Meaning | None:
        """How alike in meaning texts of the source and of the translation are.

        None where nothing tells: no encoder, or one that does not know the languages. It costs a thousand times more
        than a score: ask where structure leaves a choice.
        """
        return self._embeddings.meaning(source, translation) if self._embeddings else None

    def of(self, blocks: Sequence[Block]) -> Features:
        """The features of one block, or of several taken together."""
        key = blocks[0] if len(blocks) == 1 else tuple(blocks)
        features = self._features.get(key)
        if features is None:
            parts = [self.of((block,)) for block in blocks] if len(blocks) > 1 else ()
            features = self._features[key] = Features(blocks, parts)
        return features

    def score(self, source: Sequence[Block], translation: Sequence[Block]) -> float | None:
        """How well blocks go together, in the scale of log odds; None where they never do."""
        base = _kinds(source, translation)
        if base is None:
            return None
        one, other = self.of(source), self.of(translation)
        merged = len(source) + len(translation) > 2
        code = source[0].kind in ("code", "math") and source[0].kind == translation[0].kind
        length = length_vote(one.length, other.length, 1.0 if code else self.ratio, _MERGED_FLOOR if merged else _FLOOR)
        if length == _MERGED_FLOOR:
            return None
        votes = base + length + _EVIDENCE * common(one, other, self.frequencies)
        votes += _CONTRADICTION * disagreement(one, other)
        # Of what was merged, each part must have left its mark.
        for parts, whole in ((source, other), (translation, one)):
            if len(parts) > 1:
                lost = sum(
                    bool(part.hard) and part.hard.isdisjoint(whole.hard)
                    for part in (self.of((block,)) for block in parts)
                )
                votes += 2 * _CONTRADICTION * lost
        return votes

    def lengths_fit(self, source: Sequence[Block], translation: Sequence[Block]) -> bool:
        """Whether the lengths of blocks that pair one by one are, taken together, those of translations.

        Where one was dropped and another split, the numbers agree and the lengths do not.
        """
        prose = [
            (one, other)
            for one, other in zip(source, translation, strict=True)
            if one.kind == "paragraph" and len(one.prose) > _SHORT
        ]
        if len(prose) < 2:
            return True
        votes = (length_vote(self.of((one,)).length, self.of((other,)).length, self.ratio) for one, other in prose)
        return sum(votes) > -_USUAL_MISFIT * len(prose) - _MISFIT

    def weight(self, block: Block) -> float:
        """What it costs to leave a block without counterpart: the more it says, the more."""
        if block.kind == "break":
            return 0.1
        features = self.of((block,))
        return 0.8 + min(1.4, features.length / 150) + min(0.8, 0.2 * len(features.hard))


def _running_text(document: Document) -> Features:
    return Features(block for block in document.blocks() if block.prose and block.kind != "heading")


def recasts(source: Sequence[Block], translation: Sequence[Block]) -> bool:
    """Whether blocks that go together are of other kinds: a list that became a paragraph."""
    return {block.kind for block in source} != {block.kind for block in translation}


def _kinds(source: Sequence[Block], translation: Sequence[Block]) -> float | None:
    """What the kinds alone say; None where no translator would put the one for the other."""
    merges = len(source) + len(translation) - 2
    one, other = {block.kind for block in source}, {block.kind for block in translation}
    if one == other and len(one) == 1:
        if not merges:
            return _SAME_KIND if source[0].kind not in _NAMED or source[0].name == translation[0].name else _RECAST
        return _SAME_KIND + _MERGE * merges if one <= _MERGING else None
    if not merges:
        if one | other == _TITLES and titled(source[0]) and titled(translation[0]):
            return _SAME_KIND
        alike = any(one | other <= kinds for kinds in (_TEXTUAL, _PICTURES, _TITLES, _NAMED))
        return _RECAST if alike else None
    if 1 not in (len(source), len(translation)):
        return None
    if bared(source, translation) or bared(translation, source):
        return _RECAST
    if _told(source, translation) or _told(translation, source):
        return 0.0
    return _RECAST + _MERGE * merges if one | other <= _MERGING else None


def _told(announced: Sequence[Block], sentence: Sequence[Block]) -> bool:
    """Whether a list and the line that announces it stand against a paragraph that announces nothing."""
    if [block.kind for block in announced] != ["paragraph", "list"] or sentence[0].kind != "paragraph":
        return False
    return announced[0].prose.rstrip().endswith(_COLONS) and not sentence[0].prose.rstrip().endswith(_COLONS)


def titled(block: Block) -> bool:
    """Whether a block is a heading or a line that is written like one, ``##Title`` or ``**Title**``."""
    if block.kind == "heading":
        return True
    if "\n" in block.prose or len(block.prose) > _LONGEST_TITLE:
        return False
    whole = any(span.kind == "strong" and (span.start, span.end) == (block.start, block.end) for span in block.spans)
    return whole or block.prose.startswith(("#", "＃"))


def bared(one: Sequence[Block], other: Sequence[Block]) -> bool:
    """Whether the blocks of one side are what is in the block of the other side, without its frame or its markers."""
    frame = other[0]
    if len(other) > 1 or len(one) != len(frame.children):
        return False
    if frame.kind == "list":
        return all(block.kind == "paragraph" for block in one)
    return frame.kind in _FRAMES and [block.kind for block in one] == [child.kind for child in frame.children]
