"""Findings: their order, what makes two of them one, and the fingerprint that outlives a move."""

from dataclasses import replace

from trcheck.finding import TEXT_LIMIT, Finding, at_least, count, excerpt, in_order
from trcheck.model import Document
from trcheck.reading.reader import parse

PAGE = "# Title\n\nFirst paragraph\nwith two lines.\n\n- one\n- two [link](x)\n"


def finding(document: Document, word: str, message: str = "wrong", **changes: object) -> Finding:
    start = document.text.index(word)
    made = Finding("typo", "error", excerpt(document, start, start + len(word)), message)
    return replace(made, **changes)  # type: ignore[arg-type]


def test_excerpt_is_the_block_around_a_place() -> None:
    document = parse(PAGE, "a.md", "es")
    start = PAGE.index("two lines")
    found = excerpt(document, start, start + 3)
    assert found.text == "First paragraph\nwith two lines."
    assert (found.path, found.language) == ("a.md", "es")
    assert (found.line, found.column, found.end_line, found.end_column) == (4, 6, 4, 9)
    assert (found.text_line, found.text_column) == (3, 1)


def test_excerpt_of_a_place_in_a_list_is_the_innermost_block() -> None:
    document = parse(PAGE)
    start = PAGE.index("[link]")
    assert excerpt(document, start, start + 9).text == "two [link](x)"
    first = PAGE.index("- one")
    assert excerpt(document, first, len(PAGE) - 1).text == "- one\n- two [link](x)"


def test_excerpt_outside_of_any_block_is_the_whole_lines() -> None:
    text = "---\ntitle: A title\nweight: 3\n---\n\nText.\n"
    start = text.index("A title")
    assert excerpt(parse(text), start, start + 7).text == "title: A title"
    assert excerpt(parse(text), len(text), len(text)).text == ""


def test_excerpt_of_a_section_is_the_section() -> None:
    text = "# A\n\none\n\n# B\n\ntwo\n"
    start = text.index("# B")
    assert excerpt(parse(text), start, len(text)).text == "# B\n\ntwo"


def test_excerpt_of_a_huge_block_shows_the_place() -> None:
    text = "word " * 5000 + "slip " + "word " * 5000
    start = text.index("slip")
    found = excerpt(parse(text), start, start + 4)
    assert len(found.text) <= TEXT_LIMIT
    assert found.text[found.column - found.text_column :].startswith("slip")


def test_order_is_by_page_and_place() -> None:
    one, two = parse(PAGE, "b.md"), parse(PAGE, "a.md")
    found = in_order([finding(one, "two"), finding(one, "First"), finding(two, "one")])
    assert [(entry.path, entry.place.line) for entry in found] == [("a.md", 6), ("b.md", 3), ("b.md", 4)]


def test_the_same_finding_twice_is_one() -> None:
    document = parse(PAGE)
    other = finding(document, "First", "something else")
    found = in_order([finding(document, "First", key="a"), finding(document, "First", key="b"), other])
    assert [(entry.message, entry.key) for entry in found] == [("something else", ""), ("wrong", "a")]


def test_fingerprint_stays_when_lines_around_it_move() -> None:
    before = in_order([finding(parse(PAGE), "two lines")])[0]
    moved = PAGE.replace("# Title\n", "# Another title\n\nNew paragraph.\n").replace("with two", "with   two")
    after = in_order([finding(parse(moved), "two lines")])[0]
    assert before.place.line != after.place.line
    assert before.fingerprint == after.fingerprint
    assert len(before.fingerprint) == 16


def test_fingerprint_tells_findings_apart() -> None:
    document = parse(PAGE)
    twins = [finding(document, "one"), finding(document, "two [")]
    same_block = "slip and slip\n"
    alike = parse(same_block)
    doubles = [
        Finding("typo", "error", excerpt(alike, start, start + 4), "wrong") for start in (0, same_block.rindex("slip"))
    ]
    others = [
        finding(document, "First"),
        finding(document, "First", key="other"),
        finding(document, "First", rule="name"),
        finding(parse(PAGE, "b.md"), "First"),
    ]
    prints = [in_order([entry])[0].fingerprint for entry in others] + [
        entry.fingerprint for group in (twins, doubles) for entry in in_order(group)
    ]
    assert len(set(prints)) == len(prints)


def test_fingerprint_goes_by_the_key_where_there_is_one() -> None:
    document = parse(PAGE)
    one, two = (in_order([finding(document, "First", message, key="k")])[0] for message in ("3 of 10", "4 of 11"))
    assert one.fingerprint == two.fingerprint


def test_counts() -> None:
    document = parse(PAGE)
    assert count([finding(document, "one"), finding(document, "two", severity="info")]) == {
        "error": 1,
        "warning": 0,
        "info": 1,
    }
    assert at_least("warning") == ("error", "warning")
