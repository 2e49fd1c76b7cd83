"""What a front matter says, collected while it is read: each scalar with its dotted path and its place."""

from __future__ import annotations

import re
import sys

from trcheck.model import Entry

MAX_DEPTH = 100
MAX_ENTRIES = 10_000
"""More than any page has; what has more was made to exhaust the memory of whoever reads it."""

_PLAIN_LINE = re.compile(r"""^["']?([\w.-]++)["']?[ \t]*+[:=][ \t]++([^\s|>\[{&*!#].*+)$""", re.MULTILINE)


class FrontMatterError(Exception):
    """The reading cannot go on: why, in plain words, and the offset where."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message, at)
        self.message = message
        self.at = at


class _Frame:
    """An open mapping or list. A mapping has the `keys` seen in it, a list counts its items in `index`."""

    __slots__ = ("index", "key", "key_start", "keys", "path")

    def __init__(self, path: str, keys: set[str] | None, key_start: int) -> None:
        self.path = path
        self.keys = keys
        self.index = 0
        self.key: str | None = None
        self.key_start = key_start

    def next_path(self) -> str:
        """The path of the value that comes next."""
        name = self.key
        if name is None:
            name = str(self.index)
            self.index += 1
        self.key = None
        return f"{self.path}.{name}" if self.path else name


class Collector:
    """Takes the pieces of a front matter in their order, at offsets in its own text; `base` is where that begins."""

    def __init__(self, base: int) -> None:
        self.entries: list[Entry] = []
        self.problem = ""
        self.problem_at = 0
        self._base = base
        self._frames: list[_Frame] = []

    @property
    def depth(self) -> int:
        return len(self._frames)

    @property
    def expects_key(self) -> bool:
        """Whether a mapping is open and what comes next is a key of it."""
        frame = self._frames[-1] if self._frames else None
        return frame is not None and frame.keys is not None and frame.key is None

    def note(self, problem: str, at: int) -> None:
        """Note a problem; the first one counts."""
        if not self.problem:
            self.problem = problem
            self.problem_at = self._base + at

    def table(self, path: str, at: int) -> None:
        """What follows stands in the mapping at `path`, whatever was open before."""
        self._frames = [_Frame(path, set(), self._base + at)]

    def open(self, *, mapping: bool, at: int) -> str:
        """A mapping or list begins; its path."""
        if len(self._frames) >= MAX_DEPTH:
            raise FrontMatterError(f"lists and mappings are nested more than {MAX_DEPTH} deep", at)
        path, key_start = "", self._base + at
        if self._frames:
            frame = self._frames[-1]
            path, key_start = frame.next_path(), frame.key_start
        self._frames.append(_Frame(path, set() if mapping else None, key_start))
        return path

    def close(self) -> str:
        """The innermost mapping or list ends; its path."""
        return self._frames.pop().path

    def key(self, name: str, at: int) -> None:
        """The key of the value that comes next."""
        frame = self._frames[-1]
        assert frame.keys is not None
        if name in frame.keys:
            self.note(f'the key "{name}" is there twice; take one of them out', at)
        frame.keys.add(name)
        frame.key = name
        frame.key_start = self._base + at

    def scalar(self, value: str, start: int, end: int) -> str:
        """A value; its path."""
        if len(self.entries) >= MAX_ENTRIES:
            raise FrontMatterError(f"more than {MAX_ENTRIES} values", start)
        frame = self._frames[-1]
        path = frame.next_path()
        self.entries.append(Entry(path, value, self._base + start, self._base + end, frame.key_start))
        return path

    def repeat(self, first: int, last: int, path: str, at: int) -> None:
        """The entries from `first` to `last`, which stood at `path`, stand here again."""
        if len(self.entries) + last - first > MAX_ENTRIES:
            raise FrontMatterError(f"more than {MAX_ENTRIES} values", at)
        here = self._frames[-1].next_path()
        self.entries += [entry._replace(path=here + entry.path[len(path) :]) for entry in self.entries[first:last]]

    def rescue(self, text: str, at: int) -> None:
        """Go on with the plain ``key: value`` lines where the reading came to its end.

        What was taken from that line is dropped: it was misread.
        """
        line_start = self._base + text.rfind("\n", 0, at) + 1
        self.entries = [entry for entry in self.entries if entry.start < line_start]
        known = {entry.key_start for entry in self.entries}
        for line in _PLAIN_LINE.finditer(text):
            if len(self.entries) >= MAX_ENTRIES:
                break
            key_start = self._base + line.start()
            if key_start not in known:
                written = line[2].rstrip()
                start = self._base + line.start(2)
                self.entries.append(Entry(line[1], _unquoted(written), start, start + len(written), key_start))
        self.entries.sort(key=lambda entry: entry.start)


def _unquoted(written: str) -> str:
    return written[1:-1] if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'" else written


def end_of(pattern: re.Pattern[str], text: str, at: int, until: int = sys.maxsize) -> int:
    """Where a match of the pattern at an offset ends; the offset itself where there is none."""
    match = pattern.match(text, at, until)
    return match.end() if match else at
