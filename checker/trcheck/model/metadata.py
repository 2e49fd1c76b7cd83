"""How the front matter of a translation differs from its source's, key by key.

What a key is for is known from its name (`keys`) and from what the pages of the language do with it (`Habits`), which
comes first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from trcheck.model.document import Document, Entry
from trcheck.model.keys import Keys, KeyUse, Kind, Values, by_key, is_slip, kind, only, renamed, same_values

_USED = 3  # pages that make a key the site's own
_RARER = 10  # times fewer pages have a slip than the right key
_BLANK = re.compile(r"\s")
_WHOLE = re.compile(r"[-+]?\d+\Z")


@dataclass(frozen=True, slots=True)
class Habits:
    """What the pages of a language do with each key, and source pages; asked only where two pages differ, since all
    pages must be read to know it. `majority` of at least `at_least` pages make a rule."""

    ours: Callable[[], Mapping[str, KeyUse]]
    theirs: Callable[[], Mapping[str, KeyUse]]
    majority: float
    at_least: int

    def keep(self, key: str) -> bool | None:
        """Whether pages have a key of their source pages; None where they are too few or divided."""
        use = self.ours().get(key, KeyUse())
        return self._decide(use.kept, use.expected)

    def repeat(self, key: str) -> bool | None:
        """Whether pages have the value of their source pages under a key."""
        use = self.ours().get(key, KeyUse())
        return self._decide(use.repeated, use.kept)

    def use(self, key: str, right: str) -> bool:
        """Whether a key is the site's own and no slip for another one: source pages have it, or not that few others."""
        pages, usual = (self.ours().get(name, KeyUse()).pages for name in (key, right))
        in_source = self.theirs().get(key, KeyUse()).pages > 0
        return in_source or (pages >= _USED and pages * _RARER > usual)

    def _decide(self, part: int, all: int) -> bool | None:
        enough = self.majority * all
        if all < self.at_least or max(part, all - part) < enough:
            return None
        return part >= enough


class Changed(NamedTuple):
    """A value that is not the source's. `how`: it is another ``value``, it is no longer what a machine takes for a
    ``number``, date or true and false but ``text``, or it is that but for its quotation marks (``quoted``)."""

    key: str
    source: tuple[Entry, ...]
    translation: tuple[Entry, ...]
    how: Literal["value", "text", "quoted"]
    kind: Kind


class Misspelled(NamedTuple):
    """A key that should be called otherwise: the parts that differ, and where the wrong one stands. `only_case`: they
    differ in capitals alone."""

    wrong: str
    right: str
    start: int
    end: int
    fix: str
    only_case: bool


class Missing(NamedTuple):
    """Keys that the translation lacks, the source's values under each, and the value of the page behind which they
    belong."""

    names: tuple[str, ...]
    source: tuple[tuple[Entry, ...], ...]
    after: Entry | None


class Comparison(NamedTuple):
    changed: tuple[Changed, ...]
    misspelled: tuple[Misspelled, ...]
    missing: Missing | None


def compare(source: Document, translation: Document, keys: Keys, habits: Habits) -> Comparison:
    """What differs between the front matters of two pages, the source's being there."""
    return _Pair(source, translation, keys, habits, *(values(page) for page in (source, translation))).compared()


def values(page: Document) -> Values:
    """The values in the front matter of a page by their keys."""
    return by_key(page.front_matter) if page.front_matter else {}


@dataclass(frozen=True, slots=True)
class _Pair:
    source: Document
    translation: Document
    keys: Keys
    habits: Habits
    theirs: Values
    ours: Values

    def compared(self) -> Comparison:
        shared = (key for key in self.theirs if key in self.ours and self.keys.value(key) != "free")
        changed = tuple(filter(None, map(self._changed, shared)))
        missing = only(self.theirs, self.ours)
        lost = [name for name, found in missing.items() if any(map(self._is_expected, found))]
        misspelled = {right: (wrong, key) for right, wrong, key in self._misspelled(missing, lost)}
        lost = [name for name in lost if name not in misspelled]
        return Comparison(
            changed,
            tuple(self._place(wrong, right, self.ours[key][0]) for right, (wrong, key) in misspelled.items()),
            self._missing(lost, missing) if lost else None,
        )

    def _changed(self, key: str) -> Changed | None:
        """How the values under a key differ where they must not."""
        theirs, ours = tuple(self.theirs[key]), tuple(self.ours[key])
        if len({entry.path for entry in ours}) < len(ours):
            return None  # a key that is there twice is reported as that
        known = self.keys.value(key) == "same"
        wanted = kind(theirs[0], self.source.text) if len(theirs) == 1 else "text"
        same = same_values(theirs, ours, self.translation.language)
        fixed = known or wanted == "boolean" or bool(_WHOLE.match(theirs[0].value))
        if wanted != "text" and len(ours) == 1 and kind(ours[0], self.translation.text) == "text":
            if same:
                return Changed(key, theirs, ours, "quoted", wanted) if fixed and self._alike() else None
            return Changed(key, theirs, ours, "text", wanted) if known or wanted == "boolean" else None
        if same:
            return None
        usual = self.habits.repeat(key)
        if usual and not known and any(_BLANK.search(entry.value) for entry in (*theirs, *ours)):
            return None
        return Changed(key, theirs, ours, "value", wanted) if (fixed if usual is None else usual) else None

    def _alike(self) -> bool:
        """Whether both pages write values the same way: JSON has quotation marks where YAML has none."""
        one, other = self.source.front_matter, self.translation.front_matter
        return bool(one and other and one.style == other.style)

    def _misspelled(self, missing: dict[str, list[str]], lost: list[str]) -> Iterator[tuple[str, str, str]]:
        """The right name of each misspelled key, the name that the page has, and one of its keys."""
        small = {name.lower() for name in missing}
        extra = {
            name: found
            for name, found in only(self.ours, self.theirs).items()
            if name.lower() in small or not self.keys.value(name)
        }
        for name in missing if extra else ():
            wrong = renamed(name, extra, self.theirs, self.ours)
            if wrong is None or self.habits.use(extra[wrong][0], missing[name][0]):
                continue
            if name in lost or self.keys.names(name) or is_slip(wrong, name):
                yield name, wrong, extra.pop(wrong)[0]
        for key, *_ in extra.values():
            right = self.keys.misspelled(key)
            if right and not self.habits.use(key, right):
                yield right, key, key

    def _place(self, wrong: str, right: str, entry: Entry) -> Misspelled:
        parts = zip(wrong.split("."), right.split("."), strict=False)
        part, fix = next(((part, other) for part, other in parts if part != other), (wrong, right))
        start = max(self.translation.text.rfind(part, 0, entry.start), 0)
        return Misspelled(wrong, right, start, start + len(part), fix, part.lower() == fix.lower())

    def _missing(self, lost: list[str], missing: dict[str, list[str]]) -> Missing:
        first = missing[lost[0]][0]
        order = list(self.theirs)
        before = [key for key in order[: order.index(first)] if key in self.ours]
        entries = tuple(tuple(self.theirs[missing[name][0]]) for name in lost)
        return Missing(tuple(lost), entries, self.ours[before[-1]][-1] if before else None)

    def _is_expected(self, key: str) -> bool:
        """Whether the translation must have a key of the source."""
        presence = self.keys.needs(key)
        if presence == "optional":
            return False
        usual = self.habits.keep(key)
        return presence == "needed" or self.keys.value(key) == "same" if usual is None else usual
