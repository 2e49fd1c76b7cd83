"""What one pair of aligned pages says about how a site translates: counters by topic, which add up over the site.

A topic is counted by an observer, a pure function of an alignment, and read by whoever makes something of the sum. Keys
and topics are plain text, so that facts can be kept from one run to the next.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable

from trcheck.learning.lexicon import observe_words
from trcheck.learning.ways import observe_ways
from trcheck.model import Alignment

Facts = dict[str, Counter[str]]
"""By topic: how often each thing was seen."""

Observer = Callable[[Alignment], Facts]

OBSERVERS: tuple[Observer, ...] = (observe_ways, observe_words)


def observe(alignment: Alignment) -> Facts:
    """What a pair of pages says, for all topics."""
    return total(observer(alignment) for observer in OBSERVERS)


def total(facts: Iterable[Facts]) -> Facts:
    """The sum of facts."""
    added: Facts = {}
    for each in facts:
        for topic, counter in each.items():
            if counter:
                added.setdefault(topic, Counter()).update(counter)
    return added


def exchange(added: Facts, gone: Iterable[Facts], come: Iterable[Facts]) -> None:
    """Make of a sum the one that has other facts in place of some."""
    for each in come:
        for topic, counter in each.items():
            if counter:
                added.setdefault(topic, Counter()).update(counter)
    for each in gone:
        for topic, counter in each.items():
            left = added.get(topic, Counter())
            for key, count in counter.items():
                left[key] -= count
                if not left[key]:
                    del left[key]
            if not left:
                added.pop(topic, None)


def pack(facts: Facts) -> bytes:
    """Facts as bytes to be kept."""
    return zlib.compress(json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def unpack(packed: bytes) -> Facts:
    """The facts that `pack` made bytes of."""
    values = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    return {topic: Counter(counter) for topic, counter in values.items()}
