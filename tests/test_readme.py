"""What the README says is true: its output is real, its configuration is taken, its links lead to files."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from trcheck.config import load_config

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def block(language: str, holding: str = "") -> str:
    """The first fenced block of a language that holds some text."""
    blocks: list[str] = re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    return next(text for text in blocks if holding in text)


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


def test_configuration_is_taken(tmp_path: Path) -> None:
    (tmp_path / "trcheck.toml").write_text(block("toml"), "utf-8")
    config = load_config(tmp_path)
    assert config.fail_on == "warning"
    assert config.rules["typo"].options == {"words": ["Kelpie"]}


def test_links_lead_to_files() -> None:
    for page in ("README.md", "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / page).read_text("utf-8")):
            assert (ROOT / target).exists(), f"{page} links to {target}"


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert block("sh", "pytest").strip().replace("pip install", "pip install -q") in (ROOT / ".ci" / "run").read_text(
        "utf-8"
    )
