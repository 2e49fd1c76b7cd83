"""Pages that lost their markup: recognised as such, and read back by the page that has it."""

from pathlib import Path

import pytest

from trcheck.alignment.align import align
from trcheck.alignment.plain import has_lost_markup
from trcheck.reading.reader import parse, read

PAGES = Path(__file__).parents[2] / "fixtures" / "lost-markup"
MARKED = """\
The [map](https://quay.example/map) and the [plan](https://quay.example/plan) hang at the gate.

## Berths

**Every berth** has a number.

## Cranes

Two cranes lift up to nine tons.
"""
PLAIN = """\
El mapa y el plano cuelgan en la puerta.

Atraques

Cada atraque tiene un número.

Grúas

Dos grúas levantan hasta nueve toneladas.
"""


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        (PLAIN, True),
        (PLAIN.replace("\n\n", "\n"), True),
        ("# Muelle\n\n" + PLAIN, True),
        (PLAIN + "\nhttps://quay.example/map\n", True),
        ("```sh\n" + PLAIN + "```\n", False),
        ("Todavía no está traducido.\n", False),
        (PLAIN.replace("Atraques", "## Atraques"), False),
        (PLAIN.replace("mapa", "[mapa](https://quay.example/map)"), False),
        (PLAIN.replace("Cada atraque", "**Cada atraque**"), False),
        (PLAIN.replace("Cada atraque", "** Cada atraque**"), False),
    ],
)
def test_markup_is_lost_when_nearly_all_of_it_is_gone_and_the_words_are_not(text: str, lost: bool) -> None:
    assert has_lost_markup(parse(text, "es.md", "es"), parse(MARKED, "en.md", "en")) is lost


@pytest.mark.parametrize("language", ["es", "zh"])
def test_lines_are_read_as_what_they_stand_for_by_structure_alone(language: str) -> None:
    folder = PAGES / "bad-source"
    aligned = align(read(folder, "page.en.md", "en"), read(folder, f"page.{language}.md", language))
    assert aligned.plain == "source"
    assert [(section.title, section.level) for section in aligned.source.sections] == [
        ("", 0),
        ("The lamp", 2),
        ("The stairs", 2),
        ("Prizes", 2),
        ("What people asked", 2),
    ]
    pictures = [block.text for block in aligned.source.blocks() if block.kind == "image"]
    assert pictures == ["The lighthouse at dawn", "Marta Holm and the lamp"]
    (prizes,) = (block for block in aligned.source.blocks() if block.kind == "list")
    assert [item.text for item in prizes.children] == ["Per Sand: the Silver Bell", "Ida Lund: the Golden Oar"]
    assert [len(unpaired.block.children) for unpaired in aligned.extra("list")] == [4]
    assert not aligned.missing()


def test_what_was_read_back_stands_where_its_line_does() -> None:
    folder = PAGES / "bad-translation"
    aligned = align(read(folder, "page.en.md", "en"), read(folder, "page.es.md", "es"))
    assert aligned.plain == "translation"
    document = aligned.translation
    for block in document.blocks():
        assert document.text[block.start : block.end].startswith(block.text[:20])
    assert aligned.mirrored().plain == "source"
    assert aligned.mirrored().mirrored().plain == "translation"
    assert not aligned.missing_sections
    assert not aligned.extra_sections


def test_a_title_is_no_line_of_its_own() -> None:
    copy = "El puerto\n\n" + PLAIN + "\nHace 3 horas\n"
    aligned = align(parse(MARKED, "en.md", "en"), parse(copy, "es.md", "es"))
    assert not aligned.extra()
    assert not aligned.missing()
