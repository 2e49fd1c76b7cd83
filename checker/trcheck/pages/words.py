"""Which words the pages of a language use, read from the files as they stand."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from trcheck.learning.facts import Facts
from trcheck.pages.files import read_text
from trcheck.pages.sums import Count, Pair
from trcheck.reading.residue import see_through
from trcheck.text.words import words

_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[^\n]*$", re.M)


def observe_words(root: Path, pair: Pair) -> Facts:
    """The words of a page outside of its code, each counted once."""
    text = "".join(_FENCE.split(see_through(read_text(root / pair.translation)).text)[::2])
    return {"words": Counter(set(words(text)))}


WORDS = Count("words", observe_words)
