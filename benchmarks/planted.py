"""Plant seeded defects, one a page, in the clean pages of a site, and count which of them trcheck finds.

    python benchmarks/planted.py SITE LANG [--seed N] [--limit N] [--source en] [--only OPERATOR] [--misses FILE]

Every round plants one defect in each page of a copy of the site, checks the whole language once, and takes the
findings that the run on the untouched site did not have. A defect is found when a new error or warning lies within 3
lines of it, or points at the source's section that it belongs to; `place` counts those within 3 lines on the page
itself (of what is gone: of the line after which it stood, and any line of the block that is named for it counts).
Only pages without errors and warnings of their own, and with the headings of their source, are used.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import operators_characters  # noqa: F401 -- to import it registers its operators
import operators_front_matter  # noqa: F401
import operators_leftovers  # noqa: F401
import operators_names  # noqa: F401
import operators_numbers  # noqa: F401
from common import PAGE_ENDINGS, Found, Run, check, page_pairs, percent, table
from operators import OPERATORS, Plant
from plain import Language, Pair, PlainPage

SERIOUS = ("error", "warning")
LEARNED = 0.08
"""The share of the pages that may get, in one round, a defect that is judged by what the other pages do."""


@dataclass
class Tally:
    planted: int = 0
    found: int = 0
    right: int = 0
    placed: int = 0
    findings: int = 0
    infos: int = 0

    def add(self, other: Tally) -> None:
        for name in vars(self):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def row(self, name: str) -> list[object]:
        shares = (percent(part, self.planted) for part in (self.found, self.right, self.placed))
        each = (f"{n / self.planted:.2f}" if self.planted else "–" for n in (self.findings, self.infos))
        return [name, self.planted, *shares, *each]


@dataclass
class Bench:
    root: Path
    language: str
    pairs: dict[str, Pair]
    baseline: Run
    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    misses: list[str] = field(default_factory=list)

    def round(self, plants: dict[str, tuple[str, Plant]]) -> None:
        """Plant one defect in each of the given pages, check, judge, and put the pages back."""
        for path, (_, plant) in plants.items():
            lines = plant.apply(self.pairs[path].page.lines)
            (self.root / path).write_text("\n".join(lines), encoding="utf-8", newline="\n")
        run = check(self.root, self.language)
        for path, (name, plant) in plants.items():
            self._judge(name, self.pairs[path], plant, run.new(path, self.baseline))
            (self.root / path).write_text("\n".join(self.pairs[path].page.lines), encoding="utf-8", newline="\n")

    def _judge(self, name: str, pair: Pair, plant: Plant, new: list[Found]) -> None:
        line = plant.expected(pair.page.lines)
        section = pair.source.sections[pair.page.section_of[plant.start]]
        serious = [f for f in new if f.severity in SERIOUS]
        also = plant.also + 1 if plant.also is not None else line
        near = [f for f in serious if f.place.near(line, line) or f.place.near(also, also)]
        there = [f for f in serious if any(c.near(section.start + 1, section.end, 0) for c in f.counterparts)]
        rules = OPERATORS[name].rules
        tally = Tally(
            planted=1,
            found=bool(near or there),
            right=any(f.rule in rules for f in (*near, *there)),
            placed=any(f.rule in rules for f in near),
            findings=len(serious),
            infos=len(new) - len(serious),
        )
        self.tallies[name].add(tally)
        if not (tally.found and tally.right and tally.placed and len(serious) == 1):
            verdict = (
                "missed" if not tally.found else "rule" if not tally.right else "place" if not tally.placed else "many"
            )
            said = "; ".join(f"{f.rule}@{f.place.first}-{f.place.last}: {f.message}" for f in new)
            self.misses.append(f"{verdict}\t{name}\t{pair.path}:{line}\t{plant.what}\t{said}")


def clean_pairs(root: Path, language: str, source: str, baseline: Run) -> dict[str, Pair]:
    paths = page_pairs(root, language, source)
    pages = {path: PlainPage((root / path).read_text(encoding="utf-8-sig")) for path in paths}
    known = survey(root, language, source, pages)
    pairs = {}
    for path, source_path in paths.items():
        if not baseline.on(path, *SERIOUS):
            other = PlainPage((root / source_path).read_text(encoding="utf-8-sig"))
            pair = Pair(path, pages[path], other, known)
            if pair.comparable:
                pairs[path] = pair
    return pairs


def survey(root: Path, language: str, source: str, pages: dict[str, PlainPage]) -> Language:
    texts = (re.sub(r"\{ ?#[^}]*\}", "", "\n".join(page.lines)) for page in pages.values())
    fragments = frozenset(fragment for text in texts for fragment in re.findall(r"#([^\s)\"'}\]>]+)", text))
    files = (path.relative_to(root).with_suffix("") for path in root.rglob("*") if path.suffix in PAGE_ENDINGS)
    places = frozenset(f"/{(path.parent if path.stem in ('index', '_index') else path).as_posix()}" for path in files)
    sections = [section for page in pages.values() for section in page.sections if section.level > 1]
    pinned = sum(bool(section.id) for section in sections)
    return Language(language, source, fragments, places, pinned >= 0.8 * len(sections))


def plan(
    places: dict[str, dict[str, list[Plant]]], limit: int, rng: random.Random
) -> list[dict[str, tuple[str, Plant]]]:
    """Rounds of at most one defect a page; the rarest kinds choose first, and each place is used once.

    `places` are, for each operator, those on each page.
    """
    for by_page in places.values():
        for plants in by_page.values():
            rng.shuffle(plants)
    pages = sorted({path for by_page in places.values() for path in by_page})
    wanted = dict.fromkeys(places, limit)
    rounds: list[dict[str, tuple[str, Plant]]] = []
    while True:
        chosen: dict[str, tuple[str, Plant]] = {}
        left = {name: sum(map(len, by_page.values())) for name, by_page in places.items()}
        for path in rng.sample(pages, len(pages)):
            full = sum(OPERATORS[name].learned for name, _ in chosen.values()) >= max(1, LEARNED * len(pages))
            open_names = [n for n in places if wanted[n] and places[n][path] and not (full and OPERATORS[n].learned)]
            if open_names:
                name = max(open_names, key=lambda n: (wanted[n] / max(left[n], 1), n))
                chosen[path] = name, places[name][path].pop()
                wanted[name] -= 1
                left[name] -= 1
        if not chosen:
            return rounds
        rounds.append(chosen)


def report(bench: Bench) -> str:
    head = ["operator", "planted", "found", "right rule", "place", "findings a defect", "infos a defect"]
    rows: list[list[object]] = []
    for group in ("structure", "links", "language", "numbers", "characters"):
        total = Tally()
        for name, kind in OPERATORS.items():
            if kind.group == group and bench.tallies[name].planted:
                rows.append(bench.tallies[name].row(f"{name} ({', '.join(kind.rules)})"))
                total.add(bench.tallies[name])
        if total.planted:
            rows.append(total.row(f"**{group}**"))
    both = Tally()
    for name, kind in OPERATORS.items():
        if kind.group in ("structure", "links"):
            both.add(bench.tallies[name])
    return table(head, [*rows, both.row("**structure and links**")])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("language")
    parser.add_argument("--source", default="en")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=40, help="defects of a kind at most (default 40)")
    parser.add_argument(
        "--only", action="append", choices=sorted(OPERATORS), help="this operator only; may be repeated"
    )
    parser.add_argument("--misses", type=Path, help="write what was not found as it should be to this file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "site")
        shutil.copytree(options.site, root)
        baseline = check(root, options.language)
        pairs = clean_pairs(root, options.language, options.source, baseline)
        bench = Bench(root, options.language, pairs, baseline)
        places = {
            name: {path: list(OPERATORS[name].candidates(pair)) for path, pair in pairs.items()}
            for name in options.only or OPERATORS
        }
        rounds = plan(places, options.limit, random.Random(options.seed))
        print(f"{len(pairs)} clean pages, {sum(map(len, rounds))} defects in {len(rounds)} rounds", file=sys.stderr)
        for number, plants in enumerate(rounds, 1):
            if sys.stderr.isatty():
                print(f"round {number} of {len(rounds)}", end="\r", file=sys.stderr)
            bench.round(plants)
    print(report(bench))
    if options.misses:
        options.misses.write_text("\n".join(sorted(bench.misses)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
