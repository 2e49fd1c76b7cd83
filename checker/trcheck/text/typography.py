"""Punctuation as a language sets it: what stands at the wrong width, without its other half, or without its blank.

Where a language has one way, it is in data/typography.toml; where pages do it in two ways (blanks beside Latin words
in Chinese, before the colon in French), the page's own majority says which one is right there.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from trcheck.language import canonical, primary
from trcheck.model import Block, Document

_DATA = Path(__file__).parents[1] / "data" / "typography.toml"
_MAJORITY, _LEAST = 0.8, 5
_OWN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_BRACKETS = ("()", "（）", "[]", "【】", "「」", "『』", "《》")
_NARROW = {"（": "(", "）": ")"}
_LISTED = re.compile(r"(?:(?<![^\W\d_])\w|(?<!\w)\d{1,3}|(?<!\w)[ivx]{1,5}|[:;][-^']?)\Z")
_BEFORE_CLOSING = 8
_LATIN = ("put a blank between Latin words and others", "leave out the blank between Latin words and others")
_SPACED = ("put a no-break space beside this mark", "")


Check = Literal["opening", "width", "spacing", "pairs"]


class Misplaced(NamedTuple):
    """A mark that is set wrongly; `message` says what to do, `fix` is the text to put in its place if that is known."""

    check: Check
    start: int
    end: int
    message: str
    fix: str | None = None


class _Rules(NamedTuple):
    opening: Mapping[str, str]
    ends: re.Pattern[str] | None
    wide: Mapping[str, str]
    narrow: re.Pattern[str] | None
    spaced: tuple[re.Pattern[str], re.Pattern[str]] | None
    latin: tuple[re.Pattern[str], re.Pattern[str]] | None
    pairs: Sequence[str]


@cache
def _beside_latin() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Where a letter of the language and a Latin one touch, and where a blank is between them."""
    return (
        re.compile(f"(?<=[{_OWN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{_OWN}])"),
        re.compile(f"(?<=[{_OWN}]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) (?=[{_OWN}])"),
    )


@cache
def _rules(language: str) -> _Rules:
    tables = tomllib.loads(_DATA.read_text("utf-8"))
    table: dict[str, Any] = tables.get(canonical(language)) or tables.get(primary(language), {})
    opening, wide = table.get("opening", {}), table.get("wide", {})
    spaced, opened = (re.escape(table.get(key, "")) for key in ("spaced", "opened"))
    marks = "".join(map(re.escape, opening))
    return _Rules(
        opening=opening,
        ends=re.compile(rf"[{''.join(map(re.escape, opening.values()))}]|(?<=[^\W_])[{marks}](?=[\s)\"»”]|\Z)")
        if opening
        else None,
        wide=wide,
        narrow=re.compile(rf"(?<=[{_OWN}])[{''.join(map(re.escape, wide))}](?=[{_OWN}\s]|\Z)") if wide else None,
        spaced=(
            re.compile(rf"(?<=[^\W\d_])[{spaced}](?=[\s.,)]|\Z)|[{opened}](?=\w)"),
            re.compile(rf"(?<=[^\W\d_])[ \u00a0\u202f][{spaced}](?=[\s.,)]|\Z)|[{opened}][ \u00a0\u202f](?=\w)"),
        )
        if spaced
        else None,
        latin=_beside_latin() if table.get("latin-spacing") else None,
        pairs=(*_BRACKETS, *table.get("quotes", ())),
    )


def misplaced_marks(document: Document) -> Iterator[Misplaced]:
    """What is wrong with the punctuation of a page, check by check."""
    rules = _rules(document.language)
    blocks = [block for block in document.blocks() if block.prose and block.kind != "html"]
    if rules.ends:
        for block in blocks:
            yield from _unopened(block, rules.opening, rules.ends)
    if rules.narrow:
        for block in blocks:
            for match in rules.narrow.finditer(block.prose):
                right, start = rules.wide[match[0]], block.start + match.start()
                # A full-width mark brings its blank with it.
                end = start + 1 + (document.text[start + 1 : start + 2] == " ")
                yield Misplaced("width", start, end, f"write the full-width “{right}” for “{match[0]}”", right)
    if rules.latin:
        yield from _minority(document, blocks, rules.latin, _LATIN)
    if rules.spaced:
        yield from _minority(document, blocks, rules.spaced, _SPACED)
    yield from _unpaired(blocks, rules.pairs)


def latin_spacing(document: Document) -> dict[str, int]:
    """How often a page has a space (``space``) or none (``none``) between Latin words and those of its own script; of a
    language that may do either."""
    if not _rules(document.language).latin:
        return {}
    proses = [block.prose for block in document.blocks() if block.prose and block.kind != "html"]
    tight, loose = _beside_latin()
    return {way: sum(len(form.findall(prose)) for prose in proses) for way, form in (("space", loose), ("none", tight))}


def _unopened(block: Block, opening: Mapping[str, str], ends: re.Pattern[str]) -> Iterator[Misplaced]:
    """Questions and exclamations without the mark that opens them, or without the one that ends them."""
    open_at: dict[str, int] = {}
    closing = {mark: end for end, mark in opening.items()}
    for match in ends.finditer(block.prose):
        mark, start = match[0], block.start + match.start()
        if mark in closing:
            open_at[mark] = start
        # Either mark may open what both end: “¡¿Qué?!” and “¿Qué!” are right.
        elif open_at:
            open_at.clear()
        elif block.prose[match.start() - 1] not in closing.values():
            yield Misplaced(
                "opening", start, start + 1, f"put “{opening[mark]}” where the sentence with this “{mark}” begins"
            )
    for mark, start in open_at.items():
        if not any(end in block.prose[start - block.start :] for end in opening):
            yield Misplaced(
                "opening", start, start + 1, f"end the sentence that begins with “{mark}” with “{closing[mark]}”"
            )


def _minority(
    document: Document,
    blocks: Sequence[Block],
    forms: tuple[re.Pattern[str], re.Pattern[str]],
    advice: tuple[str, str],
) -> Iterator[Misplaced]:
    """The first place where a page does not do what it mostly does, of two ways to set a mark."""
    found = [
        [
            (block.start + match.start(), block.start + match.end())
            for block in blocks
            for match in form.finditer(block.prose)
            # What is a blank in the prose may be markup on the page.
            if document.text.startswith(match[0], block.start + match.start())
        ]
        for form in forms
    ]
    few, many = sorted((0, 1), key=lambda index: len(found[index]))
    if found[few] and advice[few] and len(found[many]) >= max(_LEAST, _MAJORITY * (len(found[0]) + len(found[1]))):
        start, end = found[few][0]
        times = f" ({len(found[few])} times, first here)" if len(found[few]) > 1 else ""
        message = f"{advice[few]}, as nearly everywhere on this page{times}"
        yield Misplaced("spacing", start, max(end, start + 1), message)


def _unpaired(blocks: Sequence[Block], pairs: Sequence[str]) -> Iterator[Misplaced]:
    """Brackets and quotation marks without their other half, where the page does not close them in another block."""
    closing = {_NARROW.get(pair[1], pair[1]): _NARROW.get(pair[0], pair[0]) for pair in pairs}
    marks = re.compile("[" + "".join(re.escape(pair) for pair in pairs) + "]")
    alone: list[tuple[str, int]] = []
    for block in blocks:
        stack: list[tuple[str, int]] = []
        for match in marks.finditer(block.prose):
            mark, at = _NARROW.get(match[0], match[0]), match.start()
            if mark not in closing:
                stack.append((mark, block.start + at))
            elif stack and stack[-1][0] == closing[mark]:
                stack.pop()
            elif not _LISTED.search(block.prose[max(0, at - _BEFORE_CLOSING) : at]):
                stack.append((mark, block.start + at))
        alone += stack
    count = Counter(mark for mark, _ in alone)
    for mark, at in alone:
        other = closing.get(mark) or next(last for last, first in closing.items() if first == mark)
        if count[mark] != count[other]:
            yield Misplaced("pairs", at, at + 1, f"“{mark}” stands here without its other half “{other}”")
