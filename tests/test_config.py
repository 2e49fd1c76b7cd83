"""The configuration: what it holds, and how it says what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from trcheck.config import Config, ConfigError, PagePattern, load_config
from trcheck.options import Count, Majority


def load(tmp_path: Path, text: str, name: str = "trcheck.toml") -> Config:
    (tmp_path / name).write_text(text, "utf-8")
    return load_config(tmp_path)


def error(tmp_path: Path, text: str, name: str = "trcheck.toml") -> str:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text, name)
    return str(caught.value)


EVERYTHING = """
source = "en"
languages = ["es", "zh"]
root-language = "en"
exclude = ["drafts"]
site = ["https://example.org"]
select = ["typo"]
ignore = ["name"]
fail-on = "warning"
plugins = ["house_rules"]

[[pages]]
source = "docs/{path}"
translation = "docs/{lang}/{path}"

[[pages]]
source = "{path}/source.md"
translation = "{path}/after.md"
language = "es"

[rules.typo]
severity = "info"
accept = ["frobnicate"]
"""


def test_every_key(tmp_path: Path) -> None:
    config = load(tmp_path, EVERYTHING)
    assert (config.source, config.languages, config.root_language) == ("en", ("es", "zh"), "en")
    assert (config.exclude, config.site, config.plugins) == (("drafts",), ("https://example.org",), ("house_rules",))
    assert (config.select, config.ignore, config.fail_on) == (("typo",), ("name",), "warning")
    assert config.pages == (
        PagePattern("docs/{path}", "docs/{lang}/{path}"),
        PagePattern("{path}/source.md", "{path}/after.md", "es"),
    )
    assert config.rules["typo"].severity == "info"
    assert "name" not in config.rules
    assert config.rules["typo"].options == {"accept": ["frobnicate"]}


def test_there_need_not_be_one(tmp_path: Path) -> None:
    assert load_config(tmp_path) == Config()


def test_pyproject(tmp_path: Path) -> None:
    assert load(tmp_path, '[tool.other]\nx = 1\n[tool.trcheck]\nsource = "fr"\n', "pyproject.toml").source == "fr"
    assert load(tmp_path, "[project]\n", "pyproject.toml") == Config()


def test_trcheck_toml_comes_before_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.trcheck]\nsource = "fr"\n', "utf-8")
    assert load(tmp_path, 'source = "es"\n').source == "es"


def test_a_file_that_was_named(tmp_path: Path) -> None:
    path = tmp_path / "other.toml"
    path.write_text('source = "es"\n', "utf-8")
    assert load_config(tmp_path, path).source == "es"
    with pytest.raises(ConfigError, match=r"^cannot read .*none.toml: No such file or directory$"):
        load_config(tmp_path, tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'source = "en"\n\nigonre = ["typo"]\n',
            "unknown key `igonre` in trcheck.toml:3, did you mean `ignore`?",
        ),
        ("qwertz = 1\n", "unknown key `qwertz` in trcheck.toml:1"),
        ("fail_on = 'error'\n", "unknown key `fail_on` in trcheck.toml:1, did you mean `fail-on`?"),
        (
            'fail-on = "eror"\n',
            "`fail-on` must be one of `error`, `warning`, `info`, `never`, "
            'not "eror" in trcheck.toml:1, did you mean `error`?',
        ),
        ("source = 3\n", "`source` must be a string, not 3 in trcheck.toml:1"),
        ('select = "typo"\n', '`select` must be a list, not "typo" in trcheck.toml:1'),
        ("site = [true]\n", "each of `site` must be a string, not true in trcheck.toml:1"),
        ("rules = 1\n", "`rules` must be a table in trcheck.toml:1"),
        ("[rules]\ntypo = 1\n", "`typo` must be a table in trcheck.toml:2"),
        (
            '[rules.name]\n[rules.typo]\n\nseverity = "warn"\n',
            "`severity` must be one of `error`, `warning`, `info`, "
            'not "warn" in trcheck.toml:4, did you mean `warning`?',
        ),
        (
            '[[pages]]\nsource = "{path}"\ntranslation = "{lang}/{path}"\n\n[[pages]]\nsource = "x/{path}"\n',
            "key `translation` is missing in trcheck.toml:5",
        ),
        (
            '[[pages]]\nsource = "{pth}"\ntranslation = "{lang}/{path}"\n',
            "unknown placeholder `{pth}` in trcheck.toml:2, did you mean `{path}`?",
        ),
        (
            '[[pages]]\nsource = "docs"\ntranslation = "{lang}/{path}"\n',
            "`source` must hold `{path}` once in trcheck.toml:2",
        ),
        (
            '[[pages]]\nsource = "{path}"\ntranslation = "x/{path}"\n',
            "`translation` must hold `{lang}`, or `language` be set in trcheck.toml:3",
        ),
        ("source = 'en'\nselect =\n", "Invalid value in trcheck.toml:2"),
        ("source = [", "Invalid value in trcheck.toml:1"),
    ],
)
def test_errors(text: str, message: str, tmp_path: Path) -> None:
    assert error(tmp_path, text).replace(" (at end of document)", "") == message


def test_errors_in_pyproject(tmp_path: Path) -> None:
    text = "[tool.black]\nsourc = 1\n\n[tool.trcheck]\nsourc = 'en'\n"
    assert error(tmp_path, text, "pyproject.toml") == (
        "unknown key `sourc` in pyproject.toml:5, did you mean `source`?"
    )


def test_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "trcheck.toml").write_bytes(b'source = "\xff"')
    with pytest.raises(ConfigError, match=r"^cannot read trcheck.toml: it is not UTF-8$"):
        load_config(tmp_path)


@dataclass(frozen=True, slots=True)
class Options:
    accept: tuple[str, ...] = ()
    at_least: Count = 2
    share: Majority = 0.5
    strict: bool = False
    how: Literal["near", "far"] = "near"
    names: Mapping[str, str] | None = None


def test_options_of_a_rule(tmp_path: Path) -> None:
    text = '[rules.r]\naccept = ["a"]\nat-least = 3\nshare = 1\nstrict = true\nhow = "far"\n[rules.r.names]\nA = "B"\n'
    config = load(tmp_path, text)
    assert config.options("r", Options) == Options(("a",), 3, 1.0, True, "far", {"A": "B"})
    assert config.options("other", Options) == Options()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("at-leats = 3", "unknown key `at-leats` in trcheck.toml:2, did you mean `at-least`?"),
        ("at-least = 3.5", "`at-least` must be a whole number, not 3.5 in trcheck.toml:2"),
        ("at-least = true", "`at-least` must be a whole number, not true in trcheck.toml:2"),
        ('share = "x"', '`share` must be a number, not "x" in trcheck.toml:2'),
        ("share = 80", "`share` must be a number from 0.5 to 1, not 80 in trcheck.toml:2"),
        ("at-least = 0", "`at-least` must be a whole number from 1 on, not 0 in trcheck.toml:2"),
        ("strict = 1", "`strict` must be true or false, not 1 in trcheck.toml:2"),
        ("accept = ['a', 1]", "each of `accept` must be a string, not 1 in trcheck.toml:2"),
        ("how = 'nera'", '`how` must be one of `near`, `far`, not "nera" in trcheck.toml:2, did you mean `near`?'),
        ("names = { A = 1 }", "`A` must be a string, not 1 in trcheck.toml:2"),
        ("names = []", "`names` must be a table, not a list in trcheck.toml:2"),
    ],
)
def test_options_that_do_not_fit(text: str, message: str, tmp_path: Path) -> None:
    config = load(tmp_path, f"[rules.r]\n{text}\n")
    with pytest.raises(ConfigError) as caught:
        config.options("r", Options)
    assert str(caught.value) == message


def test_rules_that_nobody_knows(tmp_path: Path) -> None:
    known = ("typo", "name", "missing-link")
    load(tmp_path, 'select = ["typo"]\n[rules.name]\n').check_rules(known)
    for text, message in (
        ('ignore = [\n  "typo",\n  "nmae",\n]\n', "unknown rule `nmae` in trcheck.toml:3, did you mean `name`?"),
        ("select = ['mising-link']\n", "unknown rule `mising-link` in trcheck.toml:1, did you mean `missing-link`?"),
        ("source = 'en'\n[rules.qwertz]\n", "unknown rule `qwertz` in trcheck.toml:2"),
    ):
        with pytest.raises(ConfigError) as caught:
            load(tmp_path, text).check_rules(known)
        assert str(caught.value) == message
