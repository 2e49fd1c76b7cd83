"""HTML that holds Markdown since it says so."""

from __future__ import annotations

from trcheck.reading.reader import parse


def blocks(text: str) -> list[tuple[str, str]]:
    page = parse(text)
    return [(block.kind, page.text[block.start : block.end]) for block in page.blocks()]


def links(text: str) -> list[str]:
    return [span.target for span in parse(text).spans("link")]


def test_markdown_within_html_is_read() -> None:
    assert links('<div class="box" markdown="1">\nRead the [guide](guide.md).\n</div>\n') == ["guide.md"]


def test_text_may_follow_the_tag_on_its_line() -> None:
    assert links('<div markdown="block">NOTE: see the [guide](guide.md).</div>\n') == ["guide.md"]


def test_an_attribute_without_a_value_is_enough() -> None:
    assert links('<div class="grid" markdown>\n[Guide](guide.md)\n</div>\n') == ["guide.md"]


def test_other_html_stays_raw() -> None:
    for tag in ("<div>", '<div markdown="0">', '<div class="markdown">'):
        assert links(f"{tag}\n[Guide](guide.md)\n</div>\n") == []


def test_raw_html_within_closes_itself_only() -> None:
    page = '<div markdown="1">\n<div>\n<div>[no](no.md)</div>\n</div>\n\n[yes](yes.md)\n</div>\n## After\n'
    assert links(page) == ["yes.md"]
    assert blocks(page)[-1] == ("heading", "## After")


def test_headings_within_begin_sections() -> None:
    page = parse('<div id="top" markdown="1">\n# Title\n\nText.\n\n## Part\n</div>\n')
    assert [section.title for section in page.sections] == ["", "Title", "Part"]
    assert page.anchors == {"top", "title", "part"}


def test_code_that_shows_such_a_tag_is_code() -> None:
    assert blocks('```html\n<div markdown="1">\n```\n') == [("code", '```html\n<div markdown="1">\n```')]
