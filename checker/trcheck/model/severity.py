"""How much a finding weighs, and whose fault it is."""

from __future__ import annotations

from typing import Final, Literal

Severity = Literal["error", "warning", "info"]
Cause = Literal["translation", "source", "drift"]

SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
"""The worst one first."""
