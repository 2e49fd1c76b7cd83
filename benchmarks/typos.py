"""Plant misspelled words in the prose of a site, count which are found, and list what is flagged without them.

    python benchmarks/typos.py SITE LANG... [--seed N] [--each N] [--misses FILE] [--flagged FILE]

Each page of a copy gets up to `--each` misspelled words, in lines of their own: a letter dropped, doubled, changed, two
letters swapped, or an accent lost, at any place of a word of five letters or more (an accent: four). A slip that makes
another word of the language, or one that the page or its source has, is no misspelling that a reader of words could
see, and is not planted; what words there are says pyspellchecker. Pages of the source language are planted when it is
named. SITE may be a folder of fixes (`index.jsonl`): then the pages after the fixes are used, a project a site.

What is flagged on the pages as they are is joined with the verdicts of `judged_typos.tsv`.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from spellchecker import SpellChecker

import fixes
from common import Found, check, page_pairs, percent, table
from operators import NO_TEXT
from plain import PlainPage
from trcheck.text.words import fold

CLASSES = ("dropped", "doubled", "changed", "swapped", "accent")
WORD = re.compile(r"(?<![\w\-/.@#&'’])[a-zß-öø-ÿœ]{4,}(?![\w\-/(@]|[.:]\w|['’]\w)")
SAID = re.compile(r"^`([^`]+)` is misspelled, write `([^`]+)`")
VERDICTS = Path(__file__).with_name("judged_typos.tsv")


@dataclass(frozen=True, slots=True)
class Planted:
    path: str
    line: int
    kind: str
    right: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Flagged:
    site: str
    path: str
    line: int
    word: str
    right: str
    text: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.site, self.path, self.word


def slip(word: str, kind: str, rng: random.Random) -> str:
    at = rng.randrange(len(word))
    if kind == "dropped":
        return word[:at] + word[at + 1 :]
    if kind == "doubled":
        return word[:at] + word[at] + word[at:]
    if kind == "changed":
        return word[:at] + rng.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :]
    if kind == "swapped":
        at = min(at, len(word) - 2)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    marked = [place for place, letter in enumerate(word) if len(fold(letter)) == 1 and fold(letter) != letter]
    if not marked:
        return word
    at = rng.choice(marked)
    return word[:at] + fold(word[at]) + word[at + 1 :]


@cache
def spelling(language: str) -> SpellChecker:
    return SpellChecker(language=language.partition("-")[0])


def plant(page: PlainPage, source: str, path: str, language: str, each: int, rng: random.Random) -> list[Planted]:
    """Change the lines of a page, and say what was changed."""
    text = "\n".join([*page.lines, source]).lower()
    known = spelling(language)
    places = [
        (index, match)
        for index, match in page.spans(WORD)
        if "{{" not in page.lines[index]
        and not any(m.start() < match.end() and match.start() < m.end() for m in NO_TEXT.finditer(page.lines[index]))
        and known.known([match[0]])
    ]
    rng.shuffle(places)
    planted: dict[int, Planted] = {}
    for index, match in places:
        kind = CLASSES[len(planted) % len(CLASSES)]
        if len(planted) == each or index in planted or (kind != "accent" and len(match[0]) < 5):
            continue
        if kind == "accent" and match[0].isascii():
            if language.startswith("en"):
                kind = rng.choice(CLASSES[:-1])
            else:
                continue
        wrong = slip(match[0], kind, rng)
        if wrong != match[0] and wrong not in text and not known.known([wrong]):
            line = page.lines[index]
            page.lines[index] = line[: match.start()] + wrong + line[match.end() :]
            planted[index] = Planted(path, index + 1, kind, match[0], wrong)
    return list(planted.values())


def sites(folder: Path, temporary: Path) -> Iterator[tuple[str, Path]]:
    """The name and the root of each site, in copies that may be changed."""
    if not (folder / "index.jsonl").is_file():
        shutil.copytree(folder, temporary / "site")
        yield "/".join(folder.parts[-2:]) if folder.parent.name == "otel" else folder.name, temporary / "site"
        return
    latest: dict[str, dict[str, fixes.Fix]] = defaultdict(dict)
    for fix in fixes.load(folder):
        latest[fix.project][fix.file] = fix
    for project, by_file in latest.items():
        root = temporary / project.replace("/", "_")
        fixes.build(folder, by_file.values(), "after", root)
        yield f"{folder.name}/{project}", root


def pages(root: Path, language: str) -> dict[str, str]:
    """The pages of a language and, of each, its source or a translation."""
    if language != "en":
        return page_pairs(root, language, "en")
    codes = {
        path.name for path in root.rglob("*") if path.is_dir() and re.fullmatch(r"[a-z]{2}(-[a-z]{2})?", path.name)
    }
    return {source: path for code in codes - {"en"} for path, source in page_pairs(root, code, "en").items()}


def words_flagged(site: str, found: Sequence[Found], paths: dict[str, str]) -> list[Flagged]:
    said = [(item, SAID.match(item.message)) for item in found if item.rule == "typo" and item.place.path in paths]
    return [Flagged(site, i.place.path, i.place.first, m[1], m[2], i.text) for i, m in said if m]


def verdicts() -> dict[tuple[str, str, str], str]:
    if not VERDICTS.is_file():
        return {}
    with VERDICTS.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["site"], row["page"], row["word"]): row["verdict"] for row in rows}


@dataclass
class Result:
    """By language: what was planted, what is flagged without it, how many pages there are; and, of all that was
    planted, what the rule says should be written."""

    planted: dict[str, list[Planted]] = field(default_factory=lambda: defaultdict(list))
    flagged: dict[str, list[Flagged]] = field(default_factory=lambda: defaultdict(list))
    pages: Counter[str] = field(default_factory=Counter)
    answers: dict[Planted, str] = field(default_factory=dict)


def run(folder: Path, languages: Sequence[str], each: int, rng: random.Random) -> Result:
    result = Result()
    with tempfile.TemporaryDirectory() as temporary:
        for site, root in sites(folder, Path(temporary)):
            of_language = {language: pages(root, language) for language in languages}
            if not any(of_language.values()):
                continue
            clean = check(root, "--select", "typo").findings
            here: list[Planted] = []
            for language, paths in of_language.items():
                result.pages[language] += len(paths)
                result.flagged[language] += words_flagged(site, clean, paths)
                for path, other in sorted(paths.items()):
                    page = PlainPage((root / path).read_text(encoding="utf-8-sig"))
                    source = (root / other).read_text(encoding="utf-8-sig")
                    new = plant(page, source, path, language, each, rng)
                    (root / path).write_text("\n".join(page.lines), encoding="utf-8", newline="\n")
                    result.planted[language] += new
                    here += new
            said: dict[tuple[str, int, str], str] = {}
            for item in check(root, "--select", "typo").findings:
                if match := SAID.match(item.message):
                    said[item.place.path, item.place.first, match[1]] = match[2]
            result.answers.update({p: said.get((p.path, p.line, p.wrong), "") for p in here})
    return result


def recall_table(result: Result) -> str:
    rows = []
    for language, planted in result.planted.items():
        for kind in (*CLASSES, "all"):
            those = [p for p in planted if kind in (p.kind, "all")]
            found = [p for p in those if result.answers[p]]
            right = sum(result.answers[p] == p.right for p in found)
            rows.append((language, kind, len(those), percent(len(found), len(those)), percent(right, len(found))))
    return table(("language", "planted", "words", "found", "right suggestion"), rows)


def noise_table(result: Result, judged: dict[tuple[str, str, str], str]) -> str:
    rows = []
    for language, flagged in result.flagged.items():
        by_verdict = Counter(judged.get(f.key, "not judged") for f in flagged)
        pages = result.pages[language]
        cells = [by_verdict[name] for name in ("real", "arguable", "false", "not judged")]
        rows.append((language, pages, len(flagged), *cells, f"{100 * by_verdict['false'] / max(1, pages):.1f}"))
    return table(
        ("language", "pages", "flagged", "real", "arguable", "false", "not judged", "false on 100 pages"), rows
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("languages", nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=5, help="misspelled words a page at most (default 5)")
    parser.add_argument("--misses", type=Path, help="write what was planted and not found, or corrected wrongly")
    parser.add_argument("--flagged", type=Path, help="write what is flagged on the pages as they are")
    options = parser.parse_args()

    result = run(options.site, options.languages, options.each, random.Random(options.seed))
    judged = verdicts()
    print(recall_table(result), end="\n\n")
    print(noise_table(result, judged))
    if options.misses:
        missed = [(language, p) for language, those in result.planted.items() for p in those]
        lines = [
            f"{language}\t{p.kind}\t{p.path}:{p.line}\t{p.right}\t{p.wrong}\t{result.answers[p]}\n"
            for language, p in missed
            if result.answers[p] != p.right
        ]
        options.misses.write_text("".join(lines), encoding="utf-8")
    if options.flagged:
        lines = [
            f"{f.site}\t{f.path}\t{f.word}\t{f.right}\t{judged.get(f.key, '')}\t{' '.join(f.text.split())[:300]}\n"
            for those in result.flagged.values()
            for f in those
        ]
        options.flagged.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
