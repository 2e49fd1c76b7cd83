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


class Paired(NamedTuple):
    """The blocks under one parent, and the tags at their end that answer to none of them.

    These may belong to its siblings: ``:::`` indented under the last item of a list closes what holds the list.
    """

    blocks: tuple[Block, ...]
    trailing: tuple[Marker, ...]


def pair(siblings: Iterable[Block | Marker]) -> Paired:
    """Make containers of the paired markers among the blocks under one parent."""
    blocks: list[Block] = []
    opened: list[tuple[Marker, int, int]] = []
    waiting: Counter[str] = Counter()
    loose: list[tuple[int, Marker]] = []
    dissolved: set[int] = set()
    headings = 0
    for sibling in siblings:
        if isinstance(sibling, Block):
            headings += sibling.kind == "heading"
            blocks.append(sibling)
        elif sibling.form == "open":
            opened.append((sibling, len(blocks), headings))
            waiting[sibling.key] += 1
            loose.append((len(blocks), sibling))
            blocks.append(sibling.block)
        elif sibling.form == "close" and waiting[sibling.key]:
            while True:
                opener, at, before = opened.pop()
                waiting[opener.key] -= 1
                if opener.key == sibling.key:
                    break
            if headings == before:
                while loose and loose[-1][0] >= at:
                    loose.pop()
                children = tuple(blocks[at + 1 :])
                blocks[at:] = [replace(opener.block, end=sibling.block.end, children=children, meta="")]
            else:
                dissolved.add(at)
                blocks.append(sibling.block)
        else:
            if sibling.form == "close":
                loose.append((len(blocks), sibling))
            blocks.append(sibling.block)
    trailing: list[Marker] = []
    while loose and loose[-1][0] == len(blocks) - 1 and loose[-1][0] not in dissolved:
        trailing.append(loose.pop()[1])
        blocks.pop()
    return Paired(tuple(blocks), tuple(reversed(trailing)))
