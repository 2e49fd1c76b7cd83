"""What a page is once it has been read: a document of sections, blocks and spans.

Every node carries two offsets, ``start`` and ``end``, in code points of `Document.text`, end exclusive.
`Document.text` is the file as it stands on disk with its byte order mark left out and its line ends read as ``\\n``;
so an offset turns into the line and column that an editor shows, and ``document.text[node.start:node.end]`` is
what stands there. Nothing in this module can change after it was made.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

GLUE = "\ue00f"
"""Stands in `Block.prose` for markup that readers do not see and that does not part words: the ``**`` of
``**L**og``, a backslash before a punctuation mark. All other markup is a space there."""

BlockKind = Literal[
    "heading",  # level 1 to 6; `level`, `ids`
    "paragraph",
    "list",  # children: items; `level` is 1 for a numbered list and 0 for a bulleted one
    "item",  # children: blocks; `name` is "x" or " " for a task
    "definitions",  # children: terms and descriptions
    "term",
    "description",  # children: blocks
    "table",  # children: rows, the first one the head
    "row",  # children: cells
    "cell",
    "code",  # `name`: the language as written, `meta`: the rest of the info string, `literal`: the code
    "quote",  # children: blocks
    "admonition",  # `name`: note, tip, ...; `title`: what is shown for it, if anything; children: blocks
    "image",  # a block of nothing but images, or an image shortcode; `spans` holds the images
    "shortcode",  # Hugo shortcode or Liquid tag that stands alone; `name`, `attributes`; children: blocks
    "component",  # JSX component that stands alone; `name`, `attributes`; children: blocks
    "include",  # `name`: what is included, as written
    "html",  # raw HTML; `spans` holds its tags, links and images, `prose` its text
    "math",  # `literal`
    "footnote",  # a footnote's text; `name`: its label; children: blocks
    "break",  # a thematic break
]

SpanKind = Literal[
    "link",  # `text`: what is shown, `target`: where to, `style`
    "image",  # `text`: its alternative text, `target`, `style`
    "code",  # `text`: the code
    "shortcode",  # `text`: its name, `attributes`; a Liquid tag or variable too
    "component",  # a JSX tag within text; `text`: its name, `attributes`
    "expression",  # an MDX expression; `text`: what is between the braces
    "html",  # a tag; `text`: its name, `attributes`; `style`: "open", "close" or "empty"
    "footnote",  # a reference to a footnote; `target`: its label
    "math",  # `text`: the formula
    "strong",  # `text`: what is shown
    "emphasis",
    "strikethrough",
]


class Position(NamedTuple):
    """A place in a file as an editor shows it: both 1-based, the column in code points."""

    line: int
    column: int


class Attribute(NamedTuple):
    """One ``name="value"`` of a shortcode, component or HTML tag; `name` is "" for a positional value.

    The offsets are those of the value, without its quotes.
    """

    name: str
    value: str
    start: int
    end: int


class Span(NamedTuple):
    """Something inside a block that is more than its words. Spans are listed by start; an outer before an inner one.

    `style` says how a link or image is written: ``inline``, ``reference``, ``autolink`` (``<https://...>``), ``bare``,
    ``html``, ``shortcode`` or ``component``. `target` is as written, without angle brackets and with escapes undone;
    of a reference it is the definition's. `label` is the label of a reference.
    """

    kind: SpanKind
    start: int
    end: int
    text: str = ""
    target: str = ""
    style: str = ""
    label: str = ""
    title: str = ""
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A block of a page, and the blocks in it.

    `prose` is set on blocks without children: the text of the block with everything blanked that is no running text
    (markup, targets, code, tags), so that ``prose[i]`` is the character at offset ``start + i`` of the document and a
    word found in it is found in the file. Blocks that hold no text (code, math, include) have none.
    """

    kind: BlockKind
    start: int
    end: int
    prose: str = ""
    spans: tuple[Span, ...] = ()
    children: tuple[Block, ...] = ()
    level: int = 0
    name: str = ""
    meta: str = ""
    title: str = ""
    literal: str = ""
    ids: tuple[str, ...] = ()
    """Of a heading: the ids given to it explicitly, in order of appearance."""
    attributes: tuple[Attribute, ...] = ()

    @property
    def text(self) -> str:
        """What a reader reads, on one line: the prose and the code in it."""
        if self.children:
            return " ".join(filter(None, (child.text for child in self.children)))
        pieces, end = [], 0
        for span in self.spans:
            if span.kind == "code":
                pieces += [self.prose[end : span.start - self.start], span.text]
                end = span.end - self.start
        return " ".join("".join((*pieces, self.prose[end:])).replace(GLUE, "").split())

    def walk(self) -> Iterator[Block]:
        """This block and all in it, in order of the page."""
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> Iterator[Block]:
        """The blocks at the bottom, where text and spans are; `self` when it has no children."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A heading and what stands under it up to the next heading of any level.

    The first section of a page is its introduction: it has no heading and level 0, and is there even when empty.
    `slugs` are the ids that site generators would derive from the heading's text, all dialects together.
    """

    heading: Block | None
    blocks: tuple[Block, ...]
    start: int
    end: int
    slugs: frozenset[str] = frozenset()

    @property
    def level(self) -> int:
        return self.heading.level if self.heading else 0

    @property
    def ids(self) -> tuple[str, ...]:
        return self.heading.ids if self.heading else ()

    @property
    def title(self) -> str:
        return self.heading.text if self.heading else ""


class Entry(NamedTuple):
    """One scalar of the front matter. `path` is the key, dotted for nested ones (``hero.actions.0.text``);
    `value` the scalar as written, unquoted; the offsets are those of the value as it stands, quotes included."""

    path: str
    value: str
    start: int
    end: int
    key_start: int

    @property
    def key(self) -> str:
        """The path with ``*`` for each place in a list; of what a list holds directly, that of the list."""
        if "." not in self.path:
            return self.path
        parts = ["*" if part.isdigit() else part for part in self.path.split(".")]
        return ".".join(parts[:-1] if parts[-1] == "*" else parts)


@dataclass(frozen=True, slots=True, eq=False)
class FrontMatter:
    """The metadata at the head of a page: ``yaml``, ``toml`` or ``json``.

    `problem` says what is wrong with it where it does not parse; `entries` then holds what could be read.
    """

    style: Literal["yaml", "toml", "json"]
    start: int
    end: int
    entries: tuple[Entry, ...] = ()
    problem: str = ""
    problem_at: int = 0

    def get(self, path: str) -> str | None:
        """The value at a dotted path, or None."""
        return next((entry.value for entry in self.entries if entry.path == path), None)

    @property
    def repeats_key(self) -> bool:
        """Whether the problem is no more than a key that is there twice."""
        seen: set[str] = set()
        for entry in self.entries:
            if entry.path in seen and entry.key_start == self.problem_at:
                return bool(self.problem)
            seen.add(entry.path)
        return False


class Residue(NamedTuple):
    """What a tool left that hides text from readers, and that the page was read without: a code fence around the page,
    up to where the page begins, a model's words before the front matter, or a merge that was not finished, from its
    first marker to its last."""

    kind: Literal["fence", "remark", "conflict"]
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One page in one language. `path` is POSIX, relative to the root of the run; `language` as the site spells it."""

    path: str
    language: str
    text: str
    sections: tuple[Section, ...]
    front_matter: FrontMatter | None = None
    anchors: frozenset[str] = frozenset()
    """Every id that a link to this page can name: explicit and derived ids of headings, ids of HTML tags."""
    comments: tuple[Span, ...] = ()
    """HTML, MDX and Liquid comments (kind ``html``, `text`: what they say): no content, but they hold directives."""
    residue: tuple[Residue, ...] = ()
    _line_starts: tuple[int, ...] = field(default=(), repr=False)
    _blocks: tuple[Block, ...] = field(default=(), init=False, repr=False)

    def __post_init__(self) -> None:
        # Nearly every rule goes through all blocks, so they are listed once.
        found: list[Block] = []
        for section in self.sections:
            if section.heading:
                found.append(section.heading)
            _list_blocks(section.blocks, found)
        object.__setattr__(self, "_blocks", tuple(found))

    def position(self, offset: int) -> Position:
        """The line and column of an offset."""
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """The offset of a line and column."""
        return self._line_starts[position.line - 1] + position.column - 1

    def line_up_to(self, end: int) -> tuple[int, int]:
        """The range of what stands on a line before an offset, its indentation left out."""
        start = self.text.rfind("\n", 0, end) + 1
        return start + len(self.text[start:end]) - len(self.text[start:end].lstrip()), end

    def section_at(self, offset: int) -> Section:
        """The section in which an offset stands; the introduction, where it stands before all."""
        return self.sections[max(0, bisect_right(self.sections, offset, key=_start) - 1)]

    def block_around(self, start: int, end: int) -> Block | None:
        """The innermost block that covers a range, or None where it stands in no single block."""
        section = self.section_at(start)
        blocks = (section.heading, *section.blocks) if section.heading else section.blocks
        found = None
        while index := bisect_right(blocks, start, key=_start):
            block = blocks[index - 1]
            if block.end < end:
                break
            found, blocks = block, block.children
        return found

    def blocks(self) -> tuple[Block, ...]:
        """Every block of the page, headings included, in order, a block before what is in it."""
        return self._blocks

    def spans(self, kind: SpanKind) -> Iterator[Span]:
        """Every span of one kind, in order of the page."""
        for block in self._blocks:
            for span in block.spans:
                if span.kind == kind:
                    yield span


def _start(node: Block | Section) -> int:
    return node.start


def _list_blocks(blocks: tuple[Block, ...], found: list[Block]) -> None:
    for block in blocks:
        found.append(block)
        if block.children:
            _list_blocks(block.children, found)
