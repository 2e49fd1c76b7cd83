"""What drift costs, as a ratio taken in one run: the time spent in git against that spent in reading pages.

    python benchmarks/drift.py [--pages N] [--commits N] [--runs N]

A repository is made by seed: source pages and translations, and a history of changes to either, renames and merges
among them. In git: finding what each translation was made from, and reading the earlier states where that is another.
In reading: every source page and translation, once. CPU time of this process and of those that it starts, and the
time on the clock; medians of several runs, the two taking turns.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from common import table
from trcheck.git import Objects
from trcheck.judgement.bases import Bases, find_bases
from trcheck.reading.reader import read

TEXT = (
    "the lock keeper opens a gate before any boat may enter and closes it behind the last one so that water from upper "
    "reach can fill chamber slowly while ropes are held by crew on both sides until level is same as outside"
)
MERGES = 0.05
RENAMES = 0.02
TRANSLATED = 0.3


class Site:
    """Pages in two languages that change commit by commit."""

    def __init__(self, pages: int, seed: int) -> None:
        self.random = random.Random(seed)
        self.paths = {number: f"chapter-{number % 20}/page-{number}.md" for number in range(pages)}
        self.texts = {
            f"content/{language}/{path}": [self.section(path, part) for part in range(8)]
            for path in self.paths.values()
            for language in ("en", "es")
        }

    def section(self, path: str, part: int) -> str:
        paragraphs = (" ".join(self.random.choices(TEXT.split(), k=60)) for _ in range(3))
        link = f"Read [more](https://example.org/{path}/{part}) and set `gate.level = {self.random.randrange(900)}`."
        return f"## Part {part}\n\n" + "\n\n".join([*paragraphs, link, "- open\n- wait\n- close"]) + "\n\n"

    def files(self) -> Iterator[tuple[str, str]]:
        for path, sections in self.texts.items():
            yield path, "".join(sections)

    def change(self, language: str) -> tuple[str, str]:
        """Change a section of a page."""
        path = f"content/{language}/{self.random.choice(list(self.paths.values()))}"
        part = self.random.randrange(len(self.texts[path]))
        self.texts[path][part] = self.section(path, part)
        return path, "".join(self.texts[path])

    def rename(self) -> Iterator[tuple[str, str]]:
        """Move a page and its translation to another name."""
        number = self.random.choice(list(self.paths))
        old = self.paths[number]
        new = self.paths[number] = (
            f"chapter-{self.random.randrange(20)}/page-{number}-{self.random.randrange(10**6)}.md"
        )
        for language in ("en", "es"):
            self.texts[f"content/{language}/{new}"] = self.texts.pop(f"content/{language}/{old}")
            yield f"content/{language}/{old}", f"content/{language}/{new}"

    def history(self, commits: int) -> Iterator[str]:
        """What `git fast-import` takes."""
        yield _commit(1, "main", [], [_file(*each) for each in self.files()])
        tip = 1
        number = 1
        while number < commits:
            number += 1
            if self.random.random() < RENAMES:
                yield _commit(number, "main", [tip], [f"R {old} {new}\n" for old, new in self.rename()])
            elif self.random.random() < MERGES and number + 2 < commits:
                files = [_file(*self.change("en")), _file(*self.change("es"))]
                yield _commit(number, "side", [tip], files[:1])
                yield _commit(number + 1, "main", [tip], files[1:])
                yield _commit(number + 2, "main", [number + 1, number], files[:1])
                number += 2
            else:
                language = "es" if self.random.random() < TRANSLATED else "en"
                yield _commit(number, "main", [tip], [_file(*self.change(language))])
            tip = number


def _file(path: str, text: str) -> str:
    return f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n"


def _commit(number: int, branch: str, parents: list[int], changes: list[str]) -> str:
    lines = [f"commit refs/heads/{branch}", f"mark :{number}"]
    lines += [f"committer A <a@example.org> {1_600_000_000 + 3600 * number} +0000", "data 0"]
    lines += [f"{word} :{parent}" for word, parent in zip(("from", "merge"), parents, strict=False)]
    return "\n".join(lines) + "\n" + "".join(changes)


def make(root: Path, pages: int, commits: int) -> list[tuple[str, str]]:
    """Make the repository, and give the pairs of its pages."""
    site = Site(pages, seed=4)
    stream = "".join(site.history(commits))
    for command, given in (
        (("init", "--quiet", "--initial-branch", "main"), ""),
        (("fast-import", "--quiet"), stream),
        (("reset", "--quiet", "--hard", "main"), ""),
        (("repack", "-adq"), ""),
    ):
        subprocess.run(["git", "-C", str(root), *command], input=given, encoding="utf-8", check=True)
    return [(f"content/en/{path}", f"content/es/{path}") for path in site.paths.values()]


def in_git(root: Path, pairs: list[tuple[str, str]]) -> Bases:
    """Everything that a run asks git."""
    bases = find_bases(root, pairs)
    objects = Objects(root)
    for blob in {version for base in bases.values() for version in (base.blob, *(each.blob for each in base.since))}:
        objects.read(blob)
    objects.close()
    return bases


def in_pages(root: Path, pairs: list[tuple[str, str]]) -> None:
    for source, translation in pairs:
        read(root, source, "en")
        read(root, translation, "es")


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """The CPU time, that of processes that were started included, and the time on the clock."""
    before, start = os.times(), time.perf_counter()
    work()
    after = os.times()
    return sum(after[:4]) - sum(before[:4]), time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--commits", type=int, default=3000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        root = Path(folder)
        pairs = make(root, options.pages, options.commits)
        drifted = len(in_git(root, pairs))
        in_pages(root, pairs[:20])
        times: dict[str, list[tuple[float, float]]] = {"git": [], "pages": []}
        for _ in range(options.runs):
            times["git"].append(seconds(lambda: in_git(root, pairs)))
            times["pages"].append(seconds(lambda: in_pages(root, pairs)))
    cpu, clock = ({name: statistics.median(each[i] for each in runs) for name, runs in times.items()} for i in (0, 1))
    print(f"{options.commits} commits, {options.pages} source pages and translations, {drifted} of these drifted\n")
    rows = [
        (name, f"{cpu[key]:.2f} s", f"{cpu[key] / cpu['pages']:.2f}", f"{clock[key]:.2f} s",
         f"{clock[key] / clock['pages']:.2f}")
        for key, name in (("git", "in git"), ("pages", "in reading pages"))
    ]  # fmt: skip
    print(table(("where", "CPU", "ratio", "clock", "ratio"), rows))


if __name__ == "__main__":
    main()
