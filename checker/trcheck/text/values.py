"""The values that digits may have, whatever stands between them.

A point or a comma parts thousands in one country and decimals in another, so digits have every value that they may
have. Values are written without noughts in front and with a point before decimals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

SPACE = " \u00a0\u2009\u202f"
"""What may part thousands, and a number from its unit."""

_SEPARATOR = re.compile(r"[^\d]")


def values_of(token: str, listed: bool = True) -> tuple[str, ...]:
    """Every way to read digits with points, commas, apostrophes and blanks between them, the likeliest first; `listed`
    where they may be several numbers with commas between."""
    parts = _SEPARATOR.split(token)
    if len(parts) == 1:
        return (plain(token),)
    marks = [c for c in token if not c.isdecimal()]
    whole = plain("".join(parts))
    last, others = marks[-1], set(marks[:-1])
    if all(mark in SPACE for mark in marks):
        return whole, *map(plain, parts)
    found = []
    if grouped(parts) and len(set(marks)) == 1:
        found.append(whole)
    elif last in ".," and others and last not in others and grouped(parts[:-1]):
        found.append(f"{plain(''.join(parts[:-1]))}.{parts[-1]}")
    if len(marks) == 1 and last == ",":
        found.append(f"{plain(parts[0])}.{parts[1]}")
    elif set(marks) == {"."}:
        found.append(token)
    if listed and set(marks) == {","} and not grouped(parts):
        found += map(plain, parts)
    return tuple(found) or tuple(map(plain, parts))


def rounded(values: Iterable[str]) -> Iterator[str]:
    """Values, with versions also without the noughts at their end: 5.0 is 5, and 16.8.0 is 16.8."""
    for value in values:
        yield value
        while value.endswith(".0"):
            value = value[:-2]
            yield value


def distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def grouped(parts: Sequence[str]) -> bool:
    """Whether the parts of a number are groups of thousands, or after the last thousand of hundreds as in India."""
    first, *middle, last = parts if len(parts) > 1 else (*parts, "000")
    if not 0 < len(first) <= 3 or first[0] == "0" or len(last) != 3:
        return False
    return all(len(part) == 3 for part in middle) or (len(first) < 3 and all(len(part) == 2 for part in middle))


def plain(digits: str) -> str:
    return digits.lstrip("0") or "0"


def multiplied(token: str, factor: int) -> tuple[str, ...]:
    """The values of a number times another: 1.5 by a million is 1500000."""
    found = [format(Decimal(value) * factor, "f") for value in values_of(token) if value.count(".") < 2]
    return tuple(value.rstrip("0").rstrip(".") if "." in value else value for value in found)
