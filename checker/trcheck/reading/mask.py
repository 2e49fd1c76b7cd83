"""Masking: before Markdown is parsed, whatever is no Markdown gives way to private-use characters of the same length.

Shortcodes make phantom headings and lists, and a link whose address holds one is no link to a Markdown parser. With a
word of private-use characters in the place of each, every offset stays true, and what was there is read back from the
page itself. The page is scanned once, so that a comment in a code block is code and a fence in a comment is a comment.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection
from functools import cache

from trcheck.reading.jsx import Jsx
from trcheck.reading.markdown_html import MarkdownHtml
from trcheck.reading.masked import MASK_FILL, MASK_START, Form, Mask, Masked, MaskKind
from trcheck.reading.templates import Templates

__all__ = ["MASK_FILL", "MASK_START", "Form", "Mask", "MaskKind", "Masked", "is_mdx", "mask"]

# What a mask, or code, can begin with. Each alternative begins with one plain character, which lets `re` skip to it.
_CODE = r"``*|~~~~*|\\[\\`{<]"
_BRACE = r"\{"
_ANGLE = r"<(?:!--|<<|/?[A-Z])"
_SNIPPET = "--8<--"
_MDX = r"\{|<[!/A-Za-z>]|\$\$|\n(?=(?:import|export)\b)"

_LINE_PREFIX = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*+")
_ID = re.compile(r"\{:?[ \t]*[#.][^\s{}\"'=<>]*(?:[ \t]++[^\n{}]*+)?\}(?=[ \t#]*$)", re.MULTILINE)
_ID_COMMENT = re.compile(r"\{/\*[ \t]*#?[\w\u0080-\U0010ffff.:-]+[ \t]*\*/\}(?=[ \t]*$)", re.MULTILINE)
_ATTRIBUTE_LIST = re.compile(r"\{(?::|(?<=[)\]`*_]\{)[ \t]*[#.])[^\n{}]*\}")
_INCLUDE = re.compile(r"\{\*([^\n{}]*)\*\}")
_SNIPPET_LINE = re.compile(r"(?:--8<--|<<<)[ \t]*([^\n]*)")
_MDX_HEADING = re.compile(r"^#{1,6} (?:[^\n{]++|\{(?!/\*))*+\{/\*[^\n*]*+\*/\}[ \t]*$", re.MULTILINE)
_MDX_IMPORT = re.compile(r"\s*+import\s[^\n]*\sfrom\s*+[\"']")
_CAPITAL_TAG = re.compile("</?[A-Z]")
_TICKS = re.compile("`+")
_BLANK_LINE = re.compile(r"\n[ \t>]*\n")
_RESERVED = re.compile("[\ue000-\ue00f]")
_TEMPLATE_COMMENT_END = re.compile(r"\*/-?\}\}")
_ID_WITHIN = re.compile(r"(?:#|\{/\*[ \t]*#?)([^\s{}#*]+)")
_HEADING_LINE = re.compile(r"[ \t>]*+(?:[-*+]|\d{1,9}[.)])?[ \t]*+#{1,6}[ \t]")
_UNDERLINE = re.compile(r"[ \t]*\n[ \t>]*(?:-{2,}|=+)[ \t]*$", re.MULTILINE)


@cache
def _closing_fence(mark: str, length: int) -> re.Pattern[str]:
    return re.compile(rf"\n[ \t>]*+{mark}{{{length},}}[ \t]*$", re.MULTILINE)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


def is_mdx(path: str, text: str) -> bool:
    """Whether a page is MDX: by its ending, or because it begins with an import or gives ids in braced comments."""
    return path.endswith(".mdx") or bool(
        ("{/*" in text and _MDX_HEADING.search(text)) or ("import" in text and _MDX_IMPORT.match(text))
    )


def mask(text: str, mdx: bool = False) -> Masked:
    """Mask all of a page that is no Markdown. What is left open stays as it is."""
    text = _RESERVED.sub("\ufffd", text)
    markdown_html = MarkdownHtml(text)
    pattern = _pattern(text, mdx, markdown_html.names)
    if not pattern:
        return Masked(text, {})
    masks = _Scan(text, mdx, markdown_html).masks(_compiled(pattern))
    pieces: list[str] = []
    at = 0
    for found in masks:
        pieces += text[at : found.start], _filled(text, found.start, found.end)
        at = found.end
    pieces.append(text[at:])
    return Masked("".join(pieces), {found.start: found for found in masks})


def _pattern(text: str, mdx: bool, html: Collection[str]) -> str:
    """What to look for on a page; "" where a glance shows that there is nothing to mask."""
    if mdx:
        return f"{_CODE}|{_MDX}"
    kinds = []
    if any(opening in text for opening in ("{{", "{%", "{*", "{#", "{ #", "{:", "{.", "{ .")):
        kinds.append(_BRACE)
    if "<!--" in text or "<<<" in text or _CAPITAL_TAG.search(text):
        kinds.append(_ANGLE)
    if html:
        kinds.append(rf"</?(?:{'|'.join(sorted(html))})\b")
    if "--8<--" in text:
        kinds.append(_SNIPPET)
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

    def __init__(self, text: str, mdx: bool, markdown_html: MarkdownHtml) -> None:
        self._text = text
        self._templates = Templates(text)
        self._markdown_html = markdown_html
        self._jsx = Jsx(text, mdx)
        self._found: list[Mask] = []
        self._ticks: dict[int, list[int]] = {}
        self._ticks_end = 0
        self._last_comment_end = text.rfind("-->")
        self._last_template_comment_end = max(text.rfind("*/}}"), text.rfind("*/-}}"))
        self._mdx = mdx
        self._seen = self._line = self._line_prefix = 0

    def masks(self, pattern: re.Pattern[str]) -> list[Mask]:
        """Every mask of the page, in order."""
        text, search, at = self._text, pattern.search, 0
        steps: dict[str, Callable[[re.Match[str]], int]] = {
            "`": self._backticks,
            "~": self._tildes,
            "\\": re.Match.end,
            "{": self._brace,
            "<": self._angle,
            "-": self._snippet,
            "$": self._math,
            "\n": self._module_lines,
        }
        if self._mdx:
            self._found += self._jsx.module_lines(0)
            at = self._found[-1].end if self._found else 0
        while match := search(text, at):
            at = max(steps[text[match.start()]](match), match.start() + 1)
        return self._found

    def _add(self, match: re.Match[str], masks: list[Mask]) -> int:
        self._found += masks
        return masks[-1].end if masks else match.end()

    def _backticks(self, match: re.Match[str]) -> int:
        start, end = match.span()
        if end - start >= 3 and self._opens_fence(start):
            line_end = self._text.find("\n", end)
            if self._text.find("`", end, line_end if line_end >= 0 else len(self._text)) < 0:
                return self._fence(match)
        return self._code_span(match)

    def _tildes(self, match: re.Match[str]) -> int:
        return self._fence(match) if self._opens_fence(match.start()) else match.end()

    def _opens_fence(self, start: int) -> bool:
        return self._prefix_end(start) == start

    def _prefix_end(self, start: int) -> int:
        """Where the indent, quote marks and list markers end of the line that an offset is on.

        Offsets come in rising order, so a line is looked at once, however long it is and whatever is on it.
        """
        newline = self._text.rfind("\n", self._seen, start)
        if newline >= 0 or not self._seen:
            self._line = newline + 1
            self._line_prefix = _LINE_PREFIX.match(self._text, self._line).end()  # type: ignore[union-attr]
        self._seen = start
        return self._line_prefix

    def _fence(self, match: re.Match[str]) -> int:
        closing = _closing_fence(match[0][0], len(match[0])).search(self._text, match.end())
        return closing.end() if closing else len(self._text)

    def _brace(self, match: re.Match[str]) -> int:
        """A brace: of a shortcode, a Liquid tag, an include, an attribute list; in MDX mostly of an expression."""
        text, start = self._text, match.start()
        second = text[start + 1 : start + 2]
        if second in "#:. \t" and (found := _ID.match(text, start)):
            return self._id(found)
        if self._mdx:
            if second == "/" and (found := _ID_COMMENT.match(text, start)):
                return self._id(found)
            return self._add(match, self._jsx.expression(start))
        if second == "{":
            if text.startswith(("/*", "-/*"), start + 2):
                return self._template_comment(match)
            if text[start + 2 : start + 3] not in ("<", "%"):
                return self._add(match, self._templates.liquid_output(start))
            if text.startswith("/*", start + 3):
                return start + 5
            return self._add(match, self._templates.shortcode(start))
        if second == "%":
            return self._add(match, self._templates.liquid_tag(start))
        if second == "*" and (found := _INCLUDE.match(text, start)):
            return self._add(found, [Mask("include", start, found.end(), found[1].strip())])
        if found := _ATTRIBUTE_LIST.match(text, start):
            name = _ID_WITHIN.search(found[0])
            return self._add(found, [Mask("attributes", *found.span(), name[1] if name else "")])
        return match.end()

    def _angle(self, match: re.Match[str]) -> int:
        text, start = self._text, match.start()
        if text.startswith("<!--", start):
            return self._comment(match)
        if text.startswith("<<<", start):
            return self._snippet(match)
        if not self._mdx and match[0].lstrip("</") in self._markdown_html.names:
            return self._add(match, self._markdown_html.tag(start))
        return self._add(match, self._jsx.tag(start))

    def _snippet(self, match: re.Match[str]) -> int:
        """A line that includes a file, as VitePress and pymdownx write it."""
        start = match.start()
        if self._prefix_end(start) != start or self._text[self._line : start].strip():
            return match.end()
        found = _SNIPPET_LINE.match(self._text, start)
        if not found or not found[1].strip():
            return match.end()
        end = found.start(1) + len(found[1].rstrip())
        return self._add(match, [Mask("include", start, end, found[1].strip(" \t\"'"))])

    def _module_lines(self, match: re.Match[str]) -> int:
        return self._add(match, self._jsx.module_lines(match.end()))

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
        start = self._text.index("/*", match.start()) + 2
        if start > self._last_template_comment_end:
            return start
        end = _TEMPLATE_COMMENT_END.search(self._text, start)
        assert end is not None
        said = self._text[start : end.start()].strip()
        return self._add(match, [Mask("comment", match.start(), end.end(), text=said)])

    def _id(self, match: re.Match[str]) -> int:
        """The attribute list at the end of a line: a heading's, or that of what stands before it."""
        start, end = match.span()
        line = self._text.rfind("\n", 0, start) + 1
        name = _ID_WITHIN.search(match[0])
        if _HEADING_LINE.match(self._text, line) or _UNDERLINE.match(self._text, end):
            kind: MaskKind = "id" if name else "attributes"
        elif match[0].startswith("{/"):
            return self._add(match, self._jsx.expression(start))
        elif match[0].startswith("{:") or not self._text[line:start].strip(" \t>") or self._text[start - 1] in ")]`*_":
            kind = "attributes"
        else:
            return end
        return self._add(match, [Mask(kind, start, end, name[1] if name else "")])
