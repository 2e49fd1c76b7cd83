"""Words of running text, and how near two of them are.

Words are what a dictionary could hold: letters only, of scripts that part words by spaces. What touches a digit, an
underscore, a slash, an at sign or the like is a piece of code, a path or an address, and is no word. The measure of
a slip is Damerau's: one letter left out, put in, replaced, or two neighbours swapped (F. Damerau, A technique for
computer detection and correction of spelling errors, CACM 7(3), 1964).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Literal, NamedTuple

from trcheck.model import GLUE

# Latin with its extensions, Greek, Cyrillic, Armenian, Georgian, and the marks that combine with their letters.
_LETTER = (
    "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0300-\u036f"
    "\u0370-\u03ff\u0400-\u0587\u10a0-\u10ff\u1e00-\u1fff"
)
# What nobody sees cuts a word as well: no dictionary holds the pieces.
_CODE = r"0-9_@/\\$#=~+&%{}`\x01-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff\ufffd"
# Letters with nothing but hidden markup between them are one word, and no dictionary holds half of it.
NOT_GLUED = "".join(rf"(?<![{_LETTER}0-9]{GLUE * n})" for n in (1, 2, 3))
NOT_GLUING = rf"(?!{GLUE}++[{_LETTER}0-9])"
# Dots, colons and apostrophes with a letter on either side belong to names in code and to contractions.
_WORD = re.compile(
    rf"(?<![{_LETTER}{_CODE}])(?<![{_LETTER}0-9][.:])(?<!::)(?<!n['’]){NOT_GLUED}"
    rf"[{_LETTER}]++"
    rf"(?![{_CODE}]|[.:]:?[{_LETTER}0-9]|['’]t(?![{_LETTER}])){NOT_GLUING}"
)
_COMPOUND = re.compile(
    rf"(?<![{_LETTER}{_CODE}.'’-])(?<!::){NOT_GLUED}[{_LETTER}]++(?:-[{_LETTER}]++)*+"
    rf"(?![{_CODE}-]|[.:]:?[{_LETTER}0-9]|['’][{_LETTER}]){NOT_GLUING}|[\u30a1-\u30fa\u30fc]{{3,}}+"
)
_VOWELS = frozenset(a + b for a in ("", *"aeiouy") for b in ("", *"aeiouy"))
_NO_ENDINGS = frozenset("bcfjkpqvwx")
"""Letters that make no other form of a word when it ends in them."""


def words(text: str) -> list[str]:
    """The words of running text, in order."""
    return _WORD.findall(text)


def compounds(text: str) -> Iterator[re.Match[str]]:
    """The words of running text, and those joined by hyphens as one; of Japanese the words in katakana."""
    return _COMPOUND.finditer(text)


def find_word(word: str, text: str) -> int:
    """The offset at which a word that `words` found stands first in the text, alone and not joined by a hyphen; -1 if
    it does not."""
    start = text.find(word)
    while start >= 0:
        match = _WORD.match(text, start)
        if match and match[0] == word and "-" not in (text[start - 1 : start], text[match.end() : match.end() + 1]):
            return start
        start = text.find(word, start + 1)
    return -1


def edits(word: str, letters: str) -> set[str]:
    """Every string that is one slip away from a word. `letters` are those of its language beside a to z."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    alphabet = ascii_lowercase + letters
    near = {head + tail[1:] for head, tail in cuts if tail}
    near.update(head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1)
    near.update(head + letter + tail[1:] for head, tail in cuts if tail for letter in alphabet)
    near.update(head + letter + tail for head, tail in cuts for letter in alphabet)
    near.discard(word)
    return near


def fold(word: str) -> str:
    """A word without its diacritics, in small letters."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


class Slip(NamedTuple):
    """How a word differs from another one by one slip, and how many letters stand before the difference.

    ``swap``: two neighbours changed places; ``double``: a letter stands twice that should stand once, or once that
    should twice; ``accent``: only diacritics differ, of any number of letters; ``ending``: the last letter differs,
    or there is another vowel before it or one more, as in forms of one word; ``letter``: any other letter does.
    """

    kind: Literal["swap", "double", "accent", "ending", "letter"]
    before: int


def slip(wrong: str, right: str) -> Slip | None:
    """The one slip that makes `wrong` out of `right`, or None when it takes none or more than one."""
    if wrong == right or abs(len(wrong) - len(right)) > 1:
        return None
    shorter = min(len(wrong), len(right))
    before = next((i for i in range(shorter) if wrong[i] != right[i]), shorter)
    after = next((i for i in range(shorter - before) if wrong[-1 - i] != right[-1 - i]), shorter - before)
    if len(wrong) == len(right) and fold(wrong) == fold(right):
        return Slip("accent", before)
    written, meant = wrong[before : len(wrong) - after], right[before : len(right) - after]
    if len(written) == 2 and written == meant[::-1]:
        return Slip("swap", before)
    if len(written) > 1 or len(meant) > 1:
        return None
    if not (written and meant) and (written + meant) == wrong[before - 1 : before]:
        return Slip("double", before)
    if (after == 0 and written not in _NO_ENDINGS) or (after == 1 and written and fold(written + meant) in _VOWELS):
        return Slip("ending", before)
    return Slip("letter", before)
