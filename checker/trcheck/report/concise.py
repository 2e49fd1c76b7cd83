"""One finding a line, ``path:line:column: severity rule message``: for editors, grep and logs."""

from __future__ import annotations

from trcheck.finding import Result
from trcheck.report import View
from trcheck.report.escape import one_line


def render(result: Result, view: View) -> str:
    return "".join(
        one_line(
            f"{finding.path}:{finding.place.line}:{finding.place.column}: "
            f"{finding.severity} {finding.rule} {finding.message}"
        )
        + "\n"
        for finding in result.findings
    )
