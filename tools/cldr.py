# /// script
# requires-python = ">=3.11"
# dependencies = ["babel==2.18.0"]
# ///
"""Write `checker/trcheck/data/cldr.json`: how languages write numbers, after Unicode's Common Locale Data Repository.

    pipx run tools/cldr.py        (or: uv run tools/cldr.py)

One line a language: its decimal mark, its names of months, whether these begin with capitals, magnitudes ("million",
万) and units. Names are in small letters; those of months that hold digits or numerals are left out, since these are
read as numbers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from babel import Locale

OUT = Path(__file__).parents[1] / "checker" / "trcheck" / "data" / "cldr.json"
# fmt: off
LANGUAGES = (
    "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id",
    "it", "ja", "ko", "lt", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "ta", "th",
    "tr", "uk", "ur", "uz", "vi", "zh", "zh_Hant",
)
# fmt: on
LICENCE = (
    "From Unicode CLDR, by babel 2.18.0. Copyright © 1991-2025 Unicode, Inc.; licence Unicode-3.0: "
    "https://www.unicode.org/license.txt"
)
UNITS = re.compile(
    r"concentr-percent|digital-.*|graphics-pixel|temperature-celsius"
    r"|duration-(century|decade|year|month|week|day|hour|minute|second|(milli|micro|nano)second)"
)
NUMERAL = re.compile(r"[\d〇一二三四五六七八九十]")
STEM = 4
LONG = 5


def small(name: str) -> str:
    """A name as it is compared: in small letters, without what marks an abbreviation."""
    return name.casefold().replace("'", "").replace("\u200f", "").replace("\xa0", " ").strip(" .")


def months(locale: Locale) -> dict[str, int]:
    """Every name of a month. Of long ones, and of the stem that a month's cases share, an asterisk says that they may
    go on: languages inflect them."""
    found: dict[str, int] = {}
    for number in range(1, 13):
        wide = [small(locale.months[use]["wide"][number]) for use in ("format", "stand-alone")]
        short = [small(locale.months[use]["abbreviated"][number]) for use in ("format", "stand-alone")]
        stem = common(*wide)
        if len(stem) >= (STEM if wide[0] != wide[1] else LONG):
            wide = [f"{stem}*"]
        for name in (*wide, *short):
            if not NUMERAL.search(name):
                found[name] = number
    return found


def common(a: str, b: str) -> str:
    """How two words begin both."""
    length = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[:length]


def magnitudes(locale: Locale) -> dict[str, int]:
    """What a word behind a number multiplies it by."""
    found: dict[str, int] = {}
    for form in ("long", "short"):
        for patterns in locale.compact_decimal_formats.get(form, {}).values():
            for magnitude, pattern in patterns.items():
                zeros = re.search("0+", pattern.pattern)
                name = small(pattern.pattern.replace("0", ""))
                if zeros and name:
                    found.setdefault(name, int(magnitude) // 10 ** (len(zeros[0]) - 1))
    return found


def named(forms: Mapping[str, Any]) -> set[str]:
    """The names of a unit in the plural forms of one width."""
    return {small(form.replace("{0}", "")) for kind, form in forms.items() if kind != "per" and isinstance(form, str)}


def units(locale: Locale) -> dict[str, list[str]]:
    """By unit the names of it that stand behind a number. Symbols are left out: most languages share them, and some of
    them are words as well."""
    found: dict[str, list[str]] = {}
    for unit, forms in locale._data["unit_patterns"].items():
        if not UNITS.fullmatch(unit):
            continue
        names = named(forms.get("long") or {}) or named(forms.get("short") or {})
        names = {name for name in names if (len(name) > 1 or not name.isascii()) and not re.search(r"[\s/-]", name)}
        if names:
            found[unit.partition("-")[2]] = sorted(names)
    return found


def line(tag: str) -> str:
    locale = Locale.parse(tag)
    data = {
        "decimal": locale.number_symbols["latn"]["decimal"],
        "months": months(locale),
        "capitals": locale.months["format"]["wide"][1][0].isupper(),
        "magnitudes": magnitudes(locale),
        "units": units(locale),
    }
    return f'"{tag.replace("_", "-")}": {json.dumps(data, ensure_ascii=False)}'


def main() -> None:
    # babel 2.18 lets what it reads of one language leak into the next, so each gets a process of its own.
    with Pool(maxtasksperchild=1) as pool:
        lines = pool.map(line, LANGUAGES, chunksize=1)
    text = ",\n".join((f'"": {json.dumps(LICENCE, ensure_ascii=False)}', *lines))
    OUT.write_text(f"{{\n{text}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
