"""Containers that are written as an opening and a closing tag with blocks between them.

Shortcodes, components, Liquid tags and fences of colons or slashes all come as marker lines among other blocks. Those
that belong together become one block with children. A container with headings in it dissolves, since sections are told
by headings: its tags then stand alone, as those do that nothing answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from trcheck.model import Block
from trcheck.reading.masked import Form


class Marker(NamedTuple):
    """A tag on a line of its own. An opening and a closing one with the same key make a pair."""

    block: Block
    key: str
    form: Form


def pair(siblings: Iterable[Block | Marker]) -> tuple[Block, ...]:
    """The blocks under one parent with the paired markers among them made into containers."""
    blocks: list[Block] = []
    opened: list[tuple[Marker, int, int]] = []
    waiting: Counter[str] = Counter()
    headings = 0
    for sibling in siblings:
        if isinstance(sibling, Block):
            headings += sibling.kind == "heading"
            blocks.append(sibling)
        elif sibling.form == "open":
            opened.append((sibling, len(blocks), headings))
            waiting[sibling.key] += 1
            blocks.append(sibling.block)
        elif sibling.form == "close" and waiting[sibling.key]:
            while True:
                opener, at, before = opened.pop()
                waiting[opener.key] -= 1
                if opener.key == sibling.key:
                    break
            if headings == before:
                children = tuple(blocks[at + 1 :])
                blocks[at:] = [replace(opener.block, end=sibling.block.end, children=children, meta="")]
            else:
                blocks.append(sibling.block)
        else:
            blocks.append(sibling.block)
    return tuple(blocks)
