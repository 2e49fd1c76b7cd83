"""Where two code blocks differ in what no translator may change."""

from __future__ import annotations

import pytest

from trcheck.model.code import code_differences

COMPONENT = """function Door({ open }) {
  return (
    <main style={{ margin: 0 }}>
      <h1>Welcome home</h1>
      <button onClick={() => knock(open)}>
        Knock
      </button>
      <p>You knocked {count} times</p>
    </main>
  );
}"""


@pytest.mark.parametrize("language", ["js", "ts", "jsx", "tsx"])
def test_text_between_tags_may_be_translated(language: str) -> None:
    ours = (
        COMPONENT.replace("Welcome home", "Bienvenido a casa")
        .replace("Knock\n", "Llama\n")
        .replace("You knocked", "Llamaste")
        .replace(" times", " veces")
    )
    assert code_differences(COMPONENT, ours, language) == []


@pytest.mark.parametrize("language", ["js", "ts", "jsx", "tsx"])
@pytest.mark.parametrize(
    ("said", "instead", "line"),
    [
        ("knock(open)", "llama(open)", 4),
        ("margin: 0", "margin: 1", 2),
        ("{count}", "{cuenta}", 7),
        ("<main", "<principal", 2),
    ],
)
def test_code_between_the_text_may_not(language: str, said: str, instead: str, line: int) -> None:
    assert [found.source for found in code_differences(COMPONENT, COMPONENT.replace(said, instead), language)] == [line]


def test_what_stands_behind_a_type_is_code() -> None:
    source = "const shelf = new Map<string, Book>(books, { sorted })\n"
    assert code_differences(source, source.replace("books", "libros"), "ts")


def test_style_is_no_difference() -> None:
    source = "const door = require('door')\nshut(door, () => {\n  bolt( door )\n})"
    ours = "const door = require('door');\nshut(door, ()=>{\n  bolt(door);\n});"
    assert code_differences(source, ours, "js") == []
    assert code_differences("int a = 1;", "int a = 1", "java")


def test_of_text_that_lost_a_line_that_line_is_named() -> None:
    source = "---\nfile: a.md\ntitle: Bread\n---\nBake it."
    ours = "---\ntitle: Pan\n---\nHornéalo."
    commented = source.replace("file: a.md", "# docs/a.md")
    assert [(found.source, found.missing) for found in code_differences(commented, ours, "md")] == [(1, True)]
    assert [(found.source, found.missing) for found in code_differences(source, ours, "md")] == [(1, True)]
    assert code_differences(ours, source, "md") == []
