"""For a translator to read: the findings of each page, with the line of the translation and that of the source."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from trcheck.finding import Excerpt, Finding, Result, count
from trcheck.model import Severity
from trcheck.report import View
from trcheck.report.escape import one_line
from trcheck.report.terminal import Colour, Paint, width, window, wrap
from trcheck.text.wording import listing, plural

LINES = 3
"""So many lines of a block are shown; the place is a link away."""

_COLOURS: dict[Severity, Colour] = {"error": "red", "warning": "yellow", "info": "blue"}


def render(result: Result, view: View) -> str:
    paint = Paint(view.colour)
    lines = []
    for path, findings in groupby(result.findings, key=lambda finding: finding.path):
        lines += [paint(one_line(path), "bold"), ""]
        for finding in sorted(findings, key=lambda finding: finding.severity == "info"):
            lines += [*_finding(finding, view.width, paint), ""]
    if view.summary:
        lines.append(_summary(result, paint))
    return "".join(line + "\n" for line in lines)


def _finding(finding: Finding, columns: int, paint: Paint) -> Iterator[str]:
    place = f"{finding.place.line}:{finding.place.column}"
    indent = len(f"  {place}  {finding.severity}  ")
    lines = wrap(one_line(finding.message), columns - indent)
    shown = [paint(line, "dim" if finding.severity == "info" else "bold") for line in lines]
    rule = paint(finding.rule, "cyan")
    if indent + width(lines[-1]) + 2 + len(finding.rule) <= columns:
        shown[-1] += f"  {rule}"
    else:
        shown.append(rule)
    yield f"  {place}  {paint(finding.severity, 'bold', _COLOURS[finding.severity])}  {shown[0]}"
    yield from (" " * indent + line for line in shown[1:])
    labels = [f"{excerpt.language}:{excerpt.line}" for excerpt in (finding.place, *finding.counterparts)]
    gutter = max(map(width, labels))
    yield from _excerpt(finding.place, labels[0].rjust(gutter), "", columns, paint)
    for excerpt, label in zip(finding.counterparts, labels[1:], strict=True):
        where = f"{one_line(excerpt.path)}:{excerpt.line}"
        yield from _excerpt(excerpt, one_line(label).rjust(gutter), where, columns, paint)


def _excerpt(excerpt: Excerpt, label: str, where: str, columns: int, paint: Paint) -> Iterator[str]:
    """Lines of a page behind a gutter; the place is underlined where it is part of one line."""
    lines = excerpt.text.split("\n")[excerpt.line - excerpt.text_line :][: excerpt.end_line - excerpt.line + 1]
    if not any(map(str.strip, lines)):
        if where:
            yield f"    {label} {paint('│', 'dim')} {paint(where, 'dim')}"
        return
    room = columns - len(label) - 7
    blank = " " * len(label)
    for index, line in enumerate(lines[:LINES]):
        shift = excerpt.text_column - 1 if excerpt.line + index == excerpt.text_line else 0
        start = max(0, excerpt.column - 1 - shift) if index == 0 else 0
        end = excerpt.end_column - 1 - shift if excerpt.line + index == excerpt.end_line else len(line)
        shown, mark = _marked(line, start, end, room)
        yield f"    {blank if index else label} {paint('│', 'dim')} {shown}".rstrip()
        if len(lines) == 1 and mark:
            beside = width(mark) + 1 + width(where) <= room
            note = paint(where, "dim") if beside else ""
            yield f"    {blank} {paint('│', 'dim')} {paint(mark, 'bold')} {note}".rstrip()
            if beside:
                return
    rest = [f"… {plural(len(lines) - LINES, 'more line')}"] if len(lines) > LINES else []
    if note := "  ".join([*rest, *filter(None, [where])]):
        yield f"    {blank} {paint('│', 'dim')} {paint(note, 'dim')}"


def _marked(line: str, start: int, end: int, room: int) -> tuple[str, str]:
    """A line as it fits the room, and the carets under a part of it; none where it is the whole line."""
    before, part, after = (one_line(text) for text in (line[:start], line[start:end], line[end:]))
    if not before.strip() and not after.strip():
        return window(before + part, 0, 0, room)[0], ""
    shown, first, last = window(before + part + after, len(before), len(before) + len(part), room)
    return shown, " " * width(shown[:first]) + "^" * max(1, width(shown[first:last]))


def _summary(result: Result, paint: Paint) -> str:
    checked = plural(result.pages, "page")
    counts = [
        paint(plural(number, "note" if severity == "info" else severity), "bold", _COLOURS[severity])
        for severity, number in count(result.findings).items()
        if number
    ]
    failed = len({failure.path for failure in result.failures})
    unchecked = f"; {plural(failed, 'page')} could not be checked" if failed else ""
    if not counts:
        return f"{checked} checked{unchecked}" if failed else paint(f"{checked} checked, nothing to mend", "green")
    touched = len({finding.path for finding in result.findings})
    return f"{listing(counts)} on {touched} of {checked}{unchecked}"
