"""Front matter: where it is, what it says as written, where each value stands, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from trcheck.model import FrontMatter
from trcheck.reading.front_matter import read_front_matter

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"


def read(text: str) -> FrontMatter:
    front_matter = read_front_matter(text)
    assert front_matter is not None
    return front_matter


def written(text: str) -> list[tuple[str, str, str]]:
    """Of each entry its path, its value, and what stands in the text from its key to its end."""
    return [(entry.path, entry.value, text[entry.key_start : entry.end]) for entry in read(text).entries]


YAML = """\
---

title: "两年 \\"回顾\\"" # a comment
# another
version: 1.10
code: 012
date: 2025-03-04
on: yes
link: https://example.org/#a
emoji: 😀 fun
plain: two
  lines

tags: [a, 'b']
menu:
  main:
    - name: first
      weight: 1
    -
empty:
text: |
  one

  two

folded: >-
  x
  y
bare: !!python/object:os.system &name "run"
---
Text
"""


def test_yaml() -> None:
    assert written(YAML) == [
        ("title", '两年 "回顾"', 'title: "两年 \\"回顾\\""'),
        ("version", "1.10", "version: 1.10"),
        ("code", "012", "code: 012"),
        ("date", "2025-03-04", "date: 2025-03-04"),
        ("on", "yes", "on: yes"),
        ("link", "https://example.org/#a", "link: https://example.org/#a"),
        ("emoji", "😀 fun", "emoji: 😀 fun"),
        ("plain", "two lines", "plain: two\n  lines"),
        ("tags.0", "a", "tags: [a"),
        ("tags.1", "b", "tags: [a, 'b'"),
        ("menu.main.0.name", "first", "name: first"),
        ("menu.main.0.weight", "1", "weight: 1"),
        ("menu.main.1", "", "main:\n    - name: first\n      weight: 1\n    -"),
        ("empty", "", "empty:"),
        ("text", "one\n\ntwo\n", "text: |\n  one\n\n  two"),
        ("folded", "x y", "folded: >-\n  x\n  y"),
        ("bare", "run", 'bare: !!python/object:os.system &name "run"'),
    ]
    front_matter = read(YAML)
    assert (front_matter.style, front_matter.problem, front_matter.start) == ("yaml", "", 0)
    assert YAML[front_matter.end :] == "\nText\n"
    assert front_matter.get("menu.main.0.name") == "first"
    bare = front_matter.entries[-1]
    assert YAML[bare.start : bare.end] == '"run"'


def test_pure_python_yaml_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = read(YAML).entries
    monkeypatch.setattr("trcheck.reading.front_matter.yaml._LOADER", yaml.SafeLoader)
    assert [entry[:2] for entry in read(YAML).entries] == [entry[:2] for entry in entries]


TOML = """\
+++
title = "caf\\u00e9" # a comment
date = 2024-01-02 07:00:00
version = 1.10
dotted . "key" = 'a\\b'

[params.hero]
list = [1, "x", # more
  { name = "n", weight = 2 },
]
text = '''
one
two'''
[[resources]]
src = "a"
[resources.params]
icon = "b"
[[resources]]
src = "c"
+++
Text
"""


def test_toml() -> None:
    assert written(TOML) == [
        ("title", "café", 'title = "caf\\u00e9"'),
        ("date", "2024-01-02 07:00:00", "date = 2024-01-02 07:00:00"),
        ("version", "1.10", "version = 1.10"),
        ("dotted.key", "a\\b", "dotted . \"key\" = 'a\\b'"),
        ("params.hero.list.0", "1", "list = [1"),
        ("params.hero.list.1", "x", 'list = [1, "x"'),
        ("params.hero.list.2.name", "n", 'name = "n"'),
        ("params.hero.list.2.weight", "2", "weight = 2"),
        ("params.hero.text", "one\ntwo", "text = '''\none\ntwo'''"),
        ("resources.0.src", "a", 'src = "a"'),
        ("resources.0.params.icon", "b", 'icon = "b"'),
        ("resources.1.src", "c", 'src = "c"'),
    ]
    front_matter = read(TOML)
    assert (front_matter.style, front_matter.problem) == ("toml", "")
    assert TOML[front_matter.end :] == "\nText\n"


JSON = """\
{
  "title": "caf\\u00e9 \\ud83d\\ude00",
  "weights": [1, 1.10, true, null],
  "menu": {"main": {"name": "a, b"}, "empty": {}}
}
Text
"""


def test_json() -> None:
    assert written(JSON) == [
        ("title", "café 😀", '"title": "caf\\u00e9 \\ud83d\\ude00"'),
        ("weights.0", "1", '"weights": [1'),
        ("weights.1", "1.10", '"weights": [1, 1.10'),
        ("weights.2", "true", '"weights": [1, 1.10, true'),
        ("weights.3", "null", '"weights": [1, 1.10, true, null'),
        ("menu.main.name", "a, b", '"name": "a, b"'),
    ]
    front_matter = read(JSON)
    assert (front_matter.style, front_matter.problem) == ("json", "")
    assert JSON[front_matter.end :] == "\nText\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Title\n",
        "\n---\na: 1\n---\n",
        "Text\n\n---\na: 1\n---\n",
        "---\nsome text\n---\n",
        "---\n\n# Title\n\nText: *bold*\n\n---\n",
        "---\n- a\n- b\n---\n",
        "---\n* a\n* b\n---\n",
        "---\n\nText\n",
        "---\n",
        "---",
        "----\na: 1\n----\n",
        "--- a\nb: 1\n---\n",
        "a: 1\n---\n",
        "Note: see below\nHint: and above\n---\n",
        "a: 1\nb: 2\n",
        "---\nsee https://example.org\n---\n",
        "+++\n\nText\n",
        "+++\nText\n+++\n",
        "{{< note >}}\n",
        "{% include x %}\n",
        "{/* a comment */}\n",
        '{"text"}\n',
        '{"a": 1} text\n',
        "{`template`}\n",
        '{"a": ' + "[" * 100_000,
    ],
)
def test_no_front_matter(text: str) -> None:
    assert read_front_matter(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("---\n---\nText", "\nText"),
        ("---\n\n# a comment\n\n---\nText", "\nText"),
        ("---\na: 1\n...\nText", "\nText"),
        ("---  \na: 1\n---\t\nText\n---\n", "\nText\n---\n"),
        ("---\na: 1\n---", ""),
        ("---\na: '\n ---'\n---\nText", "\nText"),
        ("+++\n+++\nText", "\nText"),
        ('{"a": 1}\nText', "\nText"),
        ("{}", ""),
    ],
)
def test_end(text: str, rest: str) -> None:
    front_matter = read(text)
    assert front_matter.problem == ""
    assert text[front_matter.end :] == rest


@pytest.mark.parametrize(
    ("text", "problem", "at", "values"),
    [
        (
            "---\ntitle: a: b\nweight: 1\n---\n",
            'this ": " cannot stand here; put the value in quotes, or mend the indentation of the line',
            ": b",
            {"title": "a: b", "weight": "1"},
        ),
        ("---\n  a: 1\nb: 2\n---\n", "the keys are not indented alike; begin each where its line begins", "b: 2", {}),
        ("---\na: 1\n\tb: 2\n---\n", "a tab stands here; indent with spaces", "\tb", {"a": "1"}),
        ("---\na: **b**\nc: d\n---\n", "no value can begin with * or &; put the value in quotes", "*b", {"c": "d"}),
        ("---\na：b\nc: d\n---\n", 'a key needs ": " behind it', "：b", {"c": "d"}),
        ("---\na:b\n---\n", 'a key needs ": " behind it', ":b", {}),
        ("---\na b\nc: d\n---\n", 'this line is no "key: value"', "a b", {"c": "d"}),
        ("---\na: 1\na: 2\n---\n", 'the key "a" is there twice; take one of them out', "a: 2", {"a": "1"}),
        (
            "---\na: {{ b }}\nc: d\n---\n",
            "a list or mapping stands where a key should; put the value in quotes",
            "{ b",
            {"c": "d"},
        ),
        ("---\na: 'b\nc: d\n---\n", "this quote is opened and not closed", "'b", {"c": "d"}),
        ("---\na: [b\nc: d\n---\n", "this list is opened with [ and not closed", "[b", {"c": "d"}),
        ("---\na: @b\nc: d\n---\n", "no value can begin with @; put the value in quotes", "@b", {"a": "@b", "c": "d"}),
        ("---\na:\n\tb: 1\n---\n", "a tab stands here; indent with spaces", "\tb", {}),
        ("---\na: *b\nc: d\n---\n", 'no value before this is named "&b"; put it in quotes', "*b", {"c": "d"}),
        ("---\na: &x [*x]\n---\n", 'no value before this is named "&x"; put it in quotes', "*x]", {}),
        (
            "---\na: 1\n--- # b\nc: 2\n---\n",
            "a second YAML document begins here; take this line out",
            "--- # b",
            {"c": "2"},
        ),
        ("---\na: \x07\n---\n", "the character U+0007 cannot stand in YAML; take it out", "\x07", {}),
        ("---\na: " + "[" * 10_000 + "\n---\n", "lists and mappings are nested more than 100 deep", "[" * 9_000, {}),
        (
            "---\ntitle: a\nlist:\n- b\n\nText\n",
            'the front matter is not closed; put a line "---" behind it',
            "\ntitle",
            {"title": "a", "list.0": "b"},
        ),
        (
            "---\na: 1\n# b\nc:d: 2\n\nA sentence here.\n\n---\n\nText\n",
            'the front matter is not closed; put a line "---" behind it',
            "\na: 1",
            {"a": "1", "c:d": "2"},
        ),
        (
            "\n \n---\na: 1\nb: 2\n---\nText\n",
            "blank lines stand before the front matter; take them out",
            "\na: 1",
            {"a": "1", "b": "2"},
        ),
        (
            "<!-- a - b -->\n\n<!-- c -->\n---\na: 1\nb: 2\n---\nText\n",
            "a comment stands before the front matter; put it behind it",
            "\na: 1",
            {"a": "1", "b": "2"},
        ),
        (
            "a: 1\nb:\n  - 2\n---\nText\n",
            'the front matter is not opened; the first line must be "---"',
            "a: 1",
            {"a": "1", "b.0": "2"},
        ),
        (
            "—--\na: 1\nb: 2\n---\nText\n",
            'the front matter is not opened; the first line must be "---"',
            "a: 1",
            {"a": "1", "b": "2"},
        ),
        ("+++\na = 1\nb = ?\n+++\n", "this is not valid TOML: Invalid value", "?", {"a": "1"}),
        ("+++\na = 1\na = 2\n+++\n", 'the key "a" is there twice; take one of them out', "a = 2", {"a": "1"}),
        ("+++\na = [1,\nb = 2\n+++\n", "a bracket is opened here and not closed", "[1", {"b": "2"}),
        ('+++\na = "b"\n\nText\n', 'the front matter is not closed; put a line "+++" behind it', "\na", {"a": "b"}),
        (
            "+++\n[" + "a." * 200 + "b]\n+++\n",
            "a key has more than 100 parts",
            "a." * 200,
            {},
        ),
        ("+++\na = 1\n" + "a." * 100_000 + "b\n+++\n", "a key has more than 100 parts", "a." * 100_000, {"a": "1"}),
        ('{\n"a": 1,\n"b" 2\n}\n', "this is not valid JSON: Expecting ':' delimiter", "2", {"a": "1"}),
        ('{\n"a": 1,\n"a": 2\n}\n', 'the key "a" is there twice; take one of them out', '"a": 2', {"a": "1"}),
        (
            '{\n"a": ' + "[" * 10_000 + "\n}\n",
            "lists and mappings are nested more than 100 deep",
            "[" * 9_901,
            {},
        ),
    ],
)
def test_problem(text: str, problem: str, at: str, values: dict[str, str]) -> None:
    front_matter = read(text)
    assert front_matter.problem == problem
    assert text[front_matter.problem_at :].startswith(at)
    for path, value in values.items():
        assert front_matter.get(path) == value


@pytest.mark.parametrize(
    "text",
    [
        "\n---\na: 1\nb: 2\n---\nText\n",
        "a: 1\nb: 2\n---\nText\n",
        "---\na: 1\n\nText\n",
        "---\na: 1\n\nText\nof a page.\n\n---\nText\n",
        "---\na: 1\n----\n\nText\n",
        "---\na: 1\n----\n\nText\n渡轮中午出发\n\n---\n",
    ],
)
def test_body_begins_behind_front_matter_that_is_fenced_wrongly(text: str) -> None:
    assert text[read(text).end :].lstrip("\n").startswith("Text\n")


def test_alias() -> None:
    text = "---\na: &x {b: 1, c: [2]}\nd: *x\ne: &y z\nf: *y\n---\n"
    assert [(entry.path, entry.value) for entry in read(text).entries] == [
        ("a.b", "1"),
        ("a.c.0", "2"),
        ("d.b", "1"),
        ("d.c.0", "2"),
        ("e", "z"),
        ("f", "z"),
    ]


def test_alias_bomb() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 30)]
    front_matter = read("---\n" + "\n".join(lines) + "\n---\n")
    assert front_matter.problem == "more than 10000 values"
    assert len(front_matter.entries) <= 10_000


PIECES = st.sampled_from(
    [
        *"abé日😀 :,-#'\"|>&*!{}[]=.\\\t\n\n\n\u2028\x85\ufeff\x07",
        "---\n",
        "+++\n",
        "...\n",
        "a: ",
        "b = ",
        '"a": ',
        "  - ",
        "[[",
        '"""',
        "'''",
        "\n  ",
        "&x ",
        "*x",
        "1.10",
    ]
)
HEADS = st.sampled_from(["", "---\n", "---\na: ", "---\n\n", "+++\n", "+++\na = ", "{", '{"a": ', '{\n"a": '])
TAILS = st.sampled_from(["", "\n---\n", "\n+++\nText", "\n}\nText"])


@given(HEADS, st.lists(PIECES, max_size=40).map("".join), TAILS)
@example("---\n", "a: \ud800", "\n---\n")
def test_anything(head: str, middle: str, tail: str) -> None:
    text = head + middle + tail
    front_matter = read_front_matter(text)
    if front_matter is None:
        return
    assert 0 == front_matter.start < front_matter.end <= len(text)
    assert 0 <= front_matter.problem_at <= front_matter.end
    for entry in front_matter.entries:
        assert 0 < entry.key_start <= entry.start <= entry.end <= front_matter.end


VALUES = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"))


@given(VALUES)
def test_quoted_values(value: str) -> None:
    quoted = "'" + value.replace("'", "''") + "'"
    assert_value(f"---\na: 日😀\nkey: {quoted} # c\nb: 1\n---\n", value, quoted)
    quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    assert_value(f"---\na: 日😀\nkey: {quoted} # c\nb: 1\n---\n", value, quoted)
    assert_value(f"+++\na = '日😀'\nkey = {quoted} # c\nb = 1\n+++\n", value, quoted)
    assert_value(f'{{"a": "日😀", "key": {quoted}, "b": 1}}\n', value, quoted)


def assert_value(text: str, value: str, quoted: str) -> None:
    front_matter = read(text)
    entry = front_matter.entries[1]
    assert front_matter.problem == ""
    assert (entry.path, entry.value, text[entry.start : entry.end]) == ("key", value, quoted)


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")
def test_corpora() -> None:
    count = 0
    for path in CORPORA.rglob("*.md*"):
        text = path.read_text(encoding="utf-8-sig")
        front_matter = read_front_matter(text)
        for entry in front_matter.entries if front_matter else ():
            quoted = text[entry.start : entry.end]
            count += 1
            if "\n" not in quoted and quoted[:1] not in ("'", '"'):
                assert quoted == entry.value
    assert count > 5000
