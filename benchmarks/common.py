"""What the benchmarks share: they run the command as a user does, and print Markdown tables."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PAGE_ENDINGS = {".md", ".mdx", ".markdown"}
COMMAND = str(Path(sys.executable).with_name("trcheck"))


@dataclass(frozen=True, slots=True)
class Place:
    path: str
    first: int
    last: int

    def near(self, first: int, last: int, lines: int = 3) -> bool:
        """Whether at most `lines` lines lie between this place and the given range."""
        return self.first - lines <= last and first <= self.last + lines


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of a run."""

    rule: str
    severity: str
    language: str
    message: str
    cause: str
    place: Place
    counterparts: tuple[Place, ...]
    text: str
    other_text: str

    @property
    def identity(self) -> tuple[str, str]:
        """What of a finding stays the same when the lines around it move."""
        return self.rule, self.message


@dataclass(frozen=True, slots=True)
class Run:
    findings: tuple[Found, ...]
    pages: int

    def on(self, path: str, *severities: str) -> list[Found]:
        return [f for f in self.findings if f.place.path == path and (not severities or f.severity in severities)]

    def new(self, path: str, before: Run) -> list[Found]:
        """The findings on a page that another run did not have."""
        known = Counter(found.identity for found in before.on(path))
        new = []
        for found in self.on(path):
            if known[found.identity]:
                known[found.identity] -= 1
            else:
                new.append(found)
        return new


def _place(data: dict[str, Any]) -> Place:
    return Place(data["path"], data["line"], data.get("end_line") or data["line"])


def check(root: Path, *arguments: str) -> Run:
    """Run `trcheck` on a site; a page that could not be checked stops the benchmark, for its figures would be wrong."""
    done = subprocess.run(
        [COMMAND, "-C", str(root), "--format", "json", *arguments], capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode not in (0, 1):
        sys.exit(f"trcheck {' '.join(arguments)} in {root} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    report = json.loads(done.stdout)
    findings = tuple(
        Found(
            item["rule"],
            item["severity"],
            item["language"],
            item["message"],
            item["cause"],
            _place(item),
            tuple(_place(other) for other in item["counterparts"]),
            item["text"],
            " ⏎ ".join(other["text"] for other in item["counterparts"]),
        )
        for item in report["findings"]
    )
    return Run(findings, report["summary"]["pages"])


def page_pairs(root: Path, language: str, source: str) -> dict[str, str]:
    """The pages of a language and their sources, by the names of their folders and files alone."""
    pairs: dict[str, str] = {}
    for path in sorted(root.rglob("*")):
        if path.suffix not in PAGE_ENDINGS or not path.is_file():
            continue
        relative = path.relative_to(root)
        for candidate in _sources(relative, language, source):
            if candidate != relative and (root / candidate).is_file():
                pairs[relative.as_posix()] = candidate.as_posix()
                break
    return pairs


def _sources(path: Path, language: str, source: str) -> Iterator[Path]:
    for index, part in enumerate(path.parts):
        if part == language:
            yield Path(*path.parts[:index], source, *path.parts[index + 1 :])
            yield Path(*path.parts[:index], *path.parts[index + 1 :])
    if path.stem.endswith(f".{language}"):
        stem = path.stem.removesuffix(f".{language}")
        yield path.with_name(f"{stem}.{source}{path.suffix}")
        yield path.with_name(f"{stem}{path.suffix}")


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table, the first column to the left and the others to the right."""
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    lines += ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)
