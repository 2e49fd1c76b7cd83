"""GitLab's code quality report. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format"""

from __future__ import annotations

import json

from trcheck.finding import Result
from trcheck.model import Severity
from trcheck.report import View
from trcheck.report.escape import json_visible

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def render(result: Result, view: View) -> str:
    issues = [
        {
            "description": finding.message,
            "check_name": finding.rule,
            "fingerprint": finding.fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": finding.path,
                "lines": {"begin": finding.place.line, "end": finding.place.end_line},
            },
        }
        for finding in result.findings
    ]
    return json_visible(json.dumps(issues, ensure_ascii=False, indent=2)) + "\n"
