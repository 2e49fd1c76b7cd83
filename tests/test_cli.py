"""The command, run as a process, as its users do."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from trcheck import __version__

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "trcheck"]

EN = "# Install\n\nSee the [handbook](https://example.org/handbook).\n\n- one\n- two\n- three\n"
ES = "# Instalar\n\nMira el [manual](https://example.org/handbook).\n\n- uno\n- dos\n- tres\n"
ES_BROKEN = "# Instalar\n\nMira el manual.\n\n- uno\n- dos\n- tres\n"

ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
ENVIRONMENT |= {"COLUMNS": "100", "TERM": "xterm"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    pages = {"en/a.md": EN, "en/b.md": EN, "es/a.md": ES_BROKEN, "es/b.md": ES}
    for path, text in pages.items():
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env={**ENVIRONMENT, **(env or {})},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_no_rule_at_all_is_not_every_rule(site: Path) -> None:
    result = run(site, "es", "--select", "")
    assert (result.returncode, result.stdout, result.stderr) == (2, "", "trcheck: error: --select names no rule\n")


def test_a_source_page_that_is_not_translated_is_said_to_be_so(site: Path) -> None:
    (site / "content/en/c.md").write_text(EN, "utf-8")
    warning = "trcheck: warning: content/en/c.md is translated into no language; found: es\n"
    assert run(site, "content/en/c.md").stderr == warning
    assert run(site, "-q", "content/en/c.md").stderr == ""
    assert run(site, "--skip-unpaired", "content/en/c.md").stderr == ""


def test_text_report(site: Path) -> None:
    result = run(site, "es")
    assert (result.returncode, result.stderr) == (1, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "content/es/a.md"
    assert lines[2].startswith("  3:")
    assert lines[3].endswith("  missing-link")
    assert "    en:3 │ See the [handbook](https://example.org/handbook)." in lines
    assert lines[-1] == "1 error on 1 of 4 pages"


def test_a_clean_page(site: Path) -> None:
    result = run(site, "content/es/b.md")
    assert (result.returncode, result.stdout, result.stderr) == (0, "1 page checked, nothing to mend\n", "")
    assert run(site, "-q", "content/es/b.md").stdout == ""


def test_json_is_the_contract(site: Path) -> None:
    report = json.loads(run(site, "--format", "json").stdout)
    Draft202012Validator(json.loads((ROOT / "docs" / "findings.schema.json").read_text("utf-8"))).validate(report)
    assert (report["source"], report["languages"]) == ("en", ["es"])
    assert report["summary"] == {"pages": 4, "error": 1, "warning": 0, "info": 0}
    (finding,) = report["findings"]
    text = (site / finding["path"]).read_text("utf-8")
    assert finding["text"] in text
    assert finding["counterparts"][0]["path"] == "content/en/a.md"


def test_concise_report(site: Path) -> None:
    (line,) = run(site, "--format", "concise").stdout.splitlines()
    assert line.startswith("content/es/a.md:3:")
    assert ": error missing-link " in line


def test_root_may_be_elsewhere(site: Path) -> None:
    expected = run(site, "es").stdout
    assert run(ROOT, "-C", str(site), "es").stdout == expected
    assert run(site / "content", "--root", "..", "es").stdout == expected
    assert run(ROOT, "-C", str(site), "content/es/b.md").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([], 1),
        (["--fail-on", "never"], 0),
        (["--fail-on", "info"], 1),
        (["--ignore", "missing-link"], 0),
        (["--select", "missing-list,missing-link"], 1),
        (["--select", "missing-list", "--select", "missing-image"], 0),
    ],
)
def test_exit_status(site: Path, arguments: list[str], status: int) -> None:
    assert run(site, *arguments).returncode == status


def test_fail_on_may_stand_in_the_configuration(site: Path) -> None:
    (site / "trcheck.toml").write_text('fail-on = "warning"\n[rules.missing-link]\nseverity = "warning"\n', "utf-8")
    assert run(site).returncode == 1
    assert run(site, "--fail-on", "error").returncode == 0
    other = site / "other.toml"
    other.write_text('ignore = ["missing-link"]\n', "utf-8")
    assert run(site, "--config", str(other)).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fr"], "no pages in language `fr`"),
        (["content/es/none.md"], "content/es/none.md"),
        (["/"], "outside the root"),
        (["--select", "mising-link"], "unknown rule `mising-link`, did you mean `missing-link`?"),
        (["rule", "mising-link"], "unknown rule `mising-link`, did you mean `missing-link`?"),
        (["align", "content/en/a.md", "content/es/none.md"], "content/es/none.md"),
        (["--output", "no/such/folder/report.txt"], "cannot write no/such/folder/report.txt"),
        (["-C", "content/en"], "no translated pages"),
    ],
)
def test_what_cannot_be_done_is_one_line(site: Path, arguments: list[str], message: str) -> None:
    result = run(site, *arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("trcheck: error: ")
    assert message in line


@pytest.mark.parametrize("arguments", [["--formt", "json"], ["--format", "yaml"], ["--jobs", "0"], ["-C", "nowhere"]])
def test_wrong_options(site: Path, arguments: list[str]) -> None:
    result = run(site, *arguments)
    assert result.returncode == 2
    assert result.stderr.startswith("trcheck: error: ")
    assert result.stderr.count("\n") == 1


def test_a_wrong_configuration_is_said_with_its_line(site: Path) -> None:
    (site / "trcheck.toml").write_text('source = "en"\nformatt = 1\n', "utf-8")
    result = run(site)
    assert result.returncode == 2
    assert result.stderr == "trcheck: error: unknown key `formatt` in trcheck.toml:2\n"


def test_a_page_that_cannot_be_checked(site: Path) -> None:
    (site / "content/es/b.md").write_bytes(b"# Uno\n\xff\n")
    result = run(site, "--format", "json")
    assert result.returncode == 2
    assert len(json.loads(result.stdout)["findings"]) == 1
    assert result.stderr == "trcheck: error: content/es/b.md:2: byte 0xff is not valid UTF-8; save the page as UTF-8\n"


def test_a_rule_that_raises_shows_its_trace_when_asked(site: Path) -> None:
    (site / "crashing.py").write_text(
        '"""crash: always."""\nfrom trcheck.rule import rule\n\n\n'
        '@rule("crash", severity="error")\ndef check(page, options):\n    raise RuntimeError("out of luck")\n',
        "utf-8",
    )
    (site / "trcheck.toml").write_text('plugins = ["crashing"]\nselect = ["crash"]\n', "utf-8")
    env = {"PYTHONPATH": str(site)}
    quiet = run(site, "content/es/b.md", env=env)
    assert (quiet.returncode, quiet.stdout) == (2, "0 pages checked; 1 page could not be checked\n")
    assert quiet.stderr == "trcheck: error: content/es/b.md: rule crash failed: RuntimeError: out of luck\n"
    assert "Traceback" in run(site, "-v", "content/es/b.md", env=env).stderr


def test_directives_that_are_not_understood_are_warned_of(site: Path) -> None:
    (site / "content/es/b.md").write_text(ES + "\n<!-- trcheck-ignore mising-link -->\n", "utf-8")
    warning = "trcheck: warning: content/es/b.md:9: unknown rule `mising-link`, did you mean `missing-link`?\n"
    assert run(site, "content/es/b.md").stderr == warning
    assert run(site, "-q", "content/es/b.md").stderr == ""


def test_output_goes_to_a_file(site: Path) -> None:
    result = run(site, "--format", "json", "--output", "report.json", env={"FORCE_COLOR": "1"})
    assert (result.returncode, result.stdout) == (1, "")
    assert len(json.loads((site / "report.json").read_text("utf-8"))["findings"]) == 1
    assert [path.name for path in site.iterdir() if path.name.startswith(".")] == []


def test_output_may_be_a_device(site: Path) -> None:
    assert run(site, "--format", "concise", "--output", "/dev/null").returncode == 1
    assert Path("/dev/null").is_char_device()


def test_skip_unpaired(site: Path) -> None:
    (site / "README.md").write_text("# About\n", "utf-8")
    assert run(site, "README.md").returncode == 2
    result = run(site, "--skip-unpaired", "README.md", "content/es/b.md")
    assert (result.returncode, result.stdout) == (0, "1 page checked, nothing to mend\n")


def test_no_source_leaves_source_pages_out(site: Path) -> None:
    (site / "content/en/b.md").write_text(EN.replace("See the", "Recieve the the"), "utf-8")
    paths = {finding["path"] for finding in json.loads(run(site, "--format", "json").stdout)["findings"]}
    without = json.loads(run(site, "--no-source", "--format", "json").stdout)
    assert paths >= {"content/es/a.md"}
    assert {finding["path"] for finding in without["findings"]} == {"content/es/a.md"}
    assert without["summary"]["pages"] == 2


def test_no_source_leaves_out_what_source_pages_lack(site: Path) -> None:
    for name in "cde":
        (site / f"content/en/{name}.md").write_text(EN, "utf-8")
        (site / f"content/es/{name}.md").write_text(ES, "utf-8")
    (site / "content/en/f.md").write_text(EN, "utf-8")
    options = ("--select", "missing-page", "--format", "concise", "-q")
    assert run(site, *options).stdout.startswith("content/en/f.md:1:1: info missing-page")
    assert run(site, "--no-source", *options).stdout == ""


def test_rules_are_listed_and_explained(site: Path) -> None:
    listed = run(site, "rule").stdout.splitlines()
    assert [line.split()[0] for line in listed] == sorted(line.split()[0] for line in listed)
    assert any(line.startswith("missing-link ") and " error " in line for line in listed)
    explained = run(site, "rule", "missing-link").stdout
    assert explained.startswith("## missing-link\n")
    assert "Severity: error." in explained
    assert "```markdown" in explained


def test_rules_of_plugins_are_listed(site: Path) -> None:
    (site / "mine.py").write_text(
        '"""my-own: a rule of mine."""\nfrom trcheck.rule import rule\n\n\n'
        '@rule("my-own", severity="info", enabled=False)\ndef check(page, options):\n    return iter(())\n',
        "utf-8",
    )
    (site / "trcheck.toml").write_text('plugins = ["mine"]\n', "utf-8")
    env = {"PYTHONPATH": str(site)}
    (line,) = [line for line in run(site, "rule", env=env).stdout.splitlines() if line.startswith("my-own")]
    assert line.split(maxsplit=2) == ["my-own", "off", "a rule of mine"]
    assert run(ROOT, "rule", "-C", str(site), "my-own", env=env).returncode == 0
    assert run(ROOT, "-C", str(site), "rule", "my-own", env=env).returncode == 0


def test_alignment_is_shown_side_by_side(site: Path) -> None:
    result = run(site, "align", "content/en/a.md", "content/es/a.md", env={"COLUMNS": "140"})
    assert result.returncode == 0
    lines = result.stdout.splitlines()
    assert [part.strip() for part in lines[0].split("│")] == ["content/en/a.md", "content/es/a.md"]
    assert lines[1].split() == ["=", "1", "#", "Install", "│", "1", "#", "Instalar"]
    assert any(line.startswith("-    3       link: handbook → https://example.org/handbook") for line in lines)
    assert max(map(len, lines)) <= 140


def test_a_page_named_like_a_command(site: Path) -> None:
    for language in ("en", "es"):
        (site / "content" / language / "rule").write_text("# No page\n", "utf-8")
    assert run(site, "--", "rule").stderr.startswith("trcheck: error: `rule` is neither a language")
    assert run(site, "./content/es/b.md").returncode == 0


def test_version_and_help(site: Path) -> None:
    assert run(site, "--version").stdout == f"trcheck {__version__}\n"
    for flag in ("-h", "--help"):
        shown = run(site, flag).stdout
        assert shown.startswith("Usage: trcheck [OPTIONS] [LANGUAGE|PATH]...\n")
        assert "trcheck es zh" in shown
        assert "align" in shown
    assert run(site, "align", "-h").stdout.startswith("Usage: trcheck align [OPTIONS] SOURCE TRANSLATION\n")


def test_version_loads_nothing_that_is_not_needed(site: Path) -> None:
    code = (
        "import sys, trcheck.cli\n"
        "heavy = {'markdown_it', 'yaml', 'rich', 'rapidfuzz', 'simplemma', 'importlib.metadata', 'dataclasses'}\n"
        "print(sorted(heavy.intersection(sys.modules)))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], encoding="utf-8") == "[]\n"


def test_report_is_utf8_in_a_plain_locale(site: Path) -> None:
    env = {"LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": "", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert "│" in run(site, "es", env=env).stdout


def test_a_reader_that_leaves_early_is_no_error(site: Path) -> None:
    for number in range(300):
        for language, text in (("en", EN), ("es", ES_BROKEN)):
            (site / "content" / language / f"{number}.md").write_text(text, "utf-8")
    process = subprocess.Popen(
        [*COMMAND, "es", "--format", "json"],
        cwd=site,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline() == "{\n"
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(60) == 1


def test_what_pages_hold_does_not_steer_the_terminal(site: Path) -> None:
    (site / "content/es/a.md").write_text(ES_BROKEN.replace("Mira", "\x1b[2J\u202eMira"), "utf-8")
    shown = run(site).stdout
    assert "\\x1b[2J\\u202eMira el manual." in shown
    assert "\x1b" not in shown


def on_terminal(folder: Path, *arguments: str, env: Mapping[str, str]) -> str:
    """What the command shows when standard output and error are a terminal."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments], cwd=folder, env={**ENVIRONMENT, **env}, stdout=follower, stderr=follower
    )
    os.close(follower)
    shown = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(leader)
    process.wait(60)
    return shown.decode()


def test_colours_are_for_terminals(site: Path) -> None:
    assert "\x1b[1;31merror\x1b[0m" in on_terminal(site, "es", env={})
    assert "\x1b" not in on_terminal(site, "es", env={"NO_COLOR": "1"})
    assert "\x1b" not in on_terminal(site, "es", env={"TERM": "dumb"})
    assert "\x1b[1;31merror" in run(site, "es", env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b" not in run(site, "es", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout


def test_long_runs_show_a_progress_bar_on_a_terminal(site: Path) -> None:
    for number in range(40):
        for language in ("en", "es"):
            (site / "content" / language / f"{number}.md").write_text("# Same\n", "utf-8")
    assert "Checking" in on_terminal(site, "es", env={})
    assert "Checking" not in on_terminal(site, "-q", "es", env={})
    assert run(site, "es").stderr == ""


def test_manual_is_typeset_on_a_terminal(site: Path) -> None:
    shown = on_terminal(site, "rule", "missing-link", env={})
    assert "missing-link" in shown
    assert "```" not in shown
