"""Annotations in the log of a GitHub Actions step, shown at the lines of a pull request.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from trcheck.finding import Finding, Result
from trcheck.model import Severity
from trcheck.report import View
from trcheck.report.escape import one_line

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_VALUE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(result: Result, view: View) -> str:
    return "".join(_annotation(finding) + "\n" for finding in result.findings)


def _annotation(finding: Finding) -> str:
    place = finding.place
    properties = {"file": one_line(place.path), "line": place.line, "endLine": place.end_line}
    if place.line == place.end_line:  # GitHub takes columns only within one line
        properties |= {"col": place.column, "endColumn": place.end_column}
    properties["title"] = f"trcheck {finding.rule}"
    settings = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in properties.items())
    message = one_line(finding.message)
    for counterpart in finding.counterparts:
        message += f" ({one_line(counterpart.path)}:{counterpart.line})"
    return f"::{_COMMANDS[finding.severity]} {settings}::{message.translate(_VALUE)}"
