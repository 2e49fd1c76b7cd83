"""term: a term is not called what the glossary says.

Glossaries are TOML, CSV or TBX files of the site; docs/config.md shows each. Where the source has one of their terms,
the aligned blocks of the translation must hold a form that is allowed in its language and none that is forbidden. The
source's own word, where a term is not to be translated, counts as allowed.

Other forms of the same words pass, and in Chinese, Japanese, Thai and other scripts without blanks a term may be part
of what stands there. Code, addresses and quoted titles do not count, nor do names that a term is part of, nor a text
that was not translated at all. A term is one finding a page. It is but information where the page has the right form
elsewhere and here nothing that is wrong: the sentence may do without the word.

Options:

- `glossaries`: the files, relative to the root

With this glossary:

```toml
[[terms]]
source = "ferry"
allowed = { es = ["transbordador"] }
```

Bad:

```markdown
The ferry leaves at noon.
```

```markdown
El barco sale a mediodía.
```

Good:

```markdown
The ferry leaves at noon.
```

```markdown
El transbordador sale a mediodía.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from trcheck.model import GLUE, Block, BlockPair
from trcheck.rule import Defect, Page, Place, rule
from trcheck.text.glossary import Term
from trcheck.text.names import names
from trcheck.text.terms import Match, Matcher
from trcheck.text.wording import plural

_QUOTED = re.compile(r"\"[^\"]*+\"|“[^“”]*+”|«[^«»]*+»|„[^„“”]*+[“”]|「[^「」]*+」|『[^『』]*+』|《[^《》]*+》")
_DOTTED = re.compile(r"\w\.\Z|[@#/]\Z"), re.compile(r"\.\w|[@/]")
"""What stands before and behind a part of an address or a path."""


@dataclass(frozen=True, slots=True)
class Options:
    glossaries: tuple[str, ...] = ()


class Wrong(NamedTuple):
    """A pair of blocks that does not use a term as it should: where the source has it, and what was put for it."""

    source: Place
    translation: Place
    written: str


@rule("term", severity="warning", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    language = page.document.language
    theirs, small = Matcher(page.site.source, partial(_lemma, page, page.site.source)), page.aligned.source.text.lower()
    terms = [
        term
        for term in page.site.glossary.terms
        if (term.right(language) or term.wrong(language)) and theirs.may_hold(term.source, small)
    ]
    if not terms:
        return
    ours = Matcher(language, partial(_lemma, page, language))
    wrong: dict[Term, list[Wrong]] = {}
    right: set[Term] = set()
    for pair in page.aligned.pairs():
        if pair.children or _is_left(pair):
            continue
        for term, place in _terms(page, theirs, terms, pair):
            found = _wrong(page, ours, term, place, pair)
            if found:
                wrong.setdefault(term, []).append(found)
            else:
                right.add(term)
    for term, places in wrong.items():
        yield _report(page, term, places, certain=term not in right)


def _lemma(page: Page, language: str, word: str) -> str:
    return page.site.lemma(word, language)


def _terms(page: Page, matcher: Matcher, terms: Sequence[Term], pair: BlockPair) -> Iterator[tuple[Term, Place]]:
    """The terms that the source's blocks of a pair have, each where it stands first."""
    told: set[Term] = set()
    for block in _leaves(pair.source):
        found = [
            (term, match)
            for term in terms
            for match in matcher.find(
                term.source, block.prose, case_sensitive=term.case_sensitive, inflected=term.inflected
            )
        ]
        exempt = _exempt(block) if found else []
        for term, match in found:
            inner = any(_is_inside(match, other) for _, other in found)
            if term not in told and not inner and not _is_name(term, match, block.prose, exempt):
                told.add(term)
                yield term, Place(page.aligned.source, block.start + match.start, block.start + match.end)


def _wrong(page: Page, matcher: Matcher, term: Term, source: Place, pair: BlockPair) -> Wrong | None:
    """How the translation's blocks of a pair fail to use a term, if they do."""
    language = page.document.language
    allowed, has_one = term.right(language), False
    find = partial(matcher.find, case_sensitive=term.case_sensitive, inflected=term.inflected)
    for block in _leaves(pair.translation):
        good = [match for form in allowed for match in find(form, block.prose, loosely=True)]
        has_one = has_one or bool(good) or any(find(form, block.text, loosely=True) for form in allowed)  # in code, too
        for form in term.wrong(language):
            for match in find(form, block.prose):
                if not any(other.literal and _overlap(match, other) for other in good):
                    place = Place(page.document, block.start + match.start, block.start + match.end)
                    return Wrong(source, place, block.prose[match.start : match.end])
    if has_one or not allowed:
        return None
    for block in _leaves(pair.translation):
        for match in find(term.source, block.prose):
            place = Place(page.document, block.start + match.start, block.start + match.end)
            return Wrong(source, place, block.prose[match.start : match.end])
    return Wrong(source, page.blocks(pair), "")


def _report(page: Page, term: Term, places: Sequence[Wrong], *, certain: bool) -> Defect:
    """One finding for all places of a term on the page, at the first where something wrong was written."""
    first = next((place for place in places if place.written), places[0])
    forms = term.right(page.document.language)
    more = f", and in {plural(len(places) - 1, 'more place')}" if len(places) > 1 else ""
    written, to_write = " ".join(first.written.split()), " or ".join(f"`{form}`" for form in forms)
    if term.kept:
        message = f"`{term.source}` stays as it is in every language"
    elif not forms:
        message = f"`{written}` is not what to write for `{term.source}`"
    elif not written or written.lower() == term.source.lower():
        message = f"write {to_write} for `{term.source}`"
    else:
        message = f"write {to_write} for `{term.source}`, not `{written}`"
    return Defect(
        f"{message} ({term.where}){more}",
        first.translation,
        (first.source,),
        severity=None if certain or first.written else "info",
        key=term.source,
    )


def _leaves(blocks: Sequence[Block]) -> Iterator[Block]:
    return (leaf for block in blocks for leaf in block.leaves() if leaf.prose)


def _is_left(pair: BlockPair) -> bool:
    """Whether the translation's blocks read as the source's: not translated, and said by another rule."""
    ours, theirs = (
        " ".join(" ".join(leaf.prose for leaf in _leaves(blocks)).split()) for blocks in (pair.translation, pair.source)
    )
    return ours == theirs


def _exempt(block: Block) -> list[range]:
    """Where a block has quoted titles and the texts of links to other sites, which have titles of their own."""
    quoted = [range(*match.span()) for match in _QUOTED.finditer(block.prose)]
    links = [span for span in block.spans if span.kind == "link" and "://" in span.target]
    return quoted + [range(link.start - block.start, link.end - block.start) for link in links]


def _is_name(term: Term, match: Match, prose: str, exempt: Sequence[range]) -> bool:
    """Whether a term stands in a title, an address or, itself written small, in a name."""
    if any(match.start in place for place in exempt):
        return True
    if _DOTTED[0].search(prose, 0, match.start) or _DOTTED[1].match(prose, match.end):
        return True
    here = prose[match.start : match.end]
    if term.source != term.source.lower() or here[:1].islower():
        return False
    return any(
        name.start <= match.start < name.end and (name.start, name.end) != (match.start, match.end)
        for name in names(prose.replace(GLUE, " "))
    )


def _is_inside(match: Match, other: Match) -> bool:
    """Whether a match is a part of another one."""
    return other.start <= match.start and match.end <= other.end and other.end - other.start > match.end - match.start


def _overlap(match: Match, other: Match) -> bool:
    return match.start < other.end and other.start < match.end
