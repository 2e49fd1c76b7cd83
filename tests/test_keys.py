"""What the keys of front matter mean, and how their values compare."""

from __future__ import annotations

import pytest

from trcheck.model import Entry, FrontMatter
from trcheck.model.keys import Values, by_key, kind, load_keys, only, renamed, same_values
from trcheck.reading.front_matter import read_front_matter

KEYS = load_keys((), (), (), ())


def read(text: str) -> FrontMatter:
    front_matter = read_front_matter(f"---\n{text}---\n")
    assert front_matter is not None
    return front_matter


def values(text: str) -> Values:
    return by_key(read(text))


def test_by_key() -> None:
    found = values("a: 1\nb: [x, y]\nc:\nd:\n  - e: 2\n    f: [3]\n  - e: 4\n")
    assert {key: [entry.value for entry in entries] for key, entries in found.items()} == {
        "a": ["1"],
        "b": ["x", "y"],
        "d.*.e": ["2", "4"],
        "d.*.f": ["3"],
    }


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("true", "boolean"),
        ("False", "boolean"),
        ("falso", "text"),
        ("yes", "text"),
        ("12", "number"),
        ("-1.50", "number"),
        ("1.2.3", "text"),
        ("2024-03-02", "date"),
        ("2024-03-02T10:00:00+02:00", "date"),
        ("2024-03", "text"),
        ('"12"', "text"),
        ("'true'", "text"),
        ("|\n  12", "text"),
    ],
)
def test_kind(written: str, expected: str) -> None:
    text = f"---\na: {written}\n---\n"
    front_matter = read_front_matter(text)
    assert front_matter is not None
    assert kind(front_matter.entries[0], text) == expected


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("a: 1", "a: 1", True),
        ("a: 1", "a: 2", False),
        ("a: True", "a: true", True),
        ("a: x", "a: [x]", True),
        ("a: [x, y]", "a: [y, x]", True),
        ("a: [x, y]", "a: [x]", False),
        ("a: [x, x]", "a: [x, y]", False),
        ("a: 2024-03-02", "a: 2024-03-02T00:00:00Z", True),
        ("a: 2024-03-02T01:00:00Z", "a: 2024-03-02T02:00:00Z", False),
        ("a: ../img/x.png", "a: ../../img/x.png", True),
        ("a: img/x.png", "a: img/x.pt-br.png", True),
        ("a: img/x.png", "a: img/pt-BR/new.png", True),
        ("a: img/x.png", "a: img/y.png", False),
    ],
)
def test_same_values(source: str, translation: str, expected: bool) -> None:
    assert same_values(values(source + "\n")["a"], values(translation + "\n")["a"], "pt-br") is expected


def test_known_keys() -> None:
    assert KEYS.value("menu.main.weight") == "same"
    assert KEYS.value("pubdate") == "same"
    assert KEYS.value("hero.actions.*.link") == "free"
    assert KEYS.value("tableOfContents.maxHeadingLevel") == "same"
    assert KEYS.value("slug") is None
    assert KEYS.needs("title") == "needed"
    assert KEYS.needs("redirects.*.from") == "optional"
    assert KEYS.misspelled("i10n.sourceCommit") == "l10n.sourceCommit"
    assert KEYS.misspelled("wieght") == "weight"
    assert KEYS.misspelled("Weight") is None
    assert KEYS.misspelled("contributor") is None


def test_keys_of_the_site_come_before_the_known_ones() -> None:
    keys = load_keys(("slug",), ("weight",), ("description",), ("title",))
    assert [keys.value(key) for key in ("slug", "weight", "date")] == ["same", "free", "same"]
    assert [keys.needs(key) for key in ("description", "title")] == ["needed", "optional"]


def test_only() -> None:
    assert only(["a", "b.c", "b.d", "e.f", "e.g"], ["e.f", "x"]) == {"a": ["a"], "b": ["b.c", "b.d"], "e.g": ["e.g"]}


@pytest.mark.parametrize(
    ("name", "translation", "expected"),
    [
        ("weight", ["title", "wieght"], "wieght"),
        ("weight", ["title", "Weight"], "Weight"),
        ("link_title", ["title", "linkTitle"], "linkTitle"),
        ("title", ["título", "weight"], "título"),
        ("weight", ["title", "peso"], "peso"),
        ("weight", ["title", "draft", "peso"], None),
        ("draft", ["title", "peso"], None),
        ("menu.main.weight", ["title", "menu.main.wieght"], "menu.main.wieght"),
        ("menu.main.weight", ["title", "peso"], None),
    ],
)
def test_renamed(name: str, translation: list[str], expected: str | None) -> None:
    source = ["title", "weight", "draft"]
    extra = [key for key in translation if key not in source]
    assert renamed(name, extra, source, translation) == expected


def test_key_of_an_entry() -> None:
    paths = ("a", "a.0", "a.0.b", "a.0.1", "a.b.2")
    assert [Entry(path, "", 0, 0, 0).key for path in paths] == ["a", "a", "a.*.b", "a.*", "a.b"]
