"""What is counted of a pair of pages where sites have a choice."""

from __future__ import annotations

from collections import Counter

import pytest

from trcheck.alignment.align import align
from trcheck.learning.ways import TOPICS, observe_ways
from trcheck.reading.reader import parse


def ways(source: str, translation: str, language: str = "es") -> dict[str, dict[str, int]]:
    alignment = align(parse(source, "a.md", "en"), parse(translation, "b.md", language))
    return {topic: dict(counter) for topic, counter in observe_ways(alignment).items()}


@pytest.mark.parametrize(
    ("source", "translation", "counted"),
    [
        ("## Tides {#tides}\n\nA.\n", "## Mareas {#tides}\n\nA.\n", {"source": 1}),
        ("## Tides\n\nA.\n", "## Mareas {#tides}\n\nA.\n", {"source": 1}),
        ("## Tides {#tides}\n\nA.\n", "## Mareas {#mareas}\n\nA.\n", {"own": 1}),
        ("## Tides\n\nA.\n", "## Mareas\n\nA.\n", {"none": 1}),
        ("## API\n\nA.\n", "## API\n\nA.\n", {}),
        ("# Tides\n\nA.\n", "# Mareas\n\nA.\n", {}),
    ],
)
def test_heading_ids(source: str, translation: str, counted: dict[str, int]) -> None:
    assert ways(source, translation).get("heading-ids", {}) == counted


@pytest.mark.parametrize(
    ("target", "counted"),
    [
        ("/es/guide/", {"own": 1}),
        ("/ES/guide/", {"own": 1}),
        ("/guide/", {"none": 1}),
        ("/zh/guide/", {}),
        ("../guide/", {}),
        ("https://other.example/guide/", {}),
    ],
)
def test_prefixed_links(target: str, counted: dict[str, int]) -> None:
    assert ways("See [it](/guide/).", f"Mira [eso]({target}).").get("link-prefix", {}) == counted


@pytest.mark.parametrize(
    ("source", "translation", "topic", "counted"),
    [
        ("https://sea.example/en/a", "https://sea.example/es/a", "sea.example", {"own": 1}),
        ("https://sea.example/en-US/a", "https://sea.example/en-US/a", "sea.example", {"source": 1}),
        ("https://www.sea.example/docs/en/a", "https://sea.example/docs/es-ES/a", "sea.example", {"own": 1}),
        ("https://en.wiki.example/a", "https://es.wiki.example/a", "wiki.example", {"own": 1}),
        ("https://sea.example/en/a", "https://sea.example/fr/a", "sea.example", {}),
        ("https://sea.example/a", "https://sea.example/es/a", "sea.example", {}),
    ],
)
def test_editions_of_other_sites(source: str, translation: str, topic: str, counted: dict[str, int]) -> None:
    found = ways(f"See [it]({source}).", f"Mira [eso]({translation}).")
    assert found.get(f"other-sites {topic}", {}) == counted


@pytest.mark.parametrize(
    ("source", "translation", "counted"),
    [
        ("# Count all the boats\n", "# Count all the boats\n", {"source": 1}),
        ("# Count all the boats\n", "# Cuenta todos los barcos\n", {"translated": 1}),
        ("# Count\n", "# Cuenta\n", {}),
        ("# Count all the boats\n", "boats()\n", {}),
        ("# Count all the boats\n# TODO\n", "# Cuenta los barcos\n# TODO\n", {"translated": 1}),
    ],
)
def test_comments_in_code(source: str, translation: str, counted: dict[str, int]) -> None:
    fence = "```python\n{}```\n"
    assert ways(fence.format(source), fence.format(translation)).get("code-comments", {}) == counted


def test_images_and_names_of_code() -> None:
    found = ways(
        "![A](/img/a.png)\n\n![B](/img/b.png)\n\n```js\nf();\n```\n\n```sh\nls\n```\n",
        "![A](/img/a.es.png)\n\n![B](/img/b.png)\n\n```javascript\nf();\n```\n\n```sh\nls\n```\n",
    )
    assert found["image-files"] == {"own": 1, "source": 1}
    assert found["code-names"] == {"other": 1, "source": 1}


def test_spaces_beside_latin_words_are_counted_where_a_language_may_do_either() -> None:
    found = ways("Use Istio and Envoy.", "使用 Istio和 Envoy。", "zh")
    assert found["latin-spacing"] == {"space": 2, "none": 1}
    assert "latin-spacing" not in ways("Use Istio.", "Usa Istio.")


@pytest.mark.parametrize(
    ("text", "language", "counted"),
    [
        ("Puedes abrirla. Recuerda: usted no.", "es", {"informal": 2, "formal": 1}),
        ("El guarda espera que la abra. ¿Puede ser?", "es", {}),
        ("> Usted puede irse.\n\n`usted`", "es", {}),
        ("您可以打开它，你也可以。", "zh", {"formal": 1, "informal": 1}),
        ("Wenn Sie wollen, öffnet sie das Ventil. Sie ist alt.", "de", {"formal": 1}),
        ("Vous pouvez ouvrir la porte avec votre clé.", "fr", {"formal": 2}),
        ("Il tutto è pronto.", "xx", {}),
    ],
)
def test_address(text: str, language: str, counted: dict[str, int]) -> None:
    assert ways("Text.", text, language).get("address", {}) == counted


def test_every_way_that_is_counted_is_described() -> None:
    source = "## A\n\n[a](/a/) [b](https://sea.example/en/)\n\n```py\n# Count all the boats\n```\n"
    translation = (
        "## B\n\nPuedes ver [a](/a/) y [b](https://sea.example/es/)\n\n```py\n# Cuenta los barcos todos\n```\n"
    )
    for topic, counter in ways(source, translation).items():
        assert set(counter) <= set(TOPICS[topic.partition(" ")[0]])


def test_facts_of_pages_add_up() -> None:
    one = ways("See [it](/guide/).", "Mira [eso](/guide/).")
    assert Counter(one["link-prefix"]) + Counter(one["link-prefix"]) == {"none": 2}
