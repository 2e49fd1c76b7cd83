"""Raw HTML that says what Markdown has a block for: preformatted code, and images with nothing around them but tags.

The elements: https://html.spec.whatwg.org/multipage/grouping-content.html#the-pre-element. The language of the code is
named by a class, as the specification proposes (``language-js``) and highlighters do (``lang-js``, ``highlight-js``).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from trcheck.reading.escapes import decode_entities
from trcheck.reading.markup import Inline, only_images
from trcheck.reading.tags import ANGLE, read_attributes

_PRE = re.compile(r"<pre(?=[\s>])", re.IGNORECASE)
_PRE_END = re.compile(r"</pre\s*+>", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|highlight(?:-source)?)-(\S+)")
_BLANK_LINES = re.compile(r"(?:[ \t]*+\n)++")

_FRAME = frozenset(("a", "br", "center", "div", "figure", "p", "picture", "source", "span"))
"""Tags that may stand around an image and show nothing themselves."""


class Preformatted(NamedTuple):
    """The code of a ``<pre>``, without the blank lines around it; `ids` are those of its tags."""

    language: str
    code: str
    ids: tuple[str, ...]


def preformatted(html: str) -> Preformatted | None:
    """What a block of HTML says that is one ``<pre>`` and nothing else."""
    html = html.rstrip()
    closing = _PRE_END.search(html)
    if not _PRE.match(html) or not closing or closing.end() < len(html):
        return None
    language = ""
    ids: list[str] = []
    pieces: list[str] = []
    at = 0
    for tag in ANGLE.finditer(html := _without_comments(html)):
        if tag.lastgroup not in ("open", "close"):
            continue
        pieces.append(html[at : tag.start()])
        at = tag.end()
        name = tag[tag.lastgroup].lower()
        if name == "br":
            pieces.append("\n")
        if tag.lastgroup == "open":
            for attribute in read_attributes(html, tag.end("open"), tag.end(), lambda start, end: html[start:end]):
                if attribute.name == "class" and name in ("pre", "code"):
                    found = _LANGUAGE.search(attribute.value)
                    language = found[1] if found else language
                elif attribute.name == "id" and attribute.value:
                    ids.append(attribute.value)
    code = decode_entities("".join(pieces))
    blank = _BLANK_LINES.match(code)
    return Preformatted(language, code[blank.end() if blank else 0 :].rstrip(), tuple(ids))


def _without_comments(html: str) -> str:
    """HTML with its comments gone but for their line ends; one that nothing closes stays."""
    pieces: list[str] = []
    at = 0
    while (start := html.find("<!--", at)) >= 0 and (end := html.find("-->", start)) >= 0:
        pieces += html[at:start], "\n" * html.count("\n", start, end)
        at = end + 3
    return "".join((*pieces, html[at:]))


def frames_images(inline: Inline, base: int) -> bool:
    """Whether a block of HTML shows images and nothing else, and closes every element in it that must be closed."""
    if not only_images(inline, base):
        return False
    tags = [span for span in inline.spans if span.kind == "html"]
    opened = Counter(span.text for span in tags if span.style == "open" and span.text not in ("p", "source"))
    closed = Counter(span.text for span in tags if span.style == "close" and span.text != "p")
    return opened == closed and _FRAME.issuperset(span.text for span in tags)
