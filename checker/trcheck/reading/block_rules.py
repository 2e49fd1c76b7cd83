"""The block syntax that docs sites add to CommonMark, as rules for markdown-it's block parser.

Their signature and their use of the state are those of markdown-it's own rules. In silent mode a rule tells whether it
would end a paragraph here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock, html_block
from markdown_it.rules_block import table as gfm_table

from trcheck.reading.masked import MASK_FILL, MASK_START, Mask
from trcheck.reading.names import IMAGE, INLINE

Rule = Callable[[StateBlock, int, int, bool], bool]

_FIRST = {
    "marker": f":/{MASK_START}{MASK_FILL}",
    "math": "$",
    "indented": "!?=",
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
    "deflist": ":~",
    "paragraph": "",
}
"""The characters with which a line begins for a rule to apply; tables and the like are told by the next line."""
_TABLE = frozenset(first + second for first in "|:" for second in "|:- \t\n") | {"--", "-|", "-:"}
"""How the line under the head of a table begins."""
_STARTERS = frozenset("".join(_FIRST.values()) + "|")

_FENCED = re.compile(r"(:{3,})[ \t]*(?:(?P<name>[\w.-]*\w)|\{[ \t]*\.(?P<class>[\w-]+)[^}]*\})?(?P<rest>.*)")
_SLASHED = re.compile(r"(/{3,})(?P<class>)[ \t]*+(?:(?P<name>[\w.-]++)[ \t]*+(?:\|(?P<rest>.*))?)?$")
_INDENTED = re.compile(
    r"(?:!!!|\?\?\?\+?|===[!+]?(?=[ \t]+\"))[ \t]++(?P<name>[\w-]*+)[\w \t-]*+(?:\"(?P<title>.*)\")?[ \t]*$"
)
_TITLE = re.compile(r"[ \t]*(?:\[(.*)\]|\{[^{}]*\}[ \t]*)?(.*)")
_VERBATIM = re.compile(r"<(?:[!?]|(?:script|pre|style|textarea)\b)", re.IGNORECASE)
_OPTION = re.compile(r"[\w-]+:(?=\s|\Z)|-[ \t]")


def by_first_character(named: Iterable[tuple[str, Rule]]) -> dict[str, list[Rule]]:
    """The rules that can apply to a line that begins with a character; under "" those for any other."""
    named = [(name, rule) for name, rule in named if name in _FIRST]
    return {
        character: [rule for name, rule in named if character in _FIRST[name] or not _FIRST[name]]
        for character in ("", *_STARTERS)
    }


@cache
def _terminators(parser: ParserBlock) -> tuple[list[Rule], dict[str, list[Rule]]]:
    """The rules that can end a paragraph: all, and by the first character of the line."""
    names = {rule: name for name, rule in zip(parser.ruler.get_active_rules(), parser.ruler.getRules(""), strict=True)}
    rules = parser.ruler.getRules("paragraph")
    return rules, by_first_character((names[rule], rule) for rule in rules)


def heads_table_or_term(state: StateBlock, line: int) -> bool:
    """Whether the line under this one may make it the head of a table or a term with its definition."""
    at = state.bMarks[line + 1] + state.tShift[line + 1]
    if state.src[at : at + 1] == "\n" and line + 2 < state.lineMax:
        at = state.bMarks[line + 2] + state.tShift[line + 2]
        return state.src[at : at + 1] in (":", "~")
    return state.src[at : at + 2] in _TABLE or state.src[at : at + 1] in (":", "~")


def table(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """A table, if markdown-it's rule says that it is one. Its cells are split where they are read."""
    if not gfm_table(state, startLine, endLine, True):
        return False
    if silent:
        return True
    terminators = state.md.block.ruler.getRules("blockquote")
    parent, state.parentType = state.parentType, "table"
    state.push("table_open", "table", 1)
    line = startLine + 2
    while line < endLine and state.sCount[line] >= state.blkIndent and not state.isEmpty(line):
        if state.is_code_block(line) or any(rule(state, line, endLine, True) for rule in terminators):
            break
        line += 1
    state.push("table_close", "table", -1)
    state.parentType = parent
    state.line = line
    return True


def text(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """A paragraph or an underlined heading: markdown-it's rules for the two in one pass.

    Most lines of a page are neither, and their first character says so.
    """
    src, begins, shifts, indents, ends = state.src, state.bMarks, state.tShift, state.sCount, state.eMarks
    parent, state.parentType = state.parentType, "paragraph"
    indent = state.blkIndent
    every, by_character = _terminators(state.md.block)
    last = state.lineMax
    level = 0
    line = startLine + 1
    while line < last:
        first = begins[line] + shifts[line]
        if first >= ends[line]:
            break
        deeper = indents[line] - indent
        character = src[first]
        if (deeper < 4 or character == MASK_START or not state._code_enabled) and indents[line] >= 0:
            if character in "-=" and deeper >= 0 and line < endLine and _is_underline(src[first : ends[line]]):
                level = 1 if character == "=" else 2
                break
            following = begins[line + 1] + shifts[line + 1]
            terminators = every if src[following : following + 2] in _TABLE else by_character.get(character, ())
            if terminators and any(rule(state, line, last, True) for rule in terminators):
                break
        line += 1
    state.line = line + (1 if level else 0)
    if level:
        state.push("heading_open", f"h{level}", 1)
        state.push("inline", "", 0)
        state.push("heading_close", f"h{level}", -1)
    else:
        state.push("paragraph", "p", 0)
    state.parentType = parent
    return True


def _is_underline(line: str) -> bool:
    return not line.rstrip(" \t").strip(line[0])


def marker(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """A line of nothing but tags that were masked, or one that opens or closes a container of colons or slashes."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    character = state.src[start : start + 1]
    if character == MASK_START:
        return _masked_line(state, startLine, start, endLine, silent)
    if character == MASK_FILL:
        # The rest of a tag that began in a container which ended inside it.
        if silent or state.src[start : state.eMarks[startLine]].strip(MASK_FILL + " \t"):
            return False
        state.line = startLine + 1
        return True
    if character not in (":", "/") or state.is_code_block(startLine):
        return False
    line = state.src[start : state.eMarks[startLine]].rstrip()
    match = (_FENCED if character == ":" else _SLASHED).match(line)
    if not match or (not match["name"] and match["rest"] and not match["class"]):
        return False
    if silent:
        return True
    name = match["name"] or match["class"] or ""
    title = match.span("rest")
    if character == ":" and (parts := _TITLE.match(line, *title)):
        title = parts.span(1) if parts[1] else parts.span(2)
    state.line = startLine + 1
    while name and state.line < endLine and _OPTION.match(state.src, _option_at(state, startLine)):
        state.line += 1
    token = state.push("marker", "", 0)
    token.info, token.markup = name, match[1]
    token.meta["include"] = "." in name or (character == ":" and state.line > startLine + 1)
    written = line[slice(*title)]
    blank = len(written) - len(written.lstrip())
    token.meta["title"] = (
        start + title[0] + blank,
        start + title[0] + len(written.rstrip(MASK_START + MASK_FILL + " ")),
    )
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
    if state.is_code_block(line) and any(mask.kind == "component" for mask in found):
        return False
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


def html(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """Raw HTML, which goes on up to a blank line, or here: up to a tag that opens or closes what is around it."""
    masks: Mapping[int, Mask] = state.env["masks"]
    start = state.bMarks[startLine] + state.tShift[startLine]
    if not silent and masks and state.src[start] == "<" and not _VERBATIM.match(state.src, start):
        for line in range(startLine + 1, endLine):
            if state.isEmpty(line):
                break
            mask = masks.get(state.bMarks[line] + state.tShift[line])
            if mask and mask.form != "alone" and _masked_line(state, line, mask.start, endLine, True):
                endLine = line  # noqa: N806
                break
    return html_block(state, startLine, endLine, silent)


def math(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
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


def indented(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
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
