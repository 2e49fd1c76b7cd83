"""Masking: before Markdown is parsed, whatever is no Markdown gives way to private-use characters of the same length.

Shortcodes make phantom headings and lists, and a link whose address holds one is no link to a Markdown parser. With a
word of private-use characters in the place of each, every offset stays true, and what was there is read back from the
page itself. The page is scanned once, so that a comment in a code block is code and a fence in a comment is a comment.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cache

from trcheck.reading.jsx import Jsx
from trcheck.reading.masked import MASK_FILL, MASK_START, Form, Mask, Masked, MaskKind
from trcheck.reading.templates import Templates

__all__ = ["MASK_FILL", "MASK_START", "Form", "Mask", "MaskKind", "Masked", "is_mdx", "mask"]

_PREFIX = r"^[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*+"
_CODE = rf"(?P<fence>{_PREFIX}(?P<run>`{{3,}}(?=[^`\n]*$)|~{{3,}}))|(?P<ticks>`+)|(?P<escape>\\[\\`{{<])"
_HUGO = r"(?P<shortcode>\{\{[<%](?!/\*))|(?P<template_comment>\{\{-?/\*)"
_LIQUID = r"(?P<liquid_tag>\{%)|(?P<liquid_output>\{\{(?![<%]))"
_INCLUDE = r"(?P<include>\{\*[^\n{}]*\*\}|^[ \t]*(?:--8<--|<<<)[^\n]*)"
_COMMENT = r"(?P<comment><!--)"
_ID = r"(?P<id>\{:?[ \t]*[#.][^\s{}\"'=<>]*(?:[ \t]+[^\n{}]*)?\}(?=[ \t#]*$))"
_ATTRIBUTE_LIST = r"(?P<attributes>\{:[^\n{}]*\}|(?<=[)\]`*_])\{[ \t]*[#.][^\n{}]*\})"
_JSX = r"(?P<tag></?(?=[A-Z]))"
_MDX = (
    r"(?P<id_comment>\{/\*[ \t]*#?[\w\u0080-\U0010ffff.:-]+[ \t]*\*/\}(?=[ \t]*$))"
    r"|(?P<esm>^(?=(?:import|export)\b))|(?P<tag></?(?=[A-Za-z>]))|(?P<math>\$\$)|(?P<expression>\{)"
)
_MDX_HEADING = re.compile(r"^#{1,6} [^\n]*\{/\*[^\n]*\*/\}[ \t]*$|\A\s*import\s[^\n]*\sfrom\s", re.MULTILINE)
_CAPITAL_TAG = re.compile("</?[A-Z]")
_TICKS = re.compile("`+")
_BLANK_LINE = re.compile(r"\n[ \t>]*\n")
_RESERVED = re.compile("[\ue000-\ue00f]")
_TEMPLATE_COMMENT_END = re.compile(r"\*/-?\}\}")
_LONGEST_COMMENT = 20_000
_ID_WITHIN = re.compile(r"(?:#|\{/\*[ \t]*#?)([^\s{}#*]+)")
_HEADING_LINE = re.compile(r"[ \t>]*+(?:[-*+]|\d{1,9}[.)])?[ \t]*+#{1,6}[ \t]")
_UNDERLINE = re.compile(r"[ \t]*\n[ \t>]*(?:-{2,}|=+)[ \t]*$", re.MULTILINE)


@cache
def _closing_fence(mark: str, length: int) -> re.Pattern[str]:
    return re.compile(rf"^[ \t>]*+{mark}{{{length},}}[ \t]*$", re.MULTILINE)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


def is_mdx(path: str, text: str) -> bool:
    """Whether a page is MDX: by its ending, or because it begins with an import or gives ids in braced comments."""
    return path.endswith(".mdx") or ("{/*" in text or "import" in text) and bool(_MDX_HEADING.search(text))


def mask(text: str, mdx: bool = False) -> Masked:
    """Mask all of a page that is no Markdown. What is left open stays as it is."""
    text = _RESERVED.sub("\ufffd", text)
    pattern = _pattern(text, mdx)
    if not pattern:
        return Masked(text, {})
    masks = _Scan(text, mdx).masks(_compiled(pattern))
    pieces = []
    at = 0
    for found in masks:
        pieces += text[at : found.start], _filled(text, found.start, found.end)
        at = found.end
    pieces.append(text[at:])
    return Masked("".join(pieces), {found.start: found for found in masks})


def _pattern(text: str, mdx: bool) -> str:
    """What to look for on a page; "" where a glance shows that there is nothing to mask."""
    kinds = []
    if "<!--" in text:
        kinds.append(_COMMENT)
    if mdx:
        kinds += _ID, _MDX
    else:
        if "{{" in text:
            kinds.append(_HUGO)
        if "{%" in text or "{{" in text:
            kinds.append(_LIQUID)
        if "{*" in text or "--8<--" in text or "<<<" in text:
            kinds.append(_INCLUDE)
        if "{#" in text or "{ #" in text or "{." in text or "{:" in text or "{ ." in text:
            kinds += _ID, _ATTRIBUTE_LIST
        if _CAPITAL_TAG.search(text):
            kinds.append(_JSX)
    return "|".join([_CODE, *kinds]) if kinds else ""


def _filled(text: str, start: int, end: int) -> str:
    """The mask for ``text[start:end]``: its line ends and the indents and quote marks of its further lines stay."""
    first, *rest = text[start:end].split("\n")
    filled = [MASK_START + MASK_FILL * (len(first) - 1)]
    if rest:
        quoted = ">" in text[text.rfind("\n", 0, start) + 1 : start]
        for line in rest:
            words = line.lstrip(" \t>" if quoted else " \t")
            filled.append(line[: len(line) - len(words)] + MASK_FILL * len(words))
    return "\n".join(filled)


class _Scan:
    """One pass over a page. Each method takes one kind of match: it notes the masks and says where to go on."""

    def __init__(self, text: str, mdx: bool) -> None:
        self._text = text
        self._templates = Templates(text)
        self._jsx = Jsx(text, mdx)
        self._found: list[Mask] = []
        self._ticks: dict[int, list[int]] = {}
        self._ticks_end = 0
        self._last_comment_end = text.rfind("-->")
        self._steps: dict[str, Callable[[re.Match[str]], int]] = {
            "fence": self._fence,
            "ticks": self._code_span,
            "escape": re.Match.end,
            "math": self._math,
            "comment": self._comment,
            "template_comment": self._template_comment,
            "id": self._id,
            "id_comment": self._id,
            "attributes": self._attributes,
            "include": self._include,
            "shortcode": lambda match: self._add(match, self._templates.shortcode(match.start())),
            "liquid_tag": lambda match: self._add(match, self._templates.liquid_tag(match.start())),
            "liquid_output": lambda match: self._add(match, self._templates.liquid_output(match.start())),
            "tag": lambda match: self._add(match, self._jsx.tag(match.start())),
            "expression": lambda match: self._add(match, self._jsx.expression(match.start())),
            "esm": lambda match: self._add(match, self._jsx.module_lines(match.start())),
        }

    def masks(self, pattern: re.Pattern[str]) -> list[Mask]:
        """Every mask of the page, in order."""
        at, steps, search, text = 0, self._steps, pattern.search, self._text
        while match := search(text, at):
            at = max(steps[match.lastgroup or ""](match), match.start() + 1)
        return self._found

    def _add(self, match: re.Match[str], masks: list[Mask]) -> int:
        self._found += masks
        return masks[-1].end if masks else match.end()

    def _fence(self, match: re.Match[str]) -> int:
        run = match["run"]
        closing = _closing_fence(run[0], len(run)).search(self._text, match.end())
        return closing.end() if closing else len(self._text)

    def _code_span(self, match: re.Match[str]) -> int:
        """Behind the code span that begins here, or behind its backticks where nothing closes them.

        The runs of backticks of a paragraph are listed once, by length, so that unclosed ones cost no search each.
        """
        start, end = match.span()
        if start >= self._ticks_end:
            blank = _BLANK_LINE.search(self._text, start)
            self._ticks_end = blank.start() if blank else len(self._text)
            self._ticks = {}
            for run in _TICKS.finditer(self._text, start, self._ticks_end):
                self._ticks.setdefault(len(run[0]), []).append(run.start())
        runs = self._ticks.get(end - start, [])
        following = bisect_right(runs, start)
        return runs[following] + end - start if following < len(runs) else end

    def _math(self, match: re.Match[str]) -> int:
        end = self._text.find("$$", match.end())
        return end + 2 if end >= 0 else match.end()

    def _comment(self, match: re.Match[str]) -> int:
        start = match.start()
        if start > self._last_comment_end:
            return match.end()
        end = self._text.index("-->", start) + 3
        return self._add(match, [Mask("comment", start, end, text=self._text[start + 4 : end - 3].strip())])

    def _template_comment(self, match: re.Match[str]) -> int:
        end = _TEMPLATE_COMMENT_END.search(self._text, match.end(), match.end() + _LONGEST_COMMENT)
        if not end:
            return match.end()
        said = self._text[match.end() : end.start()].strip()
        return self._add(match, [Mask("comment", match.start(), end.end(), text=said)])

    def _id(self, match: re.Match[str]) -> int:
        """The attribute list at the end of a line: a heading's, or that of what stands before it."""
        start, end = match.span()
        line = self._text.rfind("\n", 0, start) + 1
        name = _ID_WITHIN.search(match[0])
        if _HEADING_LINE.match(self._text, line) or _UNDERLINE.match(self._text, end):
            kind: MaskKind = "id" if name else "attributes"
        elif match.lastgroup == "id_comment":
            return self._add(match, self._jsx.expression(start))
        elif not self._text[line:start].strip(" \t>") or self._text[start - 1] in ")]`*_":
            kind = "attributes"
        else:
            return end
        return self._add(match, [Mask(kind, start, end, name[1] if name else "")])

    def _attributes(self, match: re.Match[str]) -> int:
        name = _ID_WITHIN.search(match[0])
        return self._add(match, [Mask("attributes", *match.span(), name[1] if name else "")])

    def _include(self, match: re.Match[str]) -> int:
        start, end = match.span()
        start += len(match[0]) - len(match[0].lstrip())
        path = match[0].strip(" \t{*}").removeprefix("--8<--").lstrip("<").strip(" \t\"'")
        return self._add(match, [Mask("include", start, end, path)])
