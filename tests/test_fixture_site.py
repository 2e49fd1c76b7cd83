"""The command on fixtures/site: every finding that is expected there, and none besides."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

SITE = Path(__file__).parent.parent / "fixtures" / "site"
CLEAN = (
    "blog/2024/harborconf-valparaiso/index.md",
    "blog/2025/kelpie-2-4/index.md",
    "docs/guide/_index.md",
    "docs/guide/install.md",
    "docs/guide/routing.md",
    "docs/glossary.md",
)
SHOWN = ("rule", "severity", "path", "line", "column", "message")


COMMAND = (sys.executable, "-c", "from trcheck.cli import main; main()")


@cache
def findings() -> list[dict[str, Any]]:
    result = subprocess.run(
        [*COMMAND, "-C", str(SITE), "--format", "json", "es", "zh"], capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode == 1, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)["findings"]
    return [{key: finding[key] for key in SHOWN} for finding in found]


def test_findings_are_those_expected() -> None:
    assert findings() == json.loads((SITE / "expected.json").read_text(encoding="utf-8"))


def test_good_pages_have_none() -> None:
    paths = {finding["path"] for finding in findings()}
    assert not paths & {f"content/{language}/{page}" for language in ("en", "es", "zh") for page in CLEAN}
