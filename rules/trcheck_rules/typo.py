"""typo: a word is misspelled.

A word counts as misspelled when nothing speaks for it and another word is one slip away: a letter left out, put in or
changed, two letters swapped, an accent forgotten. What would speak for it: the language or English has it, another
language's version of the page does, the rest of the site uses it, it stands three times on the page, it holds digits
or capitals. The other word must be at home here: it stands on the same page or often on the site; of a word that only
the dictionary has, the site must use another form, or the slip must be one that fingers make (a swap, a letter
doubled or not doubled, an accent). Words that differ in their endings are taken for forms of one word. Names that the
source has are left to the rule `name`.

In pages of a script other than Latin only words in Latin letters are looked at, and only against the source page.

Options:

- `languages`: the languages to check, by the first part of their tags; at first those on which the rule was measured,
  `en` and `es`
- `words`: words to accept

Bad:

```markdown
The route that was chosen is recorded in the ledger.
```

```markdown
La ruta elegida se rregistra en el libro de operaciones.
```

Good:

```markdown
The route that was chosen is recorded in the ledger.
```

```markdown
La ruta elegida se registra en el libro de operaciones.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeGuard

from trcheck.language import primary, script
from trcheck.model import Block
from trcheck.rule import Defect, Page, Place, rule
from trcheck.text.words import Slip, find_word, slip, words

_SHORTEST = {"letter": 6, "swap": 5, "double": 5, "accent": 4}
_LONGEST = 40
_MOST = 300  # a page with more unknown words than that is in another language
_STEM = 5
_FREQUENT = 3  # pages
# Letters of two scripts in one word are left to the rule `invisible-character`.
_MIXED = re.compile("[A-Za-z](?=[\u0370-\u052f])|[\u0370-\u052f](?=[A-Za-z])")
_SENTENCE_ENDS = tuple(".!?…:;|«“”„\"'()[]¡¿*–—•>")


@dataclass(frozen=True, slots=True)
class Options:
    languages: tuple[str, ...] = ("en", "es")
    words: tuple[str, ...] = ()


@rule("typo", severity="warning", scope="page", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    language = page.document.language
    if primary(language) not in options.languages and script(language) == "Latn":
        return
    leaves = [block for block in page.document.blocks() if block.prose]
    by_source = primary(language) not in options.languages
    for word in _suspects(page, by_source, {word.lower() for word in options.words}):
        found = _find(word, leaves)
        if found is None:
            continue
        block, at = found
        name = word[0].isupper() and (_within_sentence(block, at) or block.text == word)
        right = _by_source(page, word) if by_source else _by_language(page, word, name)
        if not right or _among_strangers(page, block, word):
            continue
        start = block.start + at
        corrected = right[0].capitalize() if word[0].isupper() else right[0]
        yield Defect(
            f"`{word}` is misspelled, write `{corrected}`",
            Place(page.document, start, start + len(word)),
            cause="translation" if page.alignment else "source",
            key=word,
            fix=corrected if len(right) == 1 else None,
        )


def _suspects(page: Page, by_source: bool, accepted: set[str]) -> list[str]:
    """The words that neither a dictionary has, nor the rest of the site, nor another version of the page."""
    site, document = page.site, page.document
    pages = site.words(document.language)
    suspects = [
        word
        for word, count in site.vocabulary(document).items()
        if count < _FREQUENT
        and _SHORTEST["accent"] <= len(word) <= _LONGEST
        and word[1:].islower()
        and (word.isascii() or not by_source)
        and pages.get(word.lower(), 0) + pages.get(word.capitalize(), 0) <= 1
        and word.lower() not in accepted
        and not _MIXED.search(word)
        and not site.known(word, "en")
        and (by_source or not site.known(word, document.language))
    ]
    if not 0 < len(suspects) <= _MOST:
        return []
    others = {word.lower() for version in page.versions if version is not document for word in site.vocabulary(version)}
    return [word for word in suspects if word.lower() not in others]


def _by_language(page: Page, word: str, name: bool) -> list[str]:
    """What the word should be, only the likeliest; of a name, only what this page writes with a capital as well."""
    site, language = page.site, page.document.language
    pages, here = site.words(language), site.vocabulary(page.document)
    theirs = site.vocabulary(page.alignment.source) if page.alignment else {}
    small = word.lower()
    ranked: list[tuple[int, str]] = []
    for right in site.near(small, language):
        how, capital, known = slip(small, right), right.capitalize(), site.known(right, language)
        if not _is_slip(how, small) or (word[0].isupper() and (not how.before or capital in theirs)):
            continue
        if name:
            if known and capital in here:
                ranked.append((0, right))
        elif known and how.kind == "accent" and word.islower():
            ranked.append((0, right))
        elif known and (right in here or capital in here):
            ranked.append((1, right))
        elif pages.get(right, 0) + pages.get(capital, 0) >= _FREQUENT:
            ranked.append((2, right))
        elif known and _has_form(pages, right, word):
            ranked.append((3, right))
        elif known and how.kind != "letter" and word.islower():
            ranked.append((4, right))
    ranked.sort()
    if not ranked or _has_family(page, small):
        return []
    return [right for rank, right in ranked if rank == ranked[0][0]]


def _by_source(page: Page, word: str) -> list[str]:
    """What the source page writes in place of a Latin word of a page in another script."""
    if page.alignment is None or word[0].isupper():
        return []
    theirs = page.site.vocabulary(page.alignment.source)
    return [right for right in theirs if right.islower() and _is_slip(slip(word, right), word)]


def _is_slip(how: Slip | None, word: str) -> TypeGuard[Slip]:
    """Whether a word of this length differs by a slip, and not by its ending, as forms of one word do."""
    return how is not None and how.kind != "ending" and len(word) >= _SHORTEST[how.kind]


def _has_form(pages: Mapping[str, int], right: str, wrong: str) -> bool:
    """Whether the site uses a word that begins like the right one and differs in its ending."""
    stem = right[: max(_STEM, len(right) - 3)]
    return any(other.startswith(stem) and other != wrong for other in pages)


def _has_family(page: Page, word: str) -> bool:
    """Whether the site uses other forms of a word that no dictionary has: a word of its own then, no slip."""
    language = page.document.language
    stem = word[: max(_STEM, len(word) - 2)]
    return any(
        other.startswith(stem)
        and other != word
        and abs(len(other) - len(word)) < _STEM
        and not page.site.known(other, language)
        for other in page.site.words(language)
    )


def _find(word: str, leaves: list[Block]) -> tuple[Block, int] | None:
    """The first block that has the word standing alone, and where in its prose."""
    for block in leaves:
        if word in block.prose and (at := find_word(word, block.prose)) >= 0:
            return block, at
    return None


def _within_sentence(block: Block, at: int) -> bool:
    """Whether a sentence is under way at this place, so that a capital there marks a name."""
    before = block.prose[:at].rstrip()
    return bool(before) and not before.endswith(_SENTENCE_ENDS)


def _among_strangers(page: Page, block: Block, word: str) -> bool:
    """Whether the words on both sides are none of the language either, as in a title of another one."""
    around = words(block.prose)
    at = around.index(word)
    beside = around[max(0, at - 1) : at] + around[at + 1 : at + 2]
    return bool(beside) and not any(page.site.known(other, page.document.language) for other in beside)
