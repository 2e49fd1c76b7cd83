"""What of a translation is still in the source's language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trcheck.text.foreign import Leftovers, function_words

LAMP = "The lamp is lit at dusk, and it must not go out before the sun is up."


def left(text: str, language: str, source: str = "en", sources: tuple[str, ...] = (LAMP,)) -> list[str]:
    return [text[found.start : found.end] for found in Leftovers(sources, source, language).find(text, ())]


def test_a_sentence_of_the_source_is_found_in_a_translated_block() -> None:
    assert left(f"Es de noche. {LAMP} Duerme.", "es") == [LAMP]
    assert left("Es de noche. La lámpara no debe apagarse antes de que salga el sol.", "es") == []


def test_a_word_or_two_may_differ() -> None:
    assert left("The lamp is lit at night, and it must not go out before the sun is up.", "es") == [
        "The lamp is lit at night, and it must not go out before the sun is up."
    ]


def test_what_the_source_does_not_say_is_found_by_its_script_alone() -> None:
    sentence = "Nobody knows what the keeper of the tower has seen."
    assert left(sentence, "es") == []
    assert left(f"天黑了。{sentence}", "zh") == [sentence]
    assert left(f"Стемніло. {sentence}", "uk") == [sentence]


def test_titles_names_and_rows_of_terms_are_no_sentences() -> None:
    for text in (
        "Set Sail With the Lantern and Be Home for the Tea",
        "Ada Quill (Lantern Works)",
        "red, green, blue, gold",
    ):
        assert left(f"{text}。", "zh", sources=(text,)) == []
        assert left(text, "es", sources=(text,)) == []


def test_exempt_ranges_do_not_count() -> None:
    leftovers = Leftovers([LAMP], "en", "es")
    assert leftovers.find(LAMP, [range(len(LAMP))]) == []


def test_share_is_that_of_the_text_which_counts() -> None:
    text = f"{LAMP} Duerme."
    assert [round(found.share, 2) for found in Leftovers([LAMP], "en", "es").find(text, ())] == [0.88]
    assert [found.share for found in Leftovers([LAMP], "en", "es").find(text, [range(len(LAMP), len(text))])] == [1]


@pytest.mark.parametrize(
    ("source", "language", "text", "expected"),
    [
        ("zh", "en", "黄昏", True),
        ("zh", "en", "Dusk 黄昏", False),
        ("zh", "ja", "概要", False),
        ("ja", "zh", "設定の追加", True),
        ("en", "zh", "Dusk", False),
        ("en", "es", "Dusk", False),
    ],
)
def test_letters_tell_a_language_where_only_one_of_the_two_has_them(
    source: str, language: str, text: str, expected: bool
) -> None:
    assert Leftovers((), source, language).by_script(text) is expected


def test_origin_is_the_text_that_has_most_of_a_stretch() -> None:
    leftovers = Leftovers(["The lamp is lit.", LAMP], "en", "es")
    assert leftovers.origin(LAMP) == 1
    assert leftovers.origin("Nobody knows what it was.") is None


def test_function_words_are_those_of_the_language_of_a_tag() -> None:
    assert "não" in function_words("pt-br")
    assert function_words("tlh") == frozenset()


@given(st.text(), st.sampled_from(["es", "zh", "ja", "uk"]), st.sampled_from(["en", "zh", "ja"]))
def test_stretches_lie_within_the_text(text: str, language: str, source: str) -> None:
    for found in Leftovers([LAMP, text], source, language).find(f"{text} {LAMP}", ()):
        assert 0 <= found.start < found.end <= len(text) + 1 + len(LAMP)
