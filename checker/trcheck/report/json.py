"""For programs: the object that docs/findings.schema.json describes. `version` changes when an old reader would not
understand it any more."""

from __future__ import annotations

import json
from typing import Any

from trcheck.finding import Result, count
from trcheck.report import View
from trcheck.report.escape import json_visible

VERSION = 1


def render(result: Result, view: View) -> str:
    report: dict[str, Any] = {
        "version": VERSION,
        "source": result.source,
        "languages": result.languages,
        "summary": {"pages": result.pages, **count(result.findings)},
        "findings": [finding.to_dict() for finding in result.findings],
    }
    return json_visible(json.dumps(report, ensure_ascii=False, indent=2)) + "\n"
