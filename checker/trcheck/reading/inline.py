"""The inline content of a leaf block: from its lines to prose and spans, every offset exact.

CommonMark 0.31 (https://spec.commonmark.org/0.31.2/, the parsing strategy of its appendix: a delimiter stack for
emphasis, a bracket stack for links) with GFM's strikethrough by two tildes and bare web addresses, footnote
references, and formulas where the page has them. One regular expression jumps from one special character to the next.

Every step is linear in the text: brackets are tried once, code spans find their end in a table of backtick runs, what
was sought in vain is not sought again, and spans are nested no deeper than `markup` allows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Final
from unicodedata import category

from trcheck.model import GLUE, SpanKind
from trcheck.reading.escapes import PUNCTUATION, normalize_label, unescape
from trcheck.reading.markup import Definition, Inline, InlineContext, Markup, parse_html

__all__ = ["Definition", "Inline", "InlineContext", "parse_html", "parse_inline"]

# Each alternative starts with a plain character: that lets `re` skip to it by a character set.
_SPECIAL = r"\\|``*|\*\**|__*|~~*|!\[|\[|\]|<|&|https?://|www\." + "|\ue000\ue001*|\ue001\ue001*"
_TOKEN = re.compile(_SPECIAL)
_MATH_TOKEN = re.compile(_SPECIAL + r"|\$\$*")

_BACKTICKS = re.compile("``*")
_LINE_END = re.compile(r"\n[ \t]*+")
_NO_LINE_END = re.compile(r"[^\n]")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]++)\]")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)
_LABEL_LENGTH: Final = 999


def _destination(parentheses: int) -> str:
    """A pattern for a bare link destination with at most so many parentheses around each other."""
    nested = rf"|\({_destination(parentheses - 1)}\)" if parentheses else ""
    return rf"(?:[^\x00-\x20\x7f()\\]++|\\[()\\]?+{nested})*+"


_LINK_TAIL = re.compile(
    rf"\([ \t\n]*+(?:<(?P<angle>(?:[^<>\n\\]|\\[^\n])*+)>|(?P<plain>(?!<){_destination(4)}))"
    r"""(?:[ \t\n]++(?P<title>"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)))?+[ \t\n]*+\)""",
    re.DOTALL,
)

# An address ends at white space, at markup, at punctuation that is not ASCII, and at any script from U+2000 upward,
# since Chinese and Japanese go on behind it without a space. Masks may be part of it.
_BARE = re.compile(
    r"(?:https?://|www\.[\w-]+\.)[\w\ue000-][^\s<>\"`|*\[\]{}^\u0080-\u00bf\u2000-\udfff\ue002-\U0010ffff]*+", re.ASCII
)
_BARE_TRAILING: Final = "?!.,:;'_~)\\"

_DOLLARS = re.compile(r"\$\$((?:[^$\\]|\\.|\$(?!\$))++)\$\$|\$(?![\s$])((?:[^$\\]|\\.)++)(?<!\s)\$(?!\d)", re.DOTALL)

_SPACE, _MARK, _WORD = range(3)


class _Classes(dict[str, int]):
    """The class of a character next to a delimiter run: white space, punctuation or symbol, or other."""

    def __missing__(self, character: str) -> int:
        kind = category(character)
        value = _SPACE if kind == "Zs" or character in "\t\n\f\r\v" else _MARK if kind[0] in "PS" else _WORD
        self[character] = value
        return value


_classes = _Classes()


class _Delimiter:
    """A run of ``*``, ``_`` or ``~~``, of which ``source[start:end]`` is not yet used up."""

    __slots__ = ("closes", "end", "length", "mark", "opens", "start")

    def __init__(self, mark: str, start: int, end: int, opens: bool, closes: bool) -> None:
        self.mark = mark
        self.start = start
        self.end = end
        self.length = end - start
        self.opens = opens
        self.closes = closes

    def matches(self, closer: _Delimiter) -> bool:
        """Whether this one can be opened for `closer`: same mark, and the spec's "multiple of 3" does not forbid it."""
        if self.mark != closer.mark:
            return False
        if self.mark == "~" or not (self.closes or closer.opens) or (self.length + closer.length) % 3:
            return True
        return self.length % 3 == 0 and closer.length % 3 == 0


class _Bracket:
    """An opening ``[`` or ``![``. `delimiters`: how many delimiters there were before it. `enclosing`: another one
    follows inside, so that its content can be no label."""

    __slots__ = ("content", "delimiters", "enclosing", "image", "start")

    def __init__(self, start: int, content: int, delimiters: int) -> None:
        self.start = start
        self.content = content
        self.image = content - start == 2
        self.delimiters = delimiters
        self.enclosing = False


class _Parser(Markup):
    """One leaf block being read."""

    __slots__ = ("backticks", "brackets", "cell", "delimiters", "spent")

    def __init__(self, context: InlineContext, source: str, base: int, cell: bool) -> None:
        super().__init__(context, source, base)
        self.cell = cell
        self.delimiters: list[_Delimiter] = []
        self.brackets: list[_Bracket] = []
        # Brackets below this index cannot open a link any more: there is one inside them.
        self.spent = 0
        self.backticks: dict[int, list[int]] | None = None

    def parse(self, token: re.Pattern[str], match: re.Match[str] | None) -> Inline:
        source, search = self.source, token.search
        while match:
            match = search(source, _READERS[match[0][0]](self, match))
        self.pair(0)
        return self.finish()

    def escape(self, match: re.Match[str]) -> int:
        start = match.start()
        escaped = self.source[start + 1 : start + 2]
        if self.context.math and escaped in ("(", "["):
            end = self.search("\\)" if escaped == "(" else "\\]", start + 2)
            if end:
                return self.formula(start, end, start + 2, end - 2)
        if escaped == "\n":
            self.cut(start, start + 1)
        elif escaped in PUNCTUATION:
            self.cut(start, start + 1, GLUE)
            return start + 2
        return start + 1

    def code(self, match: re.Match[str]) -> int:
        start, content_start = match.span()
        if self.backticks is None:
            self.backticks = {}
            for run in _BACKTICKS.finditer(self.source, start):
                self.backticks.setdefault(run.end() - run.start(), []).append(run.start())
        runs = self.backticks.get(content_start - start, [])
        index = bisect_left(runs, content_start)
        if index == len(runs):
            return content_start
        content_end = runs[index]
        end = content_end + content_start - start
        code = self.written(content_start, content_end)
        if "\n" in code:
            code = _LINE_END.sub(" ", code)
        if code[:1] == code[-1:] == " " and code.strip(" "):
            code = code[1:-1]
        if self.cell:
            code = code.replace("\\|", "|")
        self.cut(start, end, " ", code)
        self.add("code", start, end, code)
        return end

    def dollars(self, match: re.Match[str]) -> int:
        start, end = match.span()
        if end - start > 2:
            return end
        found = _DOLLARS.match(self.source, start)
        return self.formula(start, found.end(), *found.span(found.lastindex or 1)) if found else end

    def formula(self, start: int, end: int, content_start: int, content_end: int) -> int:
        text = self.written(content_start, content_end)
        self.cut(start, end, " ", text)
        self.add("math", start, end, " ".join(text.split()))
        return end

    def bare(self, match: re.Match[str]) -> int:
        """``https://example.org`` or ``www.example.org`` as such, less the punctuation that closes the sentence."""
        source = self.source
        start = match.start()
        before = source[start - 1] if start else " "
        if before.isascii() and (before.isalnum() or (before in "_./@:-" and source[start] == "w")):
            return match.end()
        found = _BARE.match(source, start)
        if not found:
            return match.end()
        end = found.end()
        unopened = source.count(")", start, end) - source.count("(", start, end)
        while source[end - 1] in _BARE_TRAILING:
            if source[end - 1] == ")":
                if unopened <= 0:
                    break
                unopened -= 1
            end -= 1
        written = self.written(start, end)
        self.cut(start, end, " ", written)
        self.add("link", start, end, written, target=unescape(written), style="bare")
        return end

    def delimit(self, match: re.Match[str]) -> int:
        """A run of emphasis or strikethrough marks, by the spec's rules of left- and right-flanking."""
        start, end = match.span()
        source = self.source
        mark = source[start]
        if mark == "~" and end - start != 2:
            return end
        before = _classes[source[start - 1]] if start else _SPACE
        after = _classes[source[end]] if end < len(source) else _SPACE
        left = after == _WORD or (after == _MARK and before != _WORD)
        right = before == _WORD or (before == _MARK and after != _WORD)
        if mark == "_":
            left, right = left and (not right or before == _MARK), right and (not left or after == _MARK)
        if left or right:
            self.delimiters.append(_Delimiter(mark, start, end, left, right))
        return end

    def pair(self, bottom: int) -> None:
        """Make emphasis of the delimiters from index `bottom` on, and take them off the stack."""
        pending = self.delimiters[bottom:]
        if not pending:
            return
        del self.delimiters[bottom:]
        openers: list[_Delimiter] = []
        # For each sort of closer the offset below which none of its openers is left.
        floors: dict[tuple[str, bool, int], int] = {}
        for closer in pending:
            if closer.closes:
                sort = (closer.mark, closer.opens, closer.length % 3)
                floor = floors.get(sort, 0)
                while closer.start < closer.end:
                    index = len(openers) - 1
                    while index >= 0 and openers[index].start >= floor and not openers[index].matches(closer):
                        index -= 1
                    if index < 0 or openers[index].start < floor:
                        floors[sort] = closer.start
                        break
                    del openers[index + 1 :]
                    self.emphasize(openers[index], closer)
                    if openers[index].start == openers[index].end:
                        openers.pop()
            if closer.opens and closer.start < closer.end:
                openers.append(closer)

    def emphasize(self, opener: _Delimiter, closer: _Delimiter) -> None:
        size = 2 if opener.end - opener.start > 1 and closer.end - closer.start > 1 else 1
        content = (opener.end, closer.start)
        opener.end -= size
        closer.start += size
        self.cut(opener.end, content[0], GLUE)
        self.cut(content[1], closer.start, GLUE)
        kind: SpanKind = "strikethrough" if opener.mark == "~" else "strong" if size == 2 else "emphasis"
        self.add(kind, opener.end, closer.start, content=content)

    def open(self, match: re.Match[str]) -> int:
        start, end = match.span()
        source = self.source
        if source.startswith("^", end) and end - start == 1:
            footnote = _FOOTNOTE.match(source, start)
            if footnote and footnote[1] in self.context.footnotes:
                self.cut(start, footnote.end())
                self.add("footnote", start, footnote.end(), target=footnote[1])
                return footnote.end()
        if self.brackets:
            self.brackets[-1].enclosing = True
        self.brackets.append(_Bracket(start, end, len(self.delimiters)))
        return end

    def close(self, match: re.Match[str]) -> int:
        """A ``]``: the end of a link's text or an image's alternative text, if a target or a known label follows."""
        start, end = match.span()
        if not self.brackets:
            return end
        opener = self.brackets.pop()
        index = len(self.brackets)
        spent = index < self.spent
        self.spent = min(self.spent, index)
        if spent and not opener.image:
            return end
        tail = self.inline_tail(end) or self.reference_tail(opener, start)
        if tail is None:
            return end
        end, target, title, style, label = tail
        self.pair(opener.delimiters)
        kind: SpanKind = "image" if opener.image else "link"
        content = (opener.content, start)
        self.add(kind, opener.start, end, content=content, target=target, style=style, label=label, title=title)
        if opener.image:
            self.cut(opener.start, end)
        else:
            self.cut(opener.start, opener.content)
            self.cut(start, end)
            self.spent = index
        return end

    def inline_tail(self, start: int) -> tuple[int, str, str, str, str] | None:
        """``(target "title")`` at `start`: its end, the target, the title, the style and no label."""
        tail = _LINK_TAIL.match(self.source, start) if self.source.startswith("(", start) else None
        if tail is None:
            return None
        target = unescape(self.written(*tail.span("plain" if tail["angle"] is None else "angle")))
        title = unescape(self.written(tail.start("title") + 1, tail.end("title") - 1)) if tail["title"] else ""
        return tail.end(), target, title, "inline", ""

    def reference_tail(self, opener: _Bracket, start: int) -> tuple[int, str, str, str, str] | None:
        """A reference whose text ends at `start`: full, collapsed or shortcut."""
        definitions = self.context.definitions
        if not definitions:
            return None
        full = _LABEL.match(self.source, start + 1)
        end = full.end() if full else start + 1
        if full and full[1]:
            label = full[1]
        elif opener.enclosing or start - opener.content > _LABEL_LENGTH:
            return None
        else:
            label = self.source[opener.content : start]
        definition = definitions.get(normalize_label(label))
        return (end, definition.target, definition.title, "reference", label) if definition else None


_READERS: Final[dict[str, Callable[[_Parser, re.Match[str]], int]]] = {
    "\\": _Parser.escape,
    "`": _Parser.code,
    "*": _Parser.delimit,
    "_": _Parser.delimit,
    "~": _Parser.delimit,
    "!": _Parser.open,
    "[": _Parser.open,
    "]": _Parser.close,
    "<": _Parser.angle,
    "&": _Parser.entity,
    "h": _Parser.bare,
    "w": _Parser.bare,
    "$": _Parser.dollars,
    "\ue000": _Parser.mask,
    "\ue001": _Parser.mask,
}


def parse_inline(context: InlineContext, lines: Sequence[tuple[int, int]], *, cell: bool = False) -> Inline:
    """The prose and the spans of the leaf block whose content stands at `lines`.

    `lines` are the start and end of each line without the prefixes of the containers, one at least; the prose reaches
    from the start of the first to the end of the last. In a table's `cell` ``\\|`` is a bar even within code.
    """
    start, end = lines[0][0], lines[-1][1]
    source = context.text[start:end]
    if len(lines) > 1:
        source = _join(source, start, lines)
    token = _MATH_TOKEN if context.math else _TOKEN
    match = token.search(source)
    return _Parser(context, source, start, cell).parse(token, match) if match else Inline(source, ())


def _join(source: str, base: int, lines: Sequence[tuple[int, int]]) -> str:
    """The text of the lines with the prefixes between them blanked."""
    pieces = []
    position = end = lines[0][0]
    for start, next_end in lines:
        if start - end > 1:
            pieces.append(source[position - base : end - base])
            pieces.append(_NO_LINE_END.sub(" ", source[end - base : start - base]))
            position = start
        end = next_end
    if not pieces:
        return source
    pieces.append(source[position - base :])
    return "".join(pieces)
