"""The block parser: markdown-it's, with the block syntax of docs sites added and with the place of every line.

markdown-it-py gives block tokens the lines they cover but not where in the line their content begins. The parser's
state knows it while it parses (it has taken quote marks, list markers and indents off), so `_Blocks.tokenize`, which
is markdown-it's own but for that, notes it in `Token.meta`: ``start``, the offset of the block's first character, and
``lines``, the offsets of the content of each line.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

from trcheck.reading import block_rules as rules
from trcheck.reading.comments import blank_comments
from trcheck.reading.masked import Mask

_DEEPEST = 100
"""Levels of nesting past which the rest of a page is not looked at; every one costs some frames of the stack."""

_LEAVES = frozenset(
    ("paragraph", "heading_open", "fence", "code_block", "html_block", "hr", "table_open", "math", "marker")
)


class Parsed(NamedTuple):
    """The block tokens of a page and what its links and footnotes refer to, as markdown-it keeps them."""

    tokens: list[Token]
    references: Mapping[str, Mapping[str, Any]]
    footnotes: frozenset[str]


def parse_blocks(text: str, masks: Mapping[int, Mask], mdx: bool) -> Parsed:
    """Parse masked text into block tokens."""
    env: dict[str, Any] = {"masks": masks}
    tokens: list[Token] = []
    parser = _parser(mdx)
    state = _State(text, parser, env, tokens)
    parser.block.tokenize(state, 0, state.lineMax)
    refs = env.get("footnotes", {}).get("refs", {})
    return Parsed(tokens, env.get("references", {}), frozenset(label[1:] for label in refs))


@cache
def _parser(mdx: bool) -> MarkdownIt:
    """The parser. MDX knows neither indented code nor, apart from the tags that were masked, raw HTML."""
    parser = MarkdownIt("commonmark")
    parser.block = _Blocks()
    ruler = parser.block.ruler
    ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    deflist_plugin(parser)
    for name, rule in (("marker", rules.marker), ("math", rules.math), ("indented", rules.indented)):
        ruler.before("table", name, rule, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    ruler.at("table", rules.table, {"alt": ["paragraph", "reference"]})
    ruler.at("html_block", rules.html, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("paragraph", rules.text)
    ruler.disable(["lheading", "code", "html_block"] if mdx else "lheading")
    parser.normalizeLink = _as_written  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _as_written(url: str) -> str:
    return url


class _State(StateBlock):
    """markdown-it's state of a block parser, its tables of lines made by the standard library's faster means."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__("", md, env, tokens)
        self.src = src + "\n"  # some rules look one character past the end
        lines = src.split("\n")
        self.bMarks = list(accumulate((len(line) + 1 for line in lines), initial=0))
        self.eMarks = [end - 1 for end in self.bMarks[1:]]
        self.tShift = [len(line) - len(line.lstrip(" \t")) for line in lines]
        self.sCount = [
            len(line[:shift].expandtabs(4)) if shift and "\t" in line[:shift] else shift
            for line, shift in zip(lines, self.tShift, strict=True)
        ]
        self.bsCount = [0] * (len(lines) + 1)
        self.lineMax = len(lines)
        # One more line, which is empty, spares the rules to look where the page ends.
        self.bMarks[-1] = len(src)
        self.eMarks.append(len(src))
        self.tShift.append(0)
        self.sCount.append(0)
        blank_comments(self, env["masks"].values())


class _Blocks(ParserBlock):
    """markdown-it's block parser, noting where the content of every block and line begins."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        every, by_character = self._choices
        text = by_character[""]
        src, begins, shifts, indents, ends = state.src, state.bMarks, state.tShift, state.sCount, state.eMarks
        tokens = state.tokens
        line = startLine
        seen_blank = False
        while line < endLine:
            while line < state.lineMax and begins[line] + shifts[line] >= ends[line]:
                line += 1
            state.line = line
            if line >= endLine or indents[line] < state.blkIndent:
                break
            if state.level >= _DEEPEST:
                state.line = endLine
                break
            count = len(tokens)
            start = begins[line] + shifts[line]
            if indents[line] - state.blkIndent >= 4 or rules.heads_table_or_term(state, line):
                choice = every
            else:
                choice = by_character.get(src[start], text)
            for rule in choice:
                if rule(state, line, endLine, False):
                    break
            if len(tokens) > count:
                opener = tokens[count]
                opener.meta["start"] = start
                if opener.type in _LEAVES:
                    opener.meta["lines"] = [(begins[at] + shifts[at], ends[at]) for at in range(line, state.line)]
            state.tight = not seen_blank
            line = state.line
            if line - 1 < endLine and state.isEmpty(line - 1):
                seen_blank = True
            if line < endLine and state.isEmpty(line):
                seen_blank = True
                line += 1
                state.line = line

    @cached_property
    def _choices(self) -> tuple[list[rules.Rule], dict[str, list[rules.Rule]]]:
        """All rules, and those that can apply to a line by its first character; "" stands for any other."""
        named = list(zip(self.ruler.get_active_rules(), self.ruler.getRules(""), strict=True))
        return [rule for _, rule in named], rules.by_first_character(named)
