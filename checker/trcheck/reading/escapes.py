"""Backslash escapes and entities (CommonMark 0.31, sections 2.4 and 2.5), and the form of labels."""

from __future__ import annotations

import re
from html import unescape as _unescape
from html.entities import html5
from typing import Final

PUNCTUATION: Final = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
"""What a backslash can escape."""

ENTITY: Final = re.compile(r"&(?:#[xX][0-9A-Fa-f]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|" + ENTITY.pattern)


def decode_entity(entity: str) -> str | None:
    """The characters that ``&name;`` or ``&#number;`` stands for, or None for a name that does not exist."""
    return _unescape(entity) if entity[1] == "#" or entity[1:] in html5 else None


def decode_entities(text: str) -> str:
    """Text with its entities read; escapes stay."""
    return ENTITY.sub(lambda match: decode_entity(match[0]) or match[0], text) if "&" in text else text


def unescape(text: str) -> str:
    """Text of a link's target or title as it is meant: escapes undone, entities read."""
    if "\\" not in text and "&" not in text:
        return text
    return _ESCAPE.sub(lambda match: match[1] or decode_entity(match[0]) or match[0], text)


def normalize_label(label: str) -> str:
    """The form under which labels are compared; the keys of markdown-it's ``env["references"]`` have it."""
    return " ".join(label.split()).lower().upper()
