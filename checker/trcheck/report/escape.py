"""Text from pages made fit for a terminal: what steers it, or turns the order of what is read, is shown as an escape.

An escape sequence in a page could recolour, hide or rewrite what a report says, and bidirectional overrides make text
read other than it stands (CVE-2021-42574). Every format sends what it writes through this module.
"""

from __future__ import annotations

import re

_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and line feed, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks, embeddings, overrides and isolates of direction
    "\u2028\u2029\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"  # separators, anchors, halves, tags
)
_BREAKS = str.maketrans({"\t": " ", "\n": " "})


def visible(text: str) -> str:
    r"""Text of any number of lines, with `\x1b` or `\u202e` in place of a character that steers the terminal."""
    return _STEERING.sub(_escape, text)


def one_line(text: str) -> str:
    """Text that must stay on one line: as `visible`, with line breaks and tabs as spaces."""
    return visible(text.translate(_BREAKS))


def json_visible(text: str) -> str:
    r"""JSON with `\u009b` in place of a steering character: the document means the same to whoever parses it."""
    return _STEERING.sub(_json_escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _json_escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
