"""The block parser: markdown-it's, with the block syntax of docs sites added and with the place of every line.

markdown-it-py gives block tokens the lines they cover but not where in the line their content begins. The parser's
state knows it while it parses (it has taken quote marks, list markers and indents off), so `_Blocks.tokenize`, which
is markdown-it's own but for that, notes it in `Token.meta`: ``start``, the offset of the block's first character, and
``lines``, the offsets of the content of each line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

from trcheck.reading.masked import MASK_FILL, MASK_START, Mask
from trcheck.reading.names import IMAGE, INLINE

_DEEPEST = 100
"""Levels of nesting past which the rest of a page is not looked at; every one costs some frames of the stack."""

_LEAVES = frozenset(
    ("paragraph_open", "heading_open", "fence", "code_block", "html_block", "hr", "table_open", "math", "marker")
)
_STARTERS = frozenset(f"`~>#-*+_0123456789<[|:/!?=$\\{MASK_START}{MASK_FILL}")
"""The characters with which a line must begin to be more than text, tables and defined terms apart."""

_FENCED = re.compile(r"(:{3,})[ \t]*(?:(?P<name>[\w-]+)|\{[ \t]*\.(?P<class>[\w-]+)[^}]*\})?(?P<rest>.*)")
_SLASHED = re.compile(r"(/{3,})[ \t]*(?:(?P<name>[\w.-]+)[ \t]*(?:\|[ \t]*(?P<rest>.*))?)?[ \t]*$")
_INDENTED = re.compile(
    r"(?:!!!|\?\?\?\+?|===[!+]?(?=[ \t]+\"))[ \t]+(?P<name>[\w-]*)[\w \t-]*(?:\"(?P<title>.*)\")?[ \t]*$"
)
_TITLE = re.compile(r"[ \t]*(?:\[(.*)\])?(?:\{[^{}]*\})?[ \t]*(.*?)[ \t]*$")
_OPTION = re.compile(r"[\w-]+:(?:[ \t]|$)|-[ \t]")


class Parsed(NamedTuple):
    """The block tokens of a page and what its links and footnotes refer to, as markdown-it keeps them."""

    tokens: list[Token]
    references: Mapping[str, Mapping[str, Any]]
    footnotes: frozenset[str]


def parse_blocks(text: str, masks: Mapping[int, Mask], mdx: bool) -> Parsed:
    """Parse masked text into block tokens."""
    env: dict[str, Any] = {"masks": masks}
    parser = _parser(mdx)
    tokens: list[Token] = []
    parser.block.parse(text, parser, env, tokens)
    refs = env.get("footnotes", {}).get("refs", {})
    return Parsed(tokens, env.get("references", {}), frozenset(label[1:] for label in refs))


@cache
def _parser(mdx: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    parser.block = _Blocks()
    ruler = parser.block.ruler
    ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    deflist_plugin(parser)
    ends = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    ruler.before("table", "marker", _marker, ends)
    ruler.before("table", "math", _math, ends)
    ruler.before("table", "indented", _indented, ends)
    ruler.disable("lheading")
    ruler.at("paragraph", _text)
    if mdx:
        ruler.disable(["code", "html_block"])
    parser.normalizeLink = _as_written  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _as_written(url: str) -> str:
    return url


class _Blocks(ParserBlock):
    """markdown-it's block parser, noting where the content of every block and line begins."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        rules = self.ruler.getRules("")
        text_rules = [rule for rule in rules if rule.__name__ in ("table", "deflist", "_text")]
        src, begins, shifts, indents, ends = state.src, state.bMarks, state.tShift, state.sCount, state.eMarks
        tokens = state.tokens
        line = startLine
        seen_blank = False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or indents[line] < state.blkIndent:
                break
            if state.level >= _DEEPEST:
                state.line = endLine
                break
            count = len(tokens)
            start = begins[line] + shifts[line]
            plain = src[start] not in _STARTERS and indents[line] - state.blkIndent < 4
            for rule in text_rules if plain else rules:
                if rule(state, line, endLine, False):
                    break
            if len(tokens) > count:
                opener = tokens[count]
                opener.meta["start"] = start
                if opener.type in _LEAVES:
                    after = state.line
                    opener.meta["lines"] = [(begins[at] + shifts[at], ends[at]) for at in range(line, after)]
            state.tight = not seen_blank
            line = state.line
            if line - 1 < endLine and state.isEmpty(line - 1):
                seen_blank = True
            if line < endLine and state.isEmpty(line):
                seen_blank = True
                line += 1
                state.line = line


def _text(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """A paragraph or an underlined heading: markdown-it's rules for the two in one pass.

    Most lines of a page are neither, and their first character says so.
    """
    terminators = state.md.block.ruler.getRules("paragraph")
    src, begins, shifts, indents, ends = state.src, state.bMarks, state.tShift, state.sCount, state.eMarks
    parent, state.parentType = state.parentType, "paragraph"
    indent = state.blkIndent
    last = state.lineMax
    level = 0
    line = startLine + 1
    while line < last:
        first = begins[line] + shifts[line]
        if first >= ends[line]:
            break
        deeper = indents[line] - indent
        if deeper < 4 and indents[line] >= 0:
            character = src[first]
            if character in "-=" and deeper >= 0 and line < endLine:
                if not src[first : ends[line]].rstrip(" \t").strip(character):
                    level = 1 if character == "=" else 2
                    break
            second = begins[line + 1] + shifts[line + 1]
            if character in _STARTERS or src[second : second + 1] in ("|", "-", ":"):
                if any(rule(state, line, last, True) for rule in terminators):
                    break
        line += 1
    state.line = line + (1 if level else 0)
    tag = f"h{level}" if level else "p"
    kind = "heading" if level else "paragraph"
    opener = state.push(kind + "_open", tag, 1)
    opener.map = [startLine, state.line]
    opener.markup = "=" if level else ""
    state.push("inline", "", 0)
    state.push(kind + "_close", tag, -1)
    state.parentType = parent
    return True


def _marker(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """A line of nothing but tags that were masked, or one that opens or closes a container of colons or slashes."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    character = state.src[start : start + 1]
    if character == MASK_START:
        return _masked_line(state, startLine, start, endLine, silent)
    if character == MASK_FILL:
        # The rest of a tag that began in a container which ended inside it.
        if state.src[start : state.eMarks[startLine]].strip(MASK_FILL + " \t"):
            return False
        state.line = startLine + 1
        return True
    if character not in (":", "/") or state.is_code_block(startLine):
        return False
    line = state.src[start : state.eMarks[startLine]]
    match = (_FENCED if character == ":" else _SLASHED).match(line)
    if not match:
        return False
    if silent:
        return True
    name = match["name"] or (match["class"] if character == ":" else "") or ""
    title = match["rest"] or ""
    if character == ":":
        parts = _TITLE.match(title)
        title = (parts[1] or parts[2] or "") if parts else ""
    state.line = startLine + 1
    if character == "/" and name:
        while state.line < endLine and _OPTION.match(state.src, _option_at(state, startLine)):
            state.line += 1
    token = state.push("marker", "", 0)
    token.info, token.markup, token.content = name, match[1], title
    return True


def _option_at(state: StateBlock, opener: int) -> int:
    """Where the option on the next line begins; past all text where that line is not indented under its opener."""
    line = state.line
    deeper = state.sCount[line] - state.sCount[opener]
    return state.bMarks[line] + state.tShift[line] if deeper >= 4 else len(state.src)


def _masked_line(state: StateBlock, line: int, start: int, end_line: int, silent: bool) -> bool:
    """The masks that fill one line or, running over line ends, several; none where they are part of a text."""
    masks: Mapping[int, Mask] = state.env["masks"]
    src, found, at = state.src, [], start
    while at < len(src) and src[at] != "\n":
        mask = masks.get(at)
        if mask is None or mask.kind in ("id", "expression"):
            return False
        found.append(mask)
        at = mask.end
        while src[at : at + 1] in (" ", "\t"):
            at += 1
    after = line + 1 + src.count("\n", start, found[-1].end)
    if all(_is_wordlike(mask) for mask in found) and (
        (silent and state.parentType == "paragraph")
        or any(mask.name in INLINE for mask in found)
        or (after < end_line and _is_text(state, after))
    ):
        return False
    if silent:
        return True
    state.line = min(after, end_line)
    state.push("marker", "", 0).meta["masks"] = found
    return True


def _is_wordlike(mask: Mask) -> bool:
    """Whether a mask may stand for a word: a tag that neither opens nor closes anything."""
    return mask.kind in ("shortcode", "component") and mask.form == "alone" and mask.name not in IMAGE


def _is_text(state: StateBlock, line: int) -> bool:
    return not state.isEmpty(line) and state.src[state.bMarks[line] + state.tShift[line]] not in _STARTERS


def _math(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """A formula between lines of two dollars."""
    start, end = state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine]
    if not state.src.startswith("$$", start) or state.is_code_block(startLine) or "unclosed" in state.env:
        return False
    line = startLine
    if not state.src[start + 2 : end].rstrip().endswith("$$"):
        line += 1
        while line < endLine and not state.src[state.bMarks[line] : state.eMarks[line]].rstrip().endswith("$$"):
            line += 1
        if line == endLine:
            state.env["unclosed"] = True
            return False
    if silent:
        return True
    state.line = line + 1
    state.push("math", "", 0)
    return True


def _indented(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """An admonition or tab of Python-Markdown: a line that names it and contents indented by four under it."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    if state.src[start : start + 1] not in ("!", "?", "=") or state.is_code_block(startLine):
        return False
    match = _INDENTED.match(state.src[start : state.eMarks[startLine]])
    if not match:
        return False
    if silent:
        return True
    indent = state.sCount[startLine] + 4
    end = line = startLine + 1
    while line < endLine and (state.isEmpty(line) or state.sCount[line] >= indent):
        line += 1
        if not state.isEmpty(line - 1):
            end = line
    opener = state.push("admonition_open", "", 1)
    opener.info, opener.content = match["name"] or "tab", match["title"] or ""
    outer = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent, state.lineMax, state.parentType = indent, end, "admonition"
    state.md.block.tokenize(state, startLine + 1, end)
    state.blkIndent, state.lineMax, state.parentType = outer
    state.push("admonition_close", "", -1)
    state.line = end
    return True
