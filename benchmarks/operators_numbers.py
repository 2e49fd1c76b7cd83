"""Numbers that say something else than the source's: operators for `planted.py`.

A number is changed where it stands once in its section in digits, and once in the source's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from operators import NO_TEXT, Plant, operator
from plain import HEADING_ID, Pair

AROUND = r"(?<![\w.,:/#@\-–+])(?<!\d[\u00a0\u202f ])"
BEHIND = r"(?![\w/:]|[.,\-–]\d|[\u00a0\u202f ]\d)"
PLAIN = re.compile(rf"{AROUND}(\d{{2,6}}){BEHIND}(?![.)] )")
SMALL = re.compile(rf"{AROUND}([2-9]){BEHIND}(?![.)] |\]|️)")
VERSION = re.compile(r"(?<![\w./@\-])v?(\d+(?:\.\d+){1,2})(?![\w./\-]|\.\d| ?%)")
YEAR = re.compile(rf"{AROUND}((?:19|20)\d\d)(?![\w/:.]|[,\-–]\d)")
PERCENT = re.compile(r"(?<![\w.,\-])(\d+(?:[.,]\d+)?)(?= ?[%％])")
PRICE = re.compile(r"(?:(?<=[$€£¥])|(?<=US\$))(\d[\d.,]*\d|\d)")
UNIT = re.compile(
    r"(?<![\w.,\-])(\d+)(?= ?(?:[mμµn]?s|[KMGT]i?B|[mk]m|px|fps)\b"
    r"| (?:second|minute|hour|day|week|month|year|segundo|minuto|hora|día|semana|mes|año|секунд|хвилин|годин|дн|рок)"
    r"| ?(?:秒|毫秒|分钟|小时|天|周|个月|年))"
)
MAGNITUDE = re.compile(
    r"(?<![\w.,\-])(\d*0)(?=k\b)|(?<![\w.,\-])(\d{1,3}[.,]000|\d+000)(?![\w.,])|(?<![\w.,\-])(\d+0)(?= ?[万亿]| mil\b)"
)
HAN_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])(?= ?月)")
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
}


def _numbers(pair: Pair, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str], int]]:
    """The matches of a pattern in text that readers see, whose digits the source's section has once as well, and the
    group that matched."""
    for index, match in pair.page.spans(pattern):
        group = match.lastindex or 0
        line = HEADING_ID.sub("", pair.page.lines[index])
        hidden = any(m.start() <= match.start() < m.end() for m in NO_TEXT.finditer(line))
        digits = re.sub(r"\D", "", match[group])
        code = line.rstrip().endswith((";", "{"))
        if not hidden and not code and "{{" not in line and "<" not in line and match.end() <= len(line):
            section = pair.page.section_of[index]
            texts = (pair.page.section_text(section), pair.source.section_text(section))
            if all(len(re.findall(rf"(?<!\d)(?<!\d[.,\u00a0 ]){_loose(digits)}(?![.,]?\d)", t)) == 1 for t in texts):
                yield index, match, group


def _loose(digits: str) -> str:
    """Digits with whatever languages put between them."""
    return "[.,\u00a0 ]?".join(digits)


def _changed(
    pair: Pair, pattern: re.Pattern[str], change: Callable[[str], str], what: str, flagged: str = ""
) -> Iterator[Plant]:
    for index, match, group in _numbers(pair, pattern):
        line, old = pair.page.lines[index], match[group]
        new = change(old)
        start, end = match.span(group)
        if not re.search(rf"(?<!\d){re.escape(new)}(?!\d)", pair.source.section_text(pair.page.section_of[index])):
            yield Plant(
                index, index + 1, (line[:start] + new + line[end:],), f"{what} {old} → {new}: {line.strip()[:80]}"
            )


def _last(number: str) -> str:
    """Another last digit that is none of 0 and 1, which would look like a flag."""
    return number[:-1] + str((int(number[-1]) + 3) % 8 + 2)


def _first(number: str) -> str:
    return str(int(number[0]) % 8 + 2) + number[1:]


@operator("number-digit", "numbers", "number")
def number_digit(pair: Pair) -> Iterator[Plant]:
    yield from _changed(pair, PLAIN, _last, "digit")


@operator("number-small", "numbers", "number")
def number_small(pair: Pair) -> Iterator[Plant]:
    yield from _changed(pair, SMALL, _last, "small")


@operator("number-dropped", "numbers", "number")
def number_dropped(pair: Pair) -> Iterator[Plant]:
    yield from _changed(pair, UNIT, lambda number: "", "dropped")


@operator("number-magnitude", "numbers", "number")
def number_magnitude(pair: Pair) -> Iterator[Plant]:
    yield from _changed(pair, MAGNITUDE, lambda number: number[:-1].rstrip(".,"), "magnitude")


@operator("number-version", "numbers", "number")
def number_version(pair: Pair) -> Iterator[Plant]:
    yield from _changed(pair, VERSION, _last, "version")


@operator("number-year", "numbers", "number")
def number_year(pair: Pair) -> Iterator[Plant]:
    yield from _changed(pair, YEAR, lambda year: str(int(year) - 1), "year")


@operator("number-percent", "numbers", "number")
def number_percent(pair: Pair) -> Iterator[Plant]:
    yield from _changed(pair, PERCENT, _first, "percent")


@operator("number-price", "numbers", "number")
def number_price(pair: Pair) -> Iterator[Plant]:
    yield from _changed(pair, PRICE, _first, "price")


@operator("number-unit", "numbers", "number")
def number_unit(pair: Pair) -> Iterator[Plant]:
    yield from _changed(pair, UNIT, _last, "unit")


@operator("number-month", "numbers", "number")
def number_month(pair: Pair) -> Iterator[Plant]:
    months = MONTHS.get(pair.language.tag, "").split()
    if pair.language.tag.startswith("zh"):
        yield from _changed(pair, HAN_MONTH, lambda month: str(int(month) % 12 + 1), "month")
    for index, match in pair.page.spans(re.compile(rf"\b({'|'.join(months)})\b", re.I)) if months else ():
        line = pair.page.lines[index]
        hidden = any(m.start() <= match.start() < m.end() for m in NO_TEXT.finditer(line))
        if not hidden and re.search(r"\d", line[max(0, match.start() - 9) : match.end() + 9]):
            new = months[(months.index(match[0].lower()) + 5) % 12]
            yield Plant(
                index,
                index + 1,
                (line[: match.start()] + new + line[match.end() :],),
                f"month {match[0]} → {new}: {line.strip()[:80]}",
            )


TITLE = re.compile(r"^(?:title|linkTitle|description): .*?(?<![\w.,\-/])(\d{2,4})(?![\w.,\-/%])")
SHOWN = re.compile(
    r"\b(?:caption|alt)=\"[^\"]*?(?<![\w.,\-/])(\d{1,4})(?![\w.,\-/%])[^\"]*\"|!\[[^\]]*?\b(\d{1,4})\b[^\]]*\]\("
)


@operator("number-title", "numbers", "number")
def number_title(pair: Pair) -> Iterator[Plant]:
    source = "\n".join(pair.source.lines[: pair.source.body])
    for index in range(pair.page.body):
        line = pair.page.lines[index]
        match = TITLE.match(line)
        if match and len(re.findall(rf"(?<!\d){match[1]}(?!\d)", source)) >= 1:
            yield Plant(
                index,
                index + 1,
                (line[: match.start(1)] + _last(match[1]) + line[match.end(1) :],),
                f"title: {line[:90]}",
            )


@operator("number-caption", "numbers", "number")
def number_caption(pair: Pair) -> Iterator[Plant]:
    for index in range(pair.page.body, len(pair.page.lines)):
        line = pair.page.lines[index]
        match = None if pair.page.masked[index] else SHOWN.search(line)
        if match:
            group = match.lastindex or 0
            start, end = match.span(group)
            section = pair.source.section_text(pair.page.section_of[index])
            if len(re.findall(rf"(?<!\d){match[group]}(?!\d)", section)) == 1:
                yield Plant(
                    index, index + 1, (line[:start] + _last(match[group]) + line[end:],), f"caption: {match[0][:90]}"
                )
