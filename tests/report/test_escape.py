"""Nothing that a page holds may steer the terminal on which the report is read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trcheck.report.escape import json_visible, one_line, visible

STEERING = [*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *"\u202a\u202e\u2066\u2069\u200f\u2028\ufeff\ud800"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain 文字 ñ 🎉", "plain 文字 ñ 🎉"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b31m", "\\x9b31m"),
        ("a\rb", "a\\x0db"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("\U000e0041", "\\U000e0041"),
        ("half \ud800", "half \\ud800"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
    ],
)
def test_steering_characters_are_shown_as_escapes(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_one_line_stays_on_one_line() -> None:
    assert one_line("a\nb\tc\r\nd") == "a b c\\x0d d"


@given(st.text(st.sampled_from(STEERING) | st.characters()))
def test_no_steering_character_is_left(text: str) -> None:
    assert not set(one_line(text)).intersection(STEERING)


@given(st.text(st.sampled_from(STEERING) | st.characters(), max_size=50))
def test_escaped_json_means_the_same(text: str) -> None:
    escaped = json_visible(json.dumps([text], ensure_ascii=False))
    assert json.loads(escaped) == [text]
    assert not set(escaped).intersection(STEERING)
