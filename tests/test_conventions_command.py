"""`trcheck conventions`: what a site does is shown, and written into its configuration when asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TRCHECK = Path(sys.executable).with_name("trcheck")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Twelve headings of eleven pages keep the source's id, one does not."""
    for number in range(11):
        for language, title in (("en", "Tides"), ("es", "Mareas")):
            file = tmp_path / "content" / language / f"{number}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"## {title} {{#tides}}\n\nText {number}.\n", "utf-8")
    (tmp_path / "content/en/last.md").write_text("## Winds {#winds}\n\nText.\n", "utf-8")
    (tmp_path / "content/es/last.md").write_text("## Vientos\n\nTexto.\n", "utf-8")
    return tmp_path


def trcheck(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "TRCHECK_CACHE_DIR": str(site / ".cache")}
    return subprocess.run(
        [TRCHECK, "-C", site, *arguments], capture_output=True, encoding="utf-8", env=environment, check=False
    )


def test_conventions_are_shown_with_their_counts(site: Path) -> None:
    done = trcheck(site, "conventions")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "es\n  heading-ids  headings carry the source's ids  11 source, 1 none\n"


def test_conventions_as_json(site: Path) -> None:
    report = json.loads(trcheck(site, "conventions", "es", "--format", "json").stdout)
    places = {"source": 11, "none": 1}
    convention = {"topic": "heading-ids", "way": "source", "pinned": False, "places": places}
    assert report == {"version": 1, "conventions": {"es": [convention]}}


def test_a_place_against_a_convention_is_reported_with_its_count(site: Path) -> None:
    done = trcheck(site, "content/es/last.md", "--format", "concise")
    reason = "this heading lacks the source's id (11 of 12 headings of the site have it): write {#winds}"
    assert done.stdout == f"content/es/last.md:1:1: warning heading-id {reason}\n"
    assert trcheck(site, "content/es/last.md", "--format", "concise", "--no-cache").stdout == done.stdout


def test_pages_that_changed_are_learned_from_anew(site: Path) -> None:
    trcheck(site, "conventions")
    (site / "content/es/last.md").write_text("## Vientos {#winds}\n\nTexto.\n", "utf-8")
    assert trcheck(site, "conventions").stdout.endswith("12 source\n")


def test_what_is_written_holds_without_a_majority(site: Path) -> None:
    done = trcheck(site, "conventions", "--write")
    assert done.stderr == f"trcheck: note: wrote {site / 'trcheck.toml'}\n"
    for page in site.glob("content/es/[0-9]*.md"):
        page.unlink()
    assert trcheck(site, "conventions").stdout.endswith("1 none (pinned)\n")
    done = trcheck(site, "content/es/last.md", "--format", "concise", "--select", "heading-id")
    assert "lacks the source's id" in done.stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[conventions.es]\nheading-id = "own"\n', "unknown convention `heading-id` in trcheck.toml:2, did you mean"),
        ('[conventions.es]\naddress = "casual"\n', "`address` must be one of `formal`, `informal`, not"),
        ('[conventions]\nes = "own"\n', "`es` must be a table, not \"own\" in trcheck.toml:2"),
        ('convention-majority = "most"\n', "`convention-majority` must be a number, not \"most\" in trcheck.toml:1"),
    ],
)  # fmt: skip
def test_a_wrong_configuration_is_one_line(site: Path, text: str, message: str) -> None:
    (site / "trcheck.toml").write_text(text, "utf-8")
    for arguments in (["conventions"], ["es"]):
        done = trcheck(site, *arguments)
        assert done.returncode == 2
        assert message in done.stderr
        assert done.stderr.count("\n") == 1


def test_a_language_that_is_not_there_is_one_line(site: Path) -> None:
    done = trcheck(site, "conventions", "fr")
    assert (done.returncode, done.stderr) == (
        2,
        "trcheck: error: there are no translations into `fr`; found: es\n",
    )
