"""The hook, run by pre-commit in a git repository of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

EN = "# Install\n\nSee the [handbook](https://example.org/handbook).\n"
ES = "# Instalar\n\nMira el [manual](https://example.org/handbook).\n"
ES_BROKEN = "# Instalar\n\nMira el manual.\n"

GIT = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
}


def git(folder: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | GIT
    return subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True, encoding="utf-8"
    ).stdout.strip()


def commit(folder: Path) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Change")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with what this checkout holds now, as pre-commit wants to clone it."""
    folder = tmp_path_factory.mktemp("hooks") / "trcheck"
    left_out = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", ".hypothesis", "fixtures", "tests")
    shutil.copytree(ROOT, folder, ignore=left_out)
    git(folder, "init", "--quiet")
    commit(folder)
    return folder


@pytest.fixture
def site(tmp_path: Path, hooks: Path) -> Path:
    """A site that uses the hook, its pages committed."""
    (tmp_path / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {hooks}\n  rev: {git(hooks, 'rev-parse', 'HEAD')}\n  hooks:\n  - id: trcheck\n", "utf-8"
    )
    pages = {"README.md": "# About\n", "content/en/a.md": EN, "content/es/a.md": ES}
    pages |= {"content/en/new.md": EN, "content/en/b.md": EN, "content/es/b.md": ES}
    for path, text in pages.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    return tmp_path


@pytest.fixture
def pre_commit(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., subprocess.CompletedProcess[str]]:
    home = tmp_path_factory.getbasetemp() / "pre-commit-home"

    def run(*options: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--color", "never", *options],
            cwd=site,
            env={**os.environ, **GIT, "PRE_COMMIT_HOME": str(home)},
            capture_output=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )

    return run


@pytest.mark.slow
def test_hook_checks_the_pairs_of_changed_pages(
    site: Path, pre_commit: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    (site / "content/es/a.md").write_text(ES_BROKEN, "utf-8")
    git(site, "add", "--all")
    result = pre_commit()
    assert result.returncode == 1
    assert "content/es/a.md" in result.stdout
    assert "missing-link" in result.stdout

    (site / "content/es/a.md").write_text(ES.replace("Mira", "Consulta"), "utf-8")
    git(site, "add", "--all")
    assert "Passed" in pre_commit().stdout

    # A change of the source is checked against all its translations: they are outdated, and have done nothing wrong.
    commit(site)
    (site / "content/en/a.md").write_text(EN + "\n- one\n- two\n- three\n", "utf-8")
    git(site, "add", "--all")
    result = pre_commit("--verbose")
    assert result.returncode == 0
    assert "content/es/a.md" in result.stdout
    assert "outdated" in result.stdout
    assert "missing-list" not in result.stdout


@pytest.mark.slow
def test_hook_passes_pages_that_pair_with_nothing(
    site: Path, pre_commit: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    (site / "README.md").write_text("# About us\n", "utf-8")
    (site / "content/en/new.md").write_text(EN + "\nMore.\n", "utf-8")
    (site / "content/es/a.md").unlink()
    git(site, "add", "--all")
    result = pre_commit()
    assert (result.returncode, "Passed" in result.stdout) == (0, True), result.stdout
