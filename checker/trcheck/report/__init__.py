"""How findings are shown: one module a format, each with a function `render`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the names of the formats are wanted before anything else is loaded
    from trcheck.finding import Result

FORMATS = ("text", "concise", "json", "github", "gitlab", "sarif", "junit")


class View(NamedTuple):
    """What a format may ask about where it is shown."""

    width: int = 100
    colour: bool = False
    summary: bool = True


def render(format: str, result: Result, view: View) -> str:
    """The report in one of `FORMATS`, fit for a terminal and with a line feed at its end."""
    report: str = import_module(f"trcheck.report.{format}").render(result, view)
    return report
