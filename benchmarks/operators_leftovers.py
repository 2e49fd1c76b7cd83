"""The defects that editing tools, models and tired hands leave in a text: operators for `planted.py`.

What was left in the source's language is planted where it is running text beyond doubt: paragraphs and items of eight
words and more, headings of two words and more of which one is written small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from operators import Plant, operator
from plain import HEADING_ID, SHORTCODE, Pair

RUNNING = re.compile(r"(?<![\w/.`\[(<-])[a-z]{2,}(?![\w/.`\](>-])")
NO_RUNNING = re.compile(r"`|https?://|\{\{|<|^\s*>|\"|“")
WORDS = 8
SENTENCE_END = re.compile(r"(?<=[a-z0-9)])\. (?=[A-Z])")
FUNCTION_WORDS = {"de", "la", "el", "en", "que", "der", "die", "und", "le", "les", "des"}


def _is_running(text: str, words: int) -> bool:
    return len(RUNNING.findall(text)) >= words and not NO_RUNNING.search(text)


@operator("keep-paragraph", "language", "untranslated")
def keep_paragraph(pair: Pair) -> Iterator[Plant]:
    for mine, other in pair.twins("paragraph"):
        new = tuple(pair.source.lines[other.start : other.end])
        if _is_running("\n".join(new), WORDS) and list(new) != pair.page.lines[mine.start : mine.end]:
            yield Plant(mine.start, mine.end, new, f"paragraph left: {new[0][:80]}")


@operator("keep-sentence", "language", "untranslated")
def keep_sentence(pair: Pair) -> Iterator[Plant]:
    """A paragraph of two sentences and more that begins with the source's first one."""
    for mine, other in pair.twins("paragraph"):
        text = " ".join(pair.source.lines[other.start : other.end])
        first = SENTENCE_END.split(text)[0] + "."
        line = pair.page.lines[mine.start]
        if first != text and _is_running(first, WORDS) and not line.startswith(("*", "_", "[", "!")):
            yield Plant(mine.start, mine.start + 1, (f"{first} {line}",), f"sentence left: {first[:80]}")


@operator("keep-heading", "language", "untranslated")
def keep_heading(pair: Pair) -> Iterator[Plant]:
    for mine, other in zip(pair.page.sections[1:], pair.source.sections[1:], strict=False):
        if mine.level != other.level or mine.title == other.title or len(other.title.split()) < 2:
            continue
        if _is_running(other.title, 1) and other.title.split()[-1].islower():
            pinned = HEADING_ID.search(pair.page.lines[mine.start])
            new = f"{'#' * mine.level} {other.title}" + (f" {pinned[0].strip()}" if pinned else "")
            yield Plant(mine.start, mine.start + 1, (new,), f"heading left: {other.title}")


@operator("double-paragraph", "language", "residue")
def double_paragraph(pair: Pair) -> Iterator[Plant]:
    for mine, _ in pair.twins("paragraph"):
        lines = pair.page.lines[mine.start : mine.end]
        if len("".join(lines)) >= 60 and not SHORTCODE.search("\n".join(lines)):
            yield Plant(mine.start, mine.end, (*lines, "", *lines), f"paragraph doubled: {lines[0][:80]}", mine.end + 1)


@operator("double-word", "language", "doubled-word")
def double_word(pair: Pair) -> Iterator[Plant]:
    for mine, _ in pair.twins("paragraph"):
        for index in range(mine.start, mine.end):
            line = pair.page.lines[index]
            if NO_RUNNING.search(line) or "[" in line:
                continue
            for match in re.finditer(r"(?<=\w )\w+(?= \w)|(?<=[\u4e00-\u9fff])的(?=[\u4e00-\u9fff])", line):
                if match[0] in FUNCTION_WORDS or match[0] == "的":
                    twice = match[0] + " " * (match[0] != "的") + match[0]
                    new = line[: match.start()] + twice + line[match.end() :]
                    yield Plant(index, index + 1, (new,), f"word doubled: {match[0]}")
                    break


@operator("fence-page", "language", "residue")
def fence_page(pair: Pair) -> Iterator[Plant]:
    lines = pair.page.lines
    if not any(pair.page.is_fence(index) for index in range(len(lines))):
        yield Plant(0, len(lines), ("```markdown", *lines, "```"), "page in a fence", 0)


@operator("chatter", "language", "residue")
def chatter(pair: Pair) -> Iterator[Plant]:
    said = "以下是翻译：" if pair.language.tag.startswith("zh") else "Here is the translation:"
    start = pair.page.body
    yield Plant(start, start, ("", said, ""), "a model's words", start + 1)
