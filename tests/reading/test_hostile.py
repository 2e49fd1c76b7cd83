"""Pages that nobody wrote in good faith: each is read, or refused in one clear line, and none takes long or deep."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from trcheck.model import Document
from trcheck.reading.decode import PageError
from trcheck.reading.reader import parse, read

PATHS = ("page.md", "page.mdx")

SHREDS = (
    "a",
    "a ",
    "会议",
    " ",
    "\t",
    "\xa0",
    "\u202e",
    "\ue000",
    "[",
    "]",
    "[]",
    "](",
    "![",
    "![](<",
    "[a](",
    "[a][b]",
    "[^",
    "[[",
    "(",
    "*",
    "a*",
    "a**",
    "*a ",
    "_a",
    "~~a",
    "**“",
    "`",
    "`a",
    "``a`",
    "<",
    "<a ",
    "<a x=",
    '<a href="',
    "</",
    "</a>",
    "<!--",
    "<https",
    "<b>",
    "{",
    "{{<",
    "{{< a >}}",
    "{{% ",
    "{%",
    "{/*",
    "{#",
    "{.a ",
    "|",
    "|a",
    "$",
    "$$a",
    "\\",
    "\\*",
    "\\(",
    "&",
    "&#",
    "&amp;",
    '"',
    "'",
    "~",
    "!",
    "#",
    ">",
    "> ",
    "-",
    "- ",
    "+",
    "=",
    ":",
    "1. ",
    "http://a ",
    "www.a.b ",
    "www.",
    "ahttp://",
    "a<<<",
    "$$<<<",
    "</A>}",
    "a ``` ",
    "<script>}",
    "a@b ",
)
"""A line of nothing but one of these is what backtracking and nesting parsers choke on."""

DEPTH = 10_000
LINES = 2_000
NESTED = {
    "quotes": ">" * DEPTH + " a",
    "spaced quotes": "> " * DEPTH + "a",
    "lists on a line": "- " * DEPTH + "a",
    "numbered lists on a line": "1. " * DEPTH + "a",
    "indented lists": "\n".join("  " * depth + "- a" for depth in range(1000)),
    "quotes and lists": "> - " * 1000 + "a",
    "brackets": "[" * DEPTH + "a" + "]" * DEPTH,
    "links": "[" * DEPTH + "a" + "](b)" * DEPTH,
    "images": "![" * DEPTH + "a" + "](b)" * DEPTH,
    "parentheses": "[a](" + "(" * DEPTH + ")" * DEPTH + ")",
    "emphasis": "*a " * DEPTH + "b* " * DEPTH,
    "strong": "**a " * DEPTH + "b** " * DEPTH,
    "braces": "{" * DEPTH + "}" * DEPTH,
    "tags": "<b>" * DEPTH + "a" + "</b>" * DEPTH,
    "HTML blocks": "<div>\n\n" * LINES + "</div>\n\n" * LINES,
    "shortcodes": "{{< a >}}\n" * LINES + "{{< /a >}}\n" * LINES,
    "shortcodes on a line": "{{< a >}}" * DEPTH + "{{< /a >}}" * DEPTH,
    "shortcodes apart": "{{% a %}}\n\n" * LINES + "{{% /a %}}\n\n" * LINES,
    "shortcodes in quotes": "".join("> " * depth + "{{< a >}}\n" * 30 for depth in range(60)),
    "components": "<A>\n" * LINES + "</A>\n" * LINES,
    "Liquid tags": "{% if a %}\n" * LINES + "{% endif %}\n" * LINES,
    "admonitions": ":::note\n" * LINES + ":::\n" * LINES,
    "admonitions by colons": "".join(":" * (3 + depth) + "note\n" for depth in range(1000)),
    "admonitions by indent": "\n".join("    " * depth + "!!! note" for depth in range(1000)),
    "expressions in attributes": "<A b={" + "{" * DEPTH + "}" * DEPTH + "} />",
    "YAML lists": "---\na: " + "[" * DEPTH + "\n---\n",
    "YAML blocks": "---\n" + "".join(" " * depth + "a:\n" for depth in range(1000)) + "---\n",
    "TOML lists": "+++\na = " + "[" * DEPTH + "\n+++\n",
    "JSON lists": '{\n"a": ' + "[" * DEPTH + "\n}\n",
}

UNCLOSED = {
    "fence": "```python\na = 1\n\n# b\n",
    "fence of tildes": "~~~~\na\n~~~\n",
    "fence in a list": "- a\n  ```\n  b\n\nc\n",
    "fence in a quote": "> ```\n> a\n\nb\n",
    "many fences": "```\n" * (LINES + 1),
    "shortcode tag": '{{< figure src="a.png"\n\ntext\n',
    "shortcode string": '{{< figure src="a.png >}}\n\ntext\n',
    "shortcode": "{{< note >}}\n\ntext\n",
    "many shortcodes": "{{< note >}}\n" * LINES,
    "escaped quotes in attributes": '{{< a "' + '\\"' * DEPTH + " >}}",
    "escaped quotes in expressions": "{ `" + "\\`" * DEPTH + ' "' + '\\"' * DEPTH + " }",
    "comments": "a\n<!-- b -->\n" * DEPTH,
    "comments in HTML": "<div>\n" + "<!-- b -->\n" * DEPTH,
    "comments in pre": "<pre>" + "<!-- " * DEPTH + "</pre>",
    "linked images": "[![](a)](b)" * DEPTH,
    "many attributes": "{{< a " + 'b="c" ' * DEPTH,
    "raw shortcode": "{{< highlight go >}}\n[a](b)\n",
    "Liquid raw": "{% raw %}\n" * LINES,
    "Liquid tag": "{% include a\n\ntext\n",
    "component": "<Tabs>\n\n<Tab\n\ntext\n",
    "many components": "<A>\n" * LINES,
    "expression": "text {a\n\n# b\n" * LINES,
    "comment": "<!-- a\n\n# b\n" * LINES,
    "MDX comment": "{/* a\n\n# b\n" * LINES,
    "admonition": ":::note\n\ntext\n" * LINES,
    "HTML block": "<div>\n\ntext\n",
    "math": "$$\na\n\nb\n",
    "front matter": "---\ntitle: a\n\n# b\n",
    "table": "|a|b|\n|-|-|\n|c",
    "link": "[a](b\n\n[c][\n\n[d",
    "code span": "a `b\n\nc ``d`\n",
}

MANY = {
    "definitions": "".join(f"[a{number}]: b\n" for number in range(LINES)) + "\n[a0]\n",
    "the same definition": "[a]: b\n" * LINES,
    "masked definitions": "".join(f"[a{number}]: {{{{< b >}}}}/{number}\n" for number in range(LINES)),
    "references": "[a]: b\n\n" + "[a] " * LINES,
    "footnotes": "".join(f"[^a{number}]: b\n\n" for number in range(LINES)) + "[^a0]" * LINES,
    "columns": "|a" * DEPTH + "\n" + "|-" * DEPTH + "\n" + "|b" * DEPTH,
    "rows of many columns": "|a" * 2000 + "\n" + "|-" * 2000 + "\n" + "|b\n" * 2000,
    "headings of one text": "# a\n" * LINES,
    "lazy lines": "> a\n" + "b\n" * LINES,
    "blank lines": "\n" * 100_000,
    "long names": ("{{<" + "a" * 15_000 + "\n{%" + "a" * 15_000 + "\n") * 5,
    "long type of an admonition": "!!! " + "aé" * 20_000 + "`\n\n!!!" + " " * 40_000 + "`",
    "long prefix": "> " * 5000 + "<script>}" * 5000,
    "lines of script spaces": "\xa0\n" * DEPTH,
    "definitions and raw HTML": ": <![CDATA[a \n\n" * 5,
    "ids": '<a id="x">' * DEPTH,
}


def check(document: Document) -> None:
    """Every node lies within its parent, in order, and the page can be walked."""
    text = document.text
    assert document.sections[-1].end == len(text)
    end = 0
    for section in document.sections:
        assert end <= section.start <= section.end
        end = section.end
    for block in document.blocks():
        assert 0 <= block.start < block.end <= len(text)
        assert isinstance(block.text, str)
        if block.children:
            assert block.start <= block.children[0].start
            assert block.children[-1].end <= block.end
        for span in block.spans:
            assert block.start <= span.start < span.end <= block.end


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("shred", SHREDS)
def test_line(shred: str, path: str) -> None:
    check(parse(shred * (10_000 // len(shred)), path))


@pytest.mark.slow
@pytest.mark.parametrize("shred", ["a", "[", "*", "<", "{{<", "|", "`", " ", "](", "a*"])
def test_ten_megabytes_on_a_line(shred: str) -> None:
    check(parse(shred * (10_000_000 // len(shred))))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", NESTED)
def test_nested(name: str, path: str) -> None:
    check(parse(NESTED[name], path))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", UNCLOSED)
def test_unclosed(name: str, path: str) -> None:
    check(parse(UNCLOSED[name], path))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", MANY)
def test_many(name: str, path: str) -> None:
    check(parse(MANY[name], path))


@pytest.mark.parametrize("depth", [30, 3000])
def test_alias_bomb(depth: int) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 10)}]" for number in range(1, depth)]
    document = parse("---\n" + "\n".join(lines) + "\n---\n\n# Title\n")
    assert document.front_matter is not None
    assert document.front_matter.problem == "more than 10000 values"
    assert document.sections[1].title == "Title"


def refusal(root: Path) -> str:
    with pytest.raises(PageError) as caught:
        read(root, "en/x.md", "en")
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"# a\n\ncaf\xe9\n", "en/x.md:3: byte 0xe9 is not valid UTF-8; save the page as UTF-8"),
        (b"# a\n\x00\n", "en/x.md:2: not a text file: it holds a NUL byte"),
        ("# a\n".encode("utf-16"), "en/x.md: the page is saved as UTF-16; save it as UTF-8"),
    ],
)
def test_no_text(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en/x.md").write_bytes(data)
    assert refusal(tmp_path) == message


def test_directory(tmp_path: Path) -> None:
    (tmp_path / "en/x.md").mkdir(parents=True)
    assert refusal(tmp_path) == "en/x.md: this is a directory with the name of a page; rename it or exclude it"


def test_symlink_loop(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en/x.md").symlink_to("y.md")
    (tmp_path / "en/y.md").symlink_to("x.md")
    assert refusal(tmp_path).startswith("en/x.md: the file cannot be read: ")


def test_looping_directory(tmp_path: Path) -> None:
    (tmp_path / "en").symlink_to("en")
    assert refusal(tmp_path).startswith("en/x.md: the file cannot be read: ")


def test_vanished(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "en/x.md: there is no such file (any more)"


def test_unreadable(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    file = tmp_path / "en/x.md"
    file.write_text("a")
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("this user may read everything")
    assert refusal(tmp_path) == "en/x.md: the file cannot be read: permission denied"
