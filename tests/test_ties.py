"""Who stands with what on the lines and in the sentences of two pages."""

from __future__ import annotations

import pytest

from trcheck.model import Block
from trcheck.reading.reader import parse
from trcheck.text.ties import counterparts, exchanged, lines, sentences


def blocks(text: str) -> tuple[Block, ...]:
    return parse(text).sections[0].blocks


SOURCE = """\
- Mara Lindqvist: Golden Wrench
- Tomas Okafor: Steady Hand
- Ines Vandersteen: Best Newcomer
"""

SWAPPED = """\
- Mara Lindqvist: Steady Hand
- Tomas Okafor: Golden Wrench
- Ines Vandersteen: Best Newcomer
"""
MOVED = """\
- Mara Lindqvist
- Tomas Okafor, Golden Wrench, Steady Hand
- Ines Vandersteen: Best Newcomer
"""


def test_two_lines_that_exchanged_a_name() -> None:
    ours = lines(
        blocks("- Mara Lindqvist: Steady Hand\n- Tomas Okafor: Golden Wrench\n- Ines Vandersteen: Best Newcomer\n")
    )
    (found,) = exchanged(lines(blocks(SOURCE)), ours)
    assert (found.moved, found.own, found.right) == ("Steady Hand", "Mara Lindqvist", "Tomas Okafor")


def test_another_order_is_no_exchange() -> None:
    theirs = lines(blocks(SOURCE))
    ours = lines(blocks("\n".join(reversed(SOURCE.splitlines()))))
    assert list(exchanged(theirs, ours)) == []
    assert counterparts(theirs, ours, words=2) == {0: 2, 1: 1, 2: 0}


def test_a_name_that_merely_left_its_line_is_no_exchange() -> None:
    ours = lines(
        blocks("- Mara Lindqvist\n- Tomas Okafor, Golden Wrench, Steady Hand\n- Ines Vandersteen: Best Newcomer\n")
    )
    assert [each.moved for each in exchanged(lines(blocks(SOURCE)), ours)] == ["Golden Wrench"]
    assert list(exchanged(lines(blocks(SOURCE)), ours, running=True)) == []


@pytest.mark.parametrize(
    ("source", "translation", "moved"),
    [
        (
            "The Wrench went to Mara Lindqvist. The Lantern went to Tomas Okafor.",
            "Wrench 授予了 Tomas Okafor。Lantern 授予了 Mara Lindqvist。",
            ["Tomas Okafor"],
        ),
        (
            "The Wrench went to Mara Lindqvist, the Lantern to Tomas Okafor.",
            "Wrench 授予了 Tomas Okafor，Lantern 授予了 Mara Lindqvist。",
            ["Tomas Okafor"],
        ),
        (
            "Mara Lindqvist and Tomas Okafor spoke, of Harborline and of Lumora.",
            "Harborline 的 Mara Lindqvist，Lumora 的 Tomas Okafor。",
            [],
        ),
        (
            "Mara Lindqvist of Harborline. Tomas Okafor of Lumora.",
            "Lumora 的 Tomas Okafor。Harborline 的 Mara Lindqvist。",
            [],
        ),
    ],
)
def test_sentences_that_exchanged_a_name(source: str, translation: str, moved: list[str]) -> None:
    pairs = zip(sentences(blocks(source)), sentences(blocks(translation)), strict=True)
    found = [each.moved for theirs, ours in pairs for each in exchanged(theirs, ours, running=True)]
    assert list(dict.fromkeys(found)) == moved
