"""Alignment of whole pages: what pairs, and the maximal nodes that do not."""

from __future__ import annotations

from textwrap import dedent

from trcheck.alignment.align import align
from trcheck.model import Alignment, BlockPair, Document
from trcheck.reading.reader import parse


def _aligned(source: str, translation: str) -> Alignment:
    return align(parse(dedent(source), "en.md", "en"), parse(dedent(translation), "es.md", "es"))


def _line(document: Document, offset: int) -> int:
    return document.position(offset).line


def _lines(alignment: Alignment) -> list[tuple[list[int], list[int]]]:
    """The pairs that have no children, as lines of the source and of the translation."""
    return [
        (
            [_line(alignment.source, block.start) for block in pair.source],
            [_line(alignment.translation, block.start) for block in pair.translation],
        )
        for pair in alignment.pairs()
        if not pair.children
    ]


def _missing(alignment: Alignment) -> list[tuple[str, int, int]]:
    """Kind and line of what the translation lacks, and the line after which it belongs."""
    return [
        (u.block.kind, _line(alignment.source, u.block.start), _line(alignment.translation, u.after))
        for u in alignment.missing()
    ]


def _extra(alignment: Alignment) -> list[tuple[str, int]]:
    return [(u.block.kind, _line(alignment.translation, u.block.start)) for u in alignment.extra()]


GUIDE = """\
    # Guide

    Install the agent with `agentctl` before you begin, and read [the rules](/docs/rules/).

    ## Install {#install}

    Run the installer on each of the three machines that belong to your cluster.

    ```sh
    agentctl install --all
    ```

    ## Upgrade {#upgrade}

    An upgrade keeps your settings. See [release notes](https://example.org/notes) first.

    - Stop the agent
    - Replace the binary
    - Start it again

    ## Remove {#remove}

    Nothing stays behind when you remove it.
    """


def test_a_faithful_translation_pairs_block_by_block() -> None:
    alignment = _aligned(
        GUIDE,
        """\
        # Guía

        Instala el agente con `agentctl` antes de empezar y lee [las reglas](/es/docs/rules/).

        ## Instalar {#install}

        Ejecuta el instalador en cada una de las tres máquinas que forman tu clúster.

        ```sh
        agentctl install --all
        ```

        ## Actualizar {#upgrade}

        Una actualización conserva tu configuración. Antes, lee las [notas](https://example.org/notes).

        - Detén el agente
        - Sustituye el binario
        - Arráncalo otra vez

        ## Desinstalar {#remove}

        No queda nada cuando lo desinstalas.
        """,
    )
    lines = _lines(alignment)
    assert all(source == translation for source, translation in lines)
    assert [line for source, _ in lines for line in source] == [1, 3, 5, 7, 9, 13, 15, 17, 18, 19, 21, 23]
    assert not list(alignment.missing()) + list(alignment.extra()) + list(alignment.missing_sections)
    assert all(pair.same and not pair.moved for pair in alignment.spans("link", "code"))


def test_a_dropped_section_is_one_node() -> None:
    alignment = _aligned(
        GUIDE,
        """\
        # Guía

        Instala el agente con `agentctl` antes de empezar y lee [las reglas](/es/docs/rules/).

        ## Instalar

        Ejecuta el instalador en cada una de las tres máquinas que forman tu clúster.

        ```sh
        agentctl install --all
        ```

        ## Desinstalar

        No queda nada cuando lo desinstalas.
        """,
    )
    [gone] = alignment.missing_sections
    assert [section.title for section in gone.sections] == ["Upgrade"]
    assert not gone.heading_only
    assert _line(alignment.translation, gone.after) == 11
    assert _missing(alignment) == []
    assert [pair for pair in alignment.spans("link") if pair.translation is None] == []


def test_a_dropped_section_takes_its_subsections_along() -> None:
    alignment = _aligned(
        """\
        ## One {#one}

        First text.

        ## Two {#two}

        Second text.

        ### Below {#below}

        Text under it.

        ## Three {#three}

        Third text.
        """,
        """\
        ## Uno {#one}

        Primer texto.

        ## Tres {#three}

        Tercer texto.
        """,
    )
    [gone] = alignment.missing_sections
    assert [section.title for section in gone.sections] == ["Two", "Below"]


def test_a_dropped_list_is_one_node_and_its_links_are_not_missing_again() -> None:
    alignment = _aligned(
        """\
        A few themes emerged:

        - [Ambient](https://example.org/ambient) moves on
        - The [gateway](https://example.org/gateway) is here

        Looking ahead, we plan more.
        """,
        """\
        Surgieron algunos temas:

        De cara al futuro, planeamos más.
        """,
    )
    assert _missing(alignment) == [("list", 3, 1)]
    assert list(alignment.spans("link")) == []


def test_a_dropped_item_is_found_by_what_the_others_hold() -> None:
    alignment = _aligned(
        """\
        - `alpha` starts the engine
        - `beta` runs it for a while
        - `gamma` stops it
        """,
        """\
        - `alpha` arranca el motor
        - `gamma` lo detiene
        """,
    )
    assert _missing(alignment) == [("item", 2, 1)]
    assert _lines(alignment) == [([1], [1]), ([3], [2])]


def test_items_in_another_order_are_all_paired() -> None:
    alignment = _aligned(
        "- [Apple](/a)\n- [Bread](/b)\n- [Cheese](/c)\n- [Dates](/d)\n",
        "- [Dátiles](/d)\n- [Manzana](/a)\n- [Pan](/b)\n- [Queso](/c)\n",
    )
    assert not _missing(alignment)
    assert not _extra(alignment)
    assert all(pair.same for pair in alignment.spans("link"))


def test_merged_paragraphs_are_one_pair() -> None:
    alignment = _aligned(
        """\
        The agent collects what your services emit and sends it on to a backend of your choice.

        It also samples, so that only a small share of the data leaves the machine at all.

        Everything else is up to you.
        """,
        """\
        El agente recoge lo que emiten tus servicios y lo envía al backend que elijas. También hace muestreo, de modo
        que solo una pequeña parte de los datos sale de la máquina.

        Todo lo demás depende de ti.
        """,
    )
    assert _lines(alignment) == [([1, 3], [1]), ([5], [4])]


def test_a_dropped_paragraph_is_not_taken_for_a_merge() -> None:
    alignment = _aligned(
        """\
        The agent collects what your services emit and sends it on to a backend of your choice.

        It also samples, so that only a small share of the data leaves the machine at all.

        Everything else is up to you, and the defaults are good for most clusters of this size.
        """,
        """\
        El agente recoge lo que emiten tus servicios y lo envía al backend que elijas.

        Todo lo demás depende de ti, y los valores por defecto sirven para la mayoría de clústeres.
        """,
    )
    assert [kind for kind, _, _ in _missing(alignment)] == ["paragraph"]


def test_a_list_that_became_a_sentence_is_recast() -> None:
    alignment = _aligned(
        """\
        It runs on these systems:

        - Linux
        - Windows
        - FreeBSD

        Pick one.
        """,
        """\
        Funciona en estos sistemas:

        Linux, Windows y FreeBSD.

        Elige uno.
        """,
    )
    recast: list[BlockPair] = [pair for pair in alignment.pairs() if pair.recast]
    assert [(pair.source[0].kind, pair.translation[0].kind) for pair in recast] == [("list", "paragraph")]
    assert _missing(alignment) == []


def test_moved_sections_are_paired() -> None:
    alignment = _aligned(
        """\
        ## Agent {#agent}

        Collects.

        ## Backend {#backend}

        Stores.

        ## Service {#service}

        Emits.
        """,
        """\
        ## Servicio {#service}

        Emite.

        ## Agente {#agent}

        Recoge.

        ## Backend {#backend}

        Guarda.
        """,
    )
    pairs = [(pair.source.title, pair.translation.title, pair.moved) for pair in alignment.sections[1:]]
    assert sorted(pairs) == [
        ("Agent", "Agente", False),
        ("Backend", "Backend", False),
        ("Service", "Servicio", True),
    ]


def test_a_lost_heading_leaves_its_section_paired() -> None:
    alignment = _aligned(
        GUIDE,
        """\
        # Guía

        Instala el agente con `agentctl` antes de empezar y lee [las reglas](/es/docs/rules/).

        ## Instalar {#install}

        Ejecuta el instalador en cada una de las tres máquinas que forman tu clúster.

        ```sh
        agentctl install --all
        ```

        Una actualización conserva tu configuración. Antes, lee las [notas](https://example.org/notes).

        - Detén el agente
        - Sustituye el binario
        - Arráncalo otra vez

        ## Desinstalar {#remove}

        No queda nada cuando lo desinstalas.
        """,
    )
    [gone] = alignment.missing_sections
    assert gone.heading_only
    assert [section.title for section in gone.sections] == ["Upgrade"]
    assert _missing(alignment) == []
    assert all(pair.translation for pair in alignment.spans("link"))


def test_what_slipped_out_of_its_item_is_still_paired() -> None:
    alignment = _aligned(
        """\
        1. Write the file

           ```yaml
           name: agent
           ```

        2. Start the agent
        """,
        """\
        1. Escribe el archivo

        ```yaml
        name: agent
        ```

        2. Arranca el agente
        """,
    )
    assert not _missing(alignment)
    assert not _extra(alignment)


def test_links_pair_as_a_multiset() -> None:
    alignment = _aligned(
        "See [one](/a), [two](/b) and [three](/c).\n",
        "Mira [tres](/es/c/) y [uno](/es/a/).\n",
    )
    assert [(p.source.target, p.translation and p.translation.target) for p in alignment.spans("link") if p.source] == [
        ("/a", "/es/a/"),
        ("/b", None),
        ("/c", "/es/c/"),
    ]


def test_a_link_in_the_next_paragraph_is_moved_not_missing() -> None:
    alignment = _aligned(
        """\
        Read [the rules](/rules) before you begin with the installation of the agent.

        Then install it as the guide says, on every machine that you own.
        """,
        """\
        Antes de empezar con la instalación del agente hay algo que debes leer.

        Son [las reglas](/rules). Después instálalo como dice la guía, en cada máquina.
        """,
    )
    [link] = alignment.spans("link")
    assert link.moved
    assert link.same


def test_another_target_under_the_same_words_is_a_changed_link() -> None:
    alignment = _aligned("Ask [Agent](/docs/agent/) now.\n", "Pregunta a [Agent](/docs/backend/).\n")
    [link] = alignment.spans("link")
    assert not link.same
    assert link.translation is not None


def test_empty_pages() -> None:
    assert [(p.source.title, p.blocks) for p in _aligned("", "").sections] == [("", ())]
    assert _missing(_aligned("One.\n", "")) == [("paragraph", 1, 1)]


def test_a_lost_column_is_one_cell_a_row() -> None:
    alignment = _aligned(
        """\
        | Name | Use | Page |
        |---|---|---|
        | `agent` | Collects the data | [agent](/agent) |
        | `store` | Keeps it for a month | [store](/store) |
        """,
        """\
        | Nombre | Página |
        |---|---|
        | `agent` | [agente](/agent) |
        | `store` | [almacén](/store) |
        """,
    )
    assert [(u.block.kind, u.block.text) for u in alignment.missing()] == [
        ("cell", "Use"),
        ("cell", "Collects the data"),
        ("cell", "Keeps it for a month"),
    ]
    assert all(pair.translation for pair in alignment.spans("link", "code"))


def test_an_admonition_without_its_frame_keeps_its_text() -> None:
    alignment = _aligned(
        """\
        > [!NOTE]
        > Stop the agent first, and read [the rules](/rules).
        """,
        "Detén antes el agente y lee [las reglas](/rules).\n",
    )
    [pair] = [pair for pair in alignment.pairs() if pair.recast]
    assert (pair.source[0].kind, pair.translation[0].kind) == ("admonition", "paragraph")
    assert not _missing(alignment)
    assert not _extra(alignment)
    assert [link.same for link in alignment.spans("link")] == [True]


def test_the_lost_heading_belongs_before_what_stood_under_it() -> None:
    alignment = _aligned(
        """\
        ## First

        Some text that stands under the first heading.

        ## Second

        Other text, of about the same length, under the second.

        ## Third

        The last text, and nothing comes after it.
        """,
        """\
        ## Primero

        Un texto que está debajo del primer encabezado.

        Otro texto, más o menos igual de largo, debajo del segundo.

        ## Tercero

        El último texto, y nada viene después de él.
        """,
    )
    [gone] = alignment.missing_sections
    assert gone.heading_only
    assert [section.title for section in gone.sections] == ["Second"]
    assert _line(alignment.translation, gone.after) == 3
    assert not _missing(alignment)
    assert not _extra(alignment)


def test_the_source_kept_in_comments_parts_nothing() -> None:
    alignment = _aligned(
        """\
        Before a node is drained:

        1. Mark it, so that nothing new is put on it.
        2. Wait for what still runs there:

           ```shell
           nodes wait --all
           ```

        3. Turn it off.
           - Keep its disk.
           - Free its address.

        Then look at [the list](/nodes).
        """,
        """\
        <!--
        Before a node is drained:

        1. Mark it, so that nothing new is put on it.
        2. Wait for what still runs there:
        -->
        排空节点之前：

        1. 标记节点，不再往上面放置任何新的内容。
        <!--
        2. Wait for what still runs there:
        -->
        2. 等待仍在运行的内容结束：

           ```shell
           nodes wait --all
           ```

        <!--
        3. Turn it off.
           - Keep its disk.
           - Free its address.
        -->
        3. 关闭节点。
           - 保留磁盘。
        <!-- - Free its address. -->
           - 释放地址。

        <!-- Then look at [the list](/nodes). -->
        然后查看[列表](/nodes)。
        """,
    )
    assert not _missing(alignment)
    assert not _extra(alignment)
    assert _lines(alignment) == [
        ([1], [7]),
        ([3], [9]),
        ([4], [13]),
        ([6], [15]),
        ([10], [24]),
        ([11], [25]),
        ([12], [27]),
        ([14], [30]),
    ]
