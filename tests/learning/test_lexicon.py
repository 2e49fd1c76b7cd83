"""What is learned of words and names: facts of one pair of pages, and the forms that their sum gives."""

from __future__ import annotations

from collections import Counter

import pytest

from trcheck.alignment.align import align
from trcheck.learning.lexicon import observe_words
from trcheck.reading.reader import parse
from trcheck.text.lexicon import JOINED, KEPT, PAGES, PAIR, SOURCE, TARGET, Lexicon, source_words, target_units

ENGLISH = """# Brokers

The broker keeps every letter.

A letter waits at the broker for a day.

Ask the broker in the morning, not the clerk.

The clerk sleeps.
"""
SPANISH = """# Corredores

El corredor guarda cada carta.

Una carta espera un día en el corredor.

Pregunta al corredor por la mañana, no al clerk.

El clerk duerme.
"""
CHINESE = """# 代理人

代理人保存每封信件。

信件在代理人处等待一天。

早上去问代理人，不要问 clerk。

clerk 在睡觉。
"""


def observed(translation: str, language: str) -> dict[str, Counter[str]]:
    return observe_words(align(parse(ENGLISH, "en.md", "en"), parse(translation, "to.md", language)))


def lexicon(translation: str, language: str, pages: int = 3) -> Lexicon:
    once = observed(translation, language)
    return Lexicon({topic: Counter({key: n * pages for key, n in facts.items()}) for topic, facts in once.items()})


def test_a_page_gives_blocks_by_word_and_by_what_goes_with_it() -> None:
    facts = observed(SPANISH, "es")
    assert facts[SOURCE]["broker"] == 3
    assert facts[PAIR][f"broker{JOINED}corredor"] == 3
    assert facts[PAGES][f"broker{JOINED}corredor"] == 1
    assert facts[TARGET]["corredor"] == 3
    assert (facts[SOURCE]["clerk"], facts[KEPT]["clerk"]) == (2, 2)
    assert "morning" not in facts[SOURCE]  # stands in one block


@pytest.mark.parametrize(
    ("translation", "language", "word", "form"),
    [(SPANISH, "es", "Broker", "corredor"), (CHINESE, "zh", "broker", "代理人"), (CHINESE, "zh", "letter", "信件")],
)
def test_the_sum_gives_the_form_of_a_word(translation: str, language: str, word: str, form: str) -> None:
    found = lexicon(translation, language).forms(word)
    assert [each.text for each in found] == [form]
    assert found[0].certainty > 0.8


@pytest.mark.parametrize(("translation", "language"), [(SPANISH, "es"), (CHINESE, "zh")])
def test_a_word_that_is_kept_has_no_form(translation: str, language: str) -> None:
    learned = lexicon(translation, language)
    assert learned.kept("clerk") == (6, 6)
    assert learned.forms("clerk") == ()


def test_one_page_is_too_little_to_learn_from() -> None:
    assert lexicon(SPANISH, "es", pages=1).forms("broker") == ()


def test_a_unit_belongs_to_the_word_that_it_goes_with_best() -> None:
    facts = {
        SOURCE: Counter({"mesh": 10, "sidecar": 6}),
        TARGET: Counter({"malla": 10}),
        PAIR: Counter({f"mesh{JOINED}malla": 10, f"sidecar{JOINED}malla": 6}),
        PAGES: Counter({f"mesh{JOINED}malla": 4, f"sidecar{JOINED}malla": 3}),
    }
    assert [form.text for form in Lexicon(facts).forms("mesh")] == ["malla"]
    assert Lexicon(facts).forms("sidecar") == ()


def test_words_of_the_source_are_content_words_and_two_in_a_row() -> None:
    assert source_words("The control plane of Lumora’s broker", "en") == [
        "control",
        "plane",
        "control plane",
        "lumora",
        "broker",
        "lumora broker",
    ]


def test_units_of_the_translation() -> None:
    assert target_units("el plano de control", "es") == {"plano", "plano de control", "control"}
    assert target_units("控制面", "zh") == {"控制", "制面", "控制面"}
    assert target_units("ケルピーは速い", "ja") == {"ケルピー"}
