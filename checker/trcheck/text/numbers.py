"""Numbers of running text by their values, whatever their digits, and how those of two texts differ.

How digits are to be read depends on the language, the country and the writer: ``1.234`` is a thousand and more, one
and a bit, or a version. So a number has every value that it may have, and two numbers agree when they share one. What
is compared are sets of numbers, never their order: 10,000 is 10.000, 10 000, 10k and 1万, November 10 is
10 de noviembre and 11 月 10 日, 5 pm is 17:00.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from trcheck.model import GLUE
from trcheck.text.numerals import HAN, LETTER, ROMAN, WORD, Numerals, han, meant, numerals, ordinals, roman, symbols

Kind = Literal[
    "quantity",  # more than 31, or with a unit, a currency, a point: a version, a price, a year
    "bare",  # up to 31 and nothing beside it
    "month",  # a month's name beside digits
    "word",  # a word that says two to twelve and nothing else
    "implied",  # what may be a number: digits in a name or code, markers of lists, ordinals in words, Roman numerals
]

SMALL = 31
"""Numbers up to it are days and counts, which languages often say otherwise or leave out."""

_SPACE = " \u00a0\u2009\u202f"
_TOKEN = re.compile(
    rf"(?<!\d)\d{{1,3}}(?:[{_SPACE}]\d{{3}}){{1,4}}(?:[.,]\d++)?(?!\d|[.,]\d)"  # 10 000
    r"|\d++(?:[.,'’٫٬]\d++)*+|(?<![\w.])\.\d++"
)
_DIGITS = re.compile(r"\d+")
_LIST = re.compile(r"\d+(?:,\d+)+")
_SEPARATOR = re.compile(r"[^\d]")
_POINTS = str.maketrans("٫٬’", ".,'")
_DATE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d\Z")
_SUFFIX = re.compile(
    rf"(?P<gap>[{_SPACE}{GLUE}-]{{0,2}})(?:(?P<word>{LETTER}{{1,24}}+)(?:[{_SPACE}](?P<next>{LETTER}{{1,24}}+))?|[%％٪°‰])"
)
_DECADE = re.compile(r"(?:1[89]|20)\d0")
_CURRENCY = frozenset("$€£¥₹₩₽฿")
_CLOCK = re.compile(rf"(?::[0-5]\d)?[{_SPACE}]?([ap])\.?m\b", re.IGNORECASE)
_VAGUE = frozenset("数數几幾第")
"""Before a Han numeral: several tens, or an ordinal."""
_MARKER = re.compile(rf"[.)、．）][{_SPACE}\n]|\ufe0f|\u20e3")
_NAME = frozenset("_@\\=&~")
_NEAR = 8
_LONGEST = 40
_MOST = 50
"""Numbers of one block that are looked at to find the one that took another's place."""

_GLUED = {"k": 3, "m": 6, "b": 9, "bn": 9}


class Number(NamedTuple):
    """A number as it stands in a text: what it may mean, the likeliest value first, and where it stands."""

    values: tuple[str, ...]
    start: int
    end: int
    kind: Kind

    def moved(self, by: int) -> Number:
        """The same number in a text that the one it was found in is part of."""
        return Number(self.values, self.start + by, self.end + by, self.kind)


def numbers(text: str, language: str) -> list[Number]:
    """The numbers written in digits and the months beside them."""
    if not _DIGITS.search(text):
        return []
    known = numerals(language)
    found = [number for match in _TOKEN.finditer(text) for number in _read(text, *match.span(), known)]
    if found and known.months:
        for match in WORD.finditer(text):
            values = meant(match[0].casefold(), known.months)
            if values and _beside_digits(text, *match.span()):
                found.append(Number(values, *match.span(), "month"))
    return found


def states_number(text: str, language: str) -> bool:
    """Whether a text has a word that says a number and nothing else."""
    return not numerals(language).stated.keys().isdisjoint(WORD.findall(text))


def number_words(text: str, language: str) -> list[Number]:
    """What says or implies a number without digits: words, Han and Roman numerals."""
    known = numerals(language)
    found = []
    for match in known.find_words(text):
        word = match[0].casefold()
        values = meant(word, known.words)
        if values:
            found.append(Number(values, *match.span(), "word" if word in known.stated else "implied"))
    for match in HAN.finditer(text):
        values = han(match[0])
        counted = len(match[0]) == 1 and values[0] not in "01" and text[match.end() : match.end() + 1] in known.counters
        counted = counted and text[match.start() - 1 : match.start()] not in _VAGUE
        found.append(Number(values, *match.span(), "word" if counted else "implied"))
    found += [Number((str(roman(match[0])),), *match.span(), "implied") for match in ROMAN.finditer(text)]
    return found


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
        if number.kind == "word" and not gone:
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
    """What is left of either when each number was paired with one that shares a value with it."""
    waiting: defaultdict[str, deque[int]] = defaultdict(deque)
    for index, other in enumerate(others):
        for value in other.values:
            waiting[value].append(index)
    taken: set[int] = set()
    left = []
    for number in numbers:
        for queue in (waiting[value] for value in number.values if value in waiting):
            while queue and queue[0] in taken:
                queue.popleft()
            if queue:
                taken.add(queue.popleft())
                break
        else:
            left.append(number)
    return left, [other for index, other in enumerate(others) if index not in taken]


def _akin(a: Number, b: Number) -> bool:
    """Whether one number may stand in place of the other."""
    if (a.kind == "month") != (b.kind == "month"):  # 11 月
        other = a if b.kind == "month" else b
        return other.kind != "word" and len(other.values[0]) <= 2
    return any(("." in x) == ("." in y) and abs(len(x) - len(y)) <= 1 for x in a.values for y in b.values)


def _read(text: str, start: int, end: int, known: Numerals) -> Iterator[Number]:
    token = text[start:end]
    if len(token) > _LONGEST:
        return
    if not token.isascii():
        token = "".join(str(int(c)) if c.isdecimal() else c for c in token.translate(_POINTS))
    if known.decimal == "." and _LIST.fullmatch(token) and not _grouped(token.split(",")):
        for part in _DIGITS.finditer(text, start, end):
            yield from _read(text, *part.span(), known)
        return
    if _DATE.match(token):
        for part in _DIGITS.finditer(text, start, end):
            yield Number((_plain(part[0]),), *part.span(), "quantity" if len(part[0]) > 2 else "bare")
        return
    if token.startswith("."):
        token = f"0{token}"
    values = _values(token)
    suffix = _SUFFIX.match(text, end)
    if _in_name(text, start, end, suffix, known):
        yield Number(values, start, end, "implied")
        return
    clock = _CLOCK.match(text, end)
    if text[start - 1 : start] == ":" and values[0] == "0":  # nobody says the minutes of nine o'clock
        return
    if clock or text[end : end + 1] == ":":
        values = (*values, *_other_half(values[0]))
    if suffix and not suffix["gap"] and suffix["word"] in ("s", "er") and _DECADE.fullmatch(token):
        values = (*values, token[2:])
    kind: Kind = "quantity" if not values[0].isdecimal() or int(values[0]) > SMALL else "bare"
    before = text[start - 1 : start]
    priced = before in _CURRENCY or text[end : end + 1] in _CURRENCY
    scaled, measured = _scale(token, suffix, known) if suffix and not clock else ((), False)
    if scaled or measured or priced or before in ("v", "V"):
        kind = "quantity"
    if scaled:
        values = scaled
    elif (measured or priced) and "." in values[0]:
        values = tuple(dict.fromkeys((*values, values[0].rstrip("0").rstrip("."))))
    yield Number(values, start, end, kind)


def _other_half(hour: str) -> tuple[str, ...]:
    """The same hour of a clock of twelve, or of the one of twenty-four."""
    return (str((int(hour) + 12) % 24),) if hour.isdecimal() and int(hour) <= 24 else ()


def _values(token: str) -> tuple[str, ...]:
    """Every way to read digits with points, commas, apostrophes and blanks between them, the likeliest first."""
    parts = _SEPARATOR.split(token)
    if len(parts) == 1:
        return (_plain(token),)
    marks = [c for c in token if not c.isdecimal()]
    whole = _plain("".join(parts))
    last, others = marks[-1], set(marks[:-1])
    if all(mark in _SPACE for mark in marks):
        return whole, *map(_plain, parts)
    found = []
    if _grouped(parts) and len(set(marks)) == 1:
        found.append(whole)
    elif last in ".," and others and last not in others and _grouped(parts[:-1]):
        found.append(f"{_plain(''.join(parts[:-1]))}.{parts[-1]}")
    if len(marks) == 1 and last == ",":
        found.append(f"{_plain(parts[0])}.{parts[1]}")
    elif set(marks) == {"."}:
        found.append(token)
    if "," in marks and not _grouped(parts):
        found += map(_plain, parts)
    return tuple(found) or tuple(map(_plain, parts))


def _grouped(parts: Sequence[str]) -> bool:
    """Whether the parts of a number are groups of thousands, or after the last thousand of hundreds as in India."""
    first, *middle, last = parts if len(parts) > 1 else (*parts, "000")
    if not 0 < len(first) <= 3 or first[0] == "0" or len(last) != 3:
        return False
    return all(len(part) == 3 for part in middle) or (len(first) < 3 and all(len(part) == 2 for part in middle))


def _plain(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _in_name(text: str, start: int, end: int, suffix: re.Match[str] | None, known: Numerals) -> bool:
    """Whether digits belong to a name, a path or a list's marker, and are no number of the text."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before and _is_letter(before[-1]) and not (before[-1] in "vV" and not _is_letter(before[:-1])):
        return True
    if before[-1:] in _NAME or after[:1] in _NAME:
        return True
    if "/" in (before[-1:], after[:1]) and not (before[:1] if before[-1:] == "/" else after[1:]).isdecimal():
        return True
    if before[-1:] in (".", ":") and _is_letter(before[:1]):
        return True
    line = text[max(0, start - _NEAR) : start].rpartition("\n")
    if (line[1] or start <= _NEAR) and not line[2].strip() and _MARKER.match(text, end):
        return True
    if suffix is None or suffix["gap"] or not suffix["word"] or not _is_letter(suffix["word"][0]):
        return False
    word = suffix["word"].casefold()
    return not (
        word in symbols() or word in ordinals() or word in _GLUED or word in known.units or word in known.magnitudes
    )


def _is_letter(c: str) -> bool:
    """Whether a character can be part of a name that holds digits: letters of Chinese, Japanese and Korean cannot."""
    return c.isalpha() and c < "\u2e80"


def _scale(token: str, suffix: re.Match[str], known: Numerals) -> tuple[tuple[str, ...], bool]:
    """The values of a number with what stands behind it: of a magnitude what it multiplies to, else none; and whether
    it is one of a unit."""
    if not suffix["word"]:
        return (), True
    word = suffix["word"].casefold()
    glued = not suffix["gap"]
    if glued and word in _GLUED:
        scaled = _shift(token, _GLUED[word])
        return scaled if word == "k" else (*scaled, *_values(token)), False
    candidates = [f"{word} {suffix['next'].casefold()}"] if suffix["next"] else []
    candidates += [word] if known.bounded else [word[:n] for n in range(min(5, len(word)), 0, -1)]
    for name in candidates:
        if name in known.magnitudes and (len(name) > 1 or glued or not name.isascii()):
            return (*_shift(token, len(str(known.magnitudes[name])) - 1), *_values(token)), False
    return (), (glued and word in symbols()) or any(name in known.units for name in candidates)


def _shift(token: str, places: int) -> tuple[str, ...]:
    """The values of a number with so many zeros more: 1.5 by 6 is 1500000."""
    shifted = [format(Decimal(value).scaleb(places), "f") for value in _values(token) if value.count(".") < 2]
    return tuple(value.rstrip("0").rstrip(".") if "." in value else value for value in shifted)


def _beside_digits(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - _NEAR) : start] + text[end : end + _NEAR]
    return any(c.isdecimal() for c in around)
