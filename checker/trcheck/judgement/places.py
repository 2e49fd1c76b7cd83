"""Which place of an earlier state of a page one of its later state was.

Lines are compared first, then the words of the lines that differ: the longest common subsequence of either.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from trcheck.model import Document

_LINE = re.compile(r"[^\n]*+\n++|[^\n]++")
"""A line with the blank lines behind it: by themselves these would pair with any other."""
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_SHARE = 1 / 3
"""This share of a place must still be there for it to be the same one."""
_LARGEST = 400_000_000
"""Of texts whose lengths multiply to more, nothing is taken to be the same: comparing them takes a bit of memory for
each pair of their pieces."""


class _Same(NamedTuple):
    """A run of characters that both states have."""

    now: int
    before: int
    length: int


class Places:
    """The places of two states of a page."""

    def __init__(self, before: Document, now: Document) -> None:
        self._runs = list(_lines(before.text, now.text))
        self._starts = [run.now for run in self._runs]

    def before(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the text between two offsets of the later state stood in the earlier one; None if it is new."""
        first = last = None
        kept = 0
        for run in self._runs[max(0, bisect_right(self._starts, start) - 1) :]:
            if run.now >= end:
                break
            left, right = max(start, run.now), min(end, run.now + run.length)
            if left < right:
                kept += right - left
                first = run.before + left - run.now if first is None else first
                last = run.before + right - run.now
        return None if first is None or last is None or kept < (end - start) * _SHARE else (first, last)


def _lines(before: str, now: str) -> Iterator[_Same]:
    theirs, ours = _LINE.findall(before), _LINE.findall(now)
    at_before = at_now = 0
    for lost, new, same in _steps(theirs, ours):
        gone, came = "".join(theirs[lost]), "".join(ours[new])
        yield from _words(gone, came, at_before, at_now)
        at_before += len(gone)
        at_now += len(came)
        length = sum(map(len, ours[same]))
        yield _Same(at_now, at_before, length)
        at_before += length
        at_now += length


def _words(before: str, now: str, at_before: int, at_now: int) -> Iterator[_Same]:
    theirs, ours = _TOKEN.findall(before), _TOKEN.findall(now)
    for lost, new, same in _steps(theirs, ours):
        at_before += sum(map(len, theirs[lost]))
        at_now += sum(map(len, ours[new]))
        length = sum(map(len, ours[same]))
        yield _Same(at_now, at_before, length)
        at_before += length
        at_now += length


def _steps(before: Sequence[str], now: Sequence[str]) -> Iterator[tuple[slice, slice, slice]]:
    """What was lost, what is new, and what then stayed the same (of `now`), step by step."""
    lost = new = 0
    if len(before) * len(now) <= _LARGEST:
        for block in Indel.opcodes(before, now).as_matching_blocks():
            yield slice(lost, block.a), slice(new, block.b), slice(block.b, block.b + block.size)
            lost, new = block.a + block.size, block.b + block.size
    yield slice(lost, len(before)), slice(new, len(now)), slice(0, 0)
