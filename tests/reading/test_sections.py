"""How a page is parted at its headings, what can be linked to on it, and what around its Markdown is told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from trcheck.reading.reader import parse, read


def test_sections_follow_the_headings() -> None:
    page = "Intro\n\n# One\n\ntext\n\n### Two\n## Three\n- a\n"
    sections = parse(page).sections
    assert [(section.level, section.title, [block.kind for block in section.blocks]) for section in sections] == [
        (0, "", ["paragraph"]),
        (1, "One", ["paragraph"]),
        (3, "Two", []),
        (2, "Three", ["list"]),
    ]
    assert [page[section.start : section.end] for section in sections] == [
        "Intro\n\n",
        "# One\n\ntext\n\n",
        "### Two\n",
        "## Three\n- a\n",
    ]


@pytest.mark.parametrize("page", ["", "\n", "# A\n"])
def test_there_is_always_an_introduction(page: str) -> None:
    introduction = parse(page).sections[0]
    assert (introduction.heading, introduction.blocks, introduction.start) == (None, (), 0)


def test_headings_within_blocks_open_no_section() -> None:
    document = parse("> # Quoted\n\n- ## Item\n")
    assert len(document.sections) == 1
    assert [(block.kind, block.text) for block in document.blocks() if block.kind == "heading"] == [
        ("heading", "Quoted"),
        ("heading", "Item"),
    ]


def test_a_container_with_headings_dissolves() -> None:
    document = parse(":::tip\na\n\n## B\n\n{{< x >}}\nc\n{{< /x >}}\n:::\n\nd\n")
    assert [[(block.kind, block.meta) for block in section.blocks] for section in document.sections] == [
        [("admonition", "open"), ("paragraph", "")],
        [("shortcode", ""), ("admonition", "close"), ("paragraph", "")],
    ]


def test_the_introduction_begins_behind_the_front_matter() -> None:
    page = "---\ntitle: '# No'\ndescription: |\n  {{< a\n---\n# Yes {#a}\n"
    document = parse(page)
    assert document.front_matter is not None
    assert document.front_matter.get("title") == "# No"
    assert document.sections[0].start == document.front_matter.end
    assert [section.title for section in document.sections[1:]] == ["Yes"]
    assert document.position(document.sections[1].start) == (6, 1)


@pytest.mark.parametrize(
    ("page", "path", "ids"),
    [
        ("# A b {#c}", "a.md", ("c",)),
        ("# A b { #c }", "a.md", ("c",)),
        ("# A b {#c .d}", "a.md", ("c",)),
        ("# A b {: #c }", "a.md", ("c",)),
        ("# A b\n{: #c}", "a.md", ("c",)),
        ("# A b {/* c */}", "a.mdx", ("c",)),
        ("# A b {/*#c*/}", "a.mdx", ("c",)),
        ('# <a id="c"></a>A b', "a.md", ("c",)),
        ("# A b <a name='c' />", "a.md", ("c",)),
        ("A b {#c}\n---", "a.md", ("c",)),
        ("# A b {#你好}", "a.md", ("你好",)),
        ("# A b {.c}", "a.md", ()),
        ("# A b", "a.md", ()),
    ],
)
def test_ids_of_headings(page: str, path: str, ids: tuple[str, ...]) -> None:
    document = parse(page, path)
    section = document.sections[1]
    assert (section.ids, section.title) == (ids, "A b")
    assert section.slugs == {"a-b"}
    derived = set() if ids and "<a" not in page else {"a-b"}
    assert document.anchors == {*ids, *derived}


def test_anchors() -> None:
    page = (
        "# Use `get_x`\n\n## Again\n\n## Again\n\n"
        '<a id="html"></a>\n\n<div id="box">\n\nText <span id="inline">x</span>\n\n<Card id="card" />\n'
    )
    assert parse(page).anchors >= {"use-get_x", "again", "again-1", "again_1", "html", "box", "inline", "card"}


def test_comments_are_no_content_but_kept() -> None:
    page = "a <!-- one --> b\n\n<!--\n# two\n-->\n\n{{/* three */}}\n\n{% comment %}four{% endcomment %}\n"
    document = parse(page)
    assert [span.text for span in document.comments] == ["one", "# two", "three", "four"]
    assert [page[span.start : span.end][:4] for span in document.comments] == ["<!--", "<!--", "{{/*", "{% c"]
    assert [block.text for block in document.blocks()] == ["a b"]


def test_a_page_on_disk_keeps_its_lines_and_columns(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_bytes("\ufeff---\r\na: 1\r\n---\r\n\r\n# Títle\r\n\r\n- [x](y)\r\n".encode())
    document = read(tmp_path, "docs/a.md", "es")
    heading = document.sections[1].heading
    assert heading is not None
    assert (document.path, document.language, heading.text) == ("docs/a.md", "es", "Títle")
    assert (document.position(heading.start), document.position(heading.end)) == ((5, 1), (5, 8))
    (link,) = document.spans("link")
    assert (document.position(link.start), document.position(link.end)) == ((7, 3), (7, 9))
