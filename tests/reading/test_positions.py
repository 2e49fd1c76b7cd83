"""Slicing a page at a node's place gives the node back: on pages made up by hypothesis and on real ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from trcheck.model import Block, Document
from trcheck.reading.reader import parse, read

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
ON_DISK = sorted(path for path in CORPORA.rglob("*") if path.suffix in (".md", ".mdx"))

BEGINS = {
    "heading": r"#{1,6}|[^ \t\n]",
    "list": r"[-*+]|\d+[.)]",
    "item": r"[-*+]|\d+[.)]",
    "quote": ">",
    "code": r"```|~~~|\{\{|\{%|[^ \t\n]",
    "footnote": r"\[\^",
    "description": "[:~]",
    "shortcode": r"\{\{|\{%",
    "component": "<",
    "admonition": r":::|///|!!!|\?\?\?|===|>|\{\{|\{%|<",
    "include": r"\{\*|--8<--|<<<|\{%|\{\{|:::",
    "break": r"[-*_]",
    "math": r"\$\$",
}
SPANS = {
    "image": r"!\[|<|\{\{|\{%",
    "code": "`|\\{\\{|\\{%",
    "shortcode": r"\{\{|\{%",
    "component": "<",
    "expression": r"\{",
    "html": "<",
    "footnote": r"\[\^|\^\[",
    "strong": r"\*\*|__",
    "emphasis": r"[*_]",
    "strikethrough": "~",
}


def check(document: Document) -> None:
    """Every node is in its bounds, in order, and begins with what its kind begins with."""
    text = document.text
    at = 0
    for section in document.sections:
        assert section.start >= at
        at = section.start
        for block in [*([section.heading] if section.heading else []), *section.blocks]:
            check_block(document, block, at, section.end)
            at = block.end
        at = section.end
    assert at == len(text)


def check_block(document: Document, block: Block, first: int, last: int) -> None:
    text = document.text
    assert first <= block.start <= block.end <= last, block
    assert document.offset(document.position(block.start)) == block.start
    assert not text[block.start : block.end].endswith((" ", "\t", "\n")), block
    if block.kind in BEGINS:
        assert re.compile(BEGINS[block.kind]).match(text, block.start), block
    if block.prose:
        assert len(block.prose) == block.end - block.start, block
    if "\ue000" not in text:
        said = [
            block.prose,
            block.literal,
            block.name,
            block.title,
            *(f"{span.text}{span.target}" for span in block.spans),
        ]
        assert not re.search("[\ue000\ue001]", "".join(said)), block
    at = block.start
    for span in block.spans:
        assert at <= span.start < span.end <= block.end, (block, span)
        at = span.start
        if span.kind in SPANS:
            assert re.compile(SPANS[span.kind]).match(text, span.start), span
    for attribute in block.attributes:
        assert block.start <= attribute.start <= attribute.end <= block.end, attribute
    at = block.start
    for child in block.children:
        check_block(document, child, at, block.end)
        at = child.end


MARKUP = (
    "# a\n¦## b {#c}\n¦text¦ ¦\n¦\n\n¦- a\n¦  - b\n¦1. c\n¦> ¦| a | b |\n|---|---|\n¦|¦c¦```\n¦~~~ js\n¦"
    "    ¦\t¦[a](b)¦[a]¦[c]: d\n¦![e](f)¦`g`¦**h**¦*¦_i_¦---\n¦***\n¦<div>\n¦</div>\n¦<b>¦<!-- j -->¦<!--¦"
    '{{< k >}}¦{{< /k >}}¦{{% l m="n" %}}¦{{<¦{% o %}¦{% endo %}¦<Tabs>\n¦</Tabs>\n¦<P q={r} />¦{s}¦'
    "{/* t */}¦:::note\n¦:::\n¦/// tip | u\n¦///\n¦!!! note\n¦> [!TIP]\n¦[^v]¦[^v]: w\n¦: x\n¦$$\n¦$$¦"
    "{* y *}\n¦===\n¦你好¦\\¦\ue000¦- [x] z\n¦{{< text >}}\n¦{{< /text >}}\n¦{: #aa}\n¦<a id='bb'></a>¦"
    "::: cc.dd\n¦    ee: ff\n¦\u3000¦\xa0"
)
PIECES = st.sampled_from(MARKUP.split("¦"))
PAGES = st.lists(PIECES, max_size=30).map("".join)


@settings(max_examples=300, deadline=None)
@given(PAGES, st.sampled_from(["page.md", "page.mdx"]))
@example("> {{< k\n> a >}}\nb", "page.md")
@example("- {{< k\na >}} b", "page.md")
def test_every_node_is_where_it_says(text: str, path: str) -> None:
    check(parse(text, path))


@settings(max_examples=100, deadline=None)
@given(PAGES)
def test_a_page_is_read_the_same_twice(text: str) -> None:
    assert repr(parse(text).sections) == repr(parse(text).sections)


def links_of_markdown_it(text: str) -> Iterator[str]:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    for token in parser.parse(text):
        for child in token.children or ():
            if child.type == "link_open" and child.markup != "autolink":
                yield str(child.attrs["href"])


@pytest.mark.skipif(not ON_DISK, reason="the corpora are not here")
@pytest.mark.slow
def test_pages_on_disk() -> None:
    for path in ON_DISK:
        check(read(CORPORA, path.relative_to(CORPORA).as_posix(), "en"))


@pytest.mark.skipif(not ON_DISK, reason="the corpora are not here")
@pytest.mark.slow
def test_links_agree_with_markdown_it() -> None:
    """On pages on which nothing is masked and no other dialect is at work."""
    compared = 0
    for path in ON_DISK:
        document = read(CORPORA, path.relative_to(CORPORA).as_posix(), "en")
        body = document.text[document.front_matter.end if document.front_matter else 0 :]
        if re.search(r"\{\{|\{%|<|\{:|\{\*|^\[\^|^:::|^///|^!!!|^[ \t]+(?:!!!|///|:::)", body, re.MULTILINE):
            continue
        found = [span.target for span in document.spans("link") if span.style in ("inline", "reference")]
        assert found == list(links_of_markdown_it(body)), path
        compared += 1
    assert compared > 100
