"""Which characters are odd where, and what the page looks like without them."""

import pytest

from trcheck.reading.reader import parse
from trcheck.text.characters import Odd, look_alikes, odd_characters

MENDED = [
    ("en", "at\u00a0 the pier.\u00a0", "at the pier."),
    ("en", "a\u0008b\u00adc\u200bd\ufeffe", "abcde"),
    ("es", "la\u00a0puerta", "la puerta"),
    ("es", "##\u00a0Precios", "## Precios"),
    ("es", "uno\u200d dos", "uno dos"),
    ("zh", "中文。\u3000\n\n中文", "中文。\n\n中文"),
    ("ko", "항구\u3000마당", "항구 마당"),
    ("zh", "问 \u0421aptain 和 \u039aate", "问 Captain 和 Kate"),
    ("uk", "Cесія F\u0435rry", "Сесія Ferry"),
]

AT_HOME = [
    ("fr", "Prêts\u00a0? «\u00a0oui\u00a0» un\u00a0mot 1\u202f000"),
    ("de", "10\u00a0km, z.\u00a0B. 2024\u00a0– 2025"),
    ("fa", "می\u200cخواهم \u200e(x)\u200e"),
    ("hi", "क्\u200dष 👩\u200d✈️"),
    ("th", "เรา\u200bต้อง"),
    ("ja", "\u3000準備？\u3000はい"),
    ("zh", "**“甲”\u200b**字"),
    ("en", "│\u00a0\u00a0 ├── x"),
    ("es", "| a\u00a0 | b |\n| --- | --- |\n| c | d\u00a0|\n"),
    ("en", "The mark \ufffd stands for lost text."),
    ("en", "Δt, µs, kΩ, αβ"),
    ("ru", "JSONа TCPов API-шный podа"),
]


def found(text: str, language: str, source: str = "") -> list[Odd]:
    document, other = parse(text, "page.md", language), parse(source, "source.md", "en") if source else None
    return [*odd_characters(document, other), *look_alikes(document, other)]


@pytest.mark.parametrize(("language", "text", "mended"), MENDED)
def test_odd_characters_are_mended(language: str, text: str, mended: str) -> None:
    fixed = text
    for odd in reversed(found(text, language)):
        assert odd.fix is not None
        fixed = fixed[: odd.start] + odd.fix + fixed[odd.end :]
    assert fixed == mended


@pytest.mark.parametrize(("language", "text"), AT_HOME)
def test_characters_that_do_their_work_are_left_alone(language: str, text: str) -> None:
    assert found(text, language) == []


def test_lost_text_has_no_fix() -> None:
    assert [odd.fix for odd in found("un caf\ufffd\ufffd", "fr")] == [None]


def test_what_the_source_has_in_the_same_place_is_its_own() -> None:
    assert found("x a\u200bb p\u0430ssword y", "es", "z a\u200bb p\u0430ssword w") == []


def test_heading_and_item_that_a_special_blank_breaks_are_named() -> None:
    assert [odd.breaks for odd in found("##\u00a0A\n\n-\u00a0b\n\n-\u00a05\n", "fr")] == ["heading", "list item"]
    assert found("```\n-\u00a0b\n```\n", "fr") == []
