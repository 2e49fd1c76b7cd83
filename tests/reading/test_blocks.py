"""Every page in data/ is read into the blocks that its outline lists, with kinds, places, names and attributes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from trcheck.reading.reader import parse

DATA = Path(__file__).parent / "data"
PAGES = sorted(path.name for path in DATA.iterdir() if path.suffix in (".md", ".mdx"))


@pytest.mark.parametrize("page", PAGES)
def test_outline(page: str, outline: Callable[..., list[str]]) -> None:
    expected = (DATA / f"{page}.outline").read_text(encoding="utf-8").splitlines()
    assert outline((DATA / page).read_text(encoding="utf-8"), page) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n\n", []),
        ("[a]: https://example.org\n", []),
        ("<!-- only a comment -->", []),
        ("-", ["list 1:1-1:2", "  item 1:1-1:2"]),
        ("> ", ["quote 1:1-1:2"]),
        ("***", ["break 1:1-1:4"]),
        ("$$ open", ["paragraph 1:1-1:8 |$$ open|"]),
        (
            "| a |\n|---|\ntext",
            ["table 1:1-3:5", "  row 1:1-1:6", "    cell 1:3-1:4 |a|", "  row 3:1-3:5", "    cell 3:1-3:5 |text|"],
        ),
        ("a\n|b|\n|-|", ["paragraph 1:1-1:2 |a|", "table 2:1-3:4", "  row 2:1-2:4", "    cell 2:2-2:3 |b|"]),
        ("```\nopen", ["code 1:1-2:5 'open'"]),
        ("/// note", ["admonition 1:1-1:9 name=note meta=open"]),
        (":::", ["admonition 1:1-1:4 meta=close"]),
    ],
)
def test_small_pages(text: str, expected: list[str], outline: Callable[..., list[str]]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    "written",
    [
        ":::warning[Mind]\nIt is hot.\n:::",
        "::: warning Mind\nIt is hot.\n:::",
        "/// warning | Mind\nIt is hot.\n///",
        '!!! warning "Mind"\n    It is hot.',
        '??? warning "Mind"\n    It is hot.',
        "> [!WARNING] Mind\n> It is hot.",
        '{{< warning title="Mind" >}}\nIt is hot.\n{{< /warning >}}',
        '{{% alert title="Mind" color="warning" %}}\nIt is hot.\n{{% /alert %}}',
        '<Aside type="warning" title="Mind">\nIt is hot.\n</Aside>',
        '<Warning title="Mind">It is hot.</Warning>',
        '{% warning title="Mind" %}\nIt is hot.\n{% endwarning %}',
    ],
)
def test_admonitions_of_all_dialects_are_one(written: str) -> None:
    (block,) = parse(written).sections[0].blocks
    assert (block.kind, block.name, block.title, block.meta) == ("admonition", "warning", "Mind", "")
    assert [(child.kind, child.text) for child in block.children] == [("paragraph", "It is hot.")]
    assert (block.start, block.end) == (0, len(written))


def test_references_lead_where_their_definition_says() -> None:
    page = "[One] and [two][A  b].\n\n[one]: <a%20b?x=é>\n[a b]: {{< ref x >}}/y 'Title'\n"
    spans = parse(page).sections[0].blocks[0].spans
    assert [(span.text, span.target, span.title) for span in spans] == [
        ("One", "a%20b?x=é", ""),
        ("two", "{{< ref x >}}/y", "Title"),
    ]


@pytest.mark.parametrize("path", ["page.md", "page.mdx"])
@pytest.mark.parametrize(
    "text",
    [
        ">" * 10_000 + " deep",
        "- " * 10_000 + "deep",
        ":::note\n" * 10_000 + ":::\n" * 10_000,
        "{{< a >}}\n" * 10_000 + "{{< /a >}}\n" * 10_000,
        "{{< a >}}" * 10_000 + "x" + "{{< /a >}}" * 10_000,
        "<A>\n" * 10_000 + "</A>\n" * 10_000,
        "\n".join("    " * depth + "!!! note" for depth in range(300)),
        "[^a]: " * 10_000,
    ],
    ids=["quotes", "lists", "colons", "shortcodes", "one line", "components", "admonitions", "footnotes"],
)
def test_hostile_nesting_is_read(text: str, path: str) -> None:
    document = parse(text, path)
    assert document.sections[0].end == len(text)
    assert sum(1 for _ in document.blocks()) >= 1


@pytest.mark.parametrize(
    ("html", "language", "code"),
    [
        (
            '<pre><code class="language-sh" translate="no">\n$ brew &lt;tea&gt;\n\n# wait\n</code></pre>',
            "sh",
            "$ brew <tea>\n\n# wait",
        ),
        ('<pre>\n<code class="hljs lang-js">\npour()\n  .hot()\n</code>\n</pre>', "js", "pour()\n  .hot()"),
        ('<PRE class="highlight-c++"><b>int</b> cups;<br>// two</PRE>', "c++", "int cups;\n// two"),
        ('<pre class="highlight-source-shell">brew</pre>', "shell", "brew"),
        ("<pre>\n  (  )\n <!-- steam\n -->[__]\n</pre>", "", "  (  )\n \n[__]"),
        ("<pre>{{< cups >}} <!-- open </pre>", "", "{{< cups >}} <!-- open"),
    ],
)
def test_preformatted_html_is_code(html: str, language: str, code: str) -> None:
    page = f"Before\n{html}\nbehind\n"
    blocks = parse(page).sections[0].blocks
    assert [block.kind for block in blocks] == ["paragraph", "code", "paragraph"]
    assert (blocks[1].name, blocks[1].literal) == (language, code)
    assert page[blocks[1].start : blocks[1].end] == html


@pytest.mark.parametrize("prefix", ["> ", "  "])
def test_preformatted_html_in_containers(prefix: str) -> None:
    lines = ['<pre id="cups">', "one", "", "  two", "</pre>"]
    page = ("- a\n\n" if prefix == "  " else "") + "".join(f"{prefix}{line}\n" for line in lines)
    document = parse(page)
    (code,) = [block for block in document.blocks() if block.kind == "code"]
    assert code.literal == "one\n\n  two"
    assert "cups" in document.anchors


@pytest.mark.parametrize(
    "html", ["<pre>open", "<pre>a</pre> and text", "<pre>a</pre><pre>b</pre>", "<div><pre>a</pre></div>"]
)
def test_html_that_is_more_or_less_than_one_pre(html: str) -> None:
    assert [block.kind for block in parse(html).blocks()] == ["html"]


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ('<img src="cup.png">', "image"),
        ('<a href="/tea"><img src="cup.png"></a>', "image"),
        ('<p align="center">\n  <a href="/tea"><img src="cup.png"></a>\n  <img src="pot.png">\n</p>', "image"),
        ('<picture>\n<source srcset="cup.webp">\n<img src="cup.png">\n</picture>', "image"),
        ('<figure>\n<img src="cup.png">\n</figure>', "image"),
        ('<figure>\n<img src="cup.png">\n<figcaption>A cup</figcaption>\n</figure>', "html"),
        ('<div class="row">\n<img src="cup.png">', "html"),
        ('<details><img src="cup.png"></details>', "html"),
        ('<div><a href="/tea">\n</a></div>', "html"),
        ('<p><img src="cup.png"> <a href="/tea"></a></p>', "html"),
        ('<p><img src="cup.png"> hot</p>', "html"),
    ],
)
def test_html_of_nothing_but_images_is_an_image(html: str, kind: str) -> None:
    (block,) = parse(html).sections[0].blocks
    assert (block.kind, block.start, block.end) == (kind, 0, len(html))


def test_image_tags_of_mdx_are_images() -> None:
    blocks = parse('<p>\n<img src="cup.png" alt="A cup" />\n</p>\n', "page.mdx").sections[0].blocks
    assert [block.kind for block in blocks] == ["html", "image", "html"]


@pytest.mark.parametrize(
    ("commented", "plain"),
    [
        ("- a\n<!-- x -->\n- b", "- a\n\n- b"),
        ("- a\n\n<!--\n- x\n-->\n- b\n<!-- y -->\n- c", "- a\n\n- b\n\n- c"),
        ("1. a\n\n<!--\nx\n-->\n   b\n\n2. c", "1. a\n\n   b\n\n2. c"),
        ("* a\n  * b\n<!-- x -->\n  * c\n* d", "* a\n  * b\n\n  * c\n* d"),
        ("- a\n    * b\n\n    <!--\n    x\n    -->\n    * c", "- a\n    * b\n\n    * c"),
        ("- a\n{{/* x */}}\n- b", "- a\n\n- b"),
        ("a\n<!-- x -->\nb", "a\n\nb"),
        ("<!--\nx\n-->\na", "a"),
        ("> a\n<!-- x -->\n> b", "> a\n\n> b"),
        ("- a\n<!-- x -->\nb", "- a\n\nb"),
    ],
)
def test_comments_on_their_own_lines_part_nothing(commented: str, plain: str) -> None:
    def shape(text: str) -> list[tuple[str, str, int]]:
        return [(block.kind, block.text, len(block.children)) for block in parse(text).blocks()]

    assert shape(commented) == shape(plain)
    assert len(parse(commented).comments) == (2 if "y" in commented else 1)


def test_comments_within_html_do_not_end_it() -> None:
    page = "<table>\n<!-- x -->\n<!-- y -->\n    <tr><td>a</td></tr>\n</table>"
    (block,) = parse(page).blocks()
    assert (block.kind, block.text, block.start, block.end) == ("html", "a", 0, len(page))
