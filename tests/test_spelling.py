"""Which word was meant by one that no dictionary has, by what stands around it."""

import pytest

from trcheck.text.dictionary import Dictionaries
from trcheck.text.spelling import Usage, corrections
from trcheck.text.wrong_words import wrong_script, wrong_words

LEXICON = Dictionaries()


def corrected(word: str, language: str, here: str = "", is_name: bool = False, **pages: int) -> list[str]:
    usage = Usage(dict.fromkeys((word, *here.split()), 1), {}, {word: 1, **dict.fromkeys(here.split(), 1), **pages})
    return corrections(word, language, LEXICON, usage, is_name)[:1]


@pytest.mark.parametrize(
    ("word", "language", "here", "right"),
    [
        ("tambien", "es", "", ["también"]),  # an accent is enough
        ("tambieén", "es", "tambien tambièn", ["también"]),  # and other slips of the word are no forms of a new one
        ("reveiw", "en", "", ["review"]),  # fingers swap
        ("kettlr", "en", "", []),  # an ending is none
        ("vecto", "es", "vector", []),
        ("decastore", "en", "", []),  # hardly anybody uses the word that is near
        ("decastore", "en", "decastere", ["decastere"]),  # but the page does
        ("brokre", "en", "broker", ["broker"]),
    ],
)
def test_what_stands_on_the_page_and_how_fingers_slip_decide(
    word: str, language: str, here: str, right: list[str]
) -> None:
    assert corrected(word, language, here) == right


def test_a_word_on_several_pages_is_vocabulary_unless_many_more_have_the_right_one() -> None:
    assert corrected("brokre", "en", brokre=2, broker=3) == []
    assert corrected("brokre", "en", brokre=2, broker=16) == ["broker"]


def test_a_name_is_corrected_to_a_name_of_the_page_alone() -> None:
    assert corrected("Pavillion", "en", is_name=True) == []
    assert corrected("Pavillion", "en", "Pavilion", is_name=True) == ["pavilion"]


def test_a_page_of_the_other_script_is_none_of_slips() -> None:
    assert [wrong.right for _, wrong in wrong_script(["它被點亮", "请设置"], "zh-CN")] == ["点"]
    assert [wrong.right for _, wrong in wrong_script(["請设定"], "zh-TW")] == ["設"]
    assert wrong_script(["請設定電燈的開關與顏色" * 3], "zh-CN") == []
    assert wrong_script(["點"], "ja") == []


def test_what_would_be_wrong_across_words_is_right_in_them() -> None:
    assert [wrong.right for wrong in wrong_words("Por sí mismo, por si mismo, por si acaso", "es")] == ["sí"]
    assert list(wrong_words("它来自已有的灯，自己经常检查，既使用电池", "zh")) == []
