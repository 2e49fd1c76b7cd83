"""Count the findings a page, by rule, on the pages of a site as they are.

    python benchmarks/noise.py SITE LANG... [--sample N --seed S --out FILE.tsv]

Findings on source pages are listed apart. With `--sample`, that many errors and warnings are drawn at random and
written for judging by hand: fill in `verdict` (real, false or arguable) and `reason`.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from common import Found, check, page_pairs, percent, table

COLUMNS = ("rule", "severity", "place", "message", "source", "translation", "verdict", "reason")


def by_rule(findings: Sequence[Found], pages: int) -> str:
    counts = Counter((f.severity, f.rule) for f in findings)
    touched: dict[tuple[str, str], set[str]] = defaultdict(set)
    for finding in findings:
        touched[finding.severity, finding.rule].add(finding.place.path)
    rows = [
        (rule, severity, count, len(touched[severity, rule]), percent(len(touched[severity, rule]), pages))
        for (severity, rule), count in sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    ]
    return table(("rule", "severity", "findings", "pages", "share of pages"), rows)


def totals(name: str, findings: Sequence[Found], pages: int) -> list[object]:
    errors = [f for f in findings if f.severity == "error"]
    serious = [f for f in findings if f.severity != "info"]
    return [
        name,
        pages,
        percent(len({f.place.path for f in errors}), pages),
        f"{len(errors) / pages:.3f}" if pages else "–",
        f"{len(serious) / pages:.3f}" if pages else "–",
        f"{(len(findings) - len(serious)) / pages:.3f}" if pages else "–",
    ]


def write_sample(findings: Sequence[Found], count: int, seed: int, path: Path) -> None:
    serious = sorted(
        (f for f in findings if f.severity != "info"), key=lambda f: (f.place.path, f.place.first, f.rule, f.message)
    )
    drawn = random.Random(seed).sample(serious, min(count, len(serious)))
    lines = ["\t".join(COLUMNS)]
    for f in drawn:
        place = f"{f.place.path}:{f.place.first}"
        cells = (f.rule, f.severity, place, f.message, f.other_text, f.text, "", "")
        lines.append("\t".join(" ⏎ ".join(cell.split("\n")).replace("\t", " ")[:400] for cell in cells))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("languages", nargs="+")
    parser.add_argument("--source", default="en")
    parser.add_argument("--sample", type=int, help="draw this many findings for judging")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("sample.tsv"))
    options = parser.parse_args()

    run = check(options.site, *options.languages)
    rows: list[list[object]] = []
    translated: list[Found] = []
    others: list[Found] = list(run.findings)
    for language in options.languages:
        paths = page_pairs(options.site, language, options.source).keys()
        own = [f for f in run.findings if f.place.path in paths]
        others = [f for f in others if f.place.path not in paths]
        translated += own
        rows.append(totals(language, own, len(paths)))
        print(f"### {language}\n\n{by_rule(own, len(paths))}\n")
    if others:
        print(f"### source pages\n\n{by_rule(others, len({f.place.path for f in others}))}\n")
    head = ("language", "pages", "pages with an error", "errors a page", "errors and warnings a page", "infos a page")
    print(table(head, rows))
    if options.sample:
        write_sample(translated, options.sample, options.seed, options.out)


if __name__ == "__main__":
    main()
