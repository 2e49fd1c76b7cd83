"""What trcheck costs, as ratios taken in one run.

    python benchmarks/speed.py SITE LANG [--runs N]

The CPU time (user and system, of the whole process) of checking a language of a site, against that of a Python which
parses the same files once with a bare MarkdownIt(); and of `trcheck --version` against `python -c "import click"`.
Medians of several runs, the two sides taking turns.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path

from common import COMMAND, page_pairs, table

PARSE = """
import sys
from markdown_it import MarkdownIt
parser = MarkdownIt()
for path in sys.stdin.read().splitlines():
    with open(path, encoding="utf-8") as file:
        parser.parse(file.read())
"""


USERS = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""The environment of a user, whose installed packages are compiled."""


def cpu(command: list[str], given: str = "") -> float:
    """The CPU seconds of a command."""
    before = os.times()
    subprocess.run(
        command,
        input=given,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
        env=USERS,
    )
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("language")
    parser.add_argument("--source", default="en")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    pairs = page_pairs(options.site, options.language, options.source)
    paths = "\n".join(str(options.site / path) for path in sorted({*pairs, *pairs.values()}))
    commands = {
        "check": ([COMMAND, "-C", str(options.site), options.language], ""),
        "parse": ([sys.executable, "-c", PARSE], paths),
        "version": ([COMMAND, "--version"], ""),
        "import": ([sys.executable, "-c", "import click"], ""),
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for command, given in commands.values():
        cpu(command, given)
    for _ in range(options.runs):
        for name, (command, given) in commands.items():
            times[name].append(cpu(command, given))
    median = {name: statistics.median(values) for name, values in times.items()}
    rows = [
        (f"check {len(pairs)} pages", f"{median['check']:.2f} s", f"{median['check'] / median['parse']:.2f}"),
        ("parse them once, bare", f"{median['parse']:.2f} s", "1"),
        ("trcheck --version", f"{median['version']:.3f} s", f"{median['version'] / median['import']:.2f}"),
        ("import click", f"{median['import']:.3f} s", "1"),
    ]
    print(table(("what", "CPU", "ratio"), rows))


if __name__ == "__main__":
    main()
