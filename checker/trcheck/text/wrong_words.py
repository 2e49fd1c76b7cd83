"""Certain misspellings that no list of words shows: by patterns of a language (data/wrong_words.toml), and in Chinese
by characters of the other script, simplified or traditional (data/chinese.json)."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from trcheck.language import primary, written

_DATA = Path(__file__).parent.parent / "data"
_MOST = 20  # characters; a page with more of them is written in the other script
# The names of the two scripts, each often written in itself, quotations as traditional Chinese marks them, and what
# stands beside Japanese syllables.
_KEPT = re.compile(
    r"[繁正簡简][體体]中?文?|「[^「」]*+」|『[^『』]*+』|[\u4e00-\u9fff]*+[\u3041-\u30ff][\u3041-\u30ff\u4e00-\u9fff]*+"
)


class Wrong(NamedTuple):
    """What is misspelled in a text, from `start` to `end`, and what it should be."""

    start: int
    end: int
    right: str


def wrong_words(text: str, language: str) -> Iterator[Wrong]:
    """What the patterns of a language find."""
    for pattern, right in _patterns().get(primary(language), ()):
        for match in pattern.finditer(text):
            yield Wrong(*match.span(1), right.capitalize() if match[1][0].isupper() else right)


def wrong_script(texts: Sequence[str], language: str) -> list[tuple[int, Wrong]]:
    """The words of a page whose characters are of the other Chinese script, each with the number of its text; none
    where the page is written in that script."""
    if primary(language) != "zh":
        return []
    script = written(language)
    found = [(number, wrong) for number, text in enumerate(texts) for wrong in _of_script(text, script)]
    return found if sum(wrong.end - wrong.start for _, wrong in found) <= _MOST else []


def _of_script(text: str, script: str) -> Iterator[Wrong]:
    pattern, table = _characters()[script]
    kept = [match.span() for match in _KEPT.finditer(text)]
    for match in pattern.finditer(text):
        start, end = match.span()
        if not any(a < end and start < b for a, b in kept):
            yield Wrong(start, end, match[0].translate(table))


@cache
def _patterns() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    data = tomllib.loads((_DATA / "wrong_words.toml").read_text("utf-8"))
    return {code: [(re.compile(is_), right) for is_, right in rules.items()] for code, rules in data.items()}


@cache
def _characters() -> Mapping[str, tuple[re.Pattern[str], dict[int, int]]]:
    """For each script the characters of the other one, and what they are in it."""
    data = json.loads((_DATA / "chinese.json").read_text("utf-8"))
    tables = {script: data[name] for script, name in (("Hans", "simplified"), ("Hant", "traditional"))}
    return {script: (re.compile(f"[{of}]+"), str.maketrans(of, to)) for script, (of, to) in tables.items()}
