"""Links that were written but did not become links."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from trcheck.model.document import GLUE, Block, Document, Span


def literal_link(link: Span, blocks: Iterable[Block], document: Document) -> tuple[int, int] | None:
    """Where a link of the source stands as mere text, in `blocks` or else anywhere on the page: its target, or of a
    reference its label in brackets.

    What parsed as markup is blank in a block's prose, so a target that is there belongs to no link.
    """
    if not any(document.text.find(text) >= 0 for text in _wanted(link)):
        return None
    leaves = (leaf for block in blocks for leaf in block.leaves())
    for block in chain(leaves, document.blocks()):
        if block.prose and (found := _find(link, block.prose)):
            return block.start + found[0], block.start + found[1]
    return None


def _wanted(link: Span) -> list[str]:
    texts = [link.target] if len(link.target) > 2 else []
    return [*texts, f"[{link.label}]"] if link.style == "reference" and link.label else texts


def _find(link: Span, prose: str) -> tuple[int, int] | None:
    for text in _wanted(link):
        start = prose.find(text)
        if start < 0 and GLUE in prose:
            start = prose.replace(GLUE, "\\\\").find(text)
        if start >= 0:
            return start, start + len(text)
    return None
