"""Markers that readers see and characters that they do not: operators for `planted.py`.

Emphasis is broken where it stands alone in its line and works; a character is put into running text, into the middle
of a long word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from operators import Plant, operator
from plain import Pair

BOLD = re.compile(r"(?<![*\w\\])\*\*([^*`\[\]<>{}]{2,60})\*\*(?!\*)")
HAN = re.compile("[\u4e00-\u9fff]")
LONG = re.compile(r"(?<![\w\-/.`\[({<])[^\W\d_]{8,}(?![\w\-/.(`\])}>])")
NO_PROSE = re.compile(r"`|https?://|\{\{|<|\]\(|^\s*(?:[|:/!>#]|import |export )")
AFTER_HEADING = re.compile(r"(#{2,6}) (?=\S)")
LOOK_ALIKES = str.maketrans("aeopcx", "аеорсх")


def _prose(pair: Pair) -> Iterator[tuple[int, str]]:
    """The lines of paragraphs without any markup but emphasis."""
    for block in pair.page.blocks:
        if block.kind == "paragraph":
            for index in range(block.start, block.end):
                line = pair.page.lines[index]
                if not NO_PROSE.search(line):
                    yield index, line


def _is_strict(pair: Pair) -> bool:
    """Whether nothing on a page says that it is for Python-Markdown, to which most of this is no defect."""
    return not any(line.startswith(("///", "!!!")) or "{ #" in line for line in pair.page.lines)


def _line(index: int, line: str, start: int, end: int, new: str, what: str) -> Plant:
    return Plant(index, index + 1, (line[:start] + new + line[end:],), f"{what}: {line[start:end][:60]}")


@operator("blank-in-bold", "characters", "emphasis")
def blank_in_bold(pair: Pair) -> Iterator[Plant]:
    for index, line in _prose(pair) if _is_strict(pair) else ():
        found = list(BOLD.finditer(line))
        if len(found) == 1 and line.count("*") == 4:
            start, end = found[0].span()
            yield _line(index, line, start, end, f"**{found[0][1]} **", "blank before the end")


@operator("quotes-in-bold", "characters", "emphasis")
def quotes_in_bold(pair: Pair) -> Iterator[Plant]:
    """Bold that ends with a quotation mark right before a letter of Chinese."""
    for index, line in _prose(pair) if _is_strict(pair) else ():
        found = list(BOLD.finditer(line))
        if len(found) == 1 and line.count("*") == 4 and HAN.match(line[found[0].end() :].lstrip()):
            start, end = found[0].span()
            rest = len(line[end:]) - len(line[end:].lstrip())
            yield _line(index, line, start, end + rest, f"**“{found[0][1]}”**", "quotes within")


@operator("escape-bold", "characters", "emphasis")
def escape_bold(pair: Pair) -> Iterator[Plant]:
    theirs = {line for line in pair.source.lines if line.count("**") == 2}
    for index, line in _prose(pair):
        found = list(BOLD.finditer(line))
        if len(found) == 1 and line.count("*") == 4 and theirs:
            start, end = found[0].span()
            yield _line(index, line, start, end, rf"\*\*{found[0][1]}\*\*", "escaped")


@operator("invisible", "characters", "invisible-character")
def invisible(pair: Pair) -> Iterator[Plant]:
    for index, line in _prose(pair):
        for number, match in enumerate(LONG.finditer(line)):
            middle = match.start() + 4
            character = "\u200b\u00ad\u0008\u200e\ufeff\ufffd"[(index + number) % 6]
            yield _line(index, line, middle, middle, character, f"U+{ord(character):04X}")


@operator("no-break-heading", "characters", "missing-section", "invisible-character")
def no_break_heading(pair: Pair) -> Iterator[Plant]:
    for section in pair.page.sections:
        line = pair.page.lines[section.start]
        if section.level > 1 and (match := AFTER_HEADING.match(line)):
            yield _line(section.start, line, match.end() - 1, match.end(), "\u00a0", "no-break space")


@operator("look-alike", "characters", "invisible-character")
def look_alike(pair: Pair) -> Iterator[Plant]:
    for index, line in _prose(pair):
        for match in LONG.finditer(line):
            word = match[0][:3] + match[0][3:6].translate(LOOK_ALIKES) + match[0][6:]
            if match[0].isascii() and word != match[0]:
                yield _line(index, line, match.start(), match.end(), word, "look-alike")
