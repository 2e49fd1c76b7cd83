"""How a page addresses its readers: *tú* or *usted*, 你 or 您, by the words that tell (data/address.toml)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from trcheck.language import has_spaces, primary
from trcheck.model import Block, Document

_DATA = Path(__file__).parents[1] / "data" / "address.toml"
_WAYS = ("formal", "informal")
_SENTENCE = r"(?:\A|(?<=[.!?:…] )|(?<=\n))[\s(«“\"*¡-]*+"


class Mark(NamedTuple):
    """A word that addresses the reader, and where it stands on the page."""

    word: str
    start: int
    end: int


class Address(NamedTuple):
    """The words of a page that address its readers, by the way that they do it."""

    formal: tuple[Mark, ...] = ()
    informal: tuple[Mark, ...] = ()

    def ways(self) -> dict[str, int]:
        """How often the page does it in each way."""
        return {way: len(marks) for way in _WAYS if (marks := getattr(self, way))}


def address(document: Document) -> Address:
    """How a page addresses its readers; nothing in a language of which no words are known. Quotations, which address
    somebody else, are left out, and so is what stands in code."""
    forms = _forms(primary(document.language))
    if not forms:
        return Address()
    blocks = [block for section in document.sections for block in section.blocks]
    leaves = [leaf for block in blocks if block.kind != "quote" for leaf in block.leaves() if leaf.prose]
    return Address(*(tuple(_marks(leaves, forms[way])) for way in _WAYS))


def _marks(leaves: list[Block], form: re.Pattern[str]) -> list[Mark]:
    return [
        Mark(match[match.lastgroup], *(leaf.start + at for at in match.span(match.lastgroup)))
        for leaf in leaves
        for match in form.finditer(leaf.prose)
        if match.lastgroup
    ]


@cache
def _forms(language: str) -> dict[str, re.Pattern[str]]:
    """What finds the words of each way in a language."""
    tables = tomllib.loads(_DATA.read_text("utf-8")).get(language, {})
    return {way: _form(table["words"], table["first"], has_spaces(language)) for way, table in tables.items()}


def _form(words: list[str], first: list[str], spaced: bool) -> re.Pattern[str]:
    """One pattern for words anywhere and for words at the beginning of a sentence. A word with a capital counts with it
    alone, and not at the beginning, where every word has one."""
    if not spaced:
        return re.compile(f"(?P<word>{'|'.join(words)})")
    either = "|".join(f"[{word[0]}{word[0].upper()}]{word[1:]}" for word in words if word[0].islower())
    capital = "|".join(word for word in words if word[0].isupper())
    opening = "|".join(word.capitalize() for word in first)
    patterns = (
        (either, rf"(?<![\w'’-])(?P<word>{either})(?![\w-])"),
        (capital, rf"(?<=[\w,;)] )(?P<name>{capital})(?![\w-])"),
        (opening, rf"{_SENTENCE}(?P<first>{opening})(?![\w-])"),
    )
    return re.compile("|".join(pattern for some, pattern in patterns if some))
