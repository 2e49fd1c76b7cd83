"""Links that were written but did not become links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from trcheck.model.document import GLUE, Block, Document, Span

_OPENING = re.compile(r"[\]］][ \t]?[(（]\Z")
_UNDEFINED = re.compile(r"\[\[[^\[\]\n]{1,200}\]\]|\[[^\[\]\n]{1,200}\]\[[^\[\]\n]{0,200}\]")
"""``[[text]]``, and ``[text][label]`` whose label is defined nowhere, in text where every link has been blanked."""


def opening(link: Span, block: Block) -> str:
    """The brackets behind which a bare address stands that was meant for the target of a link, if there are any."""
    at = link.start - block.start
    found = _OPENING.search(block.prose, max(0, at - 3), at) if link.style == "bare" else None
    return found.group() if found else ""


def literal_link(link: Span, blocks: Iterable[Block], document: Document) -> tuple[int, int] | None:
    """Where a link of the source stands as mere text, in `blocks` or else anywhere on the page: its target, or of a
    reference its label in brackets; or in `blocks` brackets that would be a link if their label were defined.

    What parsed as markup is blank in a block's prose, so a target that is there belongs to no link.
    """
    leaves = [leaf for block in blocks for leaf in block.leaves()]
    if any(document.text.find(text) >= 0 for text in _wanted(link)):
        for block in chain(leaves, document.blocks()):
            if block.prose and (found := _find(link, block.prose)):
                return block.start + found[0], block.start + found[1]
    for block in leaves:
        if "][" in block.prose or "[[" in block.prose:
            undefined = _UNDEFINED.search(block.prose)
            if undefined and not block.prose.startswith(GLUE, undefined.start() - 1):
                return block.start + undefined.start(), block.start + undefined.end()
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
