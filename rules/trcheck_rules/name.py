"""name: a name is misspelled, is replaced by another, or is given what belongs to another.

Names in Latin letters (runs of capitalised words) are compared inside aligned blocks.

- A slip: the translation has a capitalised word that no dictionary and no other page knows, and it is one slip away
  from a word that the source's block has there, two if it is long. Endings and accents may differ, since languages
  inflect and accent names. A name in another script is measured by the form that the site's pages have for it.
- Another name: the translation's block has a name of two words or more that the source page does not hold, and lost
  one that the source's block has.
- A tie: in a list, a table, a run of short paragraphs, or in the sentences of a paragraph, the translation gives to one
  name what the source gives to another. This one is an error.
- For information: a full name that is gone although the page keeps nearly all others; an award that has another name
  than in the source; a list of names in another order.

What a glossary of the site calls a name is right.

Options:

- `words`: words to accept

Bad:

```markdown
- Mara Lindqvist — Best Newcomer
- Tomas Okafor — Golden Wrench
```

```markdown
- Mara Lindqvist — premio Golden Wrench
- Tomas Okafor — premio Best Newcomer
```

Good:

```markdown
- Mara Lindqvist — Best Newcomer
- Tomas Okafor — Golden Wrench
```

```markdown
- Tomas Okafor — premio Golden Wrench
- Mara Lindqvist — premio Best Newcomer
```
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from trcheck.language import primary, script
from trcheck.model import Block, BlockPair, Document, SectionPair
from trcheck.rule import Defect, Page, Place, rule
from trcheck.text import word_lists
from trcheck.text.names import Name, cognate, inflects, misspells, mistaken_part, names
from trcheck.text.ties import Line, counterparts, exchanged, lines, sentences
from trcheck.text.words import compounds, slip

_DATA = Path(__file__).parent / "data" / "name.toml"
_LONGEST = 40
_EXCHANGED = 4  # words of names that two sentences must have in common with two of the source for an exchange
_SHORTEST_STEM = 3  # letters
_FEW = 2  # pages with one and the same slip
_RARER = 4  # times fewer pages have a slip than the right word
_MOST = 300  # on a page with more words that nobody knows, a new name says nothing
_FULL = range(2, 5)  # words of a name that says who or what is meant
_KEPT = 0.9  # of the full names of a page, and so many at least
_FEWEST_KEPT = 5
_LEARNED = 4  # blocks
_CERTAIN = 0.6  # of Dice's coefficient
_LISTED = range(2, 13)  # lines of a list whose order says something


@dataclass(frozen=True, slots=True)
class Options:
    words: tuple[str, ...] = ()


@rule("name", severity="warning", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    strange = _strange(page, {word.lower() for word in options.words})
    for section in page.aligned.sections:
        yield from _swapped(page, lines(section.source.blocks), lines(section.translation.blocks))
        for pair in section.walk():
            if pair.children:
                continue
            named, meant = _named(pair.translation), _named(pair.source)
            yield from _beside_its_fellows(page, named, meant)
            if strange:
                yield from _misnamed(page, section, pair, strange)
            yield from _unlike_learned(page, pair)
            if len(_parts(named) & _parts(meant)) < _EXCHANGED:
                continue
            for theirs, ours in zip(sentences(pair.source), sentences(pair.translation), strict=True):
                if told := list(_swapped(page, theirs, ours, running=True)):
                    yield from told
                    break
    yield from _awards(page)
    yield from _turned(page)
    yield from _lost(page)


class _Named(NamedTuple):
    """A name, and the block in whose prose it stands."""

    name: Name
    block: Block

    def place(self, document: Document) -> Place:
        return Place(document, self.block.start + self.name.start, self.block.start + self.name.end)


def _named(blocks: Sequence[Block]) -> list[_Named]:
    return [_Named(name, leaf) for block in blocks for leaf in block.leaves() for name in names(leaf.prose)]


def _parts(named: Sequence[_Named]) -> set[str]:
    return {part for each in named for part in each.name.parts}


def _strange(page: Page, accepted: set[str]) -> frozenset[str]:
    """The capitalised words of the page that no other language's version of it has, and no dictionary."""
    site, language = page.site, page.document.language
    theirs = {word.lower() for word in site.vocabulary(page.aligned.source)} | accepted
    strange = [
        word
        for word in site.vocabulary(page.document)
        if word[0].isupper()
        and 3 < len(word) <= _LONGEST
        and not word.isupper()
        and word.lower() not in theirs
        and not any(site.known(form, language) for form in (word, *_without_ending(word)))
    ]
    if not 0 < len(strange) <= _MOST:
        return frozenset()
    others = [site.vocabulary(version) for version in page.versions if version is not page.document]
    return frozenset(word for word in strange if not any(word in other for other in others))


def _without_ending(word: str) -> tuple[str, ...]:
    """A word without what an apostrophe parts from it, as Turkish writes endings."""
    stem = word.replace("’", "'").partition("'")[0]
    return (stem,) if _SHORTEST_STEM <= len(stem) < len(word) else ()


def _misnamed(page: Page, section: SectionPair, pair: BlockPair, strange: frozenset[str]) -> Iterator[Defect]:
    """Names of the source's blocks that the translation's misspell, or have another name for."""
    ours = [] if pair.children else _named(pair.translation)
    if all(strange.isdisjoint(named.name.parts) for named in ours):
        return
    theirs = _named(pair.source)
    allowed = _glossary_words(page, theirs)
    new = [named for named in ours if not strange.isdisjoint(named.name.parts) and allowed.isdisjoint(named.name.parts)]
    pages = page.site.words(page.document.language)
    for named in new:
        slipped = _slipped(
            named.name,
            strange,
            theirs,
            pages,
            page.document.language,
            lambda word: _lacks_accent(page, word),
            lambda name: _may_be_a_loan(page, name),
        )
        if slipped:
            part, right, meant = slipped
            start = named.block.start + named.block.prose.index(part, named.name.start)
            yield Defect(
                f"`{part}` is spelled `{right}` in the source",
                Place(page.document, start, start + len(part)),
                (meant.place(page.aligned.source),),
                key=part,
                fix=right,
            )
    written, named_there = (Counter(part for named in side for part in named.name.parts) for side in (ours, theirs))
    left = [other for other in theirs if not _stands(other.name, written, named_there)]
    for named, lost in _replaced(page, section, [each for each in new if not _is_any_of(each.name, named_there)], left):
        yield Defect(
            f"`{named.name.text}` stands where the source names `{lost.name.text}`",
            named.place(page.document),
            (lost.place(page.aligned.source),),
            key=named.name.text,
        )


def _beside_its_fellows(page: Page, ours: Sequence[_Named], theirs: Sequence[_Named]) -> Iterator[Defect]:
    """Names of two words or more that differ from one of the source's by a slip in a short word, which says too little
    by itself."""
    document, vocabulary = page.document, page.site.vocabulary(page.aligned.source)
    for named in ours:
        for meant in theirs if len(named.name.parts) in _FULL else ():
            slip_of = mistaken_part(named.name, meant.name)
            if slip_of is None:
                continue
            wrong, right = slip_of
            known = wrong in vocabulary or page.site.known(wrong, document.language)
            if not known and not any(meant.name.text in other.name.text for other in ours):
                start = named.block.start + named.block.prose.index(wrong, named.name.start)
                yield Defect(
                    f"`{wrong}` is spelled `{right}` in the source",
                    Place(document, start, start + len(wrong)),
                    (meant.place(page.aligned.source),),
                    key=wrong,
                    fix=right,
                )
                break


def _stands(name: Name, written: Counter[str], theirs: Counter[str]) -> bool:
    """Whether a translation has any word of a name of the source, be it with an ending, as often as the source."""
    return any(sum(n for word, n in written.items() if inflects(word, part)) >= theirs[part] for part in name.parts)


def _is_any_of(name: Name, parts: Counter[str]) -> bool:
    """Whether any word of a name of the translation is one of the source's, be it with an ending or in two words."""
    return "".join(name.parts) in parts or any(inflects(word, part) for word in name.parts for part in parts)


def _slipped(
    name: Name,
    strange: frozenset[str],
    theirs: Sequence[_Named],
    pages: Mapping[str, int],
    language: str,
    accented: Callable[[str], bool],
    loan: Callable[[Name], bool],
) -> tuple[str, str, _Named] | None:
    """A word of a name that looks like one of the source's mistyped, since the site hardly has it; that one, and the
    name it stands in."""
    for part in filter(strange.__contains__, name.parts):
        if accented(part.lower()):
            continue
        for meant in (other for other in theirs if not loan(other.name)):
            for right in (word for compound in meant.name.parts for word in compound.split("-")):
                if misspells(part, right, language) and (
                    pages.get(part, 0) <= _FEW or pages[part] * _RARER <= pages.get(right, 0)
                ):
                    return part, right, meant
    return None


def _glossary_words(page: Page, theirs: Sequence[_Named]) -> set[str]:
    """The words by which the site's glossary lets a translation call the names of the source."""
    forms = (form for named in theirs for form in page.site.glossary.forms(named.name.text, page.document.language))
    return {word for form in forms for word in form.split()}


def _lacks_accent(page: Page, word: str) -> bool:
    """Whether a word is one of the page's language but for an accent: translated and misspelled then, no name."""
    near = page.site.near(word, page.document.language)
    return any((how := slip(word, other)) is not None and how.kind == "accent" for other in near)


def _may_be_a_loan(page: Page, name: Name) -> bool:
    """Whether a single word of the source is one of its language's, and what looks like it may be one of the page's, of
    whose words no list is known: Sistem for System."""
    language = page.document.language
    unlisted = script(language) == "Latn" and word_lists.forms(word_lists.code_of(language)) is None
    return unlisted and len(name.parts) == 1 and page.site.known(name.text, page.aligned.source.language)


def _replaced(
    page: Page, section: SectionPair, new: Sequence[_Named], missing: Sequence[_Named]
) -> Iterator[tuple[_Named, _Named]]:
    """The names, of two words at least, of which the source has none, and those that they took the place of: the
    section has them no more. Nothing where the block has more new names than it lost: it says something else then."""
    theirs = page.site.vocabulary(page.aligned.source)
    came = [
        named
        for named in new
        if len(named.name.parts) in _FULL and not any(part in theirs for part in named.name.parts)
    ]
    if not came:
        return
    head = (section.translation.heading,) if section.translation.heading else ()
    left = {named.name.text for named in _named((*head, *section.translation.blocks))}
    gone = [
        named
        for named in missing
        if len(named.name.parts) in _FULL and not any(named.name.text in name for name in left)
    ]
    if len(came) <= len(gone):
        for new_name, lost in zip(came, gone, strict=False):
            if not any(cognate(part, other) for part in new_name.name.parts for other in lost.name.parts):
                yield new_name, lost


def _unlike_learned(page: Page, pair: BlockPair) -> Iterator[Defect]:
    """Names that stand in the script of the translation's language, a slip away from the form that its pages have."""
    document, pages = page.document, page.site.words(page.document.language)
    if script(document.language) in ("Latn", "Hani"):
        return
    lexicon = page.site.lexicon(document.language)
    text = " ".join(block.text for block in pair.translation)
    for named in _named(pair.source):
        for part in named.name.parts:
            forms = lexicon.forms(part, _LEARNED)
            if not forms or forms[0].certainty < _CERTAIN or part in text or forms[0].text in text.casefold():
                continue
            for leaf in (leaf for block in pair.translation for leaf in block.leaves()):
                for match in compounds(leaf.prose):
                    how = slip(match[0].casefold(), forms[0].text)
                    if how and how.kind in ("letter", "swap", "double") and pages.get(match[0], 0) <= 1:
                        right = forms[0].text.capitalize() if match[0][0].isupper() else forms[0].text
                        yield Defect(
                            f"`{match[0]}` stands for `{part}`, which other pages call `{right}`",
                            Place(document, leaf.start + match.start(), leaf.start + match.end()),
                            (named.place(page.aligned.source),),
                            key=part,
                            fix=right,
                        )


def _swapped(page: Page, theirs: list[Line], ours: list[Line], *, running: bool = False) -> Iterator[Defect]:
    """Lines that hold, beside names of their own, one whose fellows of the source's line stand on another line."""
    if len(theirs) > 1:
        for exchange in exchanged(theirs, ours, running=running):
            yield Defect(
                f"`{exchange.moved}` stands with `{exchange.own}`, in the source with `{exchange.right}`",
                Place(page.document, exchange.here.start, exchange.here.end),
                tuple(Place(page.aligned.source, line.start, line.end) for line in exchange.theirs),
                severity="error",
                key=exchange.moved,
            )


def _awards(page: Page) -> Iterator[Defect]:
    """Awards of a list or table whose names the translation has not: who knows them by these will not find them."""
    awards = _award_words(page.aligned.source.language)
    theirs = [line for line in _all_lines(page.aligned.source) if any(awards & set(n.parts) for n in line.names)]
    ties = (
        (ours[number], theirs[origin])
        for block in (_lists(page.document) if theirs else ())
        for ours in (lines((block,)),)
        for number, origin in counterparts(theirs, ours).items()
    )
    for here, there in ties:
        named = [name for name in there.names if not awards >= set(name.parts)]
        if not named:  # the line is a title, or says what kind of award it is
            continue
        person, *others = named
        text = page.document.text
        words = [part for name in others for part in name.parts if part not in awards]
        if person.text in text[here.start : here.end] and words and not any(word in text for word in words):
            start, end = there.start + others[0].start, there.start + others[-1].end
            award = page.aligned.source.text[start:end]
            if any(form in text for form in page.site.glossary.forms(award, page.document.language)):
                continue
            yield Defect(
                f"the award `{award}` has another name here",
                Place(page.document, here.start, here.end),
                (Place(page.aligned.source, there.start, there.end),),
                severity="info",
                key=award,
            )


def _turned(page: Page) -> Iterator[Defect]:
    """Lists of names in another order than the source's."""
    theirs = _all_lines(page.aligned.source)
    for block in _lists(page.document) if theirs else ():
        ours = lines((block,))
        if len(ours) not in _LISTED or any(len(line.names) < 2 for line in ours):
            continue
        origins = counterparts(theirs, ours, words=2)
        order = [origins[number] for number in sorted(origins)]
        if len(order) == len(ours) and order != sorted(order):
            first = theirs[min(order)]
            yield Defect(
                f"the order is another than in the source, where `{first.names[0].text}` comes first",
                Place(page.document, ours[0].start, ours[0].end),
                (Place(page.aligned.source, first.start, first.end),),
                severity="info",
                key=first.names[0].text,
            )


def _lost(page: Page) -> Iterator[Defect]:
    """Full names that the page has nowhere, though it keeps nearly all of its source's."""
    site, source = page.site, page.aligned.source.language
    text = page.document.text
    full = [
        (pair, named)
        for pair in page.aligned.pairs()
        if not pair.children and not pair.recast
        for named in _named(pair.source)
        if len(named.name.parts) in _FULL and not any(site.known(part.lower(), source) for part in named.name.parts)
    ]
    gone = [(pair, named) for pair, named in full if not any(part in text for part in named.name.parts)]
    if len(full) - len(gone) >= max(_FEWEST_KEPT, _KEPT * len(full)):
        for pair, named in gone:
            yield Defect(
                f"`{named.name.text}` is not named here",
                page.blocks(pair),
                (named.place(page.aligned.source),),
                severity="info",
                key=named.name.text,
            )


def _all_lines(document: Document) -> list[Line]:
    return lines([block for section in document.sections for block in section.blocks])


def _lists(document: Document) -> Iterator[Block]:
    """The outermost lists and tables of a page."""
    end = 0
    for block in document.blocks():
        if block.kind in ("list", "table") and block.start >= end:
            end = block.end
            yield block


@cache
def _award_words(language: str) -> frozenset[str]:
    """What awards are called in a language."""
    data = tomllib.loads(_DATA.read_text("utf-8"))["awards"]
    return frozenset(word for word in data.get(primary(language), "").split())
