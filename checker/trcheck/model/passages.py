"""The texts of a page that readers see: its blocks, captions and alternative texts, and those of its front matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from trcheck.model.document import Attribute, Block, Document

_KEYS = frozenset(
    ("title", "linkTitle", "description", "summary", "excerpt", "subtitle", "tagline", "sidebar_label", "hero.tagline")
)
_ATTRIBUTES = frozenset(("alt", "aria-label", "caption", "description", "label", "summary", "title"))


class Passage(NamedTuple):
    """A text: ``prose[i]`` is the character at offset ``start + i`` of the page. `block` is set where it is a block's
    running text."""

    prose: str
    start: int
    block: Block | None = None


def passages(document: Document) -> Iterator[Passage]:
    """The texts of a page: those of the front matter, then block by block, captions and alternative texts behind the
    text that they stand in."""
    if document.front_matter:
        for entry in document.front_matter.entries:
            if entry.path in _KEYS:
                yield Passage(document.text[entry.start : entry.end], entry.start)
    for block in document.blocks():
        if block.prose:
            yield Passage(block.prose, block.start, block)
        yield from _attributes(document, block.attributes)
        for span in block.spans:
            if span.attributes and span.attributes is not block.attributes:
                yield from _attributes(document, span.attributes)
            elif span.kind == "image" and span.text and document.text.startswith(span.text, span.start + 2):
                yield Passage(span.text, span.start + 2)


def _attributes(document: Document, attributes: Sequence[Attribute]) -> Iterator[Passage]:
    for attribute in attributes:
        if attribute.name in _ATTRIBUTES:
            yield Passage(document.text[attribute.start : attribute.end], attribute.start)
