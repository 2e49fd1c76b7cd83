"""What the pages of a language do as a rule, where sites do it in several ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from trcheck.learning.facts import Facts
from trcheck.learning.ways import TOPICS

MAJORITY = 0.8
AT_LEAST = 10


class Convention(NamedTuple):
    """What a language does about one thing. `way` is the clear majority's or the one that the configuration pins, and
    "" where there is neither; `places` counts each way."""

    topic: str
    way: str
    places: Mapping[str, int]
    pinned: bool = False

    @property
    def share(self) -> str:
        """How many places do it this way, to begin a sentence with: ``118 of 124``; ``the`` where that is pinned."""
        return "the" if self.pinned else f"{self.places.get(self.way, 0)} of {sum(self.places.values())}"

    @property
    def meaning(self) -> str:
        """What it means in plain words, of the way that holds or else of the most frequent."""
        ways = TOPICS[self.topic.partition(" ")[0]]
        return ways[self.way or max(self.places, key=lambda way: self.places[way])]


class Conventions:
    """The conventions of one language. A way is one from `at_least` places on of which it has the share `majority`,
    or where it is pinned; a topic pinned for all other sites holds for each of them."""

    def __init__(
        self, facts: Facts, pinned: Mapping[str, str], majority: float = MAJORITY, at_least: int = AT_LEAST
    ) -> None:
        self._facts = facts
        self._pinned = pinned
        self._majority = majority
        self._at_least = at_least

    def of(self, topic: str) -> Convention:
        """The convention about a topic; that about another site is ``other-sites example.org``."""
        places: Mapping[str, int] = self._facts.get(topic, {})
        pinned = self._pinned.get(topic.partition(" ")[0])
        if pinned:
            return Convention(topic, pinned, places, True)
        total = sum(places.values())
        clear = [way for way, count in places.items() if total >= self._at_least and count >= self._majority * total]
        return Convention(topic, clear[0] if clear else "", places)

    def all(self) -> Iterator[Convention]:
        """Every convention of which there is a place or which is pinned, in the order of the topics."""
        for topic in TOPICS:
            found = [name for name in sorted(self._facts) if name.partition(" ")[0] == topic]
            for name in found or ([topic] if topic in self._pinned else []):
                yield self.of(name)
