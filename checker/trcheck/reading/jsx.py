"""JSX tags, MDX expressions and the import and export lines of MDX: where one that begins at an offset ends.

The grammar is that of the MDX format (mdxjs.com/docs/what-is-mdx), as far as telling code from text asks for it.
"""

from __future__ import annotations

import re

from trcheck.model import Attribute
from trcheck.reading.masked import Form, Mask
from trcheck.reading.names import HTML

_LONGEST_EXPRESSION = 50_000
_MOST_UNCLOSED = 10
"""Braces left open cost a search each; past so many a page gets no more of them."""

_TAG = re.compile(r"<(?P<close>/?)\s*+(?P<name>[A-Za-z][\w.:-]*+|(?=>))")
_TAG_PART = re.compile(
    r"""\s*+(?: (?P<end>/?\s*>)
      | (?P<spread>\{)
      | (?P<name>[@:#]?[A-Za-z_$][\w.:$-]*+)
        (?:\s*+=\s*+(?: "(?P<double>[^"]*+)" | '(?P<single>[^']*+)' | (?P<braces>\{) ))?+
    )""",
    re.VERBOSE,
)
_CODE_PART = re.compile(
    r"""(?:[^{}"'`/\\]|\\.)++
      | "(?:[^"\\\n]|\\.)*+" | '(?:[^'\\\n]|\\.)*+' | `(?:[^`\\]|\\.)*+`
      | /\*(?:[^*]++|\*(?!/))*+(?:\*/)?+ | //[^\n]*+
      | ["'`/\\]
      | (?P<open>\{) | (?P<close>\})""",
    re.VERBOSE | re.DOTALL,
)
_ESM = re.compile(r"(?:import|export)\b[^\n]*+(?:\n(?![ \t]*\n)[^\n]*+)*+")
_ESM_START = re.compile(
    r"""import\s*+(?:["'{*]|[\w$]++[\s,])|export\s++(?:default|const|let|var|function|class|async|\{|\*)"""
)
_CLOSING = re.compile(r"</\s*+([A-Za-z][\w.:-]*)")
_QUOTES = "\"'`"
_REST_IS_BLANK = re.compile(r"[^\S\n]*+(?:\n|\Z)")
_BEFORE_BLOCK = frozenset(" \t>-*+0123456789.")


class Jsx:
    """The JSX of one page. Outside MDX only tags with a capital that look like components are taken."""

    def __init__(self, text: str, mdx: bool) -> None:
        self._text = text
        self._mdx = mdx
        self._closed = {match[1]: match.start() for match in _CLOSING.finditer(text)}
        self._unclosed = 0

    def tag(self, start: int) -> list[Mask]:
        text = self._text
        match = _TAG.match(text, start)
        if not match:
            return []
        name, at = match["name"], match.end()
        if not self._mdx and (name in HTML or (start and not match["close"] and text[start - 1].isalnum())):
            return []
        attributes: list[Attribute] = []
        braced = False
        while part := _TAG_PART.match(text, at):
            at = part.end()
            if part["end"]:
                break
            if part["spread"] or part["braces"]:
                inside = self.expression(at - 1)
                if not inside:
                    return []
                braced = True
                at = inside[0].end
                if part["name"]:
                    attributes.append(_value(text, part["name"], part.start("braces"), at))
            elif part["double"] is not None or part["single"] is not None:
                group = "double" if part["double"] is not None else "single"
                attributes.append(Attribute(part["name"], part[group], *part.span(group)))
            else:
                attributes.append(Attribute(part["name"], "", part.end("name"), part.end("name")))
        else:
            return []
        closes = self._closed.get(name, -1) > start
        form: Form = "close" if match["close"] else "open" if closes and not part["end"].startswith("/") else "alone"
        if name[:1].islower() and not braced and not self._alone_on_lines(start, at):
            return []
        if not self._mdx and form == "alone" and not attributes and not part["end"].startswith("/"):
            return []
        return [Mask("component", start, at, name, form, tuple(attributes))]

    def expression(self, start: int) -> list[Mask]:
        """The expression in braces that begins at `start`."""
        if self._unclosed > _MOST_UNCLOSED:
            return []
        depth, at, text = 0, start, self._text
        limit = start + _LONGEST_EXPRESSION
        while part := _CODE_PART.match(text, at, limit):
            at = part.end()
            if part["open"]:
                depth += 1
            elif part["close"]:
                depth -= 1
                if not depth:
                    break
        else:
            self._unclosed += 1
            return []
        inside = text[start + 1 : at - 1].strip()
        if inside.startswith("/*") and inside.endswith("*/"):
            return [Mask("comment", start, at, text=inside[2:-2].strip())]
        return [Mask("expression", start, at, text=inside)]

    def module_lines(self, start: int) -> list[Mask]:
        """The import or export statement that begins at `start`, with its lines up to a blank one."""
        if not _ESM_START.match(self._text, start):
            return []
        match = _ESM.match(self._text, start)
        return [Mask("hidden", start, match.end())] if match else []

    def _alone_on_lines(self, start: int, end: int) -> bool:
        text = self._text
        if not _REST_IS_BLANK.match(text, end):
            return False
        while start and text[start - 1] in _BEFORE_BLOCK:
            start -= 1
        return not start or text[start - 1] == "\n"


def _value(text: str, name: str, start: int, end: int) -> Attribute:
    """The attribute whose value is the expression ``text[start:end]``; a string in it stands for itself."""
    start, end = start + 1, end - 1
    inside = text[start:end]
    if len(inside) > 1 and inside[0] in _QUOTES and inside[0] == inside[-1]:
        start, end = start + 1, end - 1
    return Attribute(name, text[start:end], start, end)
