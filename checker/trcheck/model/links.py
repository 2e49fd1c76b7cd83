"""Links that were written but did not become links, and links that swallowed what stands after them."""

from __future__ import annotations

import re

from trcheck.model.document import GLUE, Block, Span

_SWALLOWED = re.compile(r"[，。、；：！？）」』】》”’]")


def literal_link(link: Span, blocks: tuple[Block, ...]) -> tuple[int, int] | None:
    """Where in blocks a link of the source stands as mere text: its target, or of a reference its label in brackets.

    What parsed as markup is blank in a block's prose, so a target that is there belongs to no link.
    """
    for block in blocks:
        for leaf in block.leaves():
            if leaf.prose and (found := _find(link, leaf.prose)):
                return leaf.start + found[0], leaf.start + found[1]
    return None


def _find(link: Span, prose: str) -> tuple[int, int] | None:
    wanted = [link.target] if len(link.target) > 1 else []
    if link.style == "reference" and link.label:
        wanted += [f"[{link.label}]"]
    for text in wanted:
        start = prose.find(text)
        if start < 0 and GLUE in prose:
            start = prose.replace(GLUE, "\\\\").find(text)
        if start >= 0:
            return start, start + len(text)
    return None


def swallowed(link: Span) -> int:
    """Where in a bare link begins the punctuation of the sentence that it took for its own; -1: nowhere."""
    if link.style not in ("bare", "autolink"):
        return -1
    found = _SWALLOWED.search(link.target)
    return found.start() if found else -1
