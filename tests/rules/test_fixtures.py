"""Every rule has fixture cases that fail, pass and set a trap, and each gives exactly the findings beside it.

``fixtures/<rule>/<case>/`` is a small site, and ``expected.txt`` in it holds every finding that a run over it gives,
of all rules, one a line. Where the folders of a case are dates it is the history of a site: each holds the pages that
were committed on that day, and in ``deleted.txt`` the paths of those that were deleted.
``python tests/rules/test_fixtures.py`` writes what is expected anew; read the diff before you keep it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from trcheck.config import RuleSettings, load_config
from trcheck.engine import run
from trcheck.finding import Result
from trcheck.pages.discover import discover
from trcheck.pages.selection import select
from trcheck.registry import load_rules
from trcheck.rule import Rule

FIXTURES = Path(__file__).parents[2] / "fixtures"
EXPECTED = "expected.txt"
RULES = load_rules()
DATE = re.compile(r"\d{4}-\d\d-\d\d")
HISTORY = {"outdated": RuleSettings(options={"history": False})}
"""The history of our own repository says nothing of what the pages of a case were made from."""
FENCES = re.compile(r"^(`{3,}|~{3,})markdown\n(.*?)^\1$", re.MULTILINE | re.DOTALL)

CONVENTIONS = re.compile(r"^```toml\n(\[conventions\..*?)^```$", re.MULTILINE | re.DOTALL)
GLOSSARY = re.compile(r"^```toml\n(\[\[terms\]\]\n.*?)^```$", re.MULTILINE | re.DOTALL)


def cases() -> list[Path]:
    """The folders of all cases, in order of their rules and names."""
    return sorted(path for path in FIXTURES.glob("*/*") if path.is_dir() and path.parent.name != "site")


def check(root: Path) -> Result:
    """Check the site at `root`, every page of it, the source's for themselves too, with all rules."""
    config = load_config(root, None)
    if not (root / ".git").exists():
        config = replace(config, rules={**config.rules, **HISTORY})
    pages = discover(root, config)
    return run(root, config, pages, select(pages, [pages.source, *pages.languages]), jobs=1)


def commit(root: Path, date: str) -> None:
    """Commit what is in a folder; what is committed and when makes the ids, so these are always the same."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for who in ("AUTHOR", "COMMITTER"):
        settings |= {f"GIT_{who}_NAME": "A", f"GIT_{who}_EMAIL": "a@example.org", f"GIT_{who}_DATE": f"{date}T12:00Z"}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | settings
    for command in ("init --quiet", "add --all", "commit --quiet --message Change"):
        subprocess.run(["git", "-C", str(root), *command.split()], env=environment, check=True)


@contextmanager
def site(case: Path) -> Iterator[Path]:
    """The site of a case."""
    dates = sorted(folder for folder in case.iterdir() if DATE.fullmatch(folder.name))
    if not dates:
        yield case
        return
    with TemporaryDirectory() as made:
        root = Path(made)
        for folder in dates:
            shutil.copytree(folder, root, dirs_exist_ok=True)
            if (root / "deleted.txt").exists():
                for path in (root / "deleted.txt").read_text("utf-8").split():
                    (root / path).unlink()
                (root / "deleted.txt").unlink()
            commit(root, folder.name)
        yield root


def findings(case: Path) -> str:
    """The findings of a case as `expected.txt` has them."""
    with site(case) as root:
        result = check(root)
    lines = [f"failed: {failure}" for failure in result.failures]
    for finding in result.findings:
        place = finding.place
        lines.append(f"{place.path}:{place.line}:{place.column}: {finding.severity} {finding.rule}: {finding.message}")
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.parent.name}/{case.name}")
def test_case_gives_exactly_the_expected_findings(case: Path) -> None:
    assert findings(case).splitlines() == (case / EXPECTED).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.parent.name}/{case.name}")
def test_name_of_a_case_says_what_it_shows(case: Path) -> None:
    rules = [
        (line.split()[1], line.split()[2].rstrip(":")) for line in (case / EXPECTED).read_text("utf-8").splitlines()
    ]
    if case.name.startswith("bad-"):
        assert case.parent.name in {rule for _, rule in rules}
    else:
        assert case.name.startswith(("good-", "trap-"))
        assert [rule for severity, rule in rules if severity != "info"] == []


@pytest.mark.parametrize("id", RULES)
def test_rule_has_cases_of_every_sort(id: str) -> None:
    sorts = {case.name.partition("-")[0] for case in (FIXTURES / id).iterdir()}
    assert sorts == {"bad", "good", "trap"}


def test_every_case_belongs_to_a_rule() -> None:
    assert {case.parent.name for case in cases()} <= set(RULES)


def examples(rule: Rule, title: str) -> list[str]:
    """The pages, first the source, that the manual of a rule shows under a title that begins with a word."""
    _, _, rest = rule.manual.partition(f"\n{title}")
    return [match[2] for match in FENCES.finditer(rest.partition("\nGood")[0] if title == "Bad" else rest)]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_manual_is_true(rule: Rule, tmp_path: Path) -> None:
    assert rule.summary
    for title in ("Bad", "Good"):
        pages = examples(rule, title)
        if rule.id in ("missing-page", "orphan-page"):
            pytest.skip("its manual shows paths, no pages")
        root = tmp_path / title
        root.mkdir()
        if rule.scope == "drift":
            for language, text in zip(("en", "es"), (pages.pop(0), pages[-1]), strict=True):
                (root / f"page.{language}.md").write_text(text, encoding="utf-8")
            commit(root, "2025-11-20")
        assert len(pages) == 2
        settings = [f"[rules.{rule.id}]"]
        if not rule.enabled:
            settings.append("enabled = true")
        if shown := GLOSSARY.search(rule.manual):
            (root / "glossary.toml").write_text(shown[1], encoding="utf-8")
            settings.append('glossaries = ["glossary.toml"]')
        if shown := CONVENTIONS.search(rule.manual):
            settings.append(shown[1])
        (root / "trcheck.toml").write_text("\n".join(settings), encoding="utf-8")
        (root / "guide.zh.md").write_text("阅读指南。", encoding="utf-8")
        for language, text in zip(("en", "es"), pages, strict=True):
            (root / f"page.{language}.md").write_text(text, encoding="utf-8")
            (root / f"guide.{language}.md").write_text(
                "See the guide." if language == "en" else "Lee la guía.", "utf-8"
            )
        if rule.scope == "drift":
            commit(root, "2026-01-05")
        found = [
            finding.rule for finding in check(root).findings if finding.severity != "info" or rule.severity == "info"
        ]
        assert found == ([rule.id] if title == "Bad" else [])


if __name__ == "__main__":
    for case in cases():
        (case / EXPECTED).write_text(findings(case), encoding="utf-8")
