"""Language tags as sites spell them, and what is known of the languages that they name.

A tag is BCP 47 with the liberties that folder names take: ``pt-br``, ``zh_CN``, ``sr-latn``, ``cn``. Every tag that
docs sites use is answered from `data/languages.txt`; langcodes, which costs more to import than a small run takes, is
asked only about the others.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parent / "data"
_TAG = re.compile(
    r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_](valencia|tarask))?\Z", re.I
)
_SCRIPTS = frozenset(("Arab", "Beng", "Cyrl", "Deva", "Guru", "Hans", "Hant", "Jpan", "Kore", "Latn", "Mong", "Tfng"))
_HAN = frozenset(("Hans", "Hant", "Hani"))
_TRADITIONAL = frozenset(("TW", "HK", "MO"))
_UNSPACED = frozenset(("Hani", "Jpan", "Khmr", "Laoo", "Mymr", "Thai", "Tibt"))


class _Known(NamedTuple):
    scripts: dict[str, str]
    words: frozenset[str]
    aliases: dict[str, str]


@cache
def _known() -> _Known:
    scripts: dict[str, str] = {}
    words: set[str] = set()
    aliases: dict[str, str] = {}
    for line in (_DATA / "languages.txt").read_text("utf-8").splitlines():
        match line.split():
            case [] | ["#", *_]:
                pass
            case [name, "=", tag]:
                aliases[name] = tag
            case [code, script, *marks]:
                scripts[code] = script
                if marks:
                    words.add(code)
    return _Known(scripts, frozenset(words), aliases)


@cache
def _regions() -> frozenset[str]:
    lines = (_DATA / "regions.txt").read_text("utf-8").splitlines()
    return frozenset(code for line in lines if not line.startswith("#") for code in line.split())


@cache
def is_language(segment: str) -> bool:
    """Whether a folder's name, or the end of a file's name, is the tag of a language.

    Says nothing about what the folder is: ``cs`` is Czech and the samples in C#. See `is_word`.
    """
    known = _known()
    if segment.lower().replace("_", "-") in known.aliases:
        return True
    match = _TAG.match(segment)
    if match is None:
        return False
    language, script, region, _ = match.groups()
    return (
        language.lower() in known.scripts
        and (script is None or script.title() in _SCRIPTS)
        and (region is None or region.upper() in _regions())
    )


@cache
def is_word(segment: str) -> bool:
    """Whether the tag of a language is as well a name that other folders and files bear (``it``, ``id``, ``cn``)."""
    known = _known()
    name = segment.lower().replace("_", "-")
    return name.partition("-")[0] in known.words or (name in known.aliases and "-" not in name)


@cache
def canonical(tag: str) -> str:
    """The tag as BCP 47 writes it: ``zh_cn`` is ``zh-CN``, ``cn`` as well, ``iw`` is ``he``. Unknown ones as given."""
    known = _known()
    name = tag.lower().replace("_", "-")
    if name in known.aliases:
        return known.aliases[name]
    match = _TAG.match(tag)
    if match and match[1].lower() in known.scripts:
        language, script, region, variant = match.groups()
        parts = (language.lower(), script and script.title(), region and region.upper(), variant and variant.lower())
        return "-".join(filter(None, parts))
    import langcodes
    from langcodes.tag_parser import LanguageTagError

    try:
        return langcodes.standardize_tag(tag)
    except LanguageTagError:
        return tag


def same_language(a: str, b: str) -> bool:
    """Whether two tags name one language, as ``zh_CN``, ``zh-cn`` and ``zh`` do; ``zh-TW`` is another than those."""
    first, second = canonical(a), canonical(b)
    if first == second:
        return True
    if primary(first) != primary(second) or written(first) != written(second):
        return False
    return _region(first) is None or _region(second) is None


@cache
def primary(tag: str) -> str:
    """The language alone: ``pt`` of ``pt-br``."""
    return canonical(tag).partition("-")[0]


@cache
def script(tag: str) -> str:
    """The script that a language is written in, by its ISO 15924 code: Latn, Cyrl, Hani, Jpan, Kore, Arab ..."""
    name = canonical(tag)
    for part in name.split("-")[1:]:
        if len(part) == 4 and part.isalpha():
            return "Hani" if part in _HAN else part
    known = _known().scripts.get(primary(name))
    if known is not None:
        return known
    import langcodes
    from langcodes.tag_parser import LanguageTagError

    try:
        likely = langcodes.Language.get(name).maximize().script or "Latn"
    except LanguageTagError:
        return "Latn"
    return "Hani" if likely in _HAN else likely


def has_spaces(tag: str) -> bool:
    """Whether the language is written with spaces between its words."""
    return script(tag) not in _UNSPACED


def _region(name: str) -> str | None:
    return next((part for part in name.split("-")[1:] if part.upper() in _regions()), None)


def written(name: str) -> str:
    """The script that a language is written in, Chinese of both kinds told apart: Hans and Hant."""
    if primary(name) != "zh":
        return script(name)
    parts = set(name.split("-"))
    return "Hant" if "Hant" in parts or ("Hans" not in parts and parts & _TRADITIONAL) else "Hans"
