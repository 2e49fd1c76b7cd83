"""What a person or another program sees of a run: reports, progress, complaints, and the exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from trcheck.report import View

if TYPE_CHECKING:
    from trcheck.finding import Result

FOUND, FAILED, INTERRUPTED = 1, 2, 130

WIDTH = 100
"""Of reports that are not shown on a terminal."""

_SHORT_RUN = 30
"""So many page groups are checked without a progress bar: they are done before it could be read."""


class Failed(click.ClickException):
    """The command cannot do what it was asked to; the message is one line that says why."""


def write(report: str, output: Path | None = None) -> None:
    """Print a report, or put it in place of a file at once: whoever reads the file never sees half of it."""
    if output is None:
        click.echo(report, nl=False, color=True)
        return
    try:
        if output.exists() and not output.is_file():
            output.write_text(report, "utf-8")
            return
        draft = output.with_name(f".{output.name}.{os.getpid()}")
        try:
            draft.write_text(report, "utf-8", newline="\n")
            draft.replace(output)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise Failed(f"cannot write {output}: {error.strerror}") from None


@contextmanager
def progress(total: int, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error, where that is a terminal and there is something to wait for."""
    if quiet or total < _SHORT_RUN or not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Checking", total=total)
        yield lambda done: bar.update(task, completed=done)


def view(output: Path | None = None, *, quiet: bool = False) -> View:
    """What the report is shown on. https://no-color.org, https://force-color.org"""
    terminal = output is None and sys.stdout.isatty()
    forced = output is None and os.environ.get("FORCE_COLOR", "0") not in ("", "0")
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    width = get_terminal_size((WIDTH, 0)).columns if output is None else WIDTH
    return View(max(40, width), colour=(terminal or forced) and not plain, summary=not quiet)


def complain(kind: str, message: str) -> None:
    from trcheck.report.escape import visible

    click.echo(f"trcheck: {kind}: {visible(message)}", err=True)


def complain_of_failures(result: Result, *, traces: bool) -> bool:
    """Say which pages could not be checked, if there are any."""
    from trcheck.report.escape import visible

    for failure in result.failures:
        complain("error", str(failure))
        if traces and failure.trace:
            click.echo(visible(failure.trace), err=True)
    return bool(result.failures)
