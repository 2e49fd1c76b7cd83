"""Raw HTML inside Markdown: what counts as a tag (CommonMark 0.31, section 6.6) and what its attributes are."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from trcheck.model import Attribute
from trcheck.reading.escapes import decode_entities

VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
"""Elements that have no content, so that no closing tag is to be expected."""

# More than a hundred attributes is no tag: this bounds what a failed attempt costs.
_ATTRIBUTES = r"""(?:\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?+){0,100}+"""

ANGLE: Final = re.compile(
    r"<(?:"
    r"(?P<uri>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*+)>"
    r"|(?P<mail>[\w.!#$%&'*+/=?^`{|}~-]++@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*+)>"
    r"|/(?P<close>[a-z][a-z0-9-]*+)\s*+>"
    r"|(?P<open>[a-z][a-z0-9-]*+)" + _ATTRIBUTES + r"\s*+/?>"
    r")",
    re.ASCII | re.IGNORECASE,
)
"""What a ``<`` can start that is shown or is a tag: `lastgroup` says which."""

_ATTRIBUTE = re.compile(
    r"""\s([A-Za-z_:][\w.:-]*+)(?:\s*+=\s*+(?:'([^']*+)'|"([^"]*+)"|([^\s"'=<>`]++)))?+""", re.ASCII
)


def read_attributes(text: str, start: int, end: int, value: Callable[[int, int], str]) -> tuple[Attribute, ...]:
    """The attributes of the opening tag at ``text[start:end]``, their names in lower case, entities decoded.

    `value` gives the text at a range of offsets, as it stands in the file.
    """
    attributes = []
    for match in _ATTRIBUTE.finditer(text, start, end):
        group = match.lastindex or 1
        # An attribute without a value has an empty one behind its name.
        first, last = match.span(group) if group > 1 else (match.end(), match.end())
        attributes.append(Attribute(match[1].lower(), decode_entities(value(first, last)), first, last))
    return tuple(attributes)
