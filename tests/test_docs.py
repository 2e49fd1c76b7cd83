"""What the README and the documentation say is true: output is real, configuration is taken, files are there."""

import os
import re
import shlex
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from trcheck.config import load_config
from trcheck.glossary.csv import read_csv
from trcheck.glossary.tbx import read_tbx
from trcheck.glossary.toml import read_toml
from trcheck.registry import load_rules

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "CONTRIBUTING.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")))
README = (ROOT / "README.md").read_text("utf-8")
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")


def blocks(page: str, language: str) -> list[str]:
    """The fenced blocks of a language on a page of ours."""
    found = FENCE.finditer((ROOT / page).read_text("utf-8"))
    return [textwrap.dedent(block[3]) for block in found if block[2] == language]


def block(language: str, holding: str = "") -> str:
    """The first block of a language in the README that holds some text."""
    return next(text for text in blocks("README.md", language) if holding in text)


def test_output_is_real() -> None:
    command, _, shown = block("console").partition("\n")
    name, *arguments = shlex.split(command.removeprefix("$ "))
    assert name == "trcheck"
    environment = {name: value for name, value in os.environ.items() if name != "FORCE_COLOR"} | {"COLUMNS": "100"}
    result = subprocess.run(
        [sys.executable, "-m", "trcheck", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert shown == result.stdout


TOML = [
    pytest.param(text, id=f"{page}-{number}")
    for page in PAGES
    for number, text in enumerate(blocks(page, "toml"))
    if not text.startswith("[[terms]]")
]


@pytest.mark.parametrize("text", TOML)
def test_configuration_is_taken(text: str, tmp_path: Path) -> None:
    (tmp_path / "trcheck.toml").write_text(text, "utf-8")
    config = load_config(tmp_path)
    rules = load_rules()
    config.check_rules(rules)
    for rule in rules.values():
        config.options(rule.id, rule.options)


def test_glossaries_of_all_formats_are_read() -> None:
    (toml,) = [text for text in blocks("docs/config.md", "toml") if text.startswith("[[terms]]")]
    (csv,), (tbx,) = blocks("docs/config.md", "csv"), blocks("docs/config.md", "xml")
    for terms in (read_toml(toml, "g", "en"), read_csv(csv, "g", "en"), read_tbx(tbx, "g", "en")):
        ferry = next(terms)
        assert (ferry.right("es")[0], ferry.wrong("es")) == ("transbordador", ("barco",))


@pytest.mark.parametrize("page", PAGES)
def test_files_that_are_named_are_there(page: str) -> None:
    prose = CODE.sub("", FENCE.sub("", (ROOT / page).read_text("utf-8")))
    named = set(re.findall(r"\]\(([^)#:]+)\)", prose))
    assert not [target for target in named if not (ROOT / page).parent.joinpath(target).exists()]
    named = set(
        re.findall(r"(?<![\w/.`{-])`?((?:docs|fixtures|tests|benchmarks|\.ci|checker|rules)/[\w./-]*\w)", prose)
    )
    known = ("docs/a.md", "docs/en/docs/a.md", "docs/es/a.md", "docs/es/docs/a.md")  # pages of a site to be checked
    assert not [path for path in named if path not in known and not (ROOT / path).exists()]


def test_every_key_of_the_configuration_is_documented() -> None:
    keys = re.findall(r"^\| `([\w-]+)` \|", (ROOT / "docs/config.md").read_text("utf-8"), re.MULTILINE)
    assert {"source", "languages", "root-language", "pages", "exclude", "site", "select", "ignore"} <= set(keys)


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert block("sh", "pytest").strip().replace("pip install", "pip install -q") in (ROOT / ".ci" / "run").read_text(
        "utf-8"
    )
