"""What a site's other spell checkers accept is accepted, and nothing of the site is run or read outside of it."""

from pathlib import Path

import pytest

from trcheck.config import ConfigError, load_config
from trcheck.pages.accepted import Accepted, check_word_files, ignored_on
from trcheck.reading.reader import read
from trcheck.registry import load_rules, named_files


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cspell.json", '{"words": ["Kelpie", "tarn",], /* more */ "ignoreWords": ["http"]} // end'),
        (".cspell.json", '{"overrides": [{"filename": "**/*.md", "words": ["kelpie"]}], "userWords": ["tarn"]}'),
        ("cspell.config.yaml", "words:\n  - Kelpie\n  - tarn # a lake\n"),
        (".cspell.yml", "ignoreWords: [kelpie, tarn]\n"),
        ("typos.toml", '[default.extend-words]\nkelpie = "kelpie"\n[default.extend-identifiers]\ntarn = "tarn"\n'),
    ],
)
def test_settings_of_other_programs(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    accepted = Accepted(tmp_path)
    assert {"kelpie", "tarn"} <= accepted.words
    assert accepted.problems == []


def test_word_lists_are_read_within_the_site_alone(tmp_path: Path) -> None:
    root = tmp_path / "site"
    root.mkdir()
    (tmp_path / "outside.txt").write_text("secret\n")
    (root / "inside.txt").write_text("# lakes\ntarn\n!mere\n*fell*\n")
    paths = '[{"path": "inside.txt"}, {"path": "../outside.txt"}, {"path": "none.txt"}]'
    (root / "cspell.json").write_text(f'{{"dictionaryDefinitions": {paths}}}')
    assert Accepted(root).words == {"tarn", "fell"}


def test_a_comment_sign_in_a_string_is_none(tmp_path: Path) -> None:
    (tmp_path / "cspell.json").write_text('{"import": ["https://example.org/a.json"], "words": ["tarn"]}')
    assert Accepted(tmp_path).words == {"tarn"}


@pytest.mark.parametrize(
    ("name", "text"), [("cspell.json", '{"words": ["tarn"'), ("cspell.yaml", "- a\n"), ("typos.toml", "[default")]
)
def test_broken_settings_are_named_and_stop_nothing(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    accepted = Accepted(tmp_path)
    assert isinstance(accepted.words, frozenset)
    (problem,) = accepted.problems
    assert problem.startswith(f"{name} cannot be read")


def test_programs_are_not_run(tmp_path: Path) -> None:
    (tmp_path / "cspell.config.js").write_text("module.exports = { words: ['tarn'] }")
    assert Accepted(tmp_path).words == frozenset()


def test_pages_name_words_in_comments_and_front_matter(tmp_path: Path) -> None:
    text = "---\ncSpell:ignore: tarn\n---\n\n<!-- cspell:words Kelpie fell -->\n\nA spell: words of the mere.\n"
    (tmp_path / "a.md").write_text(text)
    assert ignored_on(read(tmp_path, "a.md", "en")) == {"tarn", "kelpie", "fell"}


def test_a_word_file_that_is_not_there_is_an_error_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "trcheck.toml").write_text('[rules.typo]\nword-files = ["words.txt"]\n')
    config = load_config(tmp_path)
    named = named_files(config, load_rules(), "word-files")
    with pytest.raises(ConfigError, match=r"cannot read word file `words.txt`: .* in trcheck.toml:2"):
        check_word_files(tmp_path, config, named)
    (tmp_path / "words.txt").write_text("Kelpie # a horse\n")
    check_word_files(tmp_path, config, named)
    assert Accepted(tmp_path).of_file("words.txt") == {"kelpie"}
