"""The running text of a page in which a translator chose the words: not the texts of links, which are mostly titles of
what they lead to, nor what stands in quotation marks, but captions and alternative texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from trcheck.model import Block, Document

_QUOTED = re.compile('"[^"]*+"|“[^”]*+”|«[^»]*+»|„[^“”]*+[“”]|「[^」]*+」|『[^』]*+』|《[^》]*+》')
_SHOWN = frozenset(("alt", "caption"))


class Running(NamedTuple):
    """A piece of running text: ``text[i]`` is the character at offset ``start + i`` of the page."""

    text: str
    start: int


def running(document: Document) -> Iterator[Running]:
    """The running text of a page, piece by piece. What is left out is blank in it."""
    for block in document.blocks():
        if not block.children:
            yield Running(_without_titles(block), block.start)
        attributes = [*block.attributes]
        attributes += [a for span in block.spans if span.attributes is not block.attributes for a in span.attributes]
        for attribute in attributes:
            if attribute.name in _SHOWN:
                yield Running(attribute.value, attribute.start)


def code_words(document: Document) -> frozenset[str]:
    """The words of a page's code, in small letters: in running text they may as well stand for what is named there."""
    texts = [span.text for span in document.spans("code")]
    texts += [block.literal for block in document.blocks() if block.literal]
    return frozenset(word.lower() for text in texts for word in re.findall(r"[^\W\d_]+", text))


def _without_titles(block: Block) -> str:
    text = block.prose
    for span in block.spans:
        if span.kind == "link":
            start, end = span.start - block.start, span.end - block.start
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)
