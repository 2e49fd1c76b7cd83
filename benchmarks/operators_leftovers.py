"""The defects that editing tools, models and tired hands leave in a text: operators for `planted.py`.

What was left in the source's language is planted where it is running text beyond doubt: paragraphs, items and
descriptions of eight words and more; headings, captions and alternative texts of two words and more of which one is
written small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from operators import Plant, operator
from plain import HEADING_ID, SHORTCODE, Pair

RUNNING = re.compile(r"(?<![\w/.`\[(<#-])[a-z]{2,}(?![\w/.`\](>-])")
NO_RUNNING = re.compile(r"`|https?://|\{\{|<|^\s*>|\"|“")
WORDS = 8
UNDEFINED = re.compile(r"\]\[|(?<!\!)\[[^\[\]]+\](?![(:])")
VALUE = re.compile(
    r"(?<=!\[)([^\[\]`]+)(?=\]\()|(?<=\b(?:caption|summary)=\")([^\"{}]+)(?=\")|(?<=\balt=\")([^\"{}]+)(?=\")"
)
DESCRIPTION = re.compile(r"^description: +([^\s>|&*\"'][^:#]*)$")
SENTENCE_END = re.compile(r"(?<=[a-z0-9)])\. (?=[A-Z])")
FUNCTION_WORDS = {"de", "la", "el", "en", "que", "der", "die", "und", "le", "les", "des"}


def _is_running(text: str, words: int) -> bool:
    return len(RUNNING.findall(text)) >= words and not NO_RUNNING.search(text)


@operator("keep-paragraph", "language", "untranslated")
def keep_paragraph(pair: Pair) -> Iterator[Plant]:
    for mine, other in pair.twins("paragraph"):
        new = tuple(pair.source.lines[other.start : other.end])
        if (
            _is_running("\n".join(new), WORDS)
            and not UNDEFINED.search("\n".join(new))
            and list(new) != pair.page.lines[mine.start : mine.end]
        ):
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


@operator("keep-item", "language", "untranslated")
def keep_item(pair: Pair) -> Iterator[Plant]:
    """An item of one line, of lists with as many lines."""
    for mine, other in pair.twins("list"):
        if mine.end - mine.start != other.end - other.start:
            continue
        for index, there in zip(range(mine.start, mine.end), range(other.start, other.end), strict=True):
            new, old = pair.source.lines[there], pair.page.lines[index]
            items = [new, old, *pair.page.lines[index + 1 : min(index + 2, mine.end)]]
            running = _is_running(new[2:], WORDS) and not UNDEFINED.search(new)
            if all(re.match(r"[-*+] ", line) for line in items) and running and new != old:
                yield Plant(index, index + 1, (new,), f"item left: {new[:80]}")


@operator("keep-caption", "language", "untranslated")
def keep_caption(pair: Pair) -> Iterator[Plant]:
    """A caption, summary or alternative text, where both pages have as many of them."""
    mine, other = ([*_values(page.lines)] for page in (pair.page, pair.source))
    if len(mine) != len(other):
        return
    for (index, start, end), (there, first, last) in zip(mine, other, strict=True):
        line, new = pair.page.lines[index], pair.source.lines[there][first:last]
        if line[start:end] != new and not pair.page.masked[index] and _is_running(new, 1) and len(new.split()) > 1:
            yield Plant(index, index + 1, (line[:start] + new + line[end:],), f"caption left: {new}")


def _values(lines: list[str]) -> Iterator[tuple[int, int, int]]:
    for index, line in enumerate(lines):
        for match in VALUE.finditer(line):
            yield index, *match.span()


@operator("keep-description", "language", "untranslated")
def keep_description(pair: Pair) -> Iterator[Plant]:
    theirs = [match for line in pair.source.lines[: pair.source.body] if (match := DESCRIPTION.match(line))]
    for index, line in enumerate(pair.page.lines[: pair.page.body]):
        if theirs and DESCRIPTION.match(line) and line != theirs[0][0] and _is_running(theirs[0][1], WORDS):
            yield Plant(index, index + 1, (theirs[0][0],), f"description left: {theirs[0][1][:80]}")


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


@operator("placeholder", "language", "residue", "missing-paragraph")
def placeholder(pair: Pair) -> Iterator[Plant]:
    """A paragraph gave way to a placeholder."""
    said = "（其余内容省略）" if pair.language.tag.startswith("zh") else "[Rest of the content unchanged]"
    for mine, _ in pair.twins("paragraph"):
        if len("".join(pair.page.lines[mine.start : mine.end])) >= 60:
            yield Plant(mine.start, mine.end, (said,), "a placeholder")


@operator("open-merge", "language", "residue")
def open_merge(pair: Pair) -> Iterator[Plant]:
    for mine, other in pair.twins("paragraph"):
        ours, theirs = pair.page.lines[mine.start : mine.end], pair.source.lines[other.start : other.end]
        new = ("<<<<<<< HEAD", *ours, "=======", *theirs, ">>>>>>> main")
        yield Plant(mine.start, mine.end, new, "a merge left open", mine.end)
