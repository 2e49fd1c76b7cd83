"""What stands inside a leaf block beside its words: collected, then turned into spans and prose.

Markdown's inline parser and raw HTML share this: masks, tags, entities, and the *cuts*. A cut is a stretch that is no
running text: `prose` has blanks for it, and the readable text of a span around it has what is shown in its place.
Cuts are nested or apart, never across each other; an outer one hides those inside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from trcheck.model import GLUE, Attribute, Span, SpanKind
from trcheck.reading.escapes import ENTITY, decode_entity
from trcheck.reading.images import image_span
from trcheck.reading.masked import MASK_START, Mask
from trcheck.reading.tags import ANGLE, VOID, read_attributes


class Definition(NamedTuple):
    """Where a reference leads: the target with escapes undone, not encoded or normalised otherwise."""

    target: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class InlineContext:
    """What the inline content of a page is read with."""

    original: str
    """The text of the document."""
    text: str
    """The masked text, as long as `original`."""
    masks: Mapping[int, Mask]
    """Masks by the offset at which they start."""
    definitions: Mapping[str, Definition]
    """Link reference definitions by label, normalised with `trcheck.reading.escapes.normalize_label`."""
    footnotes: Container[str]
    """The labels of the footnotes that the page has, without the caret, as written."""
    math: bool = False
    """Whether ``$...$``, ``$$...$$``, ``\\(...\\)`` and ``\\[...\\]`` are formulas."""


class Inline(NamedTuple):
    """A leaf block's prose and the spans in it, by start, an outer one before those in it."""

    prose: str
    spans: tuple[Span, ...]


_DEPTH: Final = 32
"""Spans nested deeper are left out: each holds the text of all in it, which would grow with the square."""

_SHOWN_IN_IMAGES: Final = frozenset(("shortcode", "expression", "component"))
"""Spans that count inside an image's alternative text, which is plain text otherwise."""

_DECLARATION = re.compile("<![A-Za-z]")
_STYLES: Final = {"open": "open", "close": "close", "alone": "empty"}


class Markup:
    """Collects the markup of ``source``, which stands at offset ``base`` of the document; offsets here start at 0."""

    __slots__ = ("anchors", "base", "context", "cuts", "found", "source", "unclosed")

    def __init__(self, context: InlineContext, source: str, base: int) -> None:
        self.context = context
        self.source = source
        self.base = base
        # (start, -end, what fills its place in the prose, what is shown): in order, an outer cut precedes an inner one.
        self.cuts: list[tuple[int, int, str, str]] = []
        # (start, -end, kind, start and end of the content, the rest of the span); without content: -1 and its text.
        self.found: list[
            tuple[int, int, SpanKind, int, int, str, tuple[str, str, str, str, tuple[Attribute, ...]]]
        ] = []
        self.anchors: list[tuple[int, int, str, tuple[Attribute, ...]]] = []
        self.unclosed: set[str] = set()

    def written(self, start: int, end: int) -> str:
        """The text as it stands in the file."""
        text = self.source[start:end]
        return text if MASK_START not in text else self.context.original[self.base + start : self.base + end]

    def cut(self, start: int, end: int, blank: str = " ", shown: str = "") -> None:
        self.cuts.append((start, -end, blank, shown))

    def add(
        self,
        kind: SpanKind,
        start: int,
        end: int,
        text: str = "",
        *,
        content: tuple[int, int] = (-1, -1),
        target: str = "",
        style: str = "",
        label: str = "",
        title: str = "",
        attributes: tuple[Attribute, ...] = (),
    ) -> None:
        """Note a span; with `content` its text is what is shown of that range."""
        self.found.append((start, -end, kind, *content, text, (target, style, label, title, attributes)))

    def search(self, terminator: str, start: int) -> int:
        """Where the text behind the next `terminator` starts, or 0; each terminator is sought in vain only once."""
        if terminator in self.unclosed:
            return 0
        index = self.source.find(terminator, start)
        if index < 0:
            self.unclosed.add(terminator)
            return 0
        return index + len(terminator)

    def mask(self, match: re.Match[str]) -> int:
        """A mask; what it stands for is in the context. Its fill alone is the rest of one that began before."""
        start, end = match.span()
        mask = self.context.masks.get(self.base + start)
        if mask is None:
            self.cut(start, end)
            return end
        end = min(mask.end - self.base, len(self.source))
        if mask.kind == "component" and mask.name[:1].islower():
            self.tag(mask.name, _STYLES[mask.form], start, end, mask.attributes)
            return end
        self.cut(start, end)
        if image := image_span(mask):
            self.add(
                "image", start, end, image.text, target=image.target, style=image.style, attributes=image.attributes
            )
        elif mask.kind in ("shortcode", "component"):
            self.add(mask.kind, start, end, mask.name, style=mask.form, attributes=mask.attributes)
        elif mask.kind in ("expression", "code"):
            self.add(mask.kind, start, end, mask.text.strip(), attributes=mask.attributes)
        return end

    def entity(self, match: re.Match[str]) -> int:
        found = ENTITY.match(self.source, match.start())
        shown = found and decode_entity(found[0])
        if not found or shown is None:
            return match.end()
        self.cut(found.start(), found.end(), " ", shown)
        return found.end()

    def angle(self, match: re.Match[str]) -> int:
        """A ``<``: an autolink, a tag, a comment, or just that."""
        start = match.start()
        found = ANGLE.match(self.source, start)
        if found is None:
            return self.declaration(start)
        end = found.end()
        kind = found.lastgroup or ""
        if kind in ("uri", "mail"):
            shown = self.written(start + 1, end - 1)
            self.cut(start, end, " ", shown)
            target = shown if kind == "uri" else "mailto:" + shown
            self.add("link", start, end, shown, target=target, style="autolink")
            return end
        name = found[kind].lower()
        if kind == "close":
            self.tag(name, "close", start, end, ())
            return end
        attributes = read_attributes(self.source, found.end(kind), end, self.written)
        if self.base:
            attributes = tuple(
                Attribute(name, value, first + self.base, last + self.base) for name, value, first, last in attributes
            )
        empty = name in VOID or self.source[end - 2] == "/"
        self.tag(name, "empty" if empty else "open", start, end, attributes)
        return end

    def declaration(self, start: int) -> int:
        """Whatever starts with ``<!`` or ``<?``: comments, processing instructions, CDATA. None of it is content."""
        source = self.source
        if source.startswith(("<!-->", "<!--->"), start):
            end = self.search(">", start)
        elif source.startswith("<!--", start):
            end = self.search("-->", start + 4)
        elif source.startswith("<![CDATA[", start):
            end = self.search("]]>", start)
        elif source.startswith("<?", start):
            end = self.search("?>", start + 2)
        elif _DECLARATION.match(source, start):
            end = self.search(">", start)
        else:
            end = 0
        if not end:
            return start + 1
        self.cut(start, end)
        return end

    def tag(self, name: str, style: str, start: int, end: int, attributes: tuple[Attribute, ...]) -> None:
        self.cut(start, end, " ", " " if name == "br" else "")
        if name == "a":
            self.anchors.append((start, end, style, attributes))
        elif name == "img":
            values = _values(attributes)
            text = " ".join(values.get("alt", "").split())
            target, title = values.get("src", "").strip(), values.get("title", "")
            self.add("image", start, end, text, target=target, style="html", title=title, attributes=attributes)
        else:
            self.add("html", start, end, name, style=style, attributes=attributes)

    def finish(self) -> Inline:
        """The prose and the spans of what was collected."""
        self._pair_anchors()
        self.cuts.sort()
        self.found.sort()
        return Inline(self._prose(), self._spans())

    def _pair_anchors(self) -> None:
        """Make links of ``<a href>`` ... ``</a>``; an ``<a>`` that leads nowhere is a tag like any other."""
        open_tags: list[tuple[int, int, str, tuple[Attribute, ...]]] = []
        for anchor in self.anchors:
            start, end, style, _ = anchor
            if style == "close" and open_tags:
                self._anchor(open_tags.pop(), end, content_end=start)
            elif style == "open":
                open_tags.append(anchor)
            elif style == "close":
                self.add("html", start, end, "a", style=style)
            else:
                self._anchor(anchor, end)
        for anchor in open_tags:
            self._anchor(anchor, anchor[1])

    def _anchor(
        self, tag: tuple[int, int, str, tuple[Attribute, ...]], end: int, content_end: int | None = None
    ) -> None:
        start, tag_end, style, attributes = tag
        values = _values(attributes)
        if "href" in values:
            content = (tag_end, tag_end if content_end is None else content_end)
            target, title = values["href"].strip(), values.get("title", "")
            self.add(
                "link", start, end, content=content, target=target, style="html", title=title, attributes=attributes
            )
            return
        self.add("html", start, tag_end, "a", style=style, attributes=attributes)
        if content_end is not None:
            self.add("html", content_end, end, "a", style="close")

    def _prose(self) -> str:
        source = self.source
        pieces = []
        position = 0
        for start, minus_end, blank, _ in self.cuts:
            if start >= position:
                pieces.append(source[position:start])
                pieces.append(blank * (-minus_end - start))
                position = -minus_end
        pieces.append(source[position:])
        return "".join(pieces)

    def _spans(self) -> tuple[Span, ...]:
        base = self.base
        spans = []
        ends: list[int] = []
        link_end = image_end = 0
        for start, minus_end, kind, content_start, content_end, text, rest in self.found:
            while ends and ends[-1] <= start:
                ends.pop()
            if len(ends) >= _DEPTH:
                continue
            if start < image_end and kind not in _SHOWN_IN_IMAGES:
                continue
            if kind == "link":
                if start < link_end and rest[1] == "bare":
                    continue
                link_end = max(link_end, -minus_end)
            elif kind == "image":
                image_end = -minus_end
            ends.append(-minus_end)
            if content_start >= 0:
                text = self._shown(content_start, content_end)
            spans.append(Span(kind, base + start, base - minus_end, text, *rest))
        return tuple(spans)

    def _shown(self, start: int, end: int) -> str:
        """What a reader sees of a stretch, on one line."""
        source, cuts = self.source, self.cuts
        pieces = []
        position = start
        for index in range(bisect_left(cuts, (start,)), len(cuts)):
            cut_start, minus_end, _, shown = cuts[index]
            if cut_start >= end:
                break
            if cut_start >= position:
                pieces.append(source[position:cut_start])
                pieces.append(shown)
                position = -minus_end
        pieces.append(source[position:end])
        return " ".join("".join(pieces).split())


def _values(attributes: tuple[Attribute, ...]) -> dict[str, str]:
    """The values of attributes by name, the first of a name winning as in a browser."""
    return {attribute.name: attribute.value for attribute in reversed(attributes)}


_RAW_TOKEN = re.compile("<|&|\ue000\ue001*|\ue001\ue001*")
_UNSEEN_END: Final = {
    "script": re.compile(r"</script\b", re.IGNORECASE),
    "style": re.compile(r"</style\b", re.IGNORECASE),
}
_UNSEEN = re.compile(r"<(script|style)\b[^>]*+>", re.IGNORECASE)


def parse_html(context: InlineContext, start: int, end: int) -> Inline:
    """The tags, links, images and text of raw HTML; what looks like Markdown in it is text."""
    markup = Markup(context, context.text[start:end], start)
    source = markup.source
    match = _RAW_TOKEN.search(source)
    while match:
        mark = match[0][0]
        if mark == "<":
            position = markup.angle(match)
            unseen = _UNSEEN.match(source, match.start())
            if unseen and unseen.end() == position:
                closing = _UNSEEN_END[unseen[1].lower()].search(source, position)
                content_end = closing.start() if closing else len(source)
                markup.cut(position, content_end)
                position = content_end
        elif mark == "&":
            position = markup.entity(match)
        else:
            position = markup.mask(match)
        match = _RAW_TOKEN.search(source, position)
    return markup.finish()


def only_images(inline: Inline, base: int) -> bool:
    """Whether a block shows nothing but images, be they links or not."""
    images = [span for span in inline.spans if span.kind == "image"]
    if not images:
        return False
    prose, at = [], 0
    for image in images:
        prose.append(inline.prose[at : max(at, image.start - base)])
        at = image.end - base
    prose.append(inline.prose[at:])
    if "".join(prose).replace(GLUE, "").strip():
        return False
    starts = [image.start for image in images]
    for span in inline.spans:
        if span.kind not in ("image", "html", "strong", "emphasis"):
            following = bisect_left(starts, span.start)
            holds = following < len(images) and images[following].end <= span.end
            if not holds and (not following or images[following - 1].end < span.end):
                return False
    return True
