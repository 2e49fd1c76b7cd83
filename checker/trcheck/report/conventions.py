"""What the languages of a site do as a rule, as a table for people or as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from trcheck.learning.conventions import Convention
from trcheck.report.escape import visible
from trcheck.report.terminal import Paint, pad

_UNDECIDED = "no convention"


def render_conventions(conventions: Mapping[str, Sequence[Convention]], *, colour: bool) -> str:
    """A line for each convention of each language: the topic, what it says, and how many places do each thing."""
    paint = Paint(colour)
    parts = []
    for language, found in conventions.items():
        rows = [(each.topic, each.meaning if each.way else _UNDECIDED, _counts(each)) for each in found]
        widths = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
        lines = [paint(language, "bold")]
        for (topic, meaning, counts), each in zip(rows, found, strict=True):
            shown = pad(visible(meaning), widths[1])
            lines.append(
                f"  {pad(visible(topic), widths[0])}  {shown if each.way else paint(shown, 'dim')}  {counts}".rstrip()
            )
        parts.append("\n".join(lines if rows else [*lines, "  nothing to learn from"]) + "\n")
    return "\n".join(parts)


def conventions_json(conventions: Mapping[str, Sequence[Convention]]) -> str:
    """The same for programs: `way` is null where there is no convention."""
    report = {
        language: [
            {"topic": each.topic, "way": each.way or None, "pinned": each.pinned, "places": dict(each.places)}
            for each in found
        ]
        for language, found in conventions.items()
    }
    return json.dumps({"version": 1, "conventions": report}, ensure_ascii=False, indent=2) + "\n"


def _counts(convention: Convention) -> str:
    """``118 source, 4 none``, the most frequent way first; that the configuration says so, where it does."""
    by_count = sorted(convention.places.items(), key=lambda item: (-item[1], item[0]))
    counts = ", ".join(f"{count} {way}" for way, count in by_count if count)
    return f"{counts} (pinned)".lstrip() if convention.pinned else counts
