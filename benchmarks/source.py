"""Plant seeded defects, one a page, in the *source* pages of a site, and count which are blamed on the source.

    python benchmarks/source.py SITE LANG LANG... [--seed N] [--limit N] [--source en] [--only OPERATOR] [--misses FILE]

The places are those of `planted.py`'s operators that all the translations have like the source. A defect is blamed on
the source when a new error or warning with `cause: source` stands within 3 lines of it on the source page, under one
of the operator's rules; `held against` are the defects for which anything new, an information too, is said of a
translation. Only pages that have all the languages, the same headings, and no errors or warnings are used.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from common import Run, check, page_pairs, percent, table
from operators import OPERATORS, Plant
from plain import Pair, PlainPage
from planted import SERIOUS, plan, survey

GONE = ("drop-section", "drop-heading", "drop-paragraph", "drop-list", "drop-item", "drop-table-row", "drop-image",
        "drop-code-block", "drop-admonition", "unlink", "drop-link")  # fmt: skip
CHANGED = ("heading-level", "change-code", "change-image-target", "change-link-path", "change-link-host")


@dataclass(frozen=True, slots=True)
class Group:
    """A source page beside each of its translations; `pairs` are the source and one translation each."""

    path: str
    translations: tuple[str, ...]
    pairs: tuple[Pair, ...]

    def plants(self, name: str) -> list[Plant]:
        """The places that hold for all translations."""
        found = [dict.fromkeys(OPERATORS[name].candidates(pair)) for pair in self.pairs]
        return [plant for plant in found[0] if all(plant in others for others in found[1:])]


@dataclass
class Tally:
    planted: int = 0
    blamed: int = 0
    held: int = 0
    findings: int = 0

    def add(self, other: Tally) -> None:
        for name in vars(self):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def row(self, name: str) -> list[object]:
        each = f"{self.findings / self.planted:.2f}" if self.planted else "–"
        return [name, self.planted, percent(self.blamed, self.planted), percent(self.held, self.planted), each]


@dataclass
class Bench:
    root: Path
    languages: Sequence[str]
    groups: dict[str, Group]
    baseline: Run
    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    misses: list[str] = field(default_factory=list)

    def round(self, plants: dict[str, tuple[str, Plant]]) -> None:
        """Plant one defect in each of the given pages, check, judge, and put the pages back."""
        for path, (_, plant) in plants.items():
            lines = plant.apply(self.groups[path].pairs[0].page.lines)
            (self.root / path).write_text("\n".join(lines), encoding="utf-8", newline="\n")
        run = check(self.root, *self.languages)
        for path, (name, plant) in plants.items():
            self._judge(name, self.groups[path], plant, run)
            lines = self.groups[path].pairs[0].page.lines
            (self.root / path).write_text("\n".join(lines), encoding="utf-8", newline="\n")

    def _judge(self, name: str, group: Group, plant: Plant, run: Run) -> None:
        line = plant.expected(group.pairs[0].page.lines)
        on_source = run.new(group.path, self.baseline)
        held = [found for path in group.translations for found in run.new(path, self.baseline)]
        blamed = any(
            found.cause == "source" and found.rule in OPERATORS[name].rules and found.place.near(line, line)
            for found in on_source
            if found.severity in SERIOUS
        )
        serious = [found for found in (*on_source, *held) if found.severity in SERIOUS]
        self.tallies[name].add(Tally(1, blamed, bool(held), len(serious)))
        if not blamed or held or len(serious) != 1:
            verdict = "missed" if not blamed else "held" if held else "many"
            said = "; ".join(f"{f.place.path}:{f.place.first} {f.rule}: {f.message}" for f in (*on_source, *held))
            self.misses.append(f"{verdict}\t{name}\t{group.path}:{line}\t{plant.what}\t{said}")


def clean_groups(root: Path, languages: Sequence[str], source: str, baseline: Run) -> dict[str, Group]:
    """The groups of which every language is there and clean, by their source page."""
    translations = {language: {s: t for t, s in page_pairs(root, language, source).items()} for language in languages}
    paths = sorted(set.intersection(*(set(pages) for pages in translations.values())))
    sources = {path: PlainPage((root / path).read_text(encoding="utf-8-sig")) for path in paths}
    known = survey(root, source, source, sources)
    groups = {}
    for path in paths:
        others = tuple(translations[language][path] for language in languages)
        texts = [PlainPage((root / other).read_text(encoding="utf-8-sig")) for other in others]
        pairs = tuple(Pair(path, sources[path], text, known) for text in texts)
        clean = not any(baseline.on(page, *SERIOUS) for page in (path, *others))
        if clean and all(pair.comparable for pair in pairs):
            groups[path] = Group(path, others, pairs)
    return groups


def report(bench: Bench) -> str:
    rows: list[list[object]] = []
    for title, names in (("gone", GONE), ("changed", CHANGED)):
        total = Tally()
        for name in names:
            if bench.tallies[name].planted:
                rows.append(bench.tallies[name].row(name))
                total.add(bench.tallies[name])
        rows.append(total.row(f"**{title}**"))
    return table(["operator", "planted", "blamed on the source", "held against", "findings a defect"], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("languages", nargs="+")
    parser.add_argument("--source", default="en")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=40, help="defects of a kind at most (default 40)")
    parser.add_argument("--only", action="append", choices=(*GONE, *CHANGED), help="this operator; may be repeated")
    parser.add_argument("--misses", type=Path, help="write what was not blamed as it should be to this file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "site")
        shutil.copytree(options.site, root)
        baseline = check(root, *options.languages)
        groups = clean_groups(root, options.languages, options.source, baseline)
        bench = Bench(root, options.languages, groups, baseline)
        names = options.only or (*GONE, *CHANGED)
        places = {name: {path: group.plants(name) for path, group in groups.items()} for name in names}
        rounds = plan(places, options.limit, random.Random(options.seed))
        print(f"{len(groups)} clean pages, {sum(map(len, rounds))} defects in {len(rounds)} rounds", file=sys.stderr)
        for plants in rounds:
            bench.round(plants)
    print(report(bench))
    if options.misses:
        options.misses.write_text("\n".join(sorted(bench.misses)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
