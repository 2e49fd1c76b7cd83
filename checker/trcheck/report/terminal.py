"""Text on a terminal: how wide it is, what fits, and colours."""

from __future__ import annotations

import re
from typing import Literal
from unicodedata import category, east_asian_width

Colour = Literal["bold", "dim", "red", "yellow", "blue", "green", "cyan"]
_CODES: dict[Colour, str] = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "cyan": "36",
}


_WORD = re.compile(r"\S+")
_WIDE = r"\u1100-\u11ff\u2e80-\u2fff\u3040-\ua4cf\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
_OPENING = "(\\[“‘〈《「『【（"
_PIECE = re.compile(
    rf"[{_OPENING}]*+[{_WIDE}][^\w\s{_OPENING}]*+|[^{_WIDE}{_OPENING}]++|[{_OPENING}]++[^{_WIDE}{_OPENING}]*+"
)
"""Of a word, what a line must not part: a wide character with its punctuation, or a run of others."""


class Paint:
    """Colours text, or leaves it as it is."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, text: str, *colours: Colour) -> str:
        if not self._colour or not text:
            return text
        return f"\x1b[{';'.join(_CODES[colour] for colour in colours)}m{text}\x1b[0m"


def width(text: str) -> int:
    """How many columns a text takes: Chinese, Japanese and Korean characters take two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def fit(text: str, columns: int) -> str:
    """Text cut to so many columns, with an ellipsis where something was cut off."""
    if width(text) <= columns:
        return text
    room = max(0, columns - 1)
    for index, character in enumerate(text):
        room -= _columns(character)
        if room < 0:
            return text[:index] + "…"
    return text


def pad(text: str, columns: int) -> str:
    """Text filled up with spaces to so many columns."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int) -> list[str]:
    """Text on lines of so many columns, parted at spaces, or between Chinese, Japanese and Korean characters.

    What cannot be parted, an address mostly, stays in one piece though it be longer.
    """
    lines = [""]
    room = columns
    for word in _WORD.findall(text):
        blank = bool(lines[-1])
        pieces = [word] if word.isascii() or width(word) < room else _PIECE.findall(word)
        for piece in pieces:
            needed = width(piece)
            if needed + blank > room and lines[-1]:
                lines.append("")
                room, blank = columns, False
            lines[-1] += " " + piece if blank else piece
            room -= needed + blank
            blank = False
    return lines


def window(text: str, start: int, end: int, columns: int) -> tuple[str, int, int]:
    """The part of a long line that shows ``text[start:end]``, and where that stands in it.

    What is cut off, on either side, is an ellipsis.
    """
    room = columns - 2 - width(text[start:end])
    lead = max(columns // 4, room - min(width(text[end:]), room // 2))
    first = start
    while first and lead >= _columns(text[first - 1]):
        first -= 1
        lead -= _columns(text[first])
    head = "…" if first else ""
    shown = fit(head + text[first:], columns)
    shift = len(head) - first
    return shown, start + shift, max(start + shift, min(end + shift, len(shown)))


def _columns(character: str) -> int:
    if character.isascii():
        return 1
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
