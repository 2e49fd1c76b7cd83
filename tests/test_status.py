"""`trcheck status`, and `--since`: run as a process, in a repository with a history."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

SCHEMA = json.loads((Path(__file__).parents[1] / "docs/status.schema.json").read_text("utf-8"))
EN = "# Install\n\nSee the [handbook](https://example.org/handbook).\n"
ES = "# Instalar\n\nMira el [manual](https://example.org/handbook).\n"
ES_BROKEN = "# Instalar\n\nMira el manual.\n"
MORE = "\n## Update\n\nRun the [updater](https://example.org/updater).\n"

ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in ("NO_COLOR", "FORCE_COLOR") and not name.startswith("GIT_")
} | {"COLUMNS": "100", "TERM": "xterm", "GIT_CONFIG_GLOBAL": os.devnull}


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "trcheck", *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def commit(folder: Path, date: str) -> None:
    people = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {f"GIT_{who}_DATE": f"{date}T12:00Z" for who in ("AUTHOR", "COMMITTER")}
    for command in ("init -q", "add -A", "commit -q -m Change"):
        subprocess.run(["git", *command.split()], cwd=folder, env=ENVIRONMENT | people | dates, check=True)


def write(folder: Path, pages: dict[str, str]) -> None:
    for path, text in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a page of every state: es lacks one and has one too many, two are behind; fr has one page."""
    folder = tmp_path_factory.mktemp("site")
    write(folder, {f"docs/en/{name}.md": EN for name in "abcd"})
    write(folder, {"docs/es/a.md": ES, "docs/es/b.md": ES_BROKEN, "docs/es/c.md": ES, "docs/es/old.md": ES})
    write(folder, {"docs/fr/a.md": ES, "trcheck.toml": 'select = ["missing-link", "outdated"]\n'})
    commit(folder, "2025-12-01")
    write(folder, {"docs/en/b.md": EN + MORE})
    commit(folder, "2025-12-24")
    write(folder, {"docs/en/c.md": EN + MORE + MORE.replace("pdate", "pgrade")})
    commit(folder, "2026-01-05")
    return folder


def test_table(site: Path) -> None:
    result = run(site, "status")
    assert (result.returncode, result.stderr) == (0, "")
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["language", "pages", "missing", "outdated", "sections", "since", "orphans", "errors", "warnings", "notes"],
        ["es", "3", "1", "2", "3", "2025-12-24", "1", "1", "0", "0"],
        ["fr", "1", "3", "0", "0", "-", "0", "0", "0", "0"],
    ]


def test_languages_that_are_named_are_shown_and_their_pages(site: Path) -> None:
    assert run(site, "status", "es", "-v").stdout.splitlines()[1:] == [
        "es            3        1         2         3  2025-12-24        1       1         0      0",
        "",
        "es: nothing to do on 1 page",
        "  docs/es/b.md: 1 section outdated since 2025-12-24, 1 error",
        "  docs/es/c.md: 2 sections outdated since 2026-01-05",
        "  docs/es/old.md: has no source page",
        "  docs/en/d.md: not translated",
    ]


def test_json(site: Path) -> None:
    report = json.loads(run(site, "status", "--format", "json").stdout)
    Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(report)
    assert (report["source"], report["history"]) == ("en", "full")
    es, fr = report["languages"]
    assert (es["present"], es["missing"], es["orphans"], fr["present"]) == (3, 1, 1, 1)
    assert es["outdated"] == {"pages": 2, "sections": 3, "since": "2025-12-24"}
    assert {page["path"] or page["source"]: page["state"] for page in es["pages"]} == {
        **{f"docs/es/{name}.md": "present" for name in "abc"},
        "docs/es/old.md": "orphan",
        "docs/en/d.md": "missing",
    }


def test_what_the_history_cannot_tell_is_said(site: Path, tmp_path: Path) -> None:
    write(tmp_path / "plain", {"docs/en/a.md": EN, "docs/es/a.md": ES})
    result = run(tmp_path / "plain", "status")
    assert result.stdout.splitlines()[2:] == ["Outside of a git repository it cannot be told what is outdated."]
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{site}", str(tmp_path / "shallow")], env=ENVIRONMENT, check=True
    )
    result = run(tmp_path / "shallow", "status", "es")
    assert result.stdout.splitlines()[1].split()[:6] == ["es", "3", "1", "0", "0", "-"]
    assert result.stdout.splitlines()[2].startswith("This clone is shallow")


def test_on_a_terminal_it_is_a_table_with_colours(site: Path) -> None:
    pid, descriptor = pty.fork()
    if not pid:
        os.chdir(site)
        os.execvpe(sys.executable, [sys.executable, "-m", "trcheck", "status"], ENVIRONMENT)
    shown = b""
    try:
        while chunk := os.read(descriptor, 4096):
            shown += chunk
    except OSError:  # how Linux says that nothing follows
        pass
    os.waitpid(pid, 0)
    assert b"2025-12-24" in shown
    assert b"\x1b[1;4m" in shown


def test_since_leaves_out_what_did_not_change(site: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", f"file://{site}", str(clone)], env=ENVIRONMENT, check=True)

    def checked(*arguments: str) -> list[int | str]:
        report = json.loads(run(clone, *arguments, "--format", "json").stdout)
        return [report["summary"]["pages"], *(finding["path"] for finding in report["findings"])]

    broken = ["docs/es/b.md", "docs/es/b.md"]  # a link that is missing, and a section that has come since
    assert checked("es") == [7, *broken, "docs/es/c.md", "docs/es/c.md"]
    assert checked("es", "--since", "HEAD") == [0]
    assert checked("es", "--since", "HEAD~1") == [2, "docs/es/c.md", "docs/es/c.md"]
    assert checked("fr", "--since", "HEAD~1") == [0]
    write(clone, {"docs/es/b.md": ES_BROKEN + "\nMás.\n", "docs/es/new.md": ES, "docs/en/new.md": EN})
    assert checked("es", "--since", "HEAD")[:2] == [3, "docs/es/b.md"]

    # What has come to the other branch since is none of this one's doing.
    commit(clone, "2026-01-06")
    for command in ("branch topic HEAD", "reset -q --hard HEAD~1"):
        subprocess.run(["git", *command.split()], cwd=clone, env=ENVIRONMENT, check=True)
    write(clone, {"docs/fr/a.md": ES_BROKEN})
    commit(clone, "2026-01-07")
    assert checked("--since", "topic") == [1, "docs/fr/a.md"]

    result = run(clone, "--since", "nowhere")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "trcheck: error: --since nowhere: there is no such commit here; fetch it, or name another\n"
    write(tmp_path / "plain", {"docs/en/a.md": EN, "docs/es/a.md": ES})
    result = run(tmp_path / "plain", "--since", "HEAD")
    assert result.stderr == "trcheck: error: --since HEAD: . is in no git repository\n"


def test_errors_are_one_line(site: Path, tmp_path: Path) -> None:
    result = run(site, "status", "docs/es/a.md")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "trcheck: error: there are no translations into `docs/es/a.md`; found: es, fr\n"
    write(tmp_path, {"docs/en/a.md": EN, "docs/es/a.md": "\0"})
    result = run(tmp_path, "status", "-v")
    assert result.returncode == 2
    assert "  docs/es/a.md: could not be checked\n" in result.stdout
    assert result.stderr.startswith("trcheck: error: docs/es/a.md:1: not a text file")
