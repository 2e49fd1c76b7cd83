"""What meaning decides where structure leaves a choice, and that it is not asked where structure does not."""

from collections.abc import Sequence
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from trcheck.alignment.align import align
from trcheck.alignment.embeddings import Embeddings
from trcheck.alignment.encoder import Embedded
from trcheck.model import Alignment
from trcheck.reading.reader import parse

if TYPE_CHECKING:
    from trcheck.alignment.encoder import Rows

EMBEDDINGS = Embeddings(Embedded())


class Refusing(Embedded):
    """An encoder that must not be asked."""

    def encode(self, texts: Sequence[str]) -> "Rows":
        pytest.fail(f"asked for the meaning of {texts}")


def aligned(source: str, translation: str, embeddings: Embeddings | None = EMBEDDINGS) -> Alignment:
    return align(parse(dedent(source), "en.md", "en"), parse(dedent(translation), "es.md", "es"), embeddings)


def pairs(alignment: Alignment) -> list[tuple[list[str], list[str]]]:
    """The first words of the blocks that are paired."""
    return [
        ([block.text.split()[0] for block in pair.source], [block.text.split()[0] for block in pair.translation])
        for pair in alignment.pairs()
    ]


GARDEN = """\
    # The garden

    ## Watering

    Give every bed as much as it needs early in the morning, before the sun stands high.

    ## Tools

    Clean the spade after work and hang it on the wall of the shed.

    ## Harvest

    Pick the beans while they are young; the pods grow hard within a week.
    """


def test_sections_that_changed_places_are_told_by_what_they_say() -> None:
    moved = """\
        # El jardín

        ## Herramientas

        Limpia la pala después del trabajo y cuélgala en la pared del cobertizo.

        ## Cosecha

        Recoge las judías mientras son tiernas; las vainas se endurecen en una semana.

        ## Riego

        Da a cada bancal tanta agua como necesite por la mañana temprano, antes de que el sol esté alto.
        """
    alignment = aligned(GARDEN, moved)
    found = {pair.source.title: pair.translation.title for pair in alignment.sections if pair.source.title}
    assert found == {
        "The garden": "El jardín",
        "Watering": "Riego",
        "Tools": "Herramientas",
        "Harvest": "Cosecha",
    }
    assert not alignment.missing_sections
    assert not alignment.extra_sections


DROPPED = """\
    Water the beds early in the morning.

    Clean the spade with a wet cloth after work, then hang it on the wall of the shed.

    Pick the beans while they are young. The pods grow hard within a week.
    """


def test_what_was_dropped_beside_a_paragraph_that_was_split() -> None:
    translation = """\
        Riega los bancales por la mañana temprano.

        Recoge las judías mientras son tiernas.

        Las vainas se endurecen en una semana.
        """
    alignment = aligned(DROPPED, translation)
    assert [unpaired.block.text for unpaired in alignment.missing()] == [DROPPED.split("\n\n")[1].strip()]
    assert pairs(alignment) == [(["Water"], ["Riega"]), (["Pick"], ["Recoge", "Las"])]


def test_a_free_translation_stays_a_pair() -> None:
    translation = """\
        Riega los bancales por la mañana temprano.

        Esto se hace así.

        Recoge las judías mientras son tiernas. Las vainas se endurecen en una semana.
        """
    alignment = aligned(DROPPED, translation)
    assert not alignment.missing()
    assert not alignment.extra()


def test_structure_alone_settles_a_plain_page() -> None:
    page = """\
        ## Install {#install}

        Run `agentctl install` on each of the machines.

        See the [handbook](https://example.org/handbook).
        """
    translated = page.replace("Run", "Ejecuta").replace("on each of the machines", "en cada máquina")
    assert len(pairs(aligned(page, translated, Embeddings(Refusing())))) == 3


def test_an_unknown_language_is_left_to_structure() -> None:
    source, translation = parse(dedent(DROPPED), "en.md", "en"), parse("Поливайте грядки вранці.\n", "uk.md", "uk")
    assert list(align(source, translation, Embeddings(Refusing())).missing())
