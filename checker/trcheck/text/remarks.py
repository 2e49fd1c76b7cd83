"""What a model says around a translation, and what it or somebody puts in the place of a text.

The phrases are in data/remarks.toml. Each is looked for in every language: a model answers in that of its orders.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parent.parent / "data" / "remarks.toml"
_LONGEST = 300  # characters
_BETWEEN = 60
_BRACKETS = {"[": "]", "(": ")", "<": ">", "（": "）", "【": "】", "［": "］", "〔": "〕"}
_REST = r"(?:[^.!?。！？:：]{0,80}+[:：]|[^.!?。！？]{0,25}+[.!。！]?+\Z)"
_MARKS = "*_ .…"


class _Phrases(NamedTuple):
    said: re.Pattern[str]
    always: tuple[str, ...]
    placeholders: tuple[str, ...]


def is_remark(prose: str) -> bool:
    """Whether a text is what a model says before or after its translation."""
    small = _small(prose)
    phrases = _phrases()
    return any(phrase in small for phrase in phrases.always) or phrases.said.match(small) is not None


def is_placeholder(prose: str) -> bool:
    """Whether a text says that another one should stand in its place."""
    small = _small(prose)
    return len(prose) < _LONGEST and any(phrase in small for phrase in _phrases().placeholders)


def in_brackets(prose: str) -> str:
    """A text without emphasis and dots around it, if it then stands in brackets; else ""."""
    text = prose.strip(_MARKS)
    return text if _BRACKETS.get(text[:1], "") == text[-1:] and len(text) < _LONGEST else ""


def _small(prose: str) -> str:
    return " ".join(prose[:_LONGEST].lower().replace("’", "'").split())


@cache
def _phrases() -> _Phrases:
    data = tomllib.loads(_DATA.read_text("utf-8"))
    before, always = data["said"].pop("before"), data["said"].pop("always")
    sentences = "|".join(
        rf"{each['here']}[^.!?。！？]{{0,{_BETWEEN}}}?(?:{each['translation']})" for each in data["said"].values()
    )
    said = re.compile(f"{before}(?:{sentences}){_REST}")
    return _Phrases(said, tuple(always), tuple(data["placeholders"]["texts"]))
