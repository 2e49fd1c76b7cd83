"""Runs over small sites: what is checked, what becomes of failures, and that findings always come in the same order."""

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from trcheck import engine
from trcheck.config import Config, ConfigError, load_config
from trcheck.engine import checker
from trcheck.finding import Result
from trcheck.model import Document
from trcheck.pages.discover import discover
from trcheck.pages.selection import select
from trcheck.reading import reader
from trcheck.registry import load_rules

EN = "# Install\n\nSee the [handbook](https://example.org/handbook).\n\n- one\n- two\n- three\n"
ES = "# Instalar\n\nMira el [manual](https://example.org/handbook).\n\n- uno\n- dos\n- tres\n"
ES_BROKEN = "# Instalar\n\nMira el manual.\n\n- uno\n- dos\n- tres\n"

Write = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def files(contents: Mapping[str, str | bytes]) -> Path:
        for path, text in contents.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode() if isinstance(text, str) else text)
        return tmp_path

    return files


def check(root: Path, *arguments: str, jobs: int = 1, config: Config | None = None) -> Result:
    config = config or load_config(root)
    pages = discover(root, config, arguments)
    return engine.run(root, config, pages, select(pages, arguments), jobs=jobs)


def found(result: Result) -> list[tuple[str, str]]:
    return [(finding.path, finding.rule) for finding in result.findings]


def test_a_clean_site(write: Write) -> None:
    result = check(write({"content/en/a.md": EN, "content/es/a.md": ES}))
    assert result == Result("en", ("es",), 2, ())


def test_a_finding_has_both_sides(write: Write) -> None:
    (finding,) = check(write({"content/en/a.md": EN, "content/es/a.md": ES_BROKEN})).findings
    assert (finding.rule, finding.severity, finding.cause) == ("missing-link", "error", "translation")
    assert (finding.path, finding.place.language, finding.place.line) == ("content/es/a.md", "es", 3)
    (there,) = finding.counterparts
    assert (there.path, there.line, there.column, there.end_column) == ("content/en/a.md", 3, 9, 49)
    assert there.text == "See the [handbook](https://example.org/handbook)."


def test_named_languages_alone_are_checked(write: Write) -> None:
    root = write({"content/en/a.md": EN, "content/es/a.md": ES_BROKEN, "content/pt/a.md": ES_BROKEN})
    result = check(root, "pt")
    assert found(result) == [("content/pt/a.md", "missing-link")]
    assert (result.languages, result.pages) == (("pt",), 2)


def test_named_pages_alone_get_findings(write: Write) -> None:
    root = write(
        {f"content/{language}/{name}.md": text for language, text in (("en", EN), ("es", ES_BROKEN)) for name in "ab"}
    )
    assert found(check(root, "content/es/b.md")) == [("content/es/b.md", "missing-link")]
    assert found(check(root, "content/en/a.md")) == [("content/es/a.md", "missing-link")]


def test_a_page_that_cannot_be_read_is_a_failure_and_the_rest_goes_on(write: Write) -> None:
    root = write(
        {
            "content/en/a.md": EN,
            "content/es/a.md": b"# Uno\n\n\xff\n",
            "content/en/b.md": EN,
            "content/es/b.md": ES_BROKEN,
        }
    )
    result = check(root)
    assert found(result) == [("content/es/b.md", "missing-link")]
    assert [str(failure) for failure in result.failures] == [
        "content/es/a.md:3: byte 0xff is not valid UTF-8; save the page as UTF-8"
    ]
    assert result.pages == 3


def test_a_source_page_that_cannot_be_read_is_one_failure_for_all_languages(write: Write) -> None:
    root = write({"content/en/a.md": b"\0", "content/es/a.md": ES, "content/pt/a.md": ES})
    assert [failure.path for failure in check(root).failures] == ["content/en/a.md"]


def test_directives_hide_findings_and_are_checked(write: Write) -> None:
    ignored = ES_BROKEN.replace("Mira", "<!-- trcheck-ignore missing-link -->\nMira")
    result = check(write({"content/en/a.md": EN, "content/es/a.md": ignored + "\n<!-- trcheck-disable tpyo -->\n"}))
    assert result.findings == ()
    assert result.warnings == ("content/es/a.md:10: unknown rule `tpyo`, did you mean `typo`?",)


def test_a_reader_that_crashes_on_one_page_fails_that_page_alone(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(root: Path, path: str, language: str) -> Document:
        if path == "content/es/a.md":
            raise RecursionError("too deep")
        return reader.read(root, path, language)

    monkeypatch.setattr(checker, "read", read)
    linked = ES_BROKEN + "\n[a](a.md#uno)\n"
    root = write(
        {
            "content/en/a.md": EN,
            "content/es/a.md": ES,
            "content/en/b.md": EN + "\n[a](a.md#install)\n",
            "content/es/b.md": linked,
        }
    )
    result = check(root)
    assert found(result) == [("content/es/b.md", "missing-link")]
    (failure,) = result.failures
    assert str(failure) == "content/es/a.md: reading the page failed: RecursionError: too deep"
    assert "RecursionError" in failure.trace


def test_the_configuration_settles_which_rules_run_and_how_they_weigh(write: Write) -> None:
    root = write({"content/en/a.md": EN, "content/es/a.md": ES_BROKEN})
    severities = []
    for settings in (
        "",
        '[rules.missing-link]\nseverity = "info"',
        "[rules.missing-link]\nenabled = false",
        'ignore = ["missing-link"]',
        'select = ["missing-list"]',
    ):
        (root / "trcheck.toml").write_text(settings, "utf-8")
        severities.append([finding.severity for finding in check(root).findings])
    assert severities == [["error"], ["info"], [], [], []]


def test_several_processes_find_the_same_in_the_same_order(write: Write) -> None:
    root = write(
        {
            f"content/{language}/{number}.md": text
            for number in range(45)
            for language, text in (("en", EN), ("es", ES_BROKEN if number % 2 else ES), ("pt", ES_BROKEN))
        }
    )
    one = check(root, jobs=1)
    assert len(one.findings) == 67
    assert check(root, jobs=2) == one


def test_progress_counts_page_groups(write: Write) -> None:
    root = write({f"content/{language}/{name}.md": EN for language in ("en", "es") for name in "abc"})
    pages = discover(root, Config())
    told: list[int] = []
    engine.run(root, Config(), pages, select(pages), jobs=1, progress=told.append)
    assert told == [1, 2, 3]


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, str], str]:
    """Writes a module with a rule, and gives its name."""
    folder = tmp_path / "plugins"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)

    def make(name: str, body: str) -> str:
        head = (
            '"""its-own: a rule of somebody else."""\nfrom trcheck.rule import Defect, NoOptions, Page, Place, rule\n'
        )
        (folder / f"{name}.py").write_text(head + body, "utf-8")
        monkeypatch.delitem(sys.modules, name, raising=False)
        return name

    return make


CRASH = """
@rule("crash", severity="error")
def check(page, options):
    yield Defect("before the crash", Place(page.document, 0, 1))
    raise RuntimeError("out of luck")
"""


def test_a_rule_that_raises_is_a_failure_and_the_others_go_on(write: Write, plugin: Callable[[str, str], str]) -> None:
    root = write({"content/en/a.md": EN, "content/es/a.md": ES_BROKEN})
    result = check(root, "es", config=Config(plugins=(plugin("crashing", CRASH),)))
    assert found(result) == [("content/es/a.md", "crash"), ("content/es/a.md", "missing-link")]
    (failure,) = result.failures
    assert str(failure) == "content/es/a.md: rule crash failed: RuntimeError: out of luck"
    assert 'raise RuntimeError("out of luck")' in failure.trace


SOURCE = """
@rule("source-too", severity="warning", scope="page")
def check(page, options):
    yield Defect("found", Place(page.document, 0, 1))
"""


def test_source_pages_are_checked_once_and_are_their_own_cause(write: Write, plugin: Callable[[str, str], str]) -> None:
    root = write({"content/en/a.md": EN, "content/es/a.md": ES, "content/pt/a.md": ES})
    config = Config(plugins=(plugin("sourcing", SOURCE),))
    assert [(finding.path, finding.cause) for finding in check(root, config=config).findings] == [
        ("content/en/a.md", "source"),
        ("content/es/a.md", "translation"),
        ("content/pt/a.md", "translation"),
    ]
    assert found(check(root, "content/es/a.md", config=config)) == [("content/es/a.md", "source-too")]


WEIGHED = """
@rule("weighed", severity="error")
def check(page, options):
    yield Defect("heavy", Place(page.document, 0, 1))
    yield Defect("light", Place(page.document, 0, 1), severity="info")
"""


@pytest.mark.parametrize(
    ("configured", "severities"),
    [("", ["error", "info"]), ('severity = "warning"', ["warning", "info"]), ('severity = "error"', ["error", "info"])],
)
def test_a_lighter_kind_of_defect_stays_lighter(
    write: Write, plugin: Callable[[str, str], str], configured: str, severities: list[str]
) -> None:
    settings = f'plugins = ["{plugin("weighing", WEIGHED)}"]\n[rules.weighed]\n{configured}\n'
    root = write({"content/en/a.md": EN, "content/es/a.md": ES, "trcheck.toml": settings})
    assert [finding.severity for finding in check(root).findings] == severities


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (None, "plugin `absent` cannot be imported: No module named 'absent'"),
        ("import nothing_of_this_name", "plugin `broken` cannot be imported: No module named 'nothing_of_this_name'"),
        ("1 / 0", "plugin `broken` cannot be imported: division by zero"),
        ("", "plugin `broken` holds no rules"),
        (
            '@rule("typo", severity="error")\ndef check(page, options): ...',
            "plugin `broken` has a rule `typo`, which there is already",
        ),
    ],
)
def test_a_plugin_that_is_none_is_said(plugin: Callable[[str, str], str], body: str | None, message: str) -> None:
    with pytest.raises(ConfigError, match=f"^{re.escape(message)}$"):
        load_rules([plugin("broken", body) if body is not None else "absent"])


def test_unknown_rules_in_the_configuration_are_said(write: Write) -> None:
    root = write({"content/en/a.md": EN, "content/es/a.md": ES, "trcheck.toml": 'ignore = ["mising-link"]'})
    message = "unknown rule `mising-link` in trcheck.toml:1, did you mean `missing-link`?"
    with pytest.raises(ConfigError, match=f"^{re.escape(message)}$"):
        check(root)


def test_pages_that_a_language_lacks_are_reported_on_their_source_pages(write: Write) -> None:
    root = write(
        {
            **{f"content/{language}/{name}.md": EN for language in ("en", "es") for name in "abcd"},
            "content/en/e.md": EN,
        }
    )
    result = check(root, "es")
    assert [(finding.path, finding.rule, finding.cause) for finding in result.findings] == [
        ("content/en/e.md", "missing-page", "translation")
    ]
    assert result.pages == 8


def test_pages_that_a_language_lacks_are_not_read_for_nothing(write: Write) -> None:
    root = write(
        {
            **{f"content/{language}/{name}.md": EN for language in ("en", "es") for name in "abcd"},
            "content/en/e.md": b"\xff",
            "trcheck.toml": 'ignore = ["missing-page"]',
        }
    )
    assert check(root, "es") == Result("en", ("es",), 8, ())
