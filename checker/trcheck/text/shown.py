"""What readers see of a block besides its prose: captions, alternative texts and labels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from trcheck.model import Block

ATTRIBUTES = frozenset(("alt", "aria-label", "caption", "description", "label", "summary", "title"))
"""The attributes of shortcodes, components and HTML tags that hold text."""


class Shown(NamedTuple):
    """A text of a page, and the offset at which it starts."""

    text: str
    start: int


def shown_beside(block: Block) -> Iterator[Shown]:
    """The texts of a block's own attributes and of its spans'."""
    for attribute in block.attributes:
        if attribute.name in ATTRIBUTES:
            yield Shown(attribute.value, attribute.start)
    for span in block.spans:
        if span.attributes and span.attributes is not block.attributes:
            for attribute in span.attributes:
                if attribute.name in ATTRIBUTES:
                    yield Shown(attribute.value, attribute.start)
        elif span.kind == "image" and span.text and not span.attributes:
            yield Shown(span.text, span.start + len("!["))
