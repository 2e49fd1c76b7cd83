"""HTML elements whose content is Markdown, since their opening tag says so: ``<div markdown="1">``.

Python-Markdown with md_in_html (python-markdown.github.io/extensions/md_in_html) and kramdown
(kramdown.gettalong.org/syntax.html#html-blocks) both read them so; CommonMark knows no such thing.
"""

from __future__ import annotations

import re

from trcheck.reading.masked import Mask
from trcheck.reading.tags import ANGLE, VOID, read_attributes

_OPENING = re.compile(r"<([a-z][a-z0-9-]*+)\s[^<>]*?(?<=[\s\"'])markdown(?=[\s=>])", re.IGNORECASE)
_ON = frozenset(("", "1", "block", "span", "true"))


class MarkdownHtml:
    """The elements of one page that hold Markdown. Their tags are asked for in order of the page."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: dict[str, list[bool]] = {}
        found = (match[1] for match in _OPENING.finditer(text)) if "markdown" in text else ()
        self.names = frozenset(name for name in found if name.lower() not in VOID)
        """The names of elements of which at least one on the page holds Markdown."""

    def tag(self, start: int) -> list[Mask]:
        """The mask of the tag that begins at `start`; none where what it opens or closes is raw HTML."""
        tag = ANGLE.match(self._text, start)
        if not tag or tag.lastgroup not in ("open", "close"):
            return []
        name = tag[tag.lastgroup]
        opened = self._open.setdefault(name, [])
        if tag.lastgroup == "close":
            if not opened or not opened.pop():
                return []
            return [Mask("component", start, tag.end(), name, "close")]
        attributes = read_attributes(self._text, tag.end("open"), tag.end(), lambda first, last: self._text[first:last])
        is_markdown = any(one.name == "markdown" and one.value.lower() in _ON for one in attributes)
        if not tag[0].endswith("/>"):
            opened.append(is_markdown)
        return [Mask("component", start, tag.end(), name, "open", attributes)] if is_markdown else []
