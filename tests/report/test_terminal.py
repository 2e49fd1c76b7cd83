"""What fits on a terminal, where a Chinese character takes two columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trcheck.report.terminal import Paint, fit, pad, width, window, wrap

TEXT = st.text(st.sampled_from("ab 中文、e\u0301한"), max_size=60)


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("中文", 4), ("e\u0301", 1), ("ｆｕｌｌ", 8), ("", 0)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_fit_cuts_with_an_ellipsis() -> None:
    assert fit("abcdef", 6) == "abcdef"
    assert fit("abcdef", 5) == "abcd…"
    assert fit("中文字", 5) == "中文…"
    assert fit("中文字", 4) == "中…"


@given(TEXT, st.integers(2, 40))
def test_what_is_fitted_and_padded_fills_its_column(text: str, columns: int) -> None:
    assert width(pad(fit(text, columns), columns)) == columns


def test_window_of_a_short_line_is_the_line() -> None:
    assert window("see the guide here", 8, 13, 40) == ("see the guide here", 8, 13)


def test_window_shows_a_place_far_down_a_long_line() -> None:
    line = "word " * 100 + "slip" + " word" * 100
    shown, start, end = window(line, 500, 504, 40)
    assert shown[start:end] == "slip"
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert width(shown) <= 40


@given(TEXT, st.data(), st.integers(20, 60))
def test_window_keeps_the_room_and_the_place(text: str, data: st.DataObject, columns: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown, first, last = window(text, start, end, columns)
    assert width(shown) <= columns
    assert 0 <= first <= last <= len(shown)
    if width(text[start:end]) < columns // 3:
        assert shown[first:last] == text[start:end]


def test_paint_leaves_text_alone_where_there_are_no_colours() -> None:
    assert Paint(colour=False)("text", "red") == "text"
    assert Paint(colour=True)("text", "bold", "red") == "\x1b[1;31mtext\x1b[0m"


def test_wrap_parts_text_at_words() -> None:
    assert wrap("the list is missing: translate it", 12) == ["the list is", "missing:", "translate it"]
    assert wrap("", 12) == [""]


def test_wrap_leaves_addresses_whole() -> None:
    assert wrap("the link to https://example.org/guide/a is missing", 12) == [
        "the link to",
        "https://example.org/guide/a",
        "is missing",
    ]


def test_wrap_parts_wide_text_but_not_from_its_punctuation() -> None:
    assert wrap("the list “第一項、第二項” is missing", 15) == ["the list “第一", "項、第二項” is", "missing"]


@given(TEXT, st.integers(8, 40))
def test_wrapped_text_is_all_there_and_fits(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= columns or " " not in line for line in lines)
