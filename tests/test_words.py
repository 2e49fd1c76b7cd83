"""Words, names and slips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from trcheck.model import GLUE
from trcheck.text.words import compounds, edits, find_word, fold, slip, words

LETTERS = st.text("abcdeéñ", min_size=1, max_size=7)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One, two — three!", ["One", "two", "three"]),
        ("La señal número 3 llegó.", ["La", "señal", "número", "llegó"]),
        ("Привіт, світе", ["Привіт", "світе"]),
        ("配置 Router 和 broker。", ["Router", "broker"]),
        ("open-source, it’s, l'eau", ["open", "source", "it", "s", "l", "eau"]),
        ("isn't doesn’t can't", []),
        ("v2 x86 snake_case a/b me@host $HOME --flag=on 50% #tag", []),
        ("tripu\u200blación si\u00adn puer\ufffda y fin", ["y", "fin"]),
        ("see config.yaml, std::io and end.", ["see", "and", "end"]),
        (f"{GLUE}{GLUE}L{GLUE}{GLUE}og and {GLUE}{GLUE}bold words{GLUE}{GLUE}!", ["and", "bold", "words"]),
    ],
)
def test_words_are_letters_that_touch_no_code(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_time_grows_with_the_text_alone() -> None:
    assert words("a" * 2_000_000 + "/") == []
    assert list(compounds("a-" * 1_000_000 + "/")) == []


@pytest.mark.parametrize(
    ("text", "at"),
    [("a router", 2), ("subrouter, router", 11), ("sub-router", -1), ("router-less router", 12), ("routers", -1)],
)
def test_a_word_is_found_where_it_stands_alone(text: str, at: int) -> None:
    assert find_word("router", text) == at


@pytest.mark.parametrize(
    ("wrong", "right", "kind"),
    [
        ("reocgnized", "recognized", "swap"),
        ("casette", "cassette", "double"),
        ("commmon", "common", "double"),
        ("tambien", "también", "accent"),
        ("eatly", "early", "letter"),
        ("erly", "early", "letter"),
        ("routers", "router", "ending"),
        ("rutas", "rutes", "ending"),
        ("tokens", "tokenes", "letter"),  # a vowel is missing: no form
        ("rutaq", "rutas", "letter"),  # no form ends like that
        ("estacao", "estação", "accent"),
        ("servicko", "servicio", "letter"),
        ("route", "route", None),
        ("rotue", "route", "swap"),
        ("ruote", "routes", None),
        ("a", "bcd", None),
    ],
)
def test_slips_are_told_apart(wrong: str, right: str, kind: str | None) -> None:
    found = slip(wrong, right)
    assert (found.kind if found else None) == kind


@given(LETTERS, LETTERS)
def test_a_slip_is_a_distance_of_one(wrong: str, right: str) -> None:
    assert (slip(wrong, right) is not None) == (OSA.distance(wrong, right) == 1)


@given(LETTERS, LETTERS)
def test_edits_are_all_words_one_slip_away(word: str, other: str) -> None:
    assert (other in edits(word, "éñ")) == (OSA.distance(word, other) == 1)


def test_folding_leaves_letters_without_diacritics() -> None:
    assert fold("ÁRBOL") == "arbol"
    assert fold("Größe") == "große"
