"""The texts of a page that readers see: its blocks, captions and alternative texts, and those of its front matter."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from trcheck.model.document import Attribute, Block, Document, Entry

_KEYS = frozenset(
    ("title", "linkTitle", "description", "summary", "excerpt", "subtitle", "tagline", "sidebar_label", "hero.tagline")
)
TEXT_ATTRIBUTES = ("alt", "aria-label", "caption", "description", "label", "summary", "title")
"""The attributes of shortcodes, components and HTML tags that hold text."""
_QUOTES = ('"', "'")
_MARK = re.compile(r"""[>|][+\-\d]*+[^\n]*+\n\s*+|\"{3}|'{3}|[\"']""")


class Passage(NamedTuple):
    """A text: ``prose[i]`` is the character at offset ``start + i`` of the page. `what` is the kind of its block, or
    the name of the key or attribute that holds it; `block` is set where it is a block's running text, `image` to the
    target of the image that it describes."""

    prose: str
    start: int
    what: str
    block: Block | None = None
    image: str = ""


def passages(
    document: Document, keys: Collection[str] = _KEYS, attributes: Collection[str] = TEXT_ATTRIBUTES
) -> Iterator[Passage]:
    """The texts of a page: those of the front matter under `keys`, then block by block."""
    if document.front_matter:
        for entry in document.front_matter.entries:
            if entry.path in keys:
                yield _of_entry(document, entry)
    for block in document.blocks():
        yield from block_passages(document, block, attributes)


def block_passages(
    document: Document, block: Block, attributes: Collection[str] = TEXT_ATTRIBUTES
) -> Iterator[Passage]:
    """The texts of a block, not of those in it: its running text, then captions and alternative texts."""
    if block.prose:
        yield Passage(block.prose, block.start, block.kind, block)
    if block.attributes:
        yield from _of_attributes(document, block.attributes, attributes)
    for span in block.spans:
        image = span.target if span.kind == "image" else ""
        if span.attributes and span.attributes is not block.attributes:
            yield from _of_attributes(document, span.attributes, attributes, image)
        elif span.kind == "image" and span.text and document.text.startswith(span.text, span.start + 2):
            yield Passage(span.text, span.start + 2, "alt", image=image)


def _of_entry(document: Document, entry: Entry) -> Passage:
    """The value of a key, without its quotes or the sign that begins a block in YAML."""
    written = document.text[entry.start : entry.end]
    mark = _MARK.match(written)
    start = mark.end() if mark else 0
    end = len(written) - (start if written.startswith(_QUOTES) else 0)
    return Passage(written[start:end], entry.start + start, entry.path)


def _of_attributes(
    document: Document, attributes: Sequence[Attribute], names: Collection[str], image: str = ""
) -> Iterator[Passage]:
    for attribute in attributes:
        if attribute.name in names:
            yield Passage(document.text[attribute.start : attribute.end], attribute.start, attribute.name, image=image)
