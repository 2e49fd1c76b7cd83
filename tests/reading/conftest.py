"""What the reading tests share: a page's blocks as lines of text that a person can compare."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from trcheck.model import Block, Document
from trcheck.reading.reader import parse


def _lines(document: Document, block: Block, depth: int) -> Iterator[str]:
    first, last = document.position(block.start), document.position(block.end)
    parts = [f"{'  ' * depth}{block.kind}", f"{first.line}:{first.column}-{last.line}:{last.column}"]
    parts += [f"{name}={value}" for name in ("name", "meta", "title") if (value := getattr(block, name))]
    parts += [f"level={block.level}"] if block.level else []
    parts += [f"#{each}" for each in block.ids]
    parts += [f"{name or '_'}:{value}" for name, value, *_ in block.attributes]
    parts += [repr(block.literal)] if block.literal else []
    parts += [f"|{block.text}|"] if not block.children and block.text else []
    parts += [f"<{span.kind} {span.text}{' -> ' + span.target if span.target else ''}>" for span in block.spans]
    yield " ".join(parts)
    for child in block.children:
        yield from _lines(document, child, depth + 1)


@pytest.fixture
def outline() -> Callable[..., list[str]]:
    """A function that gives one line for every block of a page: kind, place, and all that is set on it."""

    def outlined(text: str, path: str = "page.md") -> list[str]:
        document = parse(text, path)
        found: list[str] = []
        for section in document.sections:
            for block in ([section.heading] if section.heading else []) + list(section.blocks):
                found += _lines(document, block, 0)
        return found

    return outlined
