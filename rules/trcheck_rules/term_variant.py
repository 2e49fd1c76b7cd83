"""term-variant: one word or phrase is spelled in several ways, or one term of the source has several renderings.

Compared is what a page says with what it says elsewhere, and with the other pages of its language:

- spellings that differ by a hyphen, a space, an accent, the capitals within a word, or letters that the language writes
  in two ways: multi-cluster and multicluster, Red Hat and RedHat, kiosk names with k and with qu
- names of three words and more with and without a comma, in titles and texts of links, too
- two words taken over from the source that stand in both orders
- a term that was left in the source's language though the page, or the site, translates it: what stands for it is
  learned from the aligned pages, and known for some terms. Not where it stands in brackets, is part of a longer
  phrase of the source, or names something of the page's code

There is one finding a word and page, on the page that goes against the majority: a warning where it is clear (four
times as many pages or places, and four at least), else information. Titles in quotation marks, the texts of links,
code and addresses do not count, nor do plurals and the capitals of titles. The rule is silent where the source page has
the same spelling: the variant is the source's then.

Options:

- `words`: words and phrases to accept

Bad:

```markdown
# Meeting

Come to the kiosk at nine. The kiosk sells tea, the kiosk has chairs, and the kiosk closes at ten.

No other kiosk opens at night.
```

```markdown
# Encuentro

Ven al kiosco a las nueve. El kiosco vende té, el kiosco tiene sillas y el kiosco cierra a las diez.

Ningún otro quiosco abre de noche.
```

Good:

```markdown
# Meeting

Come to the kiosk at nine. The kiosk sells tea, and the kiosk closes at ten.
```

```markdown
# Encuentro

Ven al kiosco a las nueve. El kiosco vende té, y el kiosco cierra a las diez.
```
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from trcheck.rule import Defect, Page, Place, rule
from trcheck.text.foreign import function_words
from trcheck.text.lexicon import Lexicon, occurrences
from trcheck.text.running import Running, code_words, running
from trcheck.text.spellings import Use, alone, difference, long_names, spelled
from trcheck.text.words import slip, words

_GLOSS = frozenset("(（[［/／")  # before a word of the source that is given beside its translation
_CLEAR = 4  # times as many, and so many at least
_LEARNED = 8  # blocks
_CERTAIN = 0.5  # of Dice's coefficient


@dataclass(frozen=True, slots=True)
class Options:
    words: tuple[str, ...] = ()


@rule("term-variant", severity="warning", scope="page", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    if page.document.language != page.site.source:
        accepted = {word.casefold() for word in options.words}
        yield from _left(page, accepted)
        for group, here in _groups(page).items():
            if defect := _divided(page, here, page.site.spellings(page.document.language).groups[group], accepted):
                yield defect


class _Word(NamedTuple):
    """A spelling on the page, and where it stands."""

    text: str
    start: int
    end: int


def _groups(page: Page) -> dict[str, dict[str, list[_Word]]]:
    """The words of the page of which the site has several spellings: by what is the same in them, then by spelling."""
    known = page.site.spellings(page.document.language)
    found: defaultdict[str, defaultdict[str, list[_Word]]] = defaultdict(lambda: defaultdict(list))
    for block in page.document.blocks():
        for name in long_names(block.prose):
            for group in known.having(name.text):
                found[group][name.text].append(_Word(name.text, block.start + name.start, block.start + name.end))
    for piece in running(page.document):
        for word in spelled(piece.text, _Anything()):
            for group, form in known.found(word.text).items():
                found[group][form].append(_Word(word.text, piece.start + word.start, piece.start + word.end))
    return {group: dict(forms) for group, forms in found.items()}


class _Anything:
    """Holds every word: on a page itself, whatever the site has two spellings of is of interest."""

    def __contains__(self, word: object) -> bool:
        return True


def _divided(page: Page, here: Mapping[str, list[_Word]], site: Mapping[str, Use], accepted: set[str]) -> Defect | None:
    """What is wrong with the spellings of one word on the page."""
    usual = _usual(page, site)
    others = {
        form: places
        for form, places in here.items()
        if form != usual and form.casefold() not in accepted and _is_variant(page, form, usual)
    }
    if not others:
        return None
    pages = sum(site.get(form, Use(1, 1)).pages for form in others)
    times = sum(len(places) for places in others.values())
    here_usual = len(here.get(usual, ()))
    clear = (
        _is_clear(site[usual].pages, pages)
        or _is_clear(here_usual, times)
        or (site[usual].pages > pages and all(_is_name(page, form, usual) for form in others))
    )
    first = min((places[0] for places in others.values()), key=lambda word: word.start)
    written = " and ".join(f"`{places[0].text}` {_times(len(places))}" for places in others.values())
    elsewhere = site[usual].pages - bool(here_usual)
    return Defect(
        f"{written} on this page, `{usual}` "
        + (f"{_times(here_usual)}" if here_usual else f"on {elsewhere} other {'page' if elsewhere == 1 else 'pages'}"),
        Place(page.document, first.start, first.end),
        severity=None if clear else "info",
        key=usual,
        fix=usual if clear and first.text[0].isupper() == usual[0].isupper() else None,
    )


def _is_name(page: Page, form: str, usual: str) -> bool:
    """Whether a word is a name that the source's page spells as it is usual."""
    named = page.alignment is not None and usual in page.aligned.source.text
    return named and difference(form, usual) in ("joint", "capitals")


def _usual(page: Page, site: Mapping[str, Use]) -> str:
    """The spelling that most pages have; of a name, one that the source's pages have."""
    usual = max(site, key=lambda form: (site[form].pages, site[form].times, " " in form, form))
    theirs = page.site.words(page.site.source)
    if " " in usual or usual in theirs:
        return usual
    named = [form for form in site if form in theirs and difference(form, usual) == "capitals"]
    return max(named, key=lambda form: site[form], default=usual)


def _is_variant(page: Page, form: str, usual: str) -> bool:
    """Whether a spelling differs from the usual one in a way that counts, and is not the source's."""
    how, language = difference(form, usual), page.document.language
    if how is None or (page.alignment and form in page.aligned.source.text):
        return False
    if how == "order":
        return not any(page.site.known(word, language) for word in form.lower().split())
    if how == "accent":
        # Another word of the language, or one that lost its accent: a typo then.
        return not page.site.known(form, language) and page.site.known(form, page.site.source)
    if how == "letters":
        known = page.site.known
        return known(form, language) or not known(usual, language) or slip(form, usual) is None
    return True


def _is_clear(many: int, few: int) -> bool:
    return many >= _CLEAR * max(1, few)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _left(page: Page, accepted: set[str]) -> Iterator[Defect]:
    """Terms of the source that the page has as they are, though its language, here or on other pages, has them
    translated."""
    lexicon = page.site.lexicon(page.document.language)
    pieces = list(running(page.document))
    for term, kept in _kept(page, lexicon, pieces).items():
        if term in accepted:
            continue
        learned = [form for form in lexicon.forms(term, _LEARNED) if form.certainty >= _CERTAIN][:1]
        here = _count(pieces, [*lexicon.known.get(term, ()), *(form.text for form in learned)])
        as_is, seen = lexicon.kept(term)
        usual = bool(learned) and _is_clear(learned[0].blocks, as_is)
        if not usual and not (term in lexicon.known and here):
            continue
        count = here.total()
        clear = _is_clear(count, len(kept)) and (term in lexicon.known or _is_clear(seen - as_is, as_is))
        form = here.most_common(1)[0][0] if here else learned[0].text
        yield Defect(
            f"`{term}` {_times(len(kept))} on this page, `{form}` "
            + (_times(count) if count else f"in {learned[0].blocks} places of this language's pages"),
            Place(page.document, kept[0].start, kept[0].end),
            severity=None if clear else "info",
            key=term,
        )


def _kept(page: Page, lexicon: Lexicon, pieces: Sequence[Running]) -> dict[str, list[_Word]]:
    """The terms of the source that stand on the page in small letters, each with its places."""
    language, known = page.document.language, page.site.known
    theirs = page.site.vocabulary(page.aligned.source) if page.alignment else {}
    in_a_row = set(pairwise(words(page.aligned.source.text.lower()))) if page.alignment else set()
    code = code_words(page.document)

    @cache
    def is_term(text: str) -> bool:
        parts = text.split()
        return text in lexicon.known or (
            all(word in theirs and word not in code for word in parts)
            and not all(known(word, language) for word in parts)
            and bool(lexicon.forms(text, _LEARNED))
        )

    def is_phrase(first: str, second: str) -> bool:
        return (first.lower(), second.lower()) in in_a_row or not any(
            word.lower() in function_words(language) or known(word, language) for word in (first, second)
        )

    found: defaultdict[str, list[_Word]] = defaultdict(list)
    for piece in pieces:
        for word in alone(piece.text, is_term, is_phrase):
            if piece.text[word.start - 1 : word.start] in _GLOSS:
                continue
            found[word.text].append(_Word(word.text, piece.start + word.start, piece.start + word.end))
    return found


def _count(pieces: Sequence[Running], forms: Sequence[str]) -> Counter[str]:
    """How often each of some words stands in running text."""
    texts = [piece.text.casefold() for piece in pieces]
    return Counter({form: n for form in forms if (n := sum(occurrences(form, text) for text in texts))})
