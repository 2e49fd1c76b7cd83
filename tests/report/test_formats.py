"""Every format, made of the same findings; the JSON against its schema."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from trcheck.finding import Excerpt, Failure, Finding, Result
from trcheck.report import FORMATS, View, render
from trcheck.report.terminal import width

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "findings.schema.json").read_text("utf-8"))

LINK = Finding(
    rule="missing-link",
    severity="error",
    place=Excerpt("content/zh/a.md", "zh", 3, 1, 3, 8, "请先看指南，再开始。", 3, 1),
    message="link to https://example.org/guide is missing",
    counterparts=(
        Excerpt("content/en/a.md", "en", 5, 5, 5, 42, "See [the guide](https://example.org/guide) first.", 5, 1),
    ),
    fingerprint="0123456789abcdef",
)
LIST = Finding(
    rule="missing-list",
    severity="warning",
    place=Excerpt("content/zh/a.md", "zh", 7, 1, 7, 7, "这里是清单：", 7, 1),
    message="the list is missing",
    counterparts=(Excerpt("content/en/a.md", "en", 9, 1, 13, 7, "- one\n- two\n- three\n- four\n- five", 9, 1),),
    fingerprint="1123456789abcdef",
    fix="- 一",
)
NOTE = Finding(
    rule="extra-content",
    severity="info",
    place=Excerpt("content/zh/\x1b[2J.md", "zh", 1, 1, 1, 1, "\u202eevil\x9b", 1, 1),
    message="the source has no “\x1b[31m” here, 100%, x:y",
    fingerprint="2123456789abcdef",
)
RESULT = Result("en", ("zh",), 6, (LINK, LIST, NOTE), (Failure("content/zh/b.md", "not UTF-8", 4),))
CLEAN = Result("en", ("es", "zh"), 12, ())


def test_text_shows_both_sides_and_points_at_the_place() -> None:
    assert render("text", RESULT, View(width=80)) == (
        """\
content/zh/a.md

  3:1  error  link to https://example.org/guide is missing  missing-link
    zh:3 │ 请先看指南，再开始。
         │ ^^^^^^^^^^^^^^
    en:5 │ See [the guide](https://example.org/guide) first.
         │     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ content/en/a.md:5

  7:1  warning  the list is missing  missing-list
    zh:7 │ 这里是清单：
    en:9 │ - one
         │ - two
         │ - three
         │ … 2 more lines  content/en/a.md:9

content/zh/\\x1b[2J.md

  1:1  info  the source has no “\\x1b[31m” here, 100%, x:y  extra-content
    zh:1 │ \\u202eevil\\x9b
         │ ^

1 error, 1 warning and 1 note on 2 of 6 pages; 1 page could not be checked
"""
    )


def test_text_of_a_clean_run() -> None:
    assert render("text", CLEAN, View()) == "12 pages checked, nothing to mend\n"
    assert render("text", CLEAN, View(summary=False)) == ""


def test_text_puts_notes_behind_what_is_to_be_mended() -> None:
    note = Finding("extra-content", "info", Excerpt("content/zh/a.md", "zh", 1, 1, 1, 2, "字", 1, 1), "more here")
    shown = render("text", Result("en", ("zh",), 2, (note, LINK)), View())
    assert shown.index("link to") < shown.index("more here")


def test_text_is_coloured_only_where_it_is_wanted() -> None:
    assert "\x1b[1;31merror\x1b[0m" in render("text", RESULT, View(colour=True))
    assert "\x1b" not in render("text", RESULT, View(colour=False))


def test_text_of_a_long_line_shows_the_place() -> None:
    line = "vorher " * 60 + "eecognized" + " nachher" * 60
    finding = Finding("typo", "warning", Excerpt("a.md", "de", 1, 421, 1, 431, line, 1, 1), "misspelled")
    shown = render("text", Result("en", ("de",), 1, (finding,)), View(width=60)).splitlines()
    quoted, carets = shown[3].partition("│")[2], shown[4].partition("│")[2]
    assert quoted[carets.index("^") : carets.rindex("^") + 1] == "eecognized"
    assert max(map(len, shown[2:5])) <= 60


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_text_wraps_messages_and_keeps_the_rule_in_sight(columns: int) -> None:
    message = "the section “备份：每天的备份与恢复” is missing with its 12 blocks: translate it and put it here"
    finding = Finding("missing-section", "error", Excerpt("a.md", "zh", 2, 1, 2, 1, "", 2, 1), message)
    shown = render("text", Result("en", ("zh",), 1, (finding,)), View(width=columns)).splitlines()[2:-2]
    assert len(shown) > 1
    assert all(width(line) <= columns for line in shown)
    assert shown[-1].endswith("missing-section")
    assert {line[:14] for line in shown[1:]} == {" " * 14}


def test_text_does_not_show_an_empty_line_as_the_place() -> None:
    finding = Finding("missing-list", "error", Excerpt("a.md", "es", 2, 1, 2, 1, "", 2, 1), "the list is missing")
    shown = render("text", Result("en", ("es",), 1, (finding,)), View())
    assert shown == "a.md\n\n  2:1  error  the list is missing  missing-list\n\n1 error on 1 of 1 page\n"


def test_concise() -> None:
    assert render("concise", RESULT, View()).splitlines() == [
        "content/zh/a.md:3:1: error missing-link link to https://example.org/guide is missing",
        "content/zh/a.md:7:1: warning missing-list the list is missing",
        "content/zh/\\x1b[2J.md:1:1: info extra-content the source has no “\\x1b[31m” here, 100%, x:y",
    ]


def test_json_is_the_contract() -> None:
    report = json.loads(render("json", RESULT, View()))
    Draft202012Validator(SCHEMA).validate(report)
    assert {key: report[key] for key in ("version", "source", "languages", "summary")} == {
        "version": 1,
        "source": "en",
        "languages": ["zh"],
        "summary": {"pages": 6, "error": 1, "warning": 1, "info": 1},
    }
    assert report["findings"][0] == {
        "rule": "missing-link",
        "severity": "error",
        "language": "zh",
        "path": "content/zh/a.md",
        "line": 3,
        "column": 1,
        "end_line": 3,
        "end_column": 8,
        "message": "link to https://example.org/guide is missing",
        "text": "请先看指南，再开始。",
        "cause": "translation",
        "counterparts": [
            {
                "path": "content/en/a.md",
                "line": 5,
                "column": 5,
                "end_line": 5,
                "end_column": 42,
                "text": "See [the guide](https://example.org/guide) first.",
            }
        ],
        "fingerprint": "0123456789abcdef",
        "fix": None,
    }
    assert report["findings"][1]["fix"] == "- 一"
    assert report["findings"][2]["path"] == "content/zh/\x1b[2J.md"


def test_schema_refuses_what_is_not_the_contract() -> None:
    report = json.loads(render("json", RESULT, View()))
    report["findings"][0]["severity"] = "fatal"
    assert not Draft202012Validator(SCHEMA).is_valid(report)


def test_github_annotations() -> None:
    lines = render("github", RESULT, View()).splitlines()
    assert lines[0] == (
        "::error file=content/zh/a.md,line=3,endLine=3,col=1,endColumn=8,title=trcheck missing-link"
        "::link to https://example.org/guide is missing (content/en/a.md:5)"
    )
    assert lines[2].startswith("::notice file=content/zh/\\x1b[2J.md,")
    assert lines[2].endswith("::the source has no “\\x1b[31m” here, 100%25, x:y")


def test_gitlab_report() -> None:
    issues = json.loads(render("gitlab", RESULT, View()))
    assert issues[0] == {
        "description": "link to https://example.org/guide is missing",
        "check_name": "missing-link",
        "fingerprint": "0123456789abcdef",
        "severity": "major",
        "location": {"path": "content/zh/a.md", "lines": {"begin": 3, "end": 3}},
    }


def test_sarif_names_places_and_what_could_not_be_checked() -> None:
    (run,) = json.loads(render("sarif", RESULT, View()))["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["extra-content", "missing-link", "missing-list"]
    result = run["results"][0]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("missing-link", 1, "error")
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3,
        "startColumn": 1,
        "endLine": 3,
        "endColumn": 8,
    }
    assert result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "content/en/a.md"
    assert run["results"][2]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "content/zh/%1B%5B2J.md"
    assert run["invocations"][0]["executionSuccessful"] is False


def test_junit_is_xml_with_a_failed_case_a_finding() -> None:
    root = ElementTree.fromstring(render("junit", RESULT, View()))
    assert root.attrib == {"name": "trcheck", "tests": "3", "failures": "3"}
    assert [suite.get("name") for suite in root] == ["content/zh/a.md", "content/zh/\\x1b[2J.md"]
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.get("message") == "link to https://example.org/guide is missing"
    assert "content/en/a.md:5:5" in (failure.text or "")
    assert ElementTree.fromstring(render("junit", CLEAN, View())).get("failures") == "0"


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("result", [RESULT, CLEAN], ids=["findings", "clean"])
def test_no_format_lets_control_characters_through(format: str, result: Result) -> None:
    shown = render(format, result, View(colour=False))
    assert not [character for character in shown if character != "\n" and not character.isprintable()]
    assert not shown or shown.endswith("\n")
