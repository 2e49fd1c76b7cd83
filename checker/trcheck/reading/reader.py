"""A file becomes a document: rid of residue and front matter, masked, parsed into blocks, parted into sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from trcheck.model import Block, Document, FrontMatter, Section, Span
from trcheck.reading.anchors import numbered, slugs
from trcheck.reading.blocks import Blocks
from trcheck.reading.decode import load
from trcheck.reading.front_matter import read_front_matter
from trcheck.reading.inline import Definition, InlineContext
from trcheck.reading.mask import MASK_START, Masked, is_mdx, mask
from trcheck.reading.residue import Seen, see_through
from trcheck.reading.syntax import Parsed, parse_blocks


def read(root: Path, path: str, language: str) -> Document:
    """Read a page from disk. `path` is POSIX, relative to `root`."""
    return parse(load(root / path, path), path, language)


def parse(text: str, path: str = "page.md", language: str = "") -> Document:
    """Read the text of a page."""
    seen = see_through(text)
    front_matter = _front_matter(seen)
    body = front_matter.end if front_matter else seen.start
    markdown = _blanked(seen.text, body)
    mdx = is_mdx(path, markdown)
    masked = mask(markdown, mdx)
    parsed = parse_blocks(masked.text, masked.masks, mdx)
    line_starts = _line_starts(text)
    context = InlineContext(
        original=text,
        text=masked.text,
        masks=masked.masks,
        definitions=_definitions(text, masked, parsed, line_starts),
        footnotes=parsed.footnotes,
        math="$$" in masked.text or "\\(" in masked.text,
    )
    blocks = Blocks(context, parsed.tokens, line_starts).read()
    sections = _sections(blocks, text, body)
    comments = tuple(
        Span("html", each.start, each.end, each.text) for each in masked.masks.values() if each.kind == "comment"
    )
    return Document(
        path,
        language,
        text,
        sections,
        front_matter,
        _anchors(sections, masked, text),
        comments,
        seen.residue,
        line_starts,
    )


def _front_matter(seen: Seen) -> FrontMatter | None:
    front_matter = read_front_matter(seen.text[seen.start :])
    if front_matter is None or not seen.start:
        return front_matter
    return replace(
        front_matter,
        start=front_matter.start + seen.start,
        end=front_matter.end + seen.start,
        problem_at=front_matter.problem_at + seen.start,
        entries=tuple(
            entry._replace(
                start=entry.start + seen.start, end=entry.end + seen.start, key_start=entry.key_start + seen.start
            )
            for entry in front_matter.entries
        ),
    )


def _blanked(text: str, end: int) -> str:
    """The text with all before `end` blank, its lines where they were."""
    if not end:
        return text
    return "\n".join(" " * len(line) for line in text[:end].split("\n")) + text[end:]


def _line_starts(text: str) -> tuple[int, ...]:
    ends = accumulate(len(line) + 1 for line in text.split("\n"))
    return (0, *ends)[:-1]


def _definitions(text: str, masked: Masked, parsed: Parsed, line_starts: tuple[int, ...]) -> dict[str, Definition]:
    """The link reference definitions; a target that was masked, wholly or in part, is read back from the page."""
    definitions = {}
    for label, reference in parsed.references.items():
        target, title = reference["href"], reference.get("title", "")
        if MASK_START in target:
            at = masked.text.find(target, line_starts[reference["map"][0]])
            target = text[at : at + len(target)] if at >= 0 else target
        definitions[label] = Definition(target, title)
    return definitions


def _sections(blocks: tuple[Block, ...], text: str, body: int) -> tuple[Section, ...]:
    """The blocks parted at their headings. The introduction is there even when it is empty."""
    parts: list[tuple[Block | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if block.kind == "heading":
            parts.append((block, []))
        else:
            parts[-1][1].append(block)
    ids = _slugs([heading for heading, _ in parts])
    starts = [heading.start if heading else body for heading, _ in parts]
    ends = [*starts[1:], len(text)]
    return tuple(
        Section(heading, tuple(inside), start, end, slugs=own)
        for (heading, inside), start, end, own in zip(parts, starts, ends, ids, strict=True)
    )


def _slugs(headings: list[Block | None]) -> list[frozenset[str]]:
    """The ids derived from each heading; one that is given an id does not make another's a repeat."""
    derived = [slugs(heading.text) if heading else frozenset[str]() for heading in headings]
    pinned = [bool(heading and heading.ids) for heading in headings]
    counted = iter(numbered(own for own, given in zip(derived, pinned, strict=True) if not given))
    return [own if given else next(counted) for own, given in zip(derived, pinned, strict=True)]


def _anchors(sections: tuple[Section, ...], masked: Masked, text: str) -> frozenset[str]:
    """Every id of the page: those of headings, of HTML tags and of what was masked.

    A heading that is given an id by an attribute has no other: generators derive one only where none is given.
    """
    given = {
        each.name for each in masked.masks.values() if each.kind in ("id", "attributes") and text[each.start] != "<"
    }
    found = {slug for section in sections if given.isdisjoint(section.ids) for slug in section.slugs}
    for section in sections:
        found.update(section.ids)
    if "id=" in masked.text or "name=" in masked.text:
        for section in sections:
            for block in section.blocks:
                found.update(_ids_within(block))
    for masking in masked.masks.values():
        if masking.kind == "attributes" and masking.name:
            found.add(masking.name)
        if masking.kind == "component":
            found.update(each.value for each in masking.attributes if each.name == "id" and each.value)
    return frozenset(found)


def _ids_within(block: Block) -> Iterator[str]:
    yield from block.ids
    for span in block.spans:
        if span.kind in ("html", "link", "image") and span.style != "shortcode":
            yield from (value for name, value, *_ in span.attributes if value and name in ("id", "name"))
    for child in block.children:
        yield from _ids_within(child)
