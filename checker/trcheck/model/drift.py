"""What has changed in the source since a translation was made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple


class Change(NamedTuple):
    """So many things of a kind (``paragraph``, ``link``) were added, removed or changed."""

    what: Literal["added", "removed", "changed"]
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class SectionDrift:
    """A section of the source that is not what it was when the page under check was translated.

    `state` is ``head`` for the front matter. `title` is that of the section, "" of the front matter and of what stands
    before the first heading. `here` is the range of its counterpart on the page under check, or of the line behind
    which it belongs; `there` its range in the source as it is now, or that of the line behind which it stood.
    `changes` are what the translation does not have yet, as far as that can be told; of a section that came or went,
    the sections under it. `commit` is the last one that changed the section, `date` that one's (ISO 8601); both are ""
    where the change is not committed.
    """

    state: Literal["changed", "new", "gone", "head"]
    title: str
    here: tuple[int, int]
    there: tuple[int, int]
    changes: tuple[Change, ...] = ()
    commit: str = ""
    date: str = ""
