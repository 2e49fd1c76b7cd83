"""SARIF 2.1.0, for code scanning. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from trcheck import __version__
from trcheck.finding import Excerpt, Finding, Result
from trcheck.model import Severity
from trcheck.report import View
from trcheck.report.escape import json_visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def render(result: Result, view: View) -> str:
    rules = sorted({finding.rule for finding in result.findings})
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "trcheck", "version": __version__, "rules": [{"id": rule} for rule in rules]}
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not result.failures,
                        "toolExecutionNotifications": [
                            {"level": "error", "message": {"text": str(failure)}} for failure in result.failures
                        ],
                    }
                ],
                "results": [_result(finding, rules.index(finding.rule)) for finding in result.findings],
            }
        ],
    }
    return json_visible(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _result(finding: Finding, rule_index: int) -> dict[str, Any]:
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(finding.place)],
        "relatedLocations": [
            {"id": number, **_location(counterpart)} for number, counterpart in enumerate(finding.counterparts, 1)
        ],
        "partialFingerprints": {"trcheck/v1": finding.fingerprint},
        "properties": {"language": finding.place.language, "cause": finding.cause},
    }


def _location(excerpt: Excerpt) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(excerpt.path.encode("utf-8", "surrogateescape"))},
            "region": {
                "startLine": excerpt.line,
                "startColumn": excerpt.column,
                "endLine": excerpt.end_line,
                "endColumn": excerpt.end_column,
            },
        }
    }
