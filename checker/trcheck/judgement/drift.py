"""Source moved on: what is the translation's fault, and what differs only since the source has changed.

A page is compared with the source as it is and with the state that it was made from. What a rule finds against both is
the translation's. What it finds against today's source alone is drift, told once a section; what it finds against the
earlier state alone the translation has brought up to date already. Agreement with either is agreement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from trcheck.git import Objects
from trcheck.judgement.bases import Base, Bases
from trcheck.judgement.matching import Matcher
from trcheck.judgement.sections import DriftedSections
from trcheck.model import Alignment, Document, SectionDrift
from trcheck.reading.decode import PageError, decode
from trcheck.reading.reader import parse
from trcheck.rule import Said


class Verdict(NamedTuple):
    """What of today's defects is the translation's fault, and how its source has drifted away from it. `since` is the
    date (ISO 8601) of the source's first change after the translation was made, "" where no commit tells it."""

    said: list[Said]
    drift: tuple[SectionDrift, ...]
    since: str


class Drift:
    """The earlier states of the source pages of a run, read as they are needed."""

    def __init__(self, root: Path, bases: Bases) -> None:
        self._bases = bases
        self._objects = Objects(root)
        self._read: dict[str, Document] = {}

    def earlier(self, source: Document, translation: Document) -> Document | None:
        """The state of a source page that a translation was made from, where it says anything else than today's."""
        base = self._bases.get(translation.path)
        if base is None:
            return None
        if any(document.path != source.path for document in self._read.values()):
            self._read.clear()  # the languages of a page are checked one after the other
        if base.blob not in self._read:
            text = self._text(base.blob, source.path)
            if text is None or text == source.text:
                return None
            self._read[base.blob] = parse(text, source.path, source.language)
        return self._read[base.blob]

    def judge(self, now: Alignment, before: Alignment, today: Sequence[Said], earlier: Sequence[Said]) -> Verdict:
        """Judge what was found on a translation against today's source, and against the earlier state of it."""
        base = self._bases[now.translation.path]
        matched = Matcher(now, before).match(today, earlier)
        drift = tuple(
            self._dated(section, mark, base, now.source.path)
            for section, mark in DriftedSections(now, before, matched).list()
        )
        return Verdict(matched.lasting, drift, base.since[-1].date if base.since else "")

    def close(self) -> None:
        """End the process that reads them."""
        self._objects.close()

    def _text(self, blob: str, path: str) -> str | None:
        data = self._objects.read(blob)
        try:
            return None if data is None else decode(data, path)
        except PageError:
            return None

    def _dated(self, section: SectionDrift, mark: str, base: Base, path: str) -> SectionDrift:
        """A section with the commit that made it what it is: the oldest of the latest states that have it so."""
        commit = date = ""
        for version in base.since:
            text = self._text(version.blob, path)
            if text is None or (mark in text) == (section.state == "gone"):
                break
            commit, date = version.commit, version.date
        return replace(section, commit=commit, date=date)
