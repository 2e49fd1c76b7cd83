"""The attributes of a shortcode, a Liquid tag or an attribute list, with the places of their values."""

from __future__ import annotations

import re

from trcheck.model import Attribute

_ATTRIBUTE = re.compile(
    r"""(?:(?P<name>[@:\w][\w.:@-]*+)\s*+=\s*+)?+
    (?: "(?P<double>[^"\\]*+(?:\\.?[^"\\]*+)*+)(?:"|\Z)
      | '(?P<single>[^']*+)'
      | `(?P<back>[^`]*+)`
      | (?P<bare>[^\s"'`=,|]++)
    )""",
    re.VERBOSE | re.DOTALL,
)


def read_attributes(text: str, start: int, end: int) -> tuple[Attribute, ...]:
    """The attributes written in ``text[start:end]``; a value without a name has the name ""."""
    found = []
    for match in _ATTRIBUTE.finditer(text, start, end):
        group = match.lastgroup or "bare"
        if group == "name":
            group = "bare"
        found.append(Attribute(match["name"] or "", match[group] or "", *match.span(group)))
    return tuple(found)


def value_of(attributes: tuple[Attribute, ...], *names: str) -> Attribute | None:
    """The first attribute that bears one of the names, in the order of the names."""
    for name in names:
        for attribute in attributes:
            if attribute.name == name:
                return attribute
    return None
