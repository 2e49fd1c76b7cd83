"""The texts of a page that readers see, whatever holds them, and what in each may stay as it is in every language."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from trcheck.model import GLUE, Block, Document, passages

_QUOTES = tuple("\"'“„«‘「『—–")
_QUOTED = re.compile(
    r"\"[^\"]*+\"|(?<!\w)'[^']*+'(?!\w)|“[^“”]*+”|«[^«»]*+»|„[^„“”]*+[“”]|‘[^‘’]*+’(?!\w)|「[^「」]*+」"
)
_SHOWN = ("code", "pre", "samp")
_SPELLED = re.compile(rf"(?<![A-Za-z])[A-Za-z]{GLUE}++[a-z]")
"""A letter set off at the head of a word, as where an abbreviation is explained."""
_MESSAGE = re.compile(r"(?:Uncaught |Unhandled )?\w*(?:[Ee]rror|[Ww]arning|[Ee]xception)\b[^.:]{0,30}+:\s")
_SPAN = 0.8  # of a text
_BADGE = re.compile(r"badge|shields\.io|//(?:img|api)\.(?:travis|codecov)|\.(?:svg|png)\?(?:branch|style)=", re.I)


class Text(NamedTuple):
    """A text: the kind of its block, or the name of the key or attribute that holds it; where it starts on the page;
    and the block, if it is one's running text."""

    what: str
    prose: str
    start: int
    block: Block | None = None

    @property
    def line(self) -> str:
        """The text with its white space evened out."""
        return " ".join(self.prose.split())

    def shown(self, start: int, end: int) -> str:
        """A part of the text for a message, with the code that stands in it."""
        pieces, at = [], start
        for span in self.block.spans if self.block else ():
            first, last = span.start - self.start, span.end - self.start
            if span.kind == "code" and at <= first and last <= end:
                pieces += [self.prose[at:first], f"`{span.text}`"]
                at = last
        return " ".join("".join((*pieces, self.prose[at:end])).split())

    def exempt(self) -> list[range]:
        """Where the text has quotations, links to other sites, and words that stand out from the others."""
        quoted = [range(*match.span()) for match in _QUOTED.finditer(self.prose)]
        if self.block is None:
            return quoted
        return quoted + [
            range(span.start - self.start, span.end - self.start)
            for span in self.block.spans
            if (span.kind == "link" and ("://" in span.target or "{" in span.target))
            or (span.kind in ("emphasis", "strong") and span.end - span.start < _SPAN * len(self.prose))
        ]

    def is_exempt(self) -> bool:
        """Whether one of these is nearly all of the text."""
        length = len(self.prose.strip())
        return any(len(part) >= _SPAN * length for part in self.exempt())

    def unquoted(self) -> str:
        """The text without its quotations."""
        return _QUOTED.sub(" ", self.prose)


def visible_texts(document: Document, keys: Collection[str], attributes: Collection[str]) -> Iterator[Text]:
    """The texts of a page in their order: those of front matter under `keys`, the values of `attributes`, alternative
    texts of images that are no badges, and what stands in the blocks, but for what is shown as code in HTML and words
    that are spelled out."""
    for prose, start, what, block, image in passages(document, keys, attributes):
        if block is None:
            if not _BADGE.search(image):
                yield Text(what, prose, start)
        elif not _is_spelled(block) and not _is_shown(block):
            yield Text(what, prose.replace(GLUE, " "), start, block)


def _is_spelled(block: Block) -> bool:
    return GLUE in block.prose and _SPELLED.search(block.prose) is not None


def _is_shown(block: Block) -> bool:
    return block.kind == "html" and any(span.text in _SHOWN for span in block.spans)


def quotations(document: Document) -> set[Block]:
    """The blocks of quotes that say whom they quote, that stand in quotation marks, or that are messages of a program;
    and of components, the last."""
    quoted: set[Block] = set()
    for block in document.blocks():
        if block.kind not in ("quote", "component"):
            continue
        leaves = list(block.leaves())
        if block.kind == "quote" and any(leaf.prose.lstrip(f" {GLUE}").startswith(_QUOTES) for leaf in leaves):
            quoted.update(leaves)
        else:
            quoted.update(leaf for leaf in leaves if _MESSAGE.match(leaf.prose))
    return quoted
