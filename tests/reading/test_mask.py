"""What is masked, what is left alone, and that the text keeps its length and its lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trcheck.reading.mask import MASK_FILL, MASK_START, is_mdx, mask


def shown(text: str, mdx: bool = False) -> str:
    """The masked text with ``[`` for where a mask begins and ``.`` for the rest of it."""
    return mask(text, mdx).text.replace(MASK_START, "[").replace(MASK_FILL, ".")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a {{< b >}} c", "a [........ c"),
        ("{{% b %}}\n# x\n{{% /b %}}", "[........\n# x\n[........."),
        ('{{< b c="}}" >}}', "[..............."),
        ('- {{< b\n    c="d"\n  >}}', "- [....\n    .....\n  ..."),
        ('> {{< b\n> c="d" >}}', "> [....\n> ........."),
        ("{{</* b */>}}", "{{</* b */>}}"),
        ("{{/* b */}} c", "[.......... c"),
        ("{{< b", "{{< b"),
        ('{{< b c="d >}} e', "[............. e"),
        ("{{< b {{< c >}}", "{{< b [........"),
        ("{{< text bash >}}\n# a\n\n- b\n{{< /text >}}", "[................\n...\n\n...\n............."),
        ("{{ a }} {% b %}", "[...... [......"),
        ("{% raw %}{{ a }}{% endraw %}", "[........{{ a }}[..........."),
        ("a <!-- b\n c --> d", "a [.....\n ..... d"),
        ("<!-- a", "<!-- a"),
        ("`<!-- a -->` <!-- b -->", "`<!-- a -->` [........."),
        ("``a ` <!-- `` <!-- b -->", "``a ` <!-- `` [........."),
        ("`a <!-- b -->", "`a [........."),
        ("```\n<!-- a -->\n```\n<!-- b -->", "```\n<!-- a -->\n```\n[........."),
        ("- ~~~\n  <!-- a -->\n  ~~~\n<!-- b -->", "- ~~~\n  <!-- a -->\n  ~~~\n[........."),
        ("<!-- ``` -->\n{{< a >}}\n<!-- ``` -->", "[...........\n[........\n[..........."),
        (r"\{{< a >}} \<!-- b -->", r"\{{< a >}} \<!-- b -->"),
        ("## A {#a}", "## A [..."),
        ("## A {#a .b} ##", "## A [...... ##"),
        ("A { #a }\n---", "A [.....\n---"),
        ("not a heading {#a}", "not a heading {#a}"),
        ("[a](b){: .c}", "[a](b)[....."),
        ("[a](b){.c target=_blank}", "[a](b)[................."),
        ("{* a.py *}", "[........."),
        ('  --8<-- "a.md"\n', "  [............\n"),
        ("a --8<-- b", "a --8<-- b"),
        ("<<< @/a.js", "[........."),
        ('<Badge text="a" />', "[................."),
        ("<Tabs>a</Tabs>", "[.....a[......"),
        ("Vec<T> of <Unknown>", "Vec<T> of <Unknown>"),
        ("<A>b</A> <BR>", "<A>b</A> <BR>"),
        ("a {b} c", "a {b} c"),
        ("\ue000 {{< a >}} \ue00f", "\ufffd [........ \ufffd"),
    ],
)
def test_markdown(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a {b} c", "a [.. c"),
        ("{a({b: '}'})} {`}${c}`}", "[............ [........"),
        ("{a", "{a"),
        ("`{a}` {a}", "`{a}` [.."),
        (r"\{a}", r"\{a}"),
        ("## A {/* a-b */}", "## A [.........."),
        ("## A {/*x y*/}", "## A [........"),
        ("import A from 'a'\n\n# B", "[................\n\n# B"),
        ("a\n\nexport const b = {\n  c,\n}\n\nd", "a\n\n[.................\n  ..\n.\n\nd"),
        ("important words", "important words"),
        ('<A b={{c: "}"}}\n  d\n/>', "[..............\n  .\n.."),
        ("<div>\n<b>a</b>\n</div>", "[....\n<b>a</b>\n[....."),
        ("<b c={d}>a</b>", "[........a</b>"),
        ("<>a</>", "[.a[.."),
        ("$$\\frac{a}{b}$$ {c}", "$$\\frac{a}{b}$$ [.."),
        ("a < b {c}", "a < b [.."),
        ("{{< a >}}", "[........"),
    ],
)
def test_mdx(text: str, expected: str) -> None:
    assert shown(text, mdx=True) == expected


def test_what_a_mask_says() -> None:
    page = '{{< fig src="a.png"\n  alt=`b "c"` wide >}}{{< /fig >}}'
    opening, closing = mask(page).masks.values()
    assert (opening.kind, opening.name, opening.form) == ("shortcode", "fig", "open")
    assert [(name, value, page[start:end]) for name, value, start, end in opening.attributes] == [
        ("src", "a.png", "a.png"),
        ("alt", 'b "c"', 'b "c"'),
        ("", "wide", "wide"),
    ]
    assert (closing.kind, closing.name, closing.form, closing.start) == ("shortcode", "fig", "close", opening.end)


def test_what_a_component_says() -> None:
    page = "<Tab label=\"a\" values={['b']} to={`c`} {...rest} open>x</Tab>"
    opening, closing = mask(page, mdx=True).masks.values()
    assert [(name, page[start:end]) for name, _, start, end in opening.attributes] == [
        ("label", "a"),
        ("values", "['b']"),
        ("to", "c"),
        ("open", ""),
    ]
    assert (opening.form, closing.form, closing.name) == ("open", "close", "Tab")


def test_code_between_tags_is_kept() -> None:
    (code,) = mask('{{< text syntax="sh" >}}\n# a\n{{< /text >}}').masks.values()
    assert (code.kind, code.name, code.text) == ("code", "sh", "# a")


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.mdx", "", True),
        ("a.md", "# A {/*a*/}\n", True),
        ("a.md", "\nimport A from './a'\n", True),
        ("a.md", "```js\nimport A from './a'\n```\n", False),
        ("a.md", "import taxes from abroad", False),
        ("a.md", "# A {#a}\n", False),
    ],
)
def test_mdx_is_told_by_ending_or_content(path: str, text: str, expected: bool) -> None:
    assert is_mdx(path, text) is expected


MARKUP = (
    "`¦~¦{¦}¦<¦>¦%¦/¦*¦#¦!¦-¦:¦=¦ ¦\n¦\t¦\\¦\"¦'¦a¦$¦{{<¦>}}¦{{% ¦%}}¦<!--¦-->¦<A¦</A>¦{#¦```\n¦/>¦{/*¦"
    "*/}¦{{< a >}}¦{{< /a >}}¦{% raw %}¦{% endraw %}¦import a from 'b'\n¦\ue000¦é¦你"
)
PIECES = st.sampled_from(MARKUP.split("¦"))


@given(st.lists(PIECES, max_size=40).map("".join), st.booleans())
def test_masking_keeps_every_offset(text: str, mdx: bool) -> None:
    masked = mask(text, mdx)
    assert len(masked.text) == len(text)
    assert [at for at, each in enumerate(masked.text) if each == "\n"] == [
        at for at, each in enumerate(text) if each == "\n"
    ]
    assert [at for at, each in enumerate(masked.text) if each == MASK_START] == list(masked.masks)
    at = 0
    for start, each in masked.masks.items():
        assert at <= start == each.start < each.end
        at = each.end
        assert all(start <= first <= last <= each.end for _, _, first, last in each.attributes)
