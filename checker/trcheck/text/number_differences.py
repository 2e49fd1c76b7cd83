"""How the numbers of two texts that say the same differ."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from trcheck.text.numbers import Number

_SPELLED = 12
_MOST = 50
"""Numbers of one block that are looked at to find the one that took another's place."""


class NumberDifference(NamedTuple):
    """How the numbers of a translation differ from the source's.

    `changed`: numbers of the source with what the translation has in their place; `lost`: those that it has not and for
    which no other stands."""

    changed: tuple[tuple[Number, Number], ...]
    lost: tuple[Number, ...]


def compare_numbers(source: Sequence[Number], translation: Sequence[Number]) -> NumberDifference:
    """What of the source's numbers the translation lacks, and what stands in its place there: a number that the source
    has not, or has less often, of the same kind."""
    has = {value for number in translation for value in number.values}
    had = {value for number in source for value in number.values}
    alone, spare = _unmatched(_said(source), _said(translation))
    strange = [number for number in spare if had.isdisjoint(number.values)][:_MOST]
    repeated = [number for number in spare if not had.isdisjoint(number.values)][:_MOST]
    changed, lost = [], []
    for number in alone:
        gone = has.isdisjoint(number.values)
        if number.kind in ("word", "name", "clock") and not gone:
            continue
        instead = next((other for other in strange + repeated * gone if _akin(number, other)), None)
        if instead:
            (strange if instead in strange else repeated).remove(instead)
            changed.append((number, instead))
        elif gone:
            lost.append(number)
    return NumberDifference(tuple(changed), tuple(lost))


def _said(found: Sequence[Number]) -> list[Number]:
    """The numbers without what only implies one."""
    return [number for number in found if number.kind != "implied"]


def _unmatched(numbers: Sequence[Number], others: Sequence[Number]) -> tuple[list[Number], list[Number]]:
    """What is left of either when each number was paired with one that shares a value with it, first with one of its
    kind: five and the 5 of a date are two things."""
    waiting: defaultdict[str, deque[int]] = defaultdict(deque)
    for index, other in enumerate(others):
        for value in (_exact(other), *other.values):
            waiting[value].append(index)
    taken: set[int] = set()

    def unpaired(rest: Sequence[Number], values: Callable[[Number], Iterable[str]]) -> list[Number]:
        left = []
        for number in rest:
            for queue in (waiting[value] for value in values(number) if value in waiting):
                while queue and queue[0] in taken:
                    queue.popleft()
                if queue:
                    taken.add(queue.popleft())
                    break
            else:
                left.append(number)
        return left

    left = unpaired(unpaired(numbers, lambda number: (_exact(number),)), lambda number: number.values)
    return left, [other for index, other in enumerate(others) if index not in taken]


def _exact(number: Number) -> str:
    """The likeliest value of a number, and its kind."""
    return f"{number.kind} {number.values[0]}"


def _akin(a: Number, b: Number) -> bool:
    """Whether one number may stand in place of the other."""
    if "name" in (a.kind, b.kind):  # UTF-8 and UTF-16
        return a.kind == b.kind and a.values[0].rstrip("0123456789.") == b.values[0].rstrip("0123456789.")
    if "month" in (a.kind, b.kind):  # 11 月
        return all(any(value.startswith("month") for value in number.values) for number in (a, b))
    if (a.kind == "word") != (b.kind == "word"):  # words up to twelve, which are part of others as well
        digits = b if a.kind == "word" else a
        if not digits.values[0].isdecimal() or int(digits.values[0]) > _SPELLED:
            return False
    return any(
        ("." in x) == ("." in y) and abs(len(x) - len(y)) <= 1
        for x in a.values
        if x[0].isdigit()
        for y in b.values
        if y[0].isdigit()
    )
