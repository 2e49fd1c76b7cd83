"""A light, line by line reading of a Markdown page, for planting defects.

It shares nothing with trcheck's reader, which is what the benchmark tests. It knows less, too: what it does not
recognise it leaves alone, so that no defect is planted where it is unsure what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

FENCE = re.compile(r"^(\s*)(`{3,}|~{3,})\s*([^`]*)$")
HEADING = re.compile(r"^(#{1,6}) +(.*?)\s*$")
HEADING_ID = re.compile(r"\s*\{ ?#([^\s}]+) ?\}$")
ITEM = re.compile(r"^( {0,3})([-*+]|\d{1,3}[.)]) +\S")
DELIMITER = re.compile(r"^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")
RAW_SHORTCODE = re.compile(r"\{\{[<%]\s*(tabpane(?![^>]*text=true)|highlight|text|mermaid|card-code)\b")
SHORTCODE = re.compile(r"\{\{[<%]\s*(/?)\s*([\w/.-]+)([^{}]*?)\s*(/?)[>%]\}\}")
IMAGE_LINE = re.compile(r"^\s*(?:!\[[^\]]*\]\([^)]*\)|<img\b[^>]*>|\{\{[<%] *(?:figure|image|img)\b[^{}]*[>%]\}\})\s*$")
WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class PlainBlock:
    """Lines `start` up to `end` (0-based, exclusive) of a page."""

    kind: str
    start: int
    end: int
    section: int


@dataclass(frozen=True, slots=True)
class PlainSection:
    start: int
    end: int
    level: int
    title: str
    id: str


class PlainPage:
    """A page as lines, the lines that are no running text, its sections and its top-level blocks."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.body = self._after_front_matter()
        self.masked = self._mask()

    def _after_front_matter(self) -> int:
        fence = self.lines[0].rstrip()
        if fence in ("---", "+++"):
            for index, line in enumerate(self.lines[1:], 1):
                if line.rstrip() == fence:
                    return index + 1
        return 0

    def _mask(self) -> list[bool]:
        """For each line: whether it is code, a comment or a raw shortcode's content."""
        masked = [False] * len(self.lines)
        closing: re.Pattern[str] | None = None
        for index, line in enumerate(self.lines[self.body :], self.body):
            if closing:
                masked[index] = True
                if closing.search(line):
                    closing = None
            elif fence := FENCE.match(line):
                masked[index] = True
                closing = re.compile(rf"^\s*{fence[2][0]}{{{len(fence[2])},}}\s*$")
            elif raw := RAW_SHORTCODE.search(line):
                name = raw[1].split()[0]
                masked[index] = True
                end = re.compile(r"\{\{[<%]\s*/\s*" + name)
                closing = None if end.search(line) else end
            elif "<!--" in line:
                masked[index] = True
                closing = None if "-->" in line else re.compile("-->")
        return masked

    def is_fence(self, index: int) -> bool:
        return bool(FENCE.match(self.lines[index]))

    @cached_property
    def sections(self) -> list[PlainSection]:
        starts = [i for i in range(self.body, len(self.lines)) if not self.masked[i] and HEADING.match(self.lines[i])]
        found = [PlainSection(self.body, starts[0] if starts else len(self.lines), 0, "", "")]
        for start, end in zip(starts, [*starts, len(self.lines)][1:], strict=True):
            heading = HEADING.match(self.lines[start])
            assert heading
            given = HEADING_ID.search(heading[2])
            title = HEADING_ID.sub("", heading[2])
            found.append(PlainSection(start, end, len(heading[1]), title, given[1] if given else ""))
        return found

    @cached_property
    def section_of(self) -> list[int]:
        """For each line the index of its section."""
        found = [0] * len(self.lines)
        for number, section in enumerate(self.sections):
            found[section.start : section.end] = [number] * (section.end - section.start)
        return found

    def section_text(self, number: int) -> str:
        section = self.sections[number]
        return "\n".join(self.lines[section.start : section.end])

    @cached_property
    def blocks(self) -> list[PlainBlock]:
        found = []
        index = self.body
        while index < len(self.lines):
            if not self.lines[index].strip():
                index += 1
                continue
            kind, end = self._block(index)
            found.append(PlainBlock(kind, index, end, self.section_of[index]))
            index = end
        return found

    def _block(self, start: int) -> tuple[str, int]:
        line = self.lines[start]
        if FENCE.match(line) and self.masked[start]:
            return "code", self._while(start + 1, lambda i: self.masked[i] and not self._closes(i, start)) + 1
        if self.masked[start]:
            return "raw", self._while(start + 1, lambda i: self.masked[i] and not self.is_fence(i))
        if HEADING.match(line):
            return "heading", start + 1
        if ITEM.match(line):
            return "list", self._list_end(start)
        if line.startswith("|"):
            end = self._while(start + 1, lambda i: self.lines[i].startswith("|"))
            good = end - start >= 3 and DELIMITER.match(self.lines[start + 1])
            return ("table" if good else "other"), end
        if IMAGE_LINE.match(line):
            return "image", start + 1
        if line.startswith(("///", ":::")):
            return "marker", start + 1
        end = self._while(start + 1, lambda i: bool(self.lines[i].strip()) and not self._interrupts(i))
        if line.startswith(">"):
            return "quote", end
        if re.match(r"[\s<{!\[:|^=]", line):
            return "other", end
        return "paragraph", end

    def _closes(self, index: int, start: int) -> bool:
        opening = FENCE.match(self.lines[start])
        assert opening
        return bool(re.match(rf"^\s*{opening[2][0]}{{{len(opening[2])},}}\s*$", self.lines[index]))

    def _interrupts(self, index: int) -> bool:
        line = self.lines[index]
        return self.masked[index] or bool(
            HEADING.match(line) or ITEM.match(line) or line.startswith(("|", "///", ":::"))
        )

    def _while(self, index: int, good: Callable[[int], bool]) -> int:
        while index < len(self.lines) and good(index):
            index += 1
        return min(index, len(self.lines))

    def _list_end(self, start: int) -> int:
        """A list goes on over blank lines while what follows is indented or another item of its kind."""
        marker = self.lines[start].lstrip()[0]
        index = end = start + 1
        while index < len(self.lines):
            line = self.lines[index]
            if not line.strip():
                index += 1
                continue
            item = ITEM.match(line)
            same = item and (line.lstrip()[0] == marker or (marker.isdigit() and line.lstrip()[0].isdigit()))
            lazy = index == end and not item and not self._interrupts(index) and not line.startswith(("<", "{{"))
            if not (same or line.startswith(("  ", "\t")) or lazy):
                break
            index += 1
            end = index
        return end

    def items(self, block: PlainBlock) -> list[tuple[int, int]]:
        """The line ranges of a list's own items, nested content and all."""
        outer = min(len(m[1]) for i in range(block.start, block.end) if (m := ITEM.match(self.lines[i])))
        starts = [
            i
            for i in range(block.start, block.end)
            if not self.masked[i] and (m := ITEM.match(self.lines[i])) and len(m[1]) == outer
        ]
        ends = [*starts[1:], block.end]
        return [(start, self._trim(start, end)) for start, end in zip(starts, ends, strict=True)]

    def _trim(self, start: int, end: int) -> int:
        while end > start + 1 and not self.lines[end - 1].strip():
            end -= 1
        return end

    def spans(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
        """The matches of a pattern in running text; none that starts inside a code span."""
        for index in range(self.body, len(self.lines)):
            if self.masked[index]:
                continue
            line = self.lines[index]
            codes = [m.span() for m in re.finditer(r"(`+)(?!`).*?(?<!`)\1(?!`)", line)]
            for match in pattern.finditer(line):
                if not any(a < match.start() < b or (a == match.start() and match.end() < b) for a, b in codes):
                    yield index, match


def weight(text: str) -> float:
    """The length of a text by which Chinese and Spanish can be compared: a wide character counts for 2.4."""
    return len(text) + 1.4 * len(WIDE.findall(text))


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of all pages of a language together."""

    tag: str
    source: str
    fragments: frozenset[str]
    """Every fragment that any link on any of its pages names."""
    places: frozenset[str]
    """The path of every page of the site, without its ending and without the `index` of a folder."""
    pins_ids: bool
    """Whether nearly all of its headings have an explicit id."""

    def has(self, target: str) -> bool:
        """Whether a link's path may lead to a page of the site, as far as its last segments tell."""
        name = re.sub(r"\.\w+$", "", re.sub(r"^(\.{0,2}/)+", "", target)).strip("/")
        return not target or (bool(name) and any(place.endswith(f"/{name}") for place in self.places))


@dataclass(frozen=True, slots=True)
class Pair:
    """A page and its source, of the same headings."""

    path: str
    page: PlainPage
    source: PlainPage
    language: Language

    @property
    def comparable(self) -> bool:
        return [s.level for s in self.page.sections] == [s.level for s in self.source.sections]

    def same_blocks(self, section: int, kind: str) -> list[tuple[PlainBlock, PlainBlock]]:
        """The blocks of a kind in a section beside the source's, where both have the same number of them."""
        mine = [b for b in self.page.blocks if b.section == section and b.kind == kind]
        theirs = [b for b in self.source.blocks if b.section == section and b.kind == kind]
        return list(zip(mine, theirs, strict=True)) if len(mine) == len(theirs) else []

    def twins(self, kind: str) -> Iterator[tuple[PlainBlock, PlainBlock]]:
        for section in range(len(self.page.sections)):
            yield from self.same_blocks(section, kind)

    def once(self, needle: str, line: int) -> bool:
        """Whether a text stands exactly once in the section of a line, and once in the source's."""
        section = self.page.section_of[line]
        here, there = self.page.section_text(section), self.source.section_text(section)
        return here.count(needle) == 1 and there.count(needle) == 1
