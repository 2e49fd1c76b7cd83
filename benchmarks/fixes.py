"""Count which defects, mended by hand in real translations, are reported before the fix and no more after it.

    python benchmarks/fixes.py FOLDER [--kind structural|prose] [--misses FILE]

FOLDER holds one folder a commit (`source.md`, `before.md`, `after.md`) and an `index.jsonl`. The pages of a project
before its fixes make one site and those after them another; each site is checked once. A defect counts as reported
when an error or warning lies within 3 lines of what the fix touched and the page after it does not have it any more.
"""

from __future__ import annotations

import argparse
import difflib
import json
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from common import Found, check, percent, table


@dataclass(frozen=True, slots=True)
class Fix:
    number: int
    kind: str
    classes: tuple[str, ...]
    project: str
    language: str
    file: str
    subject: str

    def place(self, language: str) -> Path:
        """Where a page of the fix stands in the benchmark's site: each fix is a folder, so that none sees another."""
        return Path("content", language, f"{self.number:05d}", f"page{Path(self.file).suffix}")


def load(folder: Path) -> list[Fix]:
    rows = [json.loads(line) for line in (folder / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        Fix(
            row["id"],
            row["kind"],
            tuple(row.get("classes") or ()),
            *(row[k] for k in ("github", "lang", "file", "subject")),
        )
        for row in rows
    ]


def build(folder: Path, fixes: Iterable[Fix], version: str, root: Path) -> None:
    for fix in fixes:
        for language, page in (("en", "source"), (fix.language, version)):
            target = root / fix.place(language)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / f"{fix.number:05d}" / f"{page}.md", target)


def touched(before: str, after: str) -> list[tuple[int, int]]:
    """The ranges of lines (1-based) of `before` that the fix changed; of what it put in: the line before that."""
    matcher = difflib.SequenceMatcher(None, before.split("\n"), after.split("\n"), autojunk=False)
    return [(a + (a < b), max(b, 1)) for tag, a, b, _, _ in matcher.get_opcodes() if tag != "equal"]


def gone(before: list[Found], after: list[Found]) -> list[Found]:
    """The findings on the page before the fix that the page after it does not have."""
    still = Counter(f.identity for f in after)
    left = []
    for finding in before:
        if still[finding.identity]:
            still[finding.identity] -= 1
        else:
            left.append(finding)
    return left


@dataclass(frozen=True, slots=True)
class Outcome:
    fix: Fix
    reported: bool
    before: list[Found]
    after: list[Found]
    ranges: list[tuple[int, int]]

    @property
    def line(self) -> str:
        """A miss, for reading: what was touched, and what was said instead."""
        said = "; ".join(f"{f.rule}@{f.place.first}: {f.message}" for f in gone(self.before, self.after) or self.before)
        lines = ",".join(f"{a}-{b}" for a, b in self.ranges)
        fix = self.fix
        return "\t".join(
            (f"{fix.number:05d}", fix.kind, ", ".join(fix.classes), fix.language, lines, fix.subject, said)
        )


def judge(folder: Path, fix: Fix, before: list[Found], after: list[Found]) -> Outcome:
    texts = ((folder / f"{fix.number:05d}" / f"{v}.md").read_text(encoding="utf-8-sig") for v in ("before", "after"))
    ranges = touched(*texts)
    reported = any(f.place.near(*lines) for f in gone(before, after) for lines in ranges)
    return Outcome(fix, reported, before, after, ranges)


def run(folder: Path, fixes: Iterable[Fix]) -> Iterator[Outcome]:
    """Check the fixes of one project, all pages before them as one site and all pages after them as another."""
    fixes = list(fixes)
    languages = sorted({fix.language for fix in fixes})
    with tempfile.TemporaryDirectory() as temporary:
        runs = []
        for version in ("before", "after"):
            root = Path(temporary, version)
            build(folder, fixes, version, root)
            runs.append(check(root, *languages))
        for fix in fixes:
            before, after = (run.on(fix.place(fix.language).as_posix(), "error", "warning") for run in runs)
            yield judge(folder, fix, before, after)


def shares(outcomes: Iterable[Outcome], key: Callable[[Fix], Iterable[tuple[str, str]]]) -> list[tuple[object, ...]]:
    """Rows of a table: how many of the fixes of each kind and group were reported."""
    groups: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for outcome in outcomes:
        for name in key(outcome.fix):
            groups[name].append(outcome.reported)
    largest_first = sorted(groups.items(), key=lambda item: (item[0][0], -len(item[1])))
    return [(*name, len(said), sum(said), percent(sum(said), len(said))) for name, said in largest_first]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", help="these fixes only: structural or prose")
    parser.add_argument("--misses", type=Path, help="write the fixes whose defect was not reported to this file")
    options = parser.parse_args()
    projects: dict[str, list[Fix]] = defaultdict(list)
    for fix in load(options.folder):
        if options.kind in (None, fix.kind):
            projects[fix.project].append(fix)
    outcomes = [outcome for fixes in projects.values() for outcome in run(options.folder, fixes)]
    by_class = shares(outcomes, lambda fix: [(fix.kind, name) for name in fix.classes or ("any",)])
    by_language = shares(outcomes, lambda fix: [(fix.kind, fix.language), (f"**{fix.kind}**", "all")])
    print(table(("kind", "class", "fixes", "reported", "share"), by_class), end="\n\n")
    print(table(("kind", "language", "fixes", "reported", "share"), by_language), end="\n\n")
    before, after = (
        sum(len(found) for found in side) for side in zip(*((o.before, o.after) for o in outcomes), strict=True)
    )
    each = f"{before / len(outcomes):.2f} before the fix, {after / len(outcomes):.2f} after it"
    print(f"Errors and warnings a page: {each}.")
    if options.misses:
        options.misses.write_text("".join(f"{o.line}\n" for o in outcomes if not o.reported), encoding="utf-8")


if __name__ == "__main__":
    main()
