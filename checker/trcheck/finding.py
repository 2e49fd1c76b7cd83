"""What is reported: one thing wrong at one place, and where the other pages say it.

`Finding.to_dict` is the object that docs/findings.schema.json describes, a contract with whoever reads the reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, Literal, NamedTuple

from trcheck.model import SEVERITIES, Cause, Document, Severity

TEXT_LIMIT = 10_000
"""Of longer blocks and sections `text` holds so many characters: a report stays smaller than the pages it is about."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A range of a page, and the text around it.

    `text` is the innermost block that covers the range, as it stands, or the whole lines of it where no block does;
    `text_line` and `text_column` say where it begins.
    """

    path: str
    language: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    text_line: int
    text_column: int

    def to_dict(self) -> dict[str, Any]:
        """The object of a counterpart in the JSON report."""
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "end_line": self.end_line,
            "end_column": self.end_column,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """A defect of a page, as it is reported."""

    rule: str
    severity: Severity
    place: Excerpt
    message: str
    cause: Cause = "translation"
    counterparts: tuple[Excerpt, ...] = ()
    key: str = ""
    fingerprint: str = ""
    fix: str | None = None

    @property
    def path(self) -> str:
        return self.place.path

    def to_dict(self) -> dict[str, Any]:
        """The object of a finding in the JSON report."""
        place = self.place
        return {
            "rule": self.rule,
            "severity": self.severity,
            "language": place.language,
            "path": place.path,
            "line": place.line,
            "column": place.column,
            "end_line": place.end_line,
            "end_column": place.end_column,
            "message": self.message,
            "text": place.text,
            "cause": self.cause,
            "counterparts": [counterpart.to_dict() for counterpart in self.counterparts],
            "fingerprint": self.fingerprint,
            "fix": self.fix,
        }


class Failure(NamedTuple):
    """A page that could not be checked, or not by one rule. `trace` is what a developer wants to see of it."""

    path: str
    message: str
    line: int = 0
    trace: str = ""

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.message}"


class Outdated(NamedTuple):
    """A translation whose source has changed in so many sections since it was made. `since` is the date (ISO 8601) of
    the first change, "" where no commit tells it."""

    path: str
    language: str
    sections: int
    since: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a run found. `pages` counts the pages that were checked in full, source pages too."""

    source: str
    languages: tuple[str, ...]
    pages: int
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()
    outdated: tuple[Outdated, ...] = ()


History = Literal["full", "shallow", "none"]
"""What the repository around a site tells of what its pages were made from."""


class PageState(NamedTuple):
    """How a page stands in one language. `path` is None where it is missing, `source` where it is an orphan.

    `sections` of its source have changed since it was made, the first on the day `since` (ISO 8601; "" where no commit
    tells it). What else was found on it is counted by severity; `failed`: it could not be checked, or not in full.
    """

    state: Literal["present", "missing", "orphan"]
    path: str | None
    source: str | None
    sections: int = 0
    since: str = ""
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    failed: bool = False


class LanguageState(NamedTuple):
    """How the pages of one language stand, those that it lacks last."""

    language: str
    pages: tuple[PageState, ...]

    def count(self, state: Literal["present", "missing", "orphan"]) -> int:
        return sum(page.state == state for page in self.pages)

    @property
    def outdated(self) -> list[PageState]:
        return [page for page in self.pages if page.sections]

    @property
    def since(self) -> str:
        """The day from which on something is outdated."""
        return min((page.since for page in self.outdated if page.since), default="")


def excerpt(document: Document, start: int, end: int) -> Excerpt:
    """The range of a document between two offsets, with the text around it."""
    text = document.text
    block = document.block_around(start, end)
    if block:
        text_start, text_end = block.start, block.end
    else:
        text_start = text.rfind("\n", 0, start) + 1
        text_end = text.find("\n", max(start, end - 1))
        text_end = len(text) if text_end < 0 else text_end
    if text_end - text_start > TEXT_LIMIT:
        text_start = max(text_start, start - TEXT_LIMIT // 2)
        text_end = min(text_end, text_start + TEXT_LIMIT)
    return Excerpt(
        document.path,
        document.language,
        *document.position(start),
        *document.position(end),
        text[text_start:text_end].rstrip(),
        *document.position(text_start),
    )


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in the order of a report: by page and place, each one once, with their fingerprints.

    Two findings are one when rule, place and message are the same; the first one given stays.
    """
    once = {
        (finding.path, *_place(finding), finding.rule, finding.message): finding for finding in reversed([*findings])
    }
    return _with_fingerprints([once[key] for key in sorted(once)])


def count(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings there are of each severity, the worst first."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in SEVERITIES}


def at_least(severity: Severity) -> tuple[Severity, ...]:
    """A severity and those that weigh more."""
    return SEVERITIES[: SEVERITIES.index(severity) + 1]


def _place(finding: Finding) -> tuple[int, int, int, int]:
    place = finding.place
    return place.line, place.column, place.end_line, place.end_column


def _with_fingerprints(findings: Sequence[Finding]) -> list[Finding]:
    """Give each finding what stays the same when lines around it come and go: a hash of the rule, the page, what is
    wrong, and the block; alike findings are told apart by their order on the page."""
    seen: Counter[tuple[str, ...]] = Counter()
    result = []
    for finding in findings:
        identity = (finding.rule, finding.path, finding.key or finding.message, " ".join(finding.place.text.split()))
        seen[identity] += 1
        digest = blake2b(digest_size=8)
        for part in (*identity, str(seen[identity])):
            digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
        result.append(replace(finding, fingerprint=digest.hexdigest()))
    return result
