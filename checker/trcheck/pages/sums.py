"""What the pages of a language say together: the facts of each, added up, and kept with the state of every file.

A hook that looks at one page asks about all of them. So the sum is kept, and beside it what the file system says of
each file. The next run reads those files alone of which it says something else, and puts what they say now in place of
what they said before. The facts of a page are kept by a hash of its text as well: what is new to the file system only,
as in a fresh checkout, is read and not counted again.

A state is trusted as git trusts its index: by size, times and inode, and not at all where a file had changed so short a
time before that another change might bear the same times.
"""

from __future__ import annotations

import os
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from trcheck import __version__
from trcheck.cache import Cache, digest
from trcheck.learning.facts import Facts, exchange, pack, unpack

_RACY = 2_000_000_000
"""Nanoseconds; no file system in use tells times apart less finely."""
_AT_ONCE = 200  # pairs


class Pair(NamedTuple):
    """A page and its source page, by their paths and languages; the source is "" where there is none or it does not
    matter to what is counted."""

    source: str
    source_language: str
    translation: str
    language: str


class Count(NamedTuple):
    """What is counted on each page, by a name that tells it from all else; `placed` where the facts depend on where the
    page stands and not on its text alone."""

    name: str
    observe: Callable[[Path, Pair], Facts]
    placed: bool = False


class _State(NamedTuple):
    """What the file system said of a pair's files when they were counted ("" where that is not to be trusted), and the
    key of their facts in hexadecimal digits ("" where one of them could not be read)."""

    stamp: str
    key: str


class Sums:
    """The sums of one run over pages of the site at `root`. What was kept makes them faster and never other ones."""

    def __init__(self, root: Path, kept: Cache | None = None) -> None:
        self._root = root
        self._kept = kept
        self._now = time.time_ns()
        self._stamps: dict[str, str] = {}

    def of(self, count: Count, pairs: Sequence[Pair]) -> Facts:
        """The sum of the facts of pairs, all of one language."""
        if self._kept is None or not pairs:
            return gather(self._root, count, pairs, None)
        place = digest(_build(), "sum", count.name, os.path.realpath(self._root), pairs[0].language)
        states, facts = self._load(place)
        now = {pair: self._state(count, pair, states.get(pair)) for pair in pairs}
        if now == states:
            return facts
        before, after = (Counter(state.key for state in some.values() if state.key) for some in (states, now))
        gone, new = before - after, after - before
        left = {key: unpack(value) for key, value in self._kept.get(map(bytes.fromhex, gone)).items()}
        if len(left) < len(gone):  # some of them were not kept as long as their sum
            left, facts, gone, new = {}, {}, Counter(), after
        wanted = {bytes.fromhex(state.key): pair for pair, state in now.items() if state.key in new}
        for come in _in_parts(self._root, count, wanted, self._kept):
            exchange(facts, (), _times(come, new))
        exchange(facts, _times(left, gone), ())
        self._kept.put({place: pack(facts), digest(place): _pack_states(now)})
        return facts

    def _load(self, place: bytes) -> tuple[dict[Pair, _State], Facts]:
        """What was kept of a sum; of one half alone nothing can be made."""
        assert self._kept is not None
        found = self._kept.get((place, digest(place)))
        if len(found) < 2:
            return {}, {}
        return _unpack_states(found[digest(place)]), unpack(found[place])

    def _state(self, count: Count, pair: Pair, before: _State | None) -> _State:
        stamps = [self._stamp(path) for path in _files(pair)]
        stamp = " ".join(stamps) if all(stamps) else ""
        if before and stamp and before.stamp == stamp:
            return before
        key = _key(self._root, count, pair)
        return _State(stamp, key.hex() if key else "")

    def _stamp(self, path: str) -> str:
        if path not in self._stamps:
            try:
                found = os.stat(os.path.join(self._root, path))
            except OSError:
                return ""
            recent = max(found.st_mtime_ns, found.st_ctime_ns) > self._now - _RACY
            parts = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
            self._stamps[path] = "" if recent else ".".join(f"{part:x}" for part in parts)
        return self._stamps[path]


def gather(root: Path, count: Count, pairs: Sequence[Pair], kept: Cache | None) -> Facts:
    """The sum of the facts of pairs, each taken from what is kept where it is; what is not is kept from then on.

    A page that cannot be read says nothing: it is a failure where it is itself under check.
    """
    keys = {pair: key for pair in pairs if (key := _key(root, count, pair))}
    often, facts = Counter(key.hex() for key in keys.values()), Facts()
    for come in _in_parts(root, count, {key: pair for pair, key in keys.items()}, kept):
        exchange(facts, (), _times(come, often))
    return facts


def _in_parts(
    root: Path, count: Count, pairs: Mapping[bytes, Pair], kept: Cache | None
) -> Iterator[dict[bytes, Facts]]:
    """The facts of pairs by their keys, of so many at a time as memory holds with ease."""
    for start in range(0, len(pairs), _AT_ONCE):
        some = dict(islice(pairs.items(), start, start + _AT_ONCE))
        found = {key: unpack(value) for key, value in kept.get(some).items()} if kept else {}
        new = {key: count.observe(root, pair) for key, pair in some.items() if key not in found}
        if kept:  # but for pages that somebody writes meanwhile
            kept.put({key: pack(facts) for key, facts in new.items() if _key(root, count, some[key]) == key})
        yield {**found, **new}


def _times(facts: Mapping[bytes, Facts], keys: Counter[str]) -> list[Facts]:
    """Each of the facts as often as its key is among the keys: pages of the same text share them."""
    return [each for key, each in facts.items() for _ in range(keys[key.hex()])]


def _key(root: Path, count: Count, pair: Pair) -> bytes | None:
    try:
        texts = [(root / path).read_bytes() for path in _files(pair)]
    except OSError:
        return None
    # What a page is read as depends on its ending.
    places = _files(pair) if count.placed else (path.rpartition(".")[2] for path in _files(pair))
    return digest(_build(), count.name, pair.source_language, pair.language, *places, *texts)


def _files(pair: Pair) -> tuple[str, ...]:
    return (pair.source, pair.translation) if pair.source else (pair.translation,)


def _pack_states(states: Mapping[Pair, _State]) -> bytes:
    fields = (field for pair, state in states.items() for field in (*pair, *state))
    return zlib.compress("\0".join(fields).encode("utf-8", "surrogatepass"), 1)


def _unpack_states(packed: bytes) -> dict[Pair, _State]:
    fields = zlib.decompress(packed).decode("utf-8", "surrogatepass").split("\0")
    width = len(Pair._fields) + len(_State._fields)
    rows = (fields[start : start + width] for start in range(0, len(fields), width))
    return {Pair(*row[:4]): _State(*row[4:]) for row in rows}


@cache
def _build() -> str:
    """What tells apart the versions of trcheck that read and count pages: its number and when its files were made."""
    package = Path(__file__).parents[1]
    return f"{__version__} {max(path.stat().st_mtime_ns for path in package.rglob('*.*') if path.suffix != '.pyc')}"
