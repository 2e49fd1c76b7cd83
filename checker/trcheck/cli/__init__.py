"""The command: what it takes and does. All that is printed is printed here, and the exit status is decided here.

What a run needs is imported when it is needed: `trcheck --version` and `--help` answer at once.
"""

from trcheck.cli.main import main

__all__ = ["main"]
