"""The command as a process: its streams, its exit status, and what is not to reach anybody as a traceback."""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper
from typing import NoReturn

import click

import trcheck.cli.commands  # noqa: F401 (they put themselves beside the check)
from trcheck.cli.check import cli
from trcheck.cli.console import FAILED, FOUND, INTERRUPTED, complain


def main() -> NoReturn:
    """Run the command as a process."""
    # Pages and alignments hold no cycles and live as long as the run: looking for garbage in them, as the collector
    # does while they are made and once more at exit, is a fifth of its time.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = cli.main(prog_name="trcheck", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        complain("error", error.format_message())
        status = FAILED
    except (click.Abort, KeyboardInterrupt):
        status = INTERRUPTED
    except BrokenPipeError:
        # Whoever read the report has enough of it. What is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = FOUND
    except Exception as error:
        complain("error", f"{type(error).__name__}: {error} (a mistake of trcheck's; please report it with its trace)")
        if {"-v", "--verbose"}.intersection(sys.argv):
            raise
        status = FAILED
    gc.freeze()
    sys.exit(status)
