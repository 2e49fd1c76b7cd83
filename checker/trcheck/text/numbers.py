"""Numbers of running text by their values, whatever their digits.

How digits are to be read depends on the language, the country and the writer: ``1.234`` is a thousand and more, one
and a bit, or a version. So a number has every value that it may have, and two numbers agree when they share one. What
is compared are sets of numbers, never their order: 10,000 is 10.000, 10 000, 10k and 1万, November 10 is
10 de noviembre and 11 月 10 日, 5 pm is 17:00, 24 hours are a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from trcheck.model import GLUE
from trcheck.text.numerals import (
    HAN,
    ROMAN,
    WORD,
    Numerals,
    han,
    imperial,
    meant,
    numerals,
    ordinals,
    parts,
    roman,
    symbols,
)
from trcheck.text.values import SPACE, distinct, grouped, multiplied, plain, rounded, values_of

Kind = Literal[
    "quantity",  # more than 31, or with a unit, a currency, a point: a version, a price, a year
    "bare",  # up to 31 and nothing beside it
    "clock",  # the hour or the minutes of a time
    "month",  # a month's name beside digits; of its values "month 11", which digits in a date have as well
    "word",  # a word that says two to twelve and nothing else
    "name",  # digits in a name: UTF-8, HTTP/2; its values are the name in small letters, and the digits
    "implied",  # what may be a number: digits in code, markers of lists, ordinals in words, Roman numerals
]

SMALL = 31
"""Numbers up to it are days and counts, which languages often say otherwise or leave out."""

_TOKEN = re.compile(
    rf"(?<!\d)\d{{1,3}}(?:[{SPACE}]\d{{3}}){{1,4}}(?:[.,]\d++)?(?!\d|[.,]\d)"  # 10 000
    r"|\d++(?:[.,'’٫٬]\d++)*+|(?<![\w.])\.\d++"
)
_DIGITS = re.compile(r"\d+")
_LIST = re.compile(r"\d+(?:,\d+)+")
_POINTS = str.maketrans("٫٬’", ".,'")
_DATE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d\Z")
_GAP = re.compile(rf"[{SPACE}{GLUE}-]{{0,2}}")
_SIGNS = frozenset("%％٪°‰")
_LONGEST_UNIT = 24
_DECADE = re.compile(r"(?:1[89]|20)?\d0")
_FRACTIONS = {"½": "5", "¼": "25", "¾": "75"}
"""Signs behind a whole number, and the decimals that they stand for."""
_CURRENCY = frozenset("$€£¥₹₩₽฿")
_CLOCK = re.compile(rf"(?::[0-5]\d)?[{SPACE}]?([ap])\.?m\b", re.IGNORECASE)
_ZONE = re.compile(r"\b(?:UTC|GMT|[ECMP][SD]?T|CES?T|WES?T|EES?T|BST|[IJK]ST|SGT|AE[SD]T|MSK|MES?Z)\b")
_ALWAYS = re.compile(r"24 ?[/x×] ?7\b|\b7 ?[/x×] ?24")
_DOTTED = re.compile(r"(?:[01]?\d|2[0-4])\.[0-5]\d\Z")
"""A time as Finnish, Italian, Danish and others write it: 17.45. It may be a version or an amount as well."""
_MINUTES = re.compile(rf"(?::|[{SPACE}]?h[{SPACE}]?)([0-5]\d)\b")
"""What follows the hours of a time: 17:45, in French 17 h 45."""
_SPAN = re.compile(rf"[{SPACE}]?(?:[-–—~～〜至到]|to|bis|до)[{SPACE}]?")
_DATED = frozenset("-./")
_VAGUE = frozenset("数数几幾第")
"""Before a Han numeral: several tens, or an ordinal."""
_MARKER = re.compile(rf"[.)、．）][{SPACE}\n]|\ufe0f|\u20e3")
_CODE = frozenset("_@\\=&")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9+]*[-/]?\Z")
_NEAR = 8
_LONGEST_NAME = 20
_LONGEST = 40
_COURSE = "101"
"""A beginner's course, by its number in America; other languages have a word for it."""

_GLUED = {"k": 3, "m": 6, "b": 9, "bn": 9}


class Number(NamedTuple):
    """A number as it stands in a text: what it may mean, the likeliest value first, and where it stands."""

    values: tuple[str, ...]
    start: int
    end: int
    kind: Kind

    def moved(self, by: int) -> Number:
        """The same number in a text that the one it was found in is part of."""
        return self._replace(start=self.start + by, end=self.end + by)


class _Reading(NamedTuple):
    """A number, where what multiplies it ends, and by how much it does."""

    number: Number
    end: int
    factor: int = 1


class _Suffix(NamedTuple):
    """What stands behind digits: the gap before it, a word in small letters and the next one, or a sign."""

    gap: str
    word: str
    following: str
    end: int


def numbers(text: str, language: str) -> list[Number]:
    """The numbers written in digits and the months beside them."""
    if not _DIGITS.search(text):
        return []
    known = numerals(language)
    always = [match.span() for match in _ALWAYS.finditer(text)]
    readings = [
        reading
        for match in _TOKEN.finditer(text)
        if not any(start <= match.start() < end for start, end in always)
        for reading in _read(text, *match.span(), known)
    ]
    found = list(_joined(text, readings, known))
    if found and known.months:
        for match in WORD.finditer(text):
            values = meant(match[0].casefold(), known.months)
            if values and _beside_digits(text, *match.span()) and not (known.capitals and match[0].islower()):
                found.append(Number(values, *match.span(), "month"))
    return found


def states_number(text: str, language: str) -> bool:
    """Whether a text has a word that says a number and nothing else."""
    return not numerals(language).stated.keys().isdisjoint(WORD.findall(text))


def number_words(text: str, language: str) -> list[Number]:
    """What says or implies a number without digits: words, Han and Roman numerals."""
    known = numerals(language)
    found: list[Number] = []
    said = [
        (match, word, meant(word, known.words)) for match in known.find_words(text) if (word := match[0].casefold())
    ]
    halves = [match.end() for match, _, values in said if "0.5" in values]
    for match, word, values in said:
        if not values:
            continue
        kind: Kind = "word" if word in known.stated else "implied"
        if word in known.magnitudes and found and match.start() - found[-1].end <= 1:  # diez mil, dos millones y medio
            factor, whole = known.magnitudes[word], [int(value) for value in found[-1].values if value.isdecimal()]
            values += tuple(str(n * factor + half) for half in (0, factor // 2)[: 1 + bool(halves)] for n in whole)
        if match.start() - 1 in halves and kind == "word":  # half acht is 7:30
            hours = [int(value) for value in values]
            kind, values = "implied", tuple(str(n + h) for n in hours for h in (0, -1, 12, 11))
        found.append(Number(values, *match.span(), kind))
    found += [Number(values, start, end, "implied") for values, start, end in known.find_tens(text)]
    for match in HAN.finditer(text):
        values = han(match[0])
        counted = len(match[0]) == 1 and values[0] not in "01" and text[match.end() : match.end() + 1] in known.counters
        counted = counted and text[match.start() - 1 : match.start()] not in _VAGUE
        found.append(Number(values, *match.span(), "word" if counted else "implied"))
    found += [Number((str(roman(match[0])),), *match.span(), "implied") for match in ROMAN.finditer(text)]
    return found


def time_zones(text: str) -> frozenset[str]:
    """The short names of time zones in a text."""
    return frozenset(_ZONE.findall(text))


def _read(text: str, start: int, end: int, known: Numerals) -> Iterator[_Reading]:
    token = text[start:end]
    if len(token) > _LONGEST:
        return
    if text[end : end + 1] in _FRACTIONS and "." not in token:
        token, end = f"{token}.{_FRACTIONS[text[end]]}", end + 1
    if not token.isascii():
        token = "".join(str(int(c)) if c.isdecimal() else c for c in token.translate(_POINTS))
    if known.decimal == "." and _LIST.fullmatch(token) and not grouped(token.split(",")):
        for part in _DIGITS.finditer(text, start, end):
            yield from _read(text, *part.span(), known)
        return
    if _DOTTED.match(token):
        kind: Kind = "clock" if (clock := _CLOCK.match(text, end)) else "implied"
        for part, shift in zip(_DIGITS.finditer(text, start, end), (12, 0), strict=True):
            said = plain(part[0])
            values = (said, str((int(said) + shift) % 24)) if shift else (said,)
            yield _Reading(Number(values, *part.span(), kind), part.end())
        if clock:
            return
    if _DATE.match(token):
        for part in _DIGITS.finditer(text, start, end):
            said = plain(part[0])
            values = (said, f"month {said}") if len(said) < 3 else (said,)
            yield _Reading(Number(values, *part.span(), "quantity" if len(said) > 2 else "bare"), part.end())
        return
    if token.startswith("."):
        token = f"0{token}"
    suffix = _suffix(text, end)
    if suffix.word in imperial() or (text[suffix.end : suffix.end + 1] == "F" and suffix.following == "°"):
        yield _Reading(Number(values_of(token), start, end, "implied"), end)
        return
    if name := _name(text, start, end, suffix, known):
        named: Kind = "name" if name[0].isalpha() else "implied"
        yield _Reading(Number((name, *values_of(token), *_timed(text, token, end)), start, end, named), end)
        return
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before == ":" and values_of(token)[0] == "0":  # nobody says the minutes of nine o'clock
        return
    yield _quantity(text, token, start, end, suffix, known) or _Reading(
        Number(_dated(text, token, start, end, before, after, known), start, end, _kind(text, token, start, end)), end
    )


def _quantity(text: str, token: str, start: int, end: int, suffix: _Suffix, known: Numerals) -> _Reading | None:
    """A number with a magnitude, a unit, a currency or a sign beside it."""
    left, right = text[max(0, start - 2) : start].rstrip(SPACE), text[end : end + 2].lstrip(SPACE)
    if _CLOCK.match(text, end) or _is_marked_month(text, start, end, known):
        return None
    priced = left[-1:] in _CURRENCY or right[:1] in _CURRENCY
    factor, unit, at = _scale(suffix, known)
    if factor > 1:
        values = multiplied(token, factor)
        # 5M may be five metres, and forms of a magnitude's name may be unknown, but 5万 is nothing else.
        if factor != 1000 and (known.bounded or suffix.word.isascii()):
            values += values_of(token)
        return _Reading(Number(values, start, at, "quantity"), at, factor)
    if unit is None and not priced and text[max(0, start - 1) : start] not in ("v", "V"):
        return None
    values = values_of(token, listed=False)
    if suffix.gap == "" and suffix.word in ("s", "er") and _DECADE.fullmatch(token):
        values = (*values, token[2:]) if len(token) == 4 else (*values, f"19{token}", f"20{token}")
    if unit is not None or priced:
        values = (*values, *(value.rstrip("0").rstrip(".") for value in values if "." in value))
    wholes = [Decimal(values[0]) * part for part in parts(unit or "") if values[0].count(".") < 2]
    values += tuple(str(int(whole)) for whole in wholes if whole == int(whole))
    values += (*_timed(text, token, end), *_years(text, token, start, known))
    return _Reading(Number(distinct(rounded(values)), start, end, "quantity"), end)


def _kind(text: str, token: str, start: int, end: int) -> Kind:
    """What a number is that has nothing beside it."""
    hour = _CLOCK.match(text, end) or (text[end : end + 1] == ":" and text[end + 1 : end + 3].isdecimal())
    if token.isdecimal() and int(token) < 60 and (hour or _is_minutes(text, start)):
        return "clock"
    whole = values_of(token)[0]
    return "bare" if whole.isdecimal() and (int(whole) <= SMALL or whole == _COURSE) else "quantity"


def _is_minutes(text: str, start: int) -> bool:
    return text[max(0, start - 1) : start] == ":" and text[max(0, start - 2) : start - 1].isdecimal()


def _dated(text: str, token: str, start: int, end: int, before: str, after: str, known: Numerals) -> tuple[str, ...]:
    """The values of a number with nothing beside it, with those that it has as part of a date or a time."""
    values = values_of(token)
    first = values[0]
    if not first.isdecimal() or len(first) > 4:
        return distinct(rounded(values))
    number = int(first)
    if number <= 24 and (after == ":" or _CLOCK.match(text, end)):
        values += (str((number + 12) % 24),)
    values += _timed(text, token, end)
    if 0 < number <= 12 and _is_month(text, start, end, known):
        values += (f"month {number}",)
    if before in ("'", "’") and len(token) == 2:
        values += (f"20{token}", f"19{token}")
    return distinct(rounded((*values, *_years(text, token, start, known))))


def _timed(text: str, token: str, end: int) -> tuple[str, ...]:
    """A time by its hours and the minutes behind them, with a point between: 5:45 pm may be 17.45 elsewhere."""
    minutes = _MINUTES.match(text, end)
    if not minutes or not token.isdecimal() or int(token) > 24:
        return ()
    hours = (int(token), (int(token) + 12) % 24)
    return tuple(f"{hour}.{minutes[1]}" for hour in hours)


def _years(text: str, token: str, start: int, known: Numerals) -> tuple[str, ...]:
    """The years that a number may be in the language's own calendar."""
    if not token.isdecimal() or len(token) > 4:
        return ()
    number, before = int(token), text[max(0, start - _NEAR) : start].rstrip()
    own = [number - years for years in known.calendar if number > abs(years) and len(token) == 4]
    return tuple(map(str, (*own, *(number + year for era, year in known.eras.items() if before.endswith(era)))))


def _is_month(text: str, start: int, end: int, known: Numerals) -> bool:
    """Whether digits are, or may be, the month of a date."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if (before[-1:] in _DATED and before[:1].isdecimal()) or (after[:1] in _DATED and after[1:].isdecimal()):
        return True
    return _is_marked_month(text, start, end, known)


def _is_marked_month(text: str, start: int, end: int, known: Numerals) -> bool:
    left, right = text[max(0, start - _NEAR) : start].lower().rstrip(), text[end : end + _NEAR].lstrip()
    return any(right.startswith(mark) or left.endswith(mark) for mark in known.month_marks)


def _joined(text: str, readings: Sequence[_Reading], known: Numerals) -> Iterator[Number]:
    """The numbers, with the values of those that go together: 1 亿 2000 万 is one; 100–200k are both thousands."""
    waiting: _Reading | None = None
    for reading in readings:
        if waiting:
            between = text[waiting.end : reading.number.start]
            if not known.bounded and waiting.factor > reading.factor and not between.strip(SPACE):
                total = Decimal(waiting.number.values[0]) + Decimal(reading.number.values[0])
                both = waiting.number._replace(values=(format(total, "f"),), end=reading.number.end)
                waiting = _Reading(both, reading.end, reading.factor)
                continue
            number = waiting.number
            if waiting.factor == 1 < reading.factor and number.kind != "name" and _SPAN.fullmatch(between):
                token = text[number.start : number.end]
                number = number._replace(values=(*number.values, *multiplied(token, reading.factor)))
            yield number
        waiting = reading
    if waiting:
        yield waiting.number


def _name(text: str, start: int, end: int, suffix: _Suffix, known: Numerals) -> str:
    """The name that digits belong to; "?" where they are part of a path, of code or a list's marker, and "" where they
    are a number of the text."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    line = text[max(0, start - _NEAR) : start].rpartition("\n")
    if (line[1] or start <= _NEAR) and not line[2].strip() and _MARKER.match(text, end):
        return "?"
    if before[-1:] in _CODE or after[:1] in _CODE or (before[-1:] in (".", ":", "~") and _is_letter(before[:1])):
        return "?"
    glued = before and (_is_letter(before[-1]) or (before[-1] in "-/" and _is_letter(before[:1])))
    if glued and not (before[-1] in "vV" and not _is_letter(before[:-1])):
        word = _NAME.search(text[max(0, start - _LONGEST_NAME) : start])
        path = "/" in after[:1] or text[start - len(word[0]) - 1 : start - len(word[0])] == "/" if word else True
        return f"{word[0].casefold()}{text[start:end]}" if word and not path else "?"
    if "/" in (before[-1:], after[:1]) and not (before[:1] if before[-1:] == "/" else after[1:]).isdecimal():
        return "?"
    word_behind = suffix.word
    if suffix.gap or not word_behind or not _is_letter(word_behind[0]):
        return ""
    number = (
        word_behind in symbols()
        or word_behind in ordinals()
        or word_behind in _GLUED
        or word_behind in known.units
        or word_behind in known.magnitudes
    )
    return "" if number else "?"


def _is_letter(c: str) -> bool:
    """Whether a character can be part of a name that holds digits: letters of Chinese, Japanese and Korean cannot."""
    return c.isalpha() and c < "\u2e80"


def _suffix(text: str, end: int) -> _Suffix:
    gap = _GAP.match(text, end)
    assert gap
    at = gap.end()
    if text[at : at + 1] in _SIGNS:
        return _Suffix(gap[0], "", text[at : at + 1], at + 1)
    word = WORD.match(text, at, at + _LONGEST_UNIT)
    if word is None:
        return _Suffix(gap[0], "", "", end)
    following = WORD.match(text, word.end() + 1, word.end() + 1 + _LONGEST_UNIT)
    apart = text[word.end() : word.end() + 1] in SPACE
    return _Suffix(gap[0], word[0].casefold(), following[0].casefold() if following and apart else "", word.end())


def _scale(suffix: _Suffix, known: Numerals) -> tuple[int, str | None, int]:
    """What stands behind a number: by what it multiplies it, the unit ("" where it is not known which, None for none),
    and where that ends."""
    if not suffix.word:
        return 1, "" if suffix.following else None, suffix.end
    word, glued = suffix.word, not suffix.gap
    if glued and word in _GLUED:
        return int(10 ** _GLUED[word]), None, suffix.end
    candidates = [f"{word} {suffix.following}"] if suffix.following else []
    candidates += [word] if known.bounded else [word[:n] for n in range(min(5, len(word)), 0, -1)]
    for name in candidates:
        if name in known.magnitudes and (len(name) > 1 or glued or not name.isascii()):
            return known.magnitudes[name], None, suffix.end - len(word) + len(name)
    unit = next((known.units[name] for name in candidates if name in known.units), None)
    return 1, "" if unit is None and glued and word in symbols() else unit, suffix.end


def _beside_digits(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - _NEAR) : start] + text[end : end + _NEAR]
    return any(c.isdecimal() for c in around)
