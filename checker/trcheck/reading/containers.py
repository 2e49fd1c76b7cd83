"""Containers that are written as an opening and a closing tag with blocks between them.

Shortcodes, components, Liquid tags and fences of colons or slashes all come as marker lines among other blocks. Those
that belong together become one block with children. A container with headings in it dissolves, since sections are told
by headings: its tags then stand alone, as those do that nothing answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from trcheck.model import Block
from trcheck.reading.masked import Form, Mask
from trcheck.reading.names import INLINE


class Marker(NamedTuple):
    """A tag on a line of its own. An opening and a closing one with the same key make a pair."""

    block: Block
    key: str
    form: Form


class Peeled(NamedTuple):
    """What of a paragraph is text, and the tags before and behind it."""

    start: int
    end: int
    before: list[Mask]
    after: list[Mask]


def peel(text: str, masks: Sequence[Mask], start: int, end: int) -> Peeled:
    """Take tags off the ends of a paragraph that open or close more than a part of it.

    `masks` are those of the paragraph ``text[start:end]``, in order.
    """
    partners = _partners(masks)
    before: list[Mask] = []
    after: list[Mask] = []
    left, right = 0, len(masks) - 1
    while left <= right and masks[left].start == start and _holds_blocks(masks[left], "open"):
        partner = partners.get(left)
        if partner is not None:
            if partner != right or masks[right].end != end:
                break
            after.append(masks[right])
            right -= 1
            end = _last(text, start, after[-1].start)
        before.append(masks[left])
        left += 1
        start = before[-1].end
        while start < end and text[start] in " \t\n":
            start += 1
    answered = set(partners.values())
    while left <= right and masks[right].end == end and _holds_blocks(masks[right], "close") and right not in answered:
        after.append(masks[right])
        right -= 1
        end = _last(text, start, after[-1].start)
    return Peeled(start, end, before, after[::-1])


def _last(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _holds_blocks(mask: Mask, form: Form) -> bool:
    return mask.form == form and mask.kind in ("shortcode", "component") and mask.name not in INLINE


def _partners(masks: Sequence[Mask]) -> dict[int, int]:
    """For the index of each opening tag that of the tag that closes it."""
    opened: dict[str, list[int]] = {}
    partners = {}
    for index, mask in enumerate(masks):
        if mask.form == "open":
            opened.setdefault(mask.name, []).append(index)
        elif mask.form == "close" and opened.get(mask.name):
            partners[opened[mask.name].pop()] = index
    return partners


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
