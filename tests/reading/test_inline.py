"""The inline parser: each construct, exact offsets, prose, masks, and input made to be slow."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trcheck.model import GLUE, Attribute, Span
from trcheck.reading.inline import Definition, Inline, InlineContext, parse_html, parse_inline
from trcheck.reading.mask import MASK_FILL, MASK_START, Mask

G = "·"
"""Stands for GLUE in expectations."""

DEFINITIONS = {"DOCS": Definition("/docs/", "All of it"), "说明": Definition("/shuoming/")}


def context(text: str, *masks: Mask, math: bool = False) -> InlineContext:
    masked = text
    for mask in masks:
        length = mask.end - mask.start
        masked = masked[: mask.start] + MASK_START + MASK_FILL * (length - 1) + masked[mask.end :]
    return InlineContext(text, masked, {mask.start: mask for mask in masks}, DEFINITIONS, {"1", "nota"}, math)


def parse(text: str, *masks: Mask, math: bool = False) -> Inline:
    ends = [match.start() for match in re.finditer("\n", text)] + [len(text)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return parse_inline(context(text, *masks, math=math), list(zip(starts, ends, strict=True)))


def prose(text: str, *masks: Mask, math: bool = False) -> str:
    return parse(text, *masks, math=math).prose.replace(GLUE, G)


def only(text: str, *masks: Mask, math: bool = False) -> Span:
    (span,) = parse(text, *masks, math=math).spans
    return span


def test_plain_text_is_its_own_prose() -> None:
    assert parse("Nothing here: (a) b, c.\nSecond line") == ("Nothing here: (a) b, c.\nSecond line", ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b)", Span("link", 0, 6, "a", "b", "inline")),
        ("[a](<b c> 'd')", Span("link", 0, 14, "a", "b c", "inline", title="d")),
        ('[a](b(c) "d \\"e\\"")', Span("link", 0, 19, "a", "b(c)", "inline", title='d "e"')),
        ("[a](/?b&amp;c\\_d%20)", Span("link", 0, 20, "a", "/?b&c_d%20", "inline")),
        ("[]()", Span("link", 0, 4, "", "", "inline")),
        ("[the docs][Docs]", Span("link", 0, 16, "the docs", "/docs/", "reference", "Docs", "All of it")),
        ("[docs][]", Span("link", 0, 8, "docs", "/docs/", "reference", "docs", "All of it")),
        ("[说明]", Span("link", 0, 4, "说明", "/shuoming/", "reference", "说明")),
        ('![a *b*](c.png "d")', Span("image", 0, 19, "a b", "c.png", "inline", title="d")),
        ("![x][docs]", Span("image", 0, 10, "x", "/docs/", "reference", "docs", "All of it")),
        ("<https://a.example/b>", Span("link", 0, 21, "https://a.example/b", "https://a.example/b", "autolink")),
        ("<me@a.example>", Span("link", 0, 14, "me@a.example", "mailto:me@a.example", "autolink")),
        ("``a ` b``", Span("code", 0, 9, "a ` b")),
        ("` `` `", Span("code", 0, 6, "``")),
        ("`a\n  b`", Span("code", 0, 7, "a b")),
        ("[^nota]", Span("footnote", 0, 7, target="nota")),
        ("~~gone~~", Span("strikethrough", 0, 8, "gone")),
        ("_a_", Span("emphasis", 0, 3, "a")),
        ("__a\nb__", Span("strong", 0, 7, "a b")),
        ("<br>", Span("html", 0, 4, "br", style="empty")),
        ("</B>", Span("html", 0, 4, "b", style="close")),
        ("<kbd >", Span("html", 0, 6, "kbd", style="open")),
        ("<a href='b'>c <b", Span("link", 0, 12, "", "b", "html", attributes=(Attribute("href", "b", 9, 10),))),
    ],
)
def test_one_span(text: str, expected: Span) -> None:
    assert only(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[a] (b)",
        "[a](b c)",
        "[a][nowhere]",
        "[[a]]",
        "［a］(b)",
        "[^2]",
        "`a``",
        "~a~ ~~~a~~~",
        "** a **",
        "snake_case_name",
        "**“你好”**世界",
        "中文**（注）**中文",
        "a < b > c",
        '<1a> <a b="c>',
        "$5 to $10",
        "me@a.example",
        "xhttps://a.example",
        "https://",
        "&nosuch; & &amp",
        "![a]",
    ],
)
def test_what_does_not_parse_stays_in_the_prose(text: str) -> None:
    assert parse(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**L**og", "··L··og"),
        ("C\\# \\*a", "C·# ·*a"),
        ("a [b c](d) e", "a  b c     e"),
        ("a ![b](c) d", "a         d"),
        ("a `b` c", "a     c"),
        ("a<br>b<!-- *c* -->d", "a    b            d"),
        ("caf&eacute; **", "caf         **"),
        ("见https://a.example/b。完", "见                   。完"),
        ("(https://a.example/b_(c)).", "(                       )."),
        ("[https://a.example](b)", " " * 22),
        ("a\\\nb", "a \nb"),
        ("参阅**[说明](x)**和*注*。", "参阅** 说明    **和·注·。"),
        ("[![a](b)](c)", " " * 12),
        ("~~a~~ [x] y", "··a·· [x] y"),
    ],
)
def test_prose(text: str, expected: str) -> None:
    assert prose(text) == expected


def test_chinese_emphasis_closes_next_to_words_and_not_next_to_quotes() -> None:
    assert only("请看**重点**内容") == Span("strong", 2, 8, "重点")
    assert parse("请看**“重点”**内容").spans == ()
    assert only("请看 **“重点”** 内容") == Span("strong", 3, 11, "“重点”")


def test_spans_are_nested_and_ordered() -> None:
    assert parse("**a [b *c*](d)** `e`").spans == (
        Span("strong", 0, 16, "a b c"),
        Span("link", 4, 14, "b c", "d", "inline"),
        Span("emphasis", 7, 10, "c"),
        Span("code", 17, 20, "e"),
    )


def test_readable_text_decodes_and_folds() -> None:
    assert only("[a &amp;\n\\*b\\*  &#x4e2d;](c)").text == "a & *b* 中"
    assert parse("[`x` <b>y</b><br>z ![w](v)](c)").spans[0].text == "x y z"


def test_image_holds_no_spans_of_its_own() -> None:
    assert only("![a `b` [c](d) *e*](f)") == Span("image", 0, 22, "a b c e", "f", "inline")


def test_image_in_a_link() -> None:
    assert parse("[![a](b) c](d)").spans == (
        Span("link", 0, 14, "c", "d", "inline"),
        Span("image", 1, 8, "a", "b", "inline"),
    )


def test_link_around_a_link_is_text() -> None:
    assert only("[a [b](c) d](e)") == Span("link", 3, 9, "b", "c", "inline")


def test_html_links_and_images() -> None:
    text = '<a\n href="/b?c&amp;d" title=e>f *g*</a> <img src=h.png alt="i  j"/> <a id="k"></a>'
    link, emphasis, image, opening, closing = parse(text).spans
    assert (link.kind, link.text, link.target, link.title, link.style) == ("link", "f g", "/b?c&d", "e", "html")
    assert text[link.start : link.end].endswith("</a>")
    href = link.attributes[0]
    assert (href.name, href.value, text[href.start : href.end]) == ("href", "/b?c&d", "/b?c&amp;d")
    assert emphasis.text == "g"
    assert (image.kind, image.text, image.target, image.style) == ("image", "i j", "h.png", "html")
    assert (opening.kind, opening.text, opening.style) == ("html", "a", "open")
    assert text[opening.attributes[0].start : opening.attributes[0].end] == "k"
    assert (closing.text, closing.style) == ("a", "close")


def test_bare_addresses() -> None:
    text = "Ve www.a.example/b, **https://c.example/d**; o «http://localhost:80/?e=(f)», 或https://g.example。[x https://h](i)"
    bare = [span for span in parse(text).spans if span.style == "bare"]
    assert [span.target for span in bare] == [
        "www.a.example/b",
        "https://c.example/d",
        "http://localhost:80/?e=(f)",
        "https://g.example",
    ]
    assert all(text[span.start : span.end] == span.text for span in bare)


def test_lines_leave_out_the_prefixes_of_containers() -> None:
    text = "> - one **two\n>   three** [four\n> five](six\n>   'se\n>   ven') end\n"
    lines = [(4, 13), (18, 31), (34, 43), (48, 51), (56, 65)]
    assert [text[slice(*line)] for line in lines] == ["one **two", "three** [four", "five](six", "'se", "ven') end"]
    found = parse_inline(context(text), lines)
    assert found.prose.replace(GLUE, G).split() == ["one", "··two", "three··", "four", "five", "end"]
    assert all(found.prose.index(word) + 4 == text.index(word) for word in ("two", "three", "four", "five", "end"))
    assert len(found.prose) == 65 - 4
    strong, link = found.spans
    assert (strong.text, text[strong.start : strong.end]) == ("two three", "**two\n>   three**")
    assert (link.text, link.target, link.title.split()) == ("four five", "six", ["se", "ven"])
    assert text[link.start] == "["
    assert text[link.end - 1] == ")"


def test_code_over_prefixed_lines() -> None:
    text = "> `a\n> b` c"
    found = parse_inline(context(text), [(2, 4), (7, 11)])
    assert found == (" " * 8 + "c", (Span("code", 2, 9, "a b"),))


def test_bars_in_cells() -> None:
    text = "`a \\| b` c \\| d"
    found = parse_inline(context(text), [(0, len(text))], cell=True)
    assert found.spans == (Span("code", 0, 8, "a | b"),)
    assert found.prose == " " * 8 + f" c {GLUE}| d"


def test_formulas_only_where_the_page_has_them() -> None:
    text = r"$a_1$ and $$b*c*$$, \(d\) \[e\] but $5 to $10"
    found = parse(text, math=True)
    assert [(span.kind, span.text) for span in found.spans] == [
        ("math", "a_1"),
        ("math", "b*c*"),
        ("math", "d"),
        ("math", "e"),
    ]
    assert found.prose.split() == ["and", ",", "but", "$5", "to", "$10"]
    assert "$a_1$" in prose(text)


def _mask(page: str, part: str, kind: str = "shortcode", **rest: str) -> Mask:
    start = page.index(part)
    return Mask(kind, start, start + len(part), **rest)  # type: ignore[arg-type]


def test_mask_in_running_text() -> None:
    text = 'Use **{{< param "v" >}}** now'
    strong, shortcode = parse(text, _mask(text, '{{< param "v" >}}', name="param")).spans
    assert strong.kind == "strong"
    assert shortcode == Span("shortcode", 6, 23, "param", style="alone")
    assert prose(text, _mask(text, '{{< param "v" >}}')).split() == ["Use", "··", "··", "now"]


def test_mask_in_a_target_is_part_of_the_target() -> None:
    text = '[a]({{< ref "b c" >}}#d "{{% e %}}") <a href="{{ f }}">g</a>'
    masks = [_mask(text, '{{< ref "b c" >}}'), _mask(text, "{{% e %}}"), _mask(text, "{{ f }}")]
    inline, html = parse(text, *masks).spans
    assert (inline.target, inline.title) == ('{{< ref "b c" >}}#d', "{{% e %}}")
    assert (html.target, html.attributes[0].value) == ("{{ f }}", "{{ f }}")


def test_kinds_of_masks() -> None:
    text = "a {b} <C> {/* d */} e"
    masks = [
        _mask(text, "{b}", "expression", text="b"),
        _mask(text, "<C>", "component", name="C", form="open"),
        _mask(text, "{/* d */}", "comment", text="d"),
    ]
    found = parse(text, *masks)
    assert found.spans == (Span("expression", 2, 5, "b"), Span("component", 6, 9, "C", style="open"))
    assert found.prose.split() == ["a", "e"]


def test_masked_html_link_is_a_link() -> None:
    text = "<a href='b'>*c*</a>"
    opening = Mask("component", 0, 12, "a", "open", (Attribute("href", "b", 9, 10),))
    closing = Mask("component", 15, 19, "a", "close")
    link = parse(text, opening, closing).spans[0]
    assert (link.kind, link.start, link.end, link.text, link.target, link.style) == ("link", 0, 19, "c", "b", "html")


def test_rest_of_a_mask_is_no_prose() -> None:
    text = "a" + MASK_FILL * 3 + "\n" + MASK_FILL + "b"
    assert prose(text) == "a   \n b"


def test_raw_html() -> None:
    text = (
        "x\n<div class=y>\n*no* [md](z) <a href=w>v</a>\n<script>if (a < b) {}</script>\n<img src=u alt=t> &lt;</div>"
    )
    found = parse_html(context(text), 2, len(text))
    assert found.prose.split() == ["*no*", "[md](z)", "v"]
    assert len(found.prose) == len(text) - 2
    assert [(span.kind, span.text, span.style, text[span.start : span.end][:4]) for span in found.spans] == [
        ("html", "div", "open", "<div"),
        ("link", "v", "html", "<a h"),
        ("html", "script", "open", "<scr"),
        ("html", "script", "close", "</sc"),
        ("image", "t", "html", "<img"),
        ("html", "div", "close", "</di"),
    ]
    (attribute,) = found.spans[0].attributes
    assert text[attribute.start : attribute.end] == attribute.value == "y"


def test_unclosed_script_hides_the_rest() -> None:
    assert parse_html(context("a <style> b { }"), 0, 15).prose.split() == ["a"]


_ATOMS = [
    *"*_[]()!<>`\\&;\"'$ \n.a“中",
    *("**", "~~", "![", "](", "](/x)", "[docs]", "[^1]", "``", "<b>", "<a href=x>", "</a>", "<x:y>", "&amp;", "word"),
    *("https://a.example/", "www.a.example", "<!-- a -->", MASK_START + MASK_FILL),
]
_OPENING = {
    "link": ("[", "<", "https://", "www."),
    "image": ("![",),
    "code": ("`",),
    "html": ("<",),
    "footnote": ("[^",),
    "math": ("$", "\\"),
    "strong": ("**", "__"),
    "emphasis": ("*", "_"),
    "strikethrough": ("~~",),
}
_CLOSING = {
    "image": (")", "]"),
    "code": ("`",),
    "html": (">",),
    "footnote": ("]",),
    "math": ("$", ")", "]"),
    "strong": ("**", "__"),
    "emphasis": ("*", "_"),
    "strikethrough": ("~~",),
}


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_ATOMS), max_size=24).map("".join), st.booleans())
def test_offsets_and_prose_hold_on_generated_text(text: str, math: bool) -> None:
    text = "> " + text.replace("\n", "\n> ")
    lines = [(match.start(1), match.end(1)) for match in re.finditer(r"> (.*)", text)]
    found = parse_inline(context(text, math=math), lines)
    assert len(found.prose) == len(text) - 2
    for character, original in zip(found.prose, text[2:], strict=True):
        assert character in (original, " ", GLUE)
    assert not {MASK_START, MASK_FILL} & set(found.prose)
    for span in found.spans:
        written = text[span.start : span.end]
        assert written.startswith(_OPENING[span.kind])
        if span.style != "bare":
            assert written.endswith(_CLOSING.get(span.kind, (")", "]", ">")))
    assert list(found.spans) == sorted(found.spans, key=lambda span: (span.start, -span.end))


@pytest.mark.parametrize(
    "text",
    [
        *(
            unit * (100_000 // len(unit))
            for unit in (
                *("[", "![", "](", "*", "_a", "*a ", "a*", "*a **b ", "~~a", "<", "<a ", "<a b='<a b=\"", "<a b=c "),
                *(
                    "<!--",
                    "<?",
                    "<![CDATA[",
                    "&",
                    "&a",
                    "\\",
                    "$a",
                    "$$a",
                    "\\(",
                    "[a](",
                    "[a](((",
                    "[a](<b",
                    '[a](b "',
                ),
                *("[a](b '", "[a](b)", "![[]()", "[a][", "[[a]]", "[^a", "https://", "https://a).", "<a href=x>", "`"),
            )
        ),
        "".join("`" * length + "a" for length in range(450)),
        "[" * 33_000 + "a" + "](b)" * 16_000,
        "![" * 25_000 + "[a](b)" * 8_000,
        "*a " * 16_000 + "b*" * 16_000,
        "*" * 50_000 + "a" + "*" * 50_000,
        "[" * 50_000 + "]" * 50_000,
        ("<a" + " b" * 99) * 500,
        "<a href=x>" * 5_000 + "</a>" * 5_000,
    ],
    ids=lambda text: repr(text[:12]) if isinstance(text, str) else None,
)
def test_hostile_input_is_read_in_linear_time(text: str) -> None:
    """Each takes well under a second; with quadratic behaviour it would take minutes."""
    everything = context(text, math=True)
    assert len(parse_inline(everything, [(0, len(text))]).prose) == len(text)
    assert len(parse_html(everything, 0, len(text)).prose) == len(text)
