"""Words for messages."""

from __future__ import annotations

from collections.abc import Iterable


def plural(count: int, one: str, many: str | None = None) -> str:
    """``plural(2, "list item")`` is "2 list items"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def shorten(text: str, width: int = 60) -> str:
    """Text for a message: on one line, cut at `width` characters with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def listing(items: Iterable[str], limit: int = 5) -> str:
    """``a, b and c``; past `limit` ``a, b, c and 4 more``."""
    words = list(items)
    if len(words) > limit:
        words = [*words[:limit], f"{len(words) - limit} more"]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else ""
