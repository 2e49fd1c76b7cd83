"""typo: a word is misspelled.

Read are paragraphs, headings, lists, table cells, captions, alternative texts, and the title and description in the
front matter. A word counts as misspelled when nothing speaks for it and another word is one slip away: a letter left
out, put in or changed, two letters swapped, accents forgotten or wrong. What would speak for it: the language or
English has it or builds it, another language's version of the page does, the site uses it widely, it stands three
times on the page, it holds digits or capitals, the words beside it are strange as well. The other word must be at home
here: it stands on the same page or often on the site; of a word that only the dictionary has, the site must use
another form, or it must be common, or the slip one that fingers make (a swap, a letter doubled or not doubled, an
accent). Words that differ in their endings are taken for forms of one word. Names that the source has are left to the
rule `name`.

In pages of a script other than Latin only words in Latin letters are looked at, and only against the source page. In
Chinese ones, characters of the other script (traditional in simplified text and the other way round) and certain wrong
words are reported as well; a few of these are known of English and Spanish, too.

Words that `cspell.json`, a vocabulary of Vale or `typos.toml` accepts are accepted, and those that a page names in a
comment or key `cSpell:ignore`.

Options:

- `languages`: the languages to check, by the first part of their tags; at first those on which the rule was measured,
  `de`, `en`, `es`, `fr`, `pt` and `zh`
- `words`: words to accept
- `word-files`: files of words to accept, one a line; `#` begins a comment

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
from collections.abc import Iterator
from dataclasses import dataclass

from trcheck.language import has_spaces, primary, script, written
from trcheck.model import Passage, passages
from trcheck.rule import Defect, Page, Place, Site, rule
from trcheck.text.dictionary import build
from trcheck.text.spelling import Usage, corrections, is_slip
from trcheck.text.words import find_word, slip, words
from trcheck.text.wrong_words import wrong_script, wrong_words

_SHORTEST, _LONGEST = 4, 40
_MOST = 300  # a page with more unknown words than that is in another language
_FREQUENT = 3
# Letters of two scripts in one word are left to the rule `invisible-character`.
_MIXED = re.compile("[A-Za-z](?=[\u0370-\u052f])|[\u0370-\u052f](?=[A-Za-z])")
_SENTENCE_ENDS = tuple(".!?…:;|«“”„\"'()[]¡¿*–—•>")


@dataclass(frozen=True, slots=True)
class Options:
    languages: tuple[str, ...] = ("de", "en", "es", "fr", "pt", "zh")
    words: tuple[str, ...] = ()
    word_files: tuple[str, ...] = ()


@rule("typo", severity="warning", scope="page", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    language = page.document.language
    measured = primary(language) in options.languages
    if not measured and script(language) == "Latn":
        return
    texts = list(passages(page.document))
    if measured:
        yield from _wrong_words(page, texts)
        yield from _wrong_script(page, texts)
    by_source = not measured or not has_spaces(language)
    for word in _suspects(page, by_source, options):
        found = _find(page, word, texts)
        if found is None:
            continue
        passage, at = found
        right = _by_source(page, word) if by_source else _by_language(page, word, passage, at)
        if right and not _among_strangers(page, passage, word):
            corrected = right[0].capitalize() if word[0].isupper() else right[0]
            message = f"`{word}` is misspelled, write `{corrected}`"
            yield _defect(page, passage, at, word, message, corrected if len(right) == 1 else None)


def _defect(page: Page, passage: Passage, at: int, word: str, message: str, fix: str | None) -> Defect:
    start = passage.start + at
    place = Place(page.document, start, start + len(word))
    return Defect(message, place, cause="translation" if page.alignment else "source", key=word, fix=fix)


def _wrong_words(page: Page, texts: list[Passage]) -> Iterator[Defect]:
    for passage in texts:
        for start, end, right in wrong_words(passage.prose, page.document.language):
            word = passage.prose[start:end]
            yield _defect(page, passage, start, word, f"`{word}` is misspelled here, write `{right}`", right)


def _wrong_script(page: Page, texts: list[Passage]) -> Iterator[Defect]:
    """Chinese characters of the other script, unless another version of the page has the word, in this script or in
    another language."""
    language = page.document.language
    others = [
        version.text
        for version in page.versions
        if primary(version.language) != primary(language) or written(version.language) == written(language)
        if version is not page.document
    ]
    for number, (start, end, right) in wrong_script([text.prose for text in texts], language):
        word = texts[number].prose[start:end]
        if not any(word in text for text in others):
            message = f"`{word}` is of the other Chinese script, write `{right}`"
            yield _defect(page, texts[number], start, word, message, right)


def _suspects(page: Page, by_source: bool, options: Options) -> list[str]:
    """The words that neither a dictionary has, nor the rest of the site, nor another version of the page."""
    site, document = page.site, page.document
    suspects = [
        word
        for word, count in site.vocabulary(document).items()
        if count < _FREQUENT
        and _SHORTEST <= len(word) <= _LONGEST
        and word[1:].islower()
        and (word.isascii() or not by_source)
        and not _MIXED.search(word)
        and (by_source or not site.known(word, document.language))
        and not _is_loan(site, word)
    ]
    if not 0 < len(suspects) <= _MOST:
        return []
    spoken_for = {word.lower() for word in options.words} | site.accepted(document, options.word_files)
    for version in page.versions:
        if version is not document:
            spoken_for.update(word.lower() for word in site.vocabulary(version))
    # An s may be the genitive of a name, or the plural of a loan.
    return [word for word in suspects if spoken_for.isdisjoint((word.lower(), word.lower().removesuffix("s")))]


def _is_loan(site: Site, word: str) -> bool:
    """Whether English or the source's language has a word, or the plural that other languages make of it."""
    return any(
        site.listed(word, loaned) or site.listed(word.removesuffix("s"), loaned) for loaned in {"en", site.source}
    )


def _by_language(page: Page, word: str, passage: Passage, at: int) -> list[str]:
    site, document, language = page.site, page.document, page.document.language
    theirs = site.vocabulary(page.alignment.source) if page.alignment else {}
    usage = Usage(site.vocabulary(document), theirs, site.words(language))
    marked = word[0].isupper() and not build(language).capitals
    is_name = marked and (_within_sentence(passage, at) or passage.prose.strip() == word)
    return corrections(word, language, site, usage, is_name)


def _by_source(page: Page, word: str) -> list[str]:
    """What the source page writes in place of a Latin word of a page in another script."""
    if page.alignment is None or word[0].isupper():
        return []
    theirs = page.site.vocabulary(page.alignment.source)
    return [right for right in theirs if right.islower() and is_slip(slip(word, right), word)]


def _find(page: Page, word: str, texts: list[Passage]) -> tuple[Passage, int] | None:
    """The first text that has the word standing alone, and where in it; not as the ending of code."""
    for passage in texts:
        if word in passage.prose and (at := find_word(word, passage.prose)) >= 0:
            return None if page.document.text.startswith("`", passage.start + at - 1) else (passage, at)
    return None


def _within_sentence(passage: Passage, at: int) -> bool:
    """Whether a sentence is under way at this place, so that a capital there marks a name."""
    before = passage.prose[:at].rstrip()
    return bool(before) and not before.endswith(_SENTENCE_ENDS)


def _among_strangers(page: Page, passage: Passage, word: str) -> bool:
    """Whether the words on both sides are none of the language either, as in a title of another one."""
    around = words(passage.prose)
    at = around.index(word)
    beside = around[max(0, at - 1) : at] + around[at + 1 : at + 2]
    return bool(beside) and not any(page.site.known(other, page.document.language) for other in beside)
