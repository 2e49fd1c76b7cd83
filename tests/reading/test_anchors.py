"""The derived ids of headings, by the documented examples and the code of each generator."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trcheck.reading import anchors
from trcheck.reading.anchors import numbered, slugs


@pytest.mark.parametrize(
    ("dialect", "title", "slug"),
    [
        ("github", "Getting started", "getting-started"),
        ("github", "What's new? (2024)", "whats-new-2024"),
        ("github", "C++ & Rust", "c--rust"),
        ("github", "snake_case -- and dashes", "snake_case----and-dashes"),
        ("github", "A\u00a0hard space", "ahard-space"),
        ("github", "❤ hearts", "-hearts"),
        ("github", "两年回顾：数字", "两年回顾数字"),
        ("github", "Ámbito y Ñandú", "ámbito-y-ñandú"),
        ("github", "हिन्दी में", "हिन्दी-में"),
        ("github", "x² Ⅳ ‿", "x-ⅳ-‿"),
        ("hugo", "What's new? (2024)", "whats-new-2024"),
        ("hugo", "Two--dashes", "two--dashes"),
        ("hugo", "Nice: 真美好", "nice-真美好"),
        ("hugo", "हिन्दी में", "हनद-म"),
        ("hugo", "???", "heading"),
        ("hugo_ascii", "Résumé 神 good", "resume--good"),
        ("hugo_ascii", "真美好", "heading"),
        ("blackfriday", "Let's try this, shall we?", "let-s-try-this-shall-we"),
        ("blackfriday", "main.go_test", "main-go-test"),
        ("blackfriday", "Hello, 世界", "hello-世界"),
        ("python_markdown", "Déjà vu: twice!", "déjà-vu-twice"),
        ("python_markdown", "a - b", "a-b"),
        ("python_markdown", "? first", "first"),
        ("python_markdown", "两年：回顾", "两年回顾"),
        ("python_markdown_ascii", "Déjà vu: twice!", "deja-vu-twice"),
        ("python_markdown_ascii", "两年回顾", "_1"),
        ("python_markdown_ascii", "FastAPI 入门", "fastapi"),
        ("pymdownx", "Testing some_headers ±♠Ω", "testing-some_headers-ω"),
        ("pymdownx", "a & b", "a--b"),
        ("kramdown", "2. The Second-Best Idea!", "the-second-best-idea"),
        ("kramdown", "snake_case", "snakecase"),
        ("kramdown", "Ámbito", "mbito"),
        ("kramdown", "两年回顾", "section"),
        ("vue", "1. Introducción: (qué)", "_1-introduccion-que"),
        ("vue", "C++ & Rust", "c-rust"),
        ("vue", "两年回顾：数字", "两年回顾-数字"),
        ("vue", "两年回顾，数字", "两年回顾-数字"),
        ("vue", "“引号”、顿号", "引号-、顿号"),
    ],
)
def test_dialect(dialect: str, title: str, slug: str) -> None:
    assert getattr(anchors, f"_{dialect}")(title) == slug
    assert slug in slugs(title)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Getting Started", {"getting-started"}),
        (" Install ", {"install"}),
        ("Step 2", {"step-2"}),
        ("2 steps", {"2-steps", "_2-steps", "steps"}),
        ("a_b", {"a_b", "a-b", "ab"}),
        ("", {"heading", "section", "_1"}),
    ],
)
def test_slugs(title: str, expected: set[str]) -> None:
    assert slugs(title) == expected


@given(st.from_regex(r"[A-Za-z][A-Za-z0-9]*( [A-Za-z0-9]+)*", fullmatch=True))
def test_dialects_agree_on_simple_titles(title: str) -> None:
    assert slugs(title) == {derive(title) for derive in anchors._DIALECTS}


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_is_a_short_cut(title: str) -> None:
    assert slugs(title) == {derive(title.strip()) for derive in anchors._DIALECTS} - {""}


@given(st.text())
def test_slugs_of_anything(title: str) -> None:
    found = slugs(title)
    assert found
    assert not any(character in slug for slug in found for character in " \t\n")


def of(*ids: str) -> frozenset[str]:
    return frozenset(ids)


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ([of("a"), of("b")], [of("a"), of("b")]),
        ([of("a"), of("a"), of("a")], [of("a"), of("a-1", "a_1"), of("a-2", "a_2")]),
        ([of("a"), of("a-1"), of("a")], [of("a"), of("a-1"), of("a-1", "a-2", "a_1")]),
        ([of("a_1"), of("a_1")], [of("a_1"), of("a_1-1", "a_2")]),
        ([of("_1"), of("_1"), of("_1")], [of("_1"), of("_1-1", "_2"), of("_1-2", "_3")]),
        ([of("x", "y"), of("x", "z")], [of("x", "y"), of("x-1", "x_1", "z")]),
        ([], []),
    ],
)
def test_numbered(headings: list[frozenset[str]], expected: list[frozenset[str]]) -> None:
    assert numbered(headings) == expected


def test_numbered_many() -> None:
    headings = [of(f"a_{i % 5000}") for i in range(10_000)]
    assert len(frozenset().union(*numbered(headings))) > 10_000
