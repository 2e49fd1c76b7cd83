"""The state of a site: a table for people, and the object that docs/status.schema.json describes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from trcheck.finding import History, LanguageState, PageState
from trcheck.report.escape import json_visible, one_line
from trcheck.report.terminal import pad, width
from trcheck.text.wording import plural

if TYPE_CHECKING:
    from rich.table import Table

VERSION = 1

_HEAD = ("language", "pages", "missing", "outdated", "sections", "since", "orphans", "errors", "warnings", "notes")
_STYLES = {"missing": "yellow", "outdated": "blue", "errors": "red", "warnings": "yellow"}
_NOTES: dict[History, str] = {
    "full": "",
    "shallow": "This clone is shallow: what changed before its oldest commit cannot be told to be outdated.",
    "none": "Outside of a git repository it cannot be told what is outdated.",
}


def table(languages: Sequence[LanguageState]) -> str:
    """A line a language, its columns parted by two blanks or more."""
    rows = [_HEAD, *map(_row, languages)]
    columns = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        numbers = (" " * (size - width(cell)) + cell for cell, size in zip(row[1:], columns[1:], strict=True))
        lines.append("  ".join((pad(row[0], columns[0]), *numbers)))
    return "".join(f"{line.rstrip()}\n" for line in lines)


def rich_table(languages: Sequence[LanguageState]) -> Table:
    """The same for a terminal, what is nought left out."""
    from rich.table import Table
    from rich.text import Text

    made = Table(box=None, padding=(0, 1, 0, 0), header_style="bold underline")
    made.add_column(no_wrap=True, style="bold")
    for name in _HEAD[1:]:
        made.add_column(name, justify="right", style=_STYLES.get(name), no_wrap=True)
    for language in languages:
        made.add_row(*(Text("" if cell in ("0", "-") else cell) for cell in _row(language)))
    return made


def page_list(languages: Sequence[LanguageState]) -> str:
    """The pages with which something is to be done, a line each, language by language."""
    lines = []
    for language in languages:
        told = [
            f"  {one_line(page.path or page.source or '')}: {said}" for page in language.pages if (said := _said(page))
        ]
        clean = len(language.pages) - len(told)
        lines += ["", f"{language.language}: nothing to do on {plural(clean, 'page')}", *told]
    return "".join(f"{line}\n" for line in lines)


def note(history: History) -> str:
    """What the table cannot tell, and why."""
    return _NOTES[history] and f"{_NOTES[history]}\n"


def render_json(source: str, languages: Sequence[LanguageState], history: History) -> str:
    report = {
        "version": VERSION,
        "source": source,
        "history": history,
        "languages": [_language(language) for language in languages],
    }
    return json_visible(json.dumps(report, ensure_ascii=False, indent=2)) + "\n"


def _row(state: LanguageState) -> tuple[str, ...]:
    outdated = state.outdated
    numbers = (
        state.count("missing"),
        len(outdated),
        sum(page.sections for page in outdated),
    )
    found = (sum(getattr(page, name) for page in state.pages) for name in ("errors", "warnings", "notes"))
    present, orphans = state.count("present"), state.count("orphan")
    return (state.language, str(present), *map(str, numbers), state.since or "-", *map(str, (orphans, *found)))


def _said(page: PageState) -> str:
    """What is to be said of a page, if anything is."""
    return ", ".join(_parts(page))


def _parts(page: PageState) -> Iterator[str]:
    if page.state == "missing":
        yield "not translated"
    if page.state == "orphan":
        yield "has no source page"
    if page.failed:
        yield "could not be checked"
    if page.sections:
        yield f"{plural(page.sections, 'section')} outdated" + (f" since {page.since}" if page.since else "")
    for number, name in ((page.errors, "error"), (page.warnings, "warning"), (page.notes, "note")):
        if number:
            yield plural(number, name)


def _language(state: LanguageState) -> dict[str, Any]:
    return {
        "language": state.language,
        "present": state.count("present"),
        "missing": state.count("missing"),
        "orphans": state.count("orphan"),
        "outdated": {
            "pages": len(state.outdated),
            "sections": sum(page.sections for page in state.outdated),
            "since": state.since or None,
        },
        "findings": _findings(state.pages),
        "pages": [_page(page) for page in state.pages],
    }


def _page(page: PageState) -> dict[str, Any]:
    return {
        "path": page.path,
        "source": page.source,
        "state": page.state,
        "checked": page.state != "missing" and not page.failed,
        "outdated": {"sections": page.sections, "since": page.since or None} if page.sections else None,
        "findings": _findings((page,)),
    }


def _findings(pages: Sequence[PageState]) -> dict[str, int]:
    return {
        "error": sum(page.errors for page in pages),
        "warning": sum(page.warnings for page in pages),
        "info": sum(page.notes for page in pages),
    }
