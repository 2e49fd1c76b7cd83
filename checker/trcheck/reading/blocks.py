"""From block tokens to blocks: every block with its exact place, the text in it read, its parts nested."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token

from trcheck.model import Block
from trcheck.reading.containers import Marker, Paired, pair, peel
from trcheck.reading.html import frames_images, preformatted
from trcheck.reading.inline import Inline, InlineContext, parse_html, parse_inline
from trcheck.reading.marks import marker_of, marker_of_fence
from trcheck.reading.markup import only_images
from trcheck.reading.masked import MASK_START
from trcheck.reading.tables import split_row

Lines = list[tuple[int, int]]

_DEEPEST = 100
"""Containers of tags are nested no deeper, so that whoever walks a page in recursion can do so."""

_TASK = re.compile(r"\[([ xX])\][ \t]+")
_ALERT = re.compile(r"\[!([\w-]+)\][+-]?[ \t]*(.*)")
_CLOSING_HASHES = re.compile(r"(?:^|[ \t])#+$")
_QUOTE_MARKS = re.compile(r"[ \t>]*")
_DESCRIPTION = re.compile(r"\n[ \t>]*+([:~])")
_INFO = re.compile(r"[`~]+[ \t]*(?:\{[ \t]*\.)?([^\s{},]*)[ \t]*(.*)")


class Blocks:
    """The blocks of one page, made from its tokens in one pass."""

    def __init__(self, context: InlineContext, tokens: list[Token], line_starts: Sequence[int]) -> None:
        self._context = context
        self._line_starts = line_starts
        self._text = context.text
        self._tokens = tokens
        self._at = 0
        self._depth = self._floor = 0
        self._make: dict[str, Callable[[Token], Block | None]] = {
            "heading_open": self._heading,
            "fence": self._fence,
            "code_block": self._indented_code,
            "html_block": self._html,
            "hr": lambda token: self._leaf("break", token),
            "math": self._math,
            "table_open": self._table,
            "blockquote_open": self._quote,
            "admonition_open": self._admonition,
            "footnote_reference_open": self._footnote,
            "dl_open": self._definitions,
        }

    def read(self) -> tuple[Block, ...]:
        """All blocks of the page that stand in no other."""
        return self._children("")

    def _children(self, closing: str) -> tuple[Block, ...]:
        """The blocks up to the token that closes their parent, which is passed over."""
        blocks, trailing = self._siblings(closing)
        return (*blocks, *(marker.block for marker in trailing)) if trailing else blocks

    def _siblings(self, closing: str) -> Paired:
        """The same, with the tags at the end that answer to none of them apart."""
        found: list[Block | Marker] = []
        tokens, make = self._tokens, self._make
        outside = self._floor, self._depth
        self._depth += 1
        self._floor = self._depth
        while self._at < len(tokens):
            token = tokens[self._at]
            self._at += 1
            kind = token.type
            if kind == closing:
                break
            if kind == "paragraph":
                found += self._text_blocks(token.meta["lines"])
            elif kind in ("bullet_list_open", "ordered_list_open"):
                self._list(token, found)
            elif kind == "marker":
                self._marker(token, found)
            elif (block := make[kind](token)) is not None:
                found.append(block)
        self._floor, self._depth = outside
        return pair(found)

    def _tag(self, marker: Marker | None) -> Iterator[Marker]:
        """A marker, if there is one, as it counts: deeper than `_DEEPEST` nothing is opened."""
        if marker is None:
            return
        if marker.form == "open":
            if self._depth >= _DEEPEST:
                marker = marker._replace(form="alone")
            else:
                self._depth += 1
        elif marker.form == "close":
            self._depth = max(self._floor, self._depth - 1)
        yield marker

    def _text_blocks(self, lines: Lines) -> list[Block | Marker]:
        """A paragraph, and the tags at its ends that open and close what holds it."""
        text = self._text
        blank = 0
        for last, last_end in reversed(lines):
            end = _stripped(text, last, last_end)
            if end > last:
                break
            blank += 1  # only spaces of scripts, which Markdown takes for text
        else:
            return []
        lines = lines[: len(lines) - blank]
        start = lines[0][0]
        if MASK_START not in text[start:end]:
            return [self._paragraph([*lines[:-1], (last, end)])]
        masks = [self._context.masks[at] for at in _mask_starts(text, start, end) if at in self._context.masks]
        peeled = peel(text, masks, start, end)
        start, end = peeled.start, peeled.end
        kept = [(max(first, start), min(last, end)) for first, last in lines if first < end and last > start]
        found: list[Block | Marker] = [marker for mask in peeled.before for marker in self._tag(marker_of(mask))]
        if kept:
            found.append(self._paragraph(kept))
        found += [marker for mask in peeled.after for marker in self._tag(marker_of(mask))]
        return found

    def _paragraph(self, lines: Lines) -> Block:
        inline = parse_inline(self._context, lines)
        spans = inline.spans
        start, end = lines[0][0], lines[-1][1]
        kind = "image" if spans and only_images(inline, start) else "paragraph"
        return Block(kind, start, end, inline.prose, spans)  # type: ignore[arg-type]

    def _marker(self, token: Token, found: list[Block | Marker]) -> None:
        if "masks" not in token.meta:
            title = self._context.original[slice(*token.meta["title"])]
            found += self._tag(marker_of_fence(token, title, token.meta["start"], self._end(token.meta["lines"])))
            return
        for mask in token.meta["masks"]:
            marker = marker_of(mask)
            if marker:
                found += self._tag(marker)
            elif mask.kind == "attributes" and mask.name and found:
                heading = found[-1]
                if isinstance(heading, Block) and heading.kind == "heading":
                    found[-1] = replace(heading, ids=(*heading.ids, mask.name))

    def _heading(self, token: Token) -> Block:
        self._at += 2
        lines: Lines = token.meta["lines"]
        text = self._text
        start, end = lines[0][0], self._end(lines)
        level = int(token.tag[1])
        if token.markup.startswith("#"):
            first = start + level
            last = end
            while first < last and text[first] in " \t":
                first += 1
            closing = _CLOSING_HASHES.search(text[first:last]) if text[last - 1] == "#" else None
            if closing:
                last = _stripped(text, first, first + closing.start())
            content = [(first, last)] if last > first else []
        else:
            content = [(at, _stripped(text, at, stop)) for at, stop in lines[:-1]]
        inline = parse_inline(self._context, content) if content else Inline("", ())
        before = content[0][0] - start if content else 0
        prose = (" " * before + inline.prose).ljust(end - start)
        ids = [
            mask.name
            for at in _mask_starts(text, start, end)
            if (mask := self._context.masks.get(at)) and mask.kind == "id"
        ]
        for span in inline.spans:
            if span.attributes and span.kind in ("html", "component"):
                ids += [each.value for each in span.attributes if each.name in ("id", "name") and each.value]
        return Block("heading", start, end, prose, inline.spans, level=level, ids=tuple(ids))

    def _fence(self, token: Token) -> Block:
        lines: Lines = token.meta["lines"]
        original = self._context.original
        start, end = lines[0][0], self._end(lines)
        info = _INFO.match(original[start : lines[0][1]])
        name, meta = (info[1], info[2].rstrip()) if info else ("", "")
        if meta.endswith("}") and "{" not in meta:
            meta = meta[:-1].rstrip()
        return Block("code", start, end, name=name, meta=meta, literal=self._literal(token, lines[1:]))

    def _indented_code(self, token: Token) -> Block:
        lines: Lines = token.meta["lines"]
        return Block("code", lines[0][0], self._end(lines), literal=self._literal(token, lines))

    def _literal(self, token: Token, lines: Lines) -> str:
        """The code of a block; where tags were masked in it, as it stands in the file."""
        code = token.content.removesuffix("\n")
        if MASK_START not in code:
            return code
        written = []
        for line, (_, end) in zip(code.split("\n"), lines, strict=False):
            words = line.lstrip()
            written.append(line[: len(line) - len(words)] + self._context.original[end - len(words) : end])
        return "\n".join(written)

    def _html(self, token: Token) -> Block:
        lines: Lines = token.meta["lines"]
        start, end = lines[0][0], self._end(lines)
        if self._text[start : start + 4].lower() == "<pre" and (code := preformatted(self._literal(token, lines))):
            return Block("code", start, end, name=code.language, literal=code.code, ids=code.ids)
        inline = parse_html(self._context, start, end)
        kind = "image" if inline.spans and frames_images(inline, start) else "html"
        return Block(kind, start, end, inline.prose, inline.spans)  # type: ignore[arg-type]

    def _math(self, token: Token) -> Block:
        lines: Lines = token.meta["lines"]
        start, end = lines[0][0], self._end(lines)
        return Block("math", start, end, literal=self._context.original[start + 2 : end - 2].strip())

    def _leaf(self, kind: str, token: Token) -> Block:
        lines: Lines = token.meta["lines"]
        return Block(kind, lines[0][0], self._end(lines))  # type: ignore[arg-type]

    def _table(self, token: Token) -> Block:
        self._at += 1
        lines: Lines = token.meta["lines"]
        rows = []
        for number, (start, end) in enumerate(lines):
            end = _stripped(self._text, start, end)
            if number != 1 and end > start:
                rows.append(self._row(start, end))
        return Block("table", lines[0][0], self._end(lines), children=tuple(rows))

    def _row(self, start: int, end: int) -> Block:
        cells = []
        for first, last in split_row(self._text, start, end):
            if first < last:
                inline = parse_inline(self._context, [(first, last)])
                cells.append(Block("cell", first, last, inline.prose, inline.spans))
            else:
                cells.append(Block("cell", first, last))
        return Block("row", start, end, children=tuple(cells))

    def _list(self, token: Token, found: list[Block | Marker]) -> None:
        """A list, and behind it the tags that its last item leaves open or closes beyond itself."""
        start = token.meta["start"]
        closing = token.type.replace("open", "close")
        items: list[Block] = []
        trailing: tuple[Marker, ...] = ()
        while True:
            opener = self._tokens[self._at]
            self._at += 1
            if opener.type == closing:
                break
            if trailing:
                items[-1] = _with(items[-1], trailing)
            item, trailing = self._item(opener, start)
            items.append(item)
            start = None
        level = int(token.type == "ordered_list_open")
        found.append(Block("list", items[0].start, items[-1].end, children=tuple(items), level=level))
        found += trailing

    def _item(self, token: Token, start: int | None) -> tuple[Block, tuple[Marker, ...]]:
        if start is None:
            line = self._line_start(token)
            start = _QUOTE_MARKS.match(self._text, line).end()  # type: ignore[union-attr]
        task = ""
        following = self._tokens[self._at]
        if following.type == "paragraph":
            lines: Lines = following.meta["lines"]
            box = _TASK.match(self._text, *lines[0])
            if box:
                task = box[1].lower()
                lines[0] = (box.end(), lines[0][1])
        children, trailing = self._siblings("list_item_close")
        end = children[-1].end if children else start + len(token.info) + 1
        return Block("item", start, end, children=children, name=task), trailing

    def _quote(self, token: Token) -> Block:
        start = token.meta["start"]
        following = self._tokens[self._at]
        alert = None
        if following.type == "paragraph":
            lines: Lines = following.meta["lines"]
            alert = _ALERT.match(self._context.original[slice(*lines[0])])
            if alert:
                end = _stripped(self._text, *lines[0])
                del lines[0]
                if not lines:
                    self._at += 1
        children = self._children("blockquote_close")
        if not alert:
            return Block("quote", start, children[-1].end if children else start + 1, children=children)
        end = children[-1].end if children else end
        return Block("admonition", start, end, children=children, name=alert[1].lower(), title=alert[2].strip())

    def _admonition(self, token: Token) -> Block:
        start = token.meta["start"]
        children = self._children("admonition_close")
        line_end = self._text.find("\n", start)
        end = (
            children[-1].end
            if children
            else _stripped(self._text, start, line_end if line_end >= 0 else len(self._text))
        )
        title = token.content
        return Block("admonition", start, end, children=children, name=token.info.lower(), title=title)

    def _footnote(self, token: Token) -> Block:
        start = token.meta["start"]
        label = token.meta["label"]
        children = self._children("footnote_reference_close")
        end = children[-1].end if children else start + len(label) + 4
        return Block("footnote", start, end, children=children, name=label)

    def _definitions(self, token: Token) -> Block:
        children: list[Block] = []
        at = token.meta["start"]
        while True:
            opener = self._tokens[self._at]
            self._at += 1
            if opener.type == "dl_close":
                break
            if opener.type == "dt_open":
                content = self._tokens[self._at].content
                self._at += 2
                at = self._text.index(content, max(at, self._line_start(opener)))
                inline = parse_inline(self._context, [(at, at + len(content))])
                children.append(Block("term", at, at + len(content), inline.prose, inline.spans))
            else:
                marker = _DESCRIPTION.search(self._text, at)
                start = marker.start(1) if marker else at
                inside = self._children("dd_close")
                children.append(Block("description", start, inside[-1].end if inside else start + 1, children=inside))
            at = children[-1].end
        return Block("definitions", children[0].start, children[-1].end, children=tuple(children))

    def _line_start(self, token: Token) -> int:
        return self._line_starts[token.map[0]] if token.map else 0

    def _end(self, lines: Lines) -> int:
        """The end of the last line that is not blank."""
        for start, end in reversed(lines):
            end = _stripped(self._text, start, end)
            if end > start:
                return end
        return lines[0][1]


def _with(item: Block, markers: tuple[Marker, ...]) -> Block:
    """A list item with tags at its end that pair with nothing."""
    return replace(item, end=markers[-1].block.end, children=(*item.children, *(each.block for each in markers)))


def _stripped(text: str, start: int, end: int) -> int:
    """Where ``text[start:end]`` ends without the white space at its end."""
    return start + len(text[start:end].rstrip()) if text[end - 1 : end].isspace() else end


def _mask_starts(text: str, start: int, end: int) -> list[int]:
    starts = []
    at = text.find(MASK_START, start, end)
    while at >= 0:
        starts.append(at)
        at = text.find(MASK_START, at + 1, end)
    return starts
