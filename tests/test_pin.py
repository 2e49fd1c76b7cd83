"""Conventions written into the configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from trcheck.config import ConfigError, load_config
from trcheck.pin import pin

ES = {"es": {"heading-ids": "source", "address": "informal"}}


def test_a_new_file_is_written(tmp_path: Path) -> None:
    assert pin(tmp_path, None, ES) == tmp_path / "trcheck.toml"
    assert load_config(tmp_path).conventions == ES
    assert [path.name for path in tmp_path.iterdir()] == ["trcheck.toml"]


def test_what_else_stands_in_the_file_stays(tmp_path: Path) -> None:
    text = (
        '# ours\nfail-on = "warning" # strict\n\n[conventions.zh]\naddress = "formal" # agreed\n\n'
        '[rules.typo]\nseverity = "info"\n'
    )
    (tmp_path / "trcheck.toml").write_text(text, "utf-8")
    pin(tmp_path, None, {"zh": {"heading-ids": "none"}, **ES})
    written = (tmp_path / "trcheck.toml").read_text("utf-8")
    assert [line for line in text.splitlines() if line not in written.splitlines()] == []
    config = load_config(tmp_path)
    assert config.conventions == {"zh": {"address": "formal", "heading-ids": "none"}, **ES}
    assert config.rules["typo"].severity == "info"


def test_it_goes_into_pyproject_where_the_configuration_is_there(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n\n[tool.trcheck]\nsource = "en"\n', "utf-8")
    assert pin(tmp_path, None, ES) == tmp_path / "pyproject.toml"
    assert load_config(tmp_path).conventions == ES


def test_a_way_that_changed_is_changed(tmp_path: Path) -> None:
    pin(tmp_path, None, ES)
    pin(tmp_path, None, {"es": {"address": "formal"}})
    assert load_config(tmp_path).conventions == {"es": {"heading-ids": "source", "address": "formal"}}


def test_a_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(ConfigError, match=r"cannot write .*Not a directory"):
        pin(tmp_path, tmp_path / "file" / "trcheck.toml", ES)
    (tmp_path / "broken.toml").write_text("a = [", "utf-8")
    with pytest.raises(ConfigError, match="cannot write"):
        pin(tmp_path, tmp_path / "broken.toml", ES)
    assert (tmp_path / "broken.toml").read_text("utf-8") == "a = ["
