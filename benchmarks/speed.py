"""What trcheck costs, as ratios taken in one run.

    python benchmarks/speed.py SITE LANG [--runs N] [--pages N]

The CPU time (user and system, of the whole process) of

- checking a language of a site with the rules of structure and links, against that of a Python which parses the same
  files once with a bare MarkdownIt(); and with all rules, against those of structure and links;
- `trcheck --version` against `python -c "import click"`;
- checking one page, as a hook does, against `trcheck --version`: with nothing kept from earlier runs, with everything,
  and after a change of the page; on the site, and on one of so many pages made of copies of its own with other numbers.

Medians of several runs, the commands taking turns. What is kept goes to a folder of its own.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
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

STRUCTURE = (
    "missing-section,missing-paragraph,missing-list,missing-list-item,missing-table-row,table-shape,missing-image,"
    "image-target,missing-code,code-changed,code-language,inline-code,heading-level,heading-id,shortcode,html-tag,"
    "admonition,footnote,extra-content,missing-link,link-target,link-language,broken-link,broken-anchor,link-syntax"
)
"""The rules of structure and links."""

LANGUAGE = (
    "untranslated,typo,doubled-word,name,term,term-variant,number,emphasis,invisible-character,punctuation,"
    "front-matter,residue,orphan-page,missing-page"
)
"""The rules of language and pages."""

_NUMBER = re.compile(r"(?<![\w.-])\d{2,4}(?![\w.-])")


class Runs:
    """Runs commands as a user would, whose installed packages are compiled, and what is kept in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        users = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self._environment = {**users, "TRCHECK_CACHE_DIR": str(folder)}

    def cpu(self, command: list[str], given: str = "") -> float:
        """The CPU seconds of a command."""
        before = os.times()
        subprocess.run(
            command,
            input=given,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            check=False,
            env=self._environment,
        )
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    def forget(self) -> None:
        """Keep nothing of the pages; the word lists, which are made once on a machine, stay."""
        for file in self.folder.glob("*.sqlite"):
            file.unlink()


def grow(site: Path, pairs: dict[str, str], pages: int, target: Path) -> str:
    """Make a site of so many pages in a language; one of them, of middling size."""
    middle = sorted(pairs, key=lambda path: ((site / path).stat().st_size, path))[len(pairs) // 2]
    for place in range(pages):
        number, turn = divmod(place, len(pairs))
        path = list(pairs)[turn]
        for each, other in ((path, pairs[path]), (pairs[path], path)):
            file = target / _copied(each, other, number)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(_renumbered((site / each).read_text("utf-8"), number), "utf-8")
    return _copied(middle, pairs[middle], 0)


def _renumbered(text: str, more: int) -> str:
    return _NUMBER.sub(lambda match: str(int(match[0]) + more), text)


def _copied(path: str, other: str, number: int) -> str:
    """The path of a copy of a page: it gets a folder before all that it has in common with its other language's."""
    parts, others = Path(path).parts, Path(other).parts
    shared = next(n for n in range(1, len(parts) + 1) if parts[-n:] != others[-n:]) - 1
    cut = len(parts) - max(1, shared)
    return Path(*parts[:cut], f"part{number}", *parts[cut:]).as_posix()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("language")
    parser.add_argument("--source", default="en")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--pages", type=int, default=5000)
    options = parser.parse_args()
    pairs = page_pairs(options.site, options.language, options.source)
    paths = "\n".join(str(options.site / path) for path in sorted({*pairs, *pairs.values()}))
    with tempfile.TemporaryDirectory() as folder:
        runs = Runs(Path(folder, "kept"))
        runs.folder.mkdir()
        small, big = Path(folder, "small"), Path(folder, "big")
        page = {small: grow(options.site, pairs, len(pairs), small), big: grow(options.site, pairs, options.pages, big)}
        check = [COMMAND, "-C", str(options.site), options.language, "--select"]
        measures: dict[str, Callable[[], float]] = {
            "structure": partial(runs.cpu, [*check, STRUCTURE]),
            "all": partial(runs.cpu, [*check, f"{STRUCTURE},{LANGUAGE}"]),
            "parse": partial(runs.cpu, [sys.executable, "-c", PARSE], paths),
            "version": partial(runs.cpu, [COMMAND, "--version"]),
            "import": partial(runs.cpu, [sys.executable, "-c", "import click"]),
        }
        times = _take_turns(measures, options.runs)
        size = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        for name, site in (("small", small), ("big", big)):
            hook = [COMMAND, "-C", str(site), page[site]]
            runs.forget()
            times[f"{name} cold"] = runs.cpu(hook)
            measures = {
                f"{name} changed": partial(_changed, runs, hook, site / page[site]),
                f"{name} warm": partial(runs.cpu, hook),
            }
            times.update(_take_turns(measures, options.runs))
    rows = [
        (f"check {len(pairs)} pages, structure and links", times["structure"], times["parse"], "parse them once, bare"),
        (f"check {len(pairs)} pages, all rules", times["all"], times["structure"], "structure and links"),
        ("trcheck --version", times["version"], times["import"], "import click"),
    ]
    for name, count in (("small", len(pairs)), ("big", options.pages)):
        rows += [
            (f"one of {count} pages, {state}", times[f"{name} {state}"], times["version"], "--version")
            for state in ("cold", "warm", "changed")
        ]
    print(
        table(
            ("what", "CPU", "ratio", "to"),
            [(what, f"{cost:.3f} s", f"{cost / other:.2f}", to) for what, cost, other, to in rows],
        )
    )
    print(f"\nThe largest of the runs over all pages took {size / 1024:.0f} MB.")


def _take_turns(measures: dict[str, Callable[[], float]], runs: int) -> dict[str, float]:
    """The median of each measure, after one run that does not count."""
    times: dict[str, list[float]] = {name: [] for name in measures}
    for turn in range(runs + 1):
        for name, measure in measures.items():
            found = measure()
            if turn:
                times[name].append(found)
    return {name: statistics.median(found) for name, found in times.items()}


def _changed(runs: Runs, hook: list[str], file: Path) -> float:
    with file.open("a", encoding="utf-8") as page:
        page.write("\n\n1 + 1 = 2\n")
    return runs.cpu(hook)


if __name__ == "__main__":
    main()
