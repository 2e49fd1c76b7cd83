"""Names in running text, and when a word is one of them misspelled."""

from __future__ import annotations

import pytest

from trcheck.model import GLUE
from trcheck.text.names import misspells, mistaken_part, names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mara Lindqvist and Tomas Okafor", ["Mara Lindqvist", "Tomas Okafor"]),
        ("由 Mara Lindqvist 和 Kelpie 主持", ["Mara Lindqvist", "Kelpie"]),
        ("Mara\nLindqvist", ["Mara Lindqvist"]),
        ("Mara      Lindqvist", ["Mara", "Lindqvist"]),
        ("Anne-Lise O'Hara’s KelpieDay", ["Anne-Lise O'Hara’s KelpieDay"]),
        ("Élodie Ørsted", ["Élodie Ørsted"]),
        (f"{GLUE}{GLUE}Mara Lindqvist{GLUE}{GLUE}: L{GLUE}og", ["Mara Lindqvist"]),
        ("iPhone K8s Foo_bar path/To .Net", []),
    ],
)
def test_names_are_runs_of_capitalised_words(text: str, found: list[str]) -> None:
    assert [name.text for name in names(text)] == found


def test_a_name_knows_its_place() -> None:
    text = "said Mara\nLindqvist."
    (name,) = names(text)
    assert text[name.start : name.end] == "Mara\nLindqvist"


def test_time_grows_with_the_text_alone() -> None:
    assert names("A" * 2_000_000 + "/") == []
    assert len(names("Ab " * 300_000)[0].parts) == 300_000


@pytest.mark.parametrize(
    ("wrong", "right", "language"),
    [
        ("Lindqivst", "Lindqvist", "es"),
        ("Kellpie", "Kelpie", "es"),
        ("Matix", "Mattix", "zh"),
        ("Faetherstonhaugh", "Featherstonehaugh", "es"),  # two slips in a long name
        ("Kelpia", "Kelpie", "zh"),  # names have no endings there
    ],
)
def test_a_slip_is_told(wrong: str, right: str, language: str) -> None:
    assert misspells(wrong, right, language)


@pytest.mark.parametrize(
    ("wrong", "right", "language"),
    [
        ("Harborlinen", "Harborline", "fi"),  # an ending
        ("Kelpies", "Kelpie", "zh"),  # a plural
        ("Inés", "Ines", "es"),  # an accent
        ("Lumoras", "Lumora’s", "de"),  # a genitive
        ("Okoro", "Okafor", "es"),  # another name
        ("Kelp", "Help", "es"),  # too short to tell
        ("Featherstonehaughin", "Featherstonehaugh", "fi"),
        ("A" * 500, "A" * 501, "es"),
    ],
)
def test_other_forms_and_other_names_are_no_slips(wrong: str, right: str, language: str) -> None:
    assert not misspells(wrong, right, language)


@pytest.mark.parametrize(
    ("name", "meant", "part"),
    [
        ("Ivo Mra", "Ivo Mar", ("Mra", "Mar")),
        ("Reed Okafor", "Red Okafor", ("Reed", "Red")),
        ("Ivo Mare", "Ivo Mar", None),  # an ending
        ("Mra", "Mar", None),  # nothing beside it
        ("Tomas Okafro", "Tomas Okafor", None),  # long enough by itself
        ("Ivo Mra", "Eva Mar", None),
    ],
)
def test_a_short_word_is_known_by_its_fellows(name: str, meant: str, part: tuple[str, str] | None) -> None:
    assert mistaken_part(names(name)[0], names(meant)[0]) == part
