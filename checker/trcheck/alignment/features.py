"""What of a block stays the same in every language, and how alike two blocks are by it.

Links, code, images, numbers, shortcodes and words in Latin letters survive translation; so does length, by a factor
that each pair of languages has (Gale and Church 1993, "A Program for Aligning Sentences in Bilingual Corpora"). What
is rare on a page says more than what is everywhere, as with tf-idf: one name that occurs once on each side all but
settles a pair, the name of the product says nothing. All of it is evidence, none is proof: a score is a sum of
bounded votes in the scale of log odds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from math import exp, log, sqrt
from unicodedata import normalize

from trcheck.alignment.targets import image_name, target_key
from trcheck.model import Attribute, Block, Span

_WORD = re.compile(r"[a-zß-ÿœł][a-z0-9ß-ÿœł]{2,}|[0-9]+(?:[.,:][0-9]+)*")
_WIDE = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")

_PLAIN = {
    code: plain
    for code in range(0xC0, 0x250)
    if (plain := normalize("NFD", chr(code))[0]).isascii() and plain.isalpha()
}

_HARD_WEIGHT = 2.0
"""How many words that occur once one link, image or piece of code that occurs once is worth."""


class Features:
    """The evidence that a group of blocks gives, each piece made when it is first asked for.

    `parts` are the features of each block by itself, where they are known: then nothing is read twice.
    """

    def __init__(self, blocks: Iterable[Block], parts: Sequence[Features] = ()) -> None:
        self.blocks = tuple(blocks)
        self._parts = parts

    @cached_property
    def leaves(self) -> list[Block]:
        return [leaf for block in self.blocks for leaf in block.leaves()]

    @cached_property
    def spans(self) -> list[Span]:
        return [span for leaf in self.leaves for span in leaf.spans]

    @cached_property
    def hard(self) -> frozenset[object]:
        """Keys of links, images, code, shortcodes, footnotes."""
        if self._parts:
            return frozenset[object]().union(*(part.hard for part in self._parts))
        keys = {span_key(span) for span in self.spans if span.kind in _HARD_KINDS}
        for leaf in self.leaves:
            if leaf.literal:
                keys.add(("code block", code_key(leaf.literal)))
            elif leaf.name and leaf.kind in ("shortcode", "component", "include", "footnote"):
                keys.add((leaf.kind, leaf.name, *_names(leaf.attributes)))
        return frozenset(keys)

    @cached_property
    def words(self) -> frozenset[str]:
        """Numbers and words in Latin letters, lower case, accents left out (``Ámsterdam`` is ``amsterdam``)."""
        if self._parts:
            return frozenset[str]().union(*(part.words for part in self._parts))
        return frozenset(self.all_words())

    def all_words(self) -> list[str]:
        """The same, each as often as it occurs."""
        pieces = []
        for leaf in self.leaves:
            pieces.append(leaf.prose or leaf.literal[:2000])
            if leaf.kind != "code":
                pieces += [span.text for span in leaf.spans if span.kind == "image"]
        words: list[str] = _WORD.findall("\n".join(pieces).lower())
        return [word if word.isascii() else word.translate(_PLAIN) for word in words]

    @cached_property
    def length(self) -> float:
        """The length of the text in letters, without white space; a wide character counts as two."""
        return self._lengths[0]

    @cached_property
    def wide(self) -> bool:
        """Whether ideographs or syllables make up most of the text."""
        length, wide = self._lengths
        return wide * 4 > length

    @cached_property
    def _lengths(self) -> tuple[float, int]:
        if self._parts:
            return sum(part._lengths[0] for part in self._parts), sum(part._lengths[1] for part in self._parts)
        total, wide = 0, 0
        for leaf in self.leaves:
            if leaf.literal:
                total += len(leaf.literal)
                continue
            text = "".join(leaf.prose.split())
            total += len(text)
            if not text.isascii():
                wide += len(_WIDE.findall(text))
            for span in leaf.spans:
                if span.kind in ("code", "image"):
                    total += len(span.text)
        return total + wide, wide


_HARD_KINDS = frozenset(("link", "image", "code", "shortcode", "component", "footnote", "math"))


def span_key(span: Span) -> object:
    """What of a span must be the same in the translation; equal keys are equal spans."""
    kind = span.kind
    if kind == "link":
        return target_key(span.target).place
    if kind == "image":
        return kind, image_name(span.target)
    if kind == "shortcode":
        return kind, span.text, *_names(span.attributes)
    if kind == "footnote":
        return kind, span.target
    return kind, " ".join(span.text.split())


def _names(attributes: Iterable[Attribute]) -> list[str]:
    """The positional values that name things, not the sentences that are translated."""
    return [attribute.value for attribute in attributes if not attribute.name and " " not in attribute.value]


def code_key(literal: str) -> str:
    """The code without white space and without what may be translated most: what is not ASCII."""
    return "".join(literal.split()) if literal.isascii() else "".join(re.findall(r"[!-~]+", literal))


class Frequencies:
    """How often each key and word occurs in a text; keys once a leaf."""

    def __init__(self, text: Features) -> None:
        self.words = Counter(text.all_words())
        self.hard = Counter(key for leaf in text.leaves for key in Features((leaf,)).hard)


def common(source: Features, translation: Features, frequencies: tuple[Frequencies, Frequencies]) -> float:
    """How much evidence two texts have in common, 0 to 1; each piece counts by how rare it is on either page."""
    ours, theirs = frequencies
    total = 0.0
    for key in source.hard & translation.hard:
        total += _HARD_WEIGHT / ((ours.hard[key] or 1) * (theirs.hard[key] or 1))
    for word in source.words & translation.words:
        total += 1 / ((ours.words[word] or 1) * (theirs.words[word] or 1))
    return 1 - exp(-total)


def disagreement(one: Features, other: Features) -> float:
    """How much of the hard evidence of two texts only one of them has, 0 to 1; a single piece may well be lost."""
    total = len(one.hard) + len(other.hard)
    if not total:
        return 0.0
    return min(1.0, max(len(one.hard), len(other.hard)) / 3) * (1 - 2 * len(one.hard & other.hard) / total)


def expected_ratio(source: Features, translation: Features) -> float:
    """What one letter of the source becomes in the translation, from the running text of both pages.

    The figure of a short page is drawn towards what is usual: measured on eight pairs of site and language, Spanish,
    Ukrainian and the like take 1.02 to 1.12 letters for one of English, Chinese 0.71 to 0.77 (at two a character).
    """
    usual = _density(translation) / _density(source)
    return (translation.length + usual * _PRIOR) / (source.length + _PRIOR)


_PRIOR = 1500.0
"""How many letters of text the usual ratio stands for."""


def _density(text: Features) -> float:
    return 0.74 if text.wide else 1.08


def length_vote(source: float, translation: float, ratio: float, floor: float = -3.0) -> float:
    """How well two lengths go together, 0 (perfectly) down to `floor`, in the scale of log odds.

    The spread of a sum of independent letters grows with the root of its length, so a short text says little. Measured
    on paired paragraphs: 0.20 (in logarithms) at 45 letters, 0.16 at 90, 0.12 at 180, 0.10 at 350 in Chinese, a third
    less in Spanish; captions and the like of ten letters spread much wider.
    """
    if not source or not translation:
        return -1.0 if source + translation > 40 else 0.0
    shorter = min(source, translation)
    spread = 0.08 + 0.9 / sqrt(shorter) + 2 / shorter
    deviation = log(translation / (source * ratio)) / spread
    return max(floor, -0.5 * deviation * deviation)
