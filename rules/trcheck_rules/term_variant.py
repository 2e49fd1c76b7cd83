"""term-variant: one word or phrase is spelled in several ways, or one term of the source has several renderings.

Compared is what a page says with what it says elsewhere, and with the other pages of its language:

- spellings that differ by a hyphen, a space, an accent, the capitals within a word, or letters that the language writes
  in two ways: multi-cluster and multicluster, Red Hat and RedHat, kiosk names with k and with qu
- two words taken over from the source that stand in both orders
- a term that the site translates and that was left in the source's language, or the other way round, where the site
  does one of the two nearly always

There is one finding a word and page, on the page that goes against the majority: a warning where it is clear (four of
five pages or places, and four at least), else information. Titles in quotation marks, the texts of links, code and
addresses do not count, nor do plurals and the capitals of titles. The rule is silent where the source page has the same
spelling: the variant is the source's then.

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

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from trcheck.rule import Defect, Page, Place, rule
from trcheck.text.running import running
from trcheck.text.spellings import Use, difference, key, spelled, turned
from trcheck.text.words import slip

_CLEAR = 4  # times as many, and so many at least


@dataclass(frozen=True, slots=True)
class Options:
    words: tuple[str, ...] = ()


@rule("term-variant", severity="warning", scope="page", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    if page.document.language != page.site.source:
        accepted = {word.casefold() for word in options.words}
        for group, here in _groups(page).items():
            if defect := _divided(page, here, page.site.spellings(page.document.language)[group], accepted):
                yield defect


class _Word(NamedTuple):
    """A spelling on the page, and where it stands."""

    text: str
    start: int
    end: int


def _groups(page: Page) -> dict[str, dict[str, list[_Word]]]:
    """The words of the page of which the site has several spellings: by what is the same in them, then by spelling."""
    language = page.document.language
    known = page.site.spellings(language)
    found: defaultdict[str, defaultdict[str, list[_Word]]] = defaultdict(lambda: defaultdict(list))
    for piece in running(page.document):
        for word in spelled(piece.text, _Anything()):
            for group in {key(word.text, language), turned(word.text, _Anything())}:
                forms = known.get(group, {})
                form = next((form for form in (word.text, word.text.lower()) if form in forms), None)
                if form is None and " " in word.text and any(difference(word.text, form) == "joint" for form in forms):
                    form = word.text
                if form:
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
        form: words
        for form, words in here.items()
        if form != usual and form.casefold() not in accepted and _is_variant(page, form, usual)
    }
    if not others:
        return None
    pages = sum(site.get(form, Use(1, 1)).pages for form in others)
    times = sum(len(words) for words in others.values())
    here_usual = len(here.get(usual, ()))
    clear = _is_clear(site[usual].pages, pages) or _is_clear(here_usual, times)
    first = min((words[0] for words in others.values()), key=lambda word: word.start)
    written = " and ".join(f"`{words[0].text}` {_times(len(words))}" for words in others.values())
    elsewhere = site[usual].pages - bool(here_usual)
    return Defect(
        f"{written} on this page, `{usual}` "
        + (f"{_times(here_usual)}" if here_usual else f"on {elsewhere} other {'page' if elsewhere == 1 else 'pages'}"),
        Place(page.document, first.start, first.end),
        severity=None if clear else "info",
        key=usual,
        fix=usual if clear and first.text[0].isupper() == usual[0].isupper() else None,
    )


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
