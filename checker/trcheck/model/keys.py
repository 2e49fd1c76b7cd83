"""What the keys of front matter mean, and how their values compare.

Which keys the common generators know is in ``data/front_matter.toml``. A key is written as its path with ``*`` for a
place in a list; what a list holds directly belongs to the key of the list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from trcheck.model.code import one_edit
from trcheck.model.document import Entry, FrontMatter

ValueClass = Literal["same", "free"]
PresenceClass = Literal["needed", "optional"]
Kind = Literal["text", "boolean", "number", "date"]
Class = TypeVar("Class")
Values = dict[str, list[Entry]]
"""The values of a front matter under each key, in order."""

_BOOLEAN = re.compile(r"(?:true|false)\Z", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?\Z")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[Tt ][\d:.]+ ?(?:[Zz]|[-+]\d\d:?\d\d)?)?\Z")
_SEPARATORS = re.compile(r"[\W_]+")
_SHORTEST = 5  # letters of a key by which a misspelled one is known


class KeyUse(NamedTuple):
    """How the pages of a language use a key of the front matter: on how many it stands, how many have it where it is
    `expected` since their source page has it, and how many of these `repeat` the source's values."""

    pages: int = 0
    expected: int = 0
    kept: int = 0
    repeated: int = 0


class Keys(NamedTuple):
    """What is known of keys by their names in small letters, and how the names are spelled."""

    values: dict[str, ValueClass]
    presence: dict[str, PresenceClass]
    spelled: dict[str, str]

    def value(self, key: str) -> ValueClass | None:
        """Whether the value of a key is the source's (``same``) or the translation's (``free``)."""
        return _look_up(self.values, key)

    def needs(self, key: str) -> PresenceClass | None:
        """Whether a translation must have a key that the source has."""
        return _look_up(self.presence, key)

    def names(self, key: str) -> bool:
        """Whether a key itself is known."""
        return key.lower() in self.spelled

    def misspelled(self, key: str) -> str | None:
        """The known key that a key is one slip away from."""
        name = key.lower()
        if len(name) < _SHORTEST or self.names(key):
            return None
        return next((spelled for known, spelled in self.spelled.items() if is_slip(name, known)), None)


@cache
def load_keys(same: tuple[str, ...], free: tuple[str, ...], needed: tuple[str, ...], optional: tuple[str, ...]) -> Keys:
    """The known keys, and those of a site, which come before them."""
    import tomllib

    data = tomllib.loads((Path(__file__).parent.parent / "data" / "front_matter.toml").read_text("utf-8"))
    keys = Keys({}, {}, {})
    for lists in (data, {"same": same, "free": free, "needed": needed, "optional": optional}):
        keys.values.update((name.lower(), "same") for name in lists["same"])
        keys.values.update((name.lower(), "free") for name in lists["free"])
        keys.presence.update((name.lower(), "needed") for name in lists["needed"])
        keys.presence.update((name.lower(), "optional") for name in lists["optional"])
        keys.spelled.update((name.lower(), name) for names in lists.values() for name in names)
    return keys


def _look_up(table: dict[str, Class], key: str) -> Class | None:
    """What stands under the longest end of a key, else under that of the key above it."""
    parts = [part for part in key.lower().split(".") if part != "*"]
    for end in range(len(parts), 0, -1):
        for start in range(end):
            if found := table.get(".".join(parts[start:end])):
                return found
    return None


def by_key(front_matter: FrontMatter) -> Values:
    """The values under each key; those that are empty left out."""
    found: Values = {}
    for entry in front_matter.entries:
        if entry.value:
            found.setdefault(entry.key, []).append(entry)
    return found


def kind(entry: Entry, text: str) -> Kind:
    """What a generator takes a value for; `text` is that of the page."""
    if text[entry.start] in "\"'|>":
        return "text"
    if _BOOLEAN.match(entry.value):
        return "boolean"
    if _NUMBER.match(entry.value):
        return "number"
    return "date" if _DATE.match(entry.value) else "text"


def same_values(source: Sequence[Entry], translation: Sequence[Entry], language: str = "") -> bool:
    """Whether the values under a key are the same, in whatever order.

    A date with a time is the same as without one, and so is a file and its edition in the language of the translation.
    """
    ours, theirs = (Counter(entry.value for entry in entries) for entries in (translation, source))
    new, gone = list((ours - theirs).elements()), list((theirs - ours).elements())
    return len(new) == len(gone) and all(_alike(*pair, language) for pair in zip(gone, new, strict=True))


def _alike(source: str, translation: str, language: str) -> bool:
    if source.lower() == translation.lower():
        return True
    if _DATE.match(source) and _DATE.match(translation):
        return source[:10] == translation[:10] and 10 in (len(source), len(translation))
    if "." in source and "." in translation:
        if source.rpartition("/")[2] == translation.rpartition("/")[2]:
            return True
        return bool(language) and bool(re.search(rf"[/._-]{re.escape(language)}[/._-]", translation, re.IGNORECASE))
    return False


def only(some: Iterable[str], others: Iterable[str]) -> dict[str, list[str]]:
    """The keys that the others lack, in order, each under its shortest part of which they have nothing."""
    there = {part for key in others for part in _upper(key)}
    found: dict[str, list[str]] = {}
    for key in some:
        if part := next((part for part in _upper(key) if part not in there), ""):
            found.setdefault(part, []).append(key)
    return found


def renamed(name: str, extra: Collection[str], source: Iterable[str], translation: Iterable[str]) -> str | None:
    """Which of the keys that only the translation has stands for one that it lacks: it differs by a slip or by no more
    than capitals and signs, or it stands right behind the same key."""
    plain = _plain(name)
    for other in extra:
        if _plain(other) == plain or one_edit(_plain(other), plain):
            return other
    theirs, ours = (list(dict.fromkeys(key.partition(".")[0] for key in keys)) for keys in (source, translation))
    if name not in theirs:
        return None
    before = theirs[: theirs.index(name)][-1:]
    if before and before[0] not in ours:
        return None
    behind = ours[ours.index(before[0]) + 1 if before else 0 :][:1]
    return behind[0] if behind and behind[0] in extra else None


def _upper(key: str) -> Iterator[str]:
    """The parts of a key from its beginning: ``a`` and ``a.b`` of ``a.b``."""
    parts = key.split(".")
    return (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def is_slip(wrong: str, right: str) -> bool:
    """Whether two keys differ by one slip that makes no plural."""
    return one_edit(wrong, right) and wrong.rstrip("s") != right.rstrip("s")


def _plain(key: str) -> str:
    return _SEPARATORS.sub("", key.lower())
