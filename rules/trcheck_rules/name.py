"""name: a name is misspelled, is replaced by another, or is given what belongs to another.

Names in Latin letters (runs of capitalised words) are compared inside aligned blocks.

- A slip: the translation has a capitalised word that no dictionary and no other page knows, and it is one slip away
  from a word that the source's block has there. Endings and accents may differ, since languages inflect and accent
  names.
- Another name: the translation's block has a name of two words or more that the source page does not hold, and lost
  one that the source's block has.
- A tie: in a list, a table or a run of short paragraphs, the translation gives to one name what the source gives to
  another. This one is an error.

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

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from trcheck.model import Block, BlockPair, Document, Section, SectionPair
from trcheck.rule import Defect, Page, Place, rule
from trcheck.text.words import Name, names, slip

_SHORTEST = {"letter": 5, "swap": 4, "double": 5}
_LONGEST = 40
_RARER = 4  # times fewer pages have a slip than the right word
_MOST = 300  # on a page with more words that nobody knows, a new name says nothing
_FULL = range(2, 5)  # words of a name that says who or what is meant
_LINE = 200  # characters
_TIE = 2  # words
_COGNATE = 0.6  # share of the letters


@dataclass(frozen=True, slots=True)
class Options:
    words: tuple[str, ...] = ()


@rule("name", severity="warning", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    strange = _strange(page, {word.lower() for word in options.words})
    for section in page.aligned.sections:
        if strange:
            for pair in section.walk():
                yield from _misnamed(page, section, pair, strange)
        yield from _swapped(page, section)


class _Named(NamedTuple):
    """A name, and the block in whose prose it stands."""

    name: Name
    block: Block

    def place(self, document: Document) -> Place:
        return Place(document, self.block.start + self.name.start, self.block.start + self.name.end)


def _named(blocks: Sequence[Block]) -> list[_Named]:
    return [_Named(name, leaf) for block in blocks for leaf in block.leaves() for name in names(leaf.prose)]


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
        and not site.known(word, language)
    ]
    if not 0 < len(strange) <= _MOST:
        return frozenset()
    others = [site.vocabulary(version) for version in page.versions if version is not page.document]
    return frozenset(word for word in strange if not any(word in other for other in others))


def _misnamed(page: Page, section: SectionPair, pair: BlockPair, strange: frozenset[str]) -> Iterator[Defect]:
    """Names of the source's blocks that the translation's misspell, or have another name for."""
    ours = [] if pair.children else _named(pair.translation)
    new = [named for named in ours if not strange.isdisjoint(named.name.parts)]
    if not new:
        return
    written = {part for named in ours for part in named.name.parts}
    theirs = _named(pair.source)
    pages = page.site.words(page.document.language)
    for named in new:
        if slipped := _slipped(named.name, strange, theirs, pages, lambda word: _lacks_accent(page, word)):
            part, right, meant = slipped
            start = named.block.start + named.block.prose.index(part, named.name.start)
            yield Defect(
                f"`{part}` is spelled `{right}` in the source",
                Place(page.document, start, start + len(part)),
                (meant.place(page.aligned.source),),
                key=part,
                fix=right,
            )
    for named, lost in _replaced(
        page, section, new, [other for other in theirs if written.isdisjoint(other.name.parts)]
    ):
        yield Defect(
            f"`{named.name.text}` stands where the source names `{lost.name.text}`",
            named.place(page.document),
            (lost.place(page.aligned.source),),
            key=named.name.text,
        )


def _slipped(
    name: Name,
    strange: frozenset[str],
    theirs: Sequence[_Named],
    pages: Mapping[str, int],
    accented: Callable[[str], bool],
) -> tuple[str, str, _Named] | None:
    """A word of a name that looks like one of the source's mistyped, since the site hardly has it; that one, and the
    name it stands in."""
    for part in filter(strange.__contains__, name.parts):
        if accented(part.lower()):
            continue
        for meant in theirs:
            for right in (word for compound in meant.name.parts for word in compound.split("-")):
                how = slip(part, right) if len(right) <= _LONGEST and part not in _genitives(right) else None
                if (
                    how
                    and how.kind in _SHORTEST
                    and len(right) >= _SHORTEST[how.kind]
                    and (pages.get(part, 0) <= 1 or pages[part] * _RARER <= pages.get(right, 0))
                ):
                    return part, right, meant
    return None


def _lacks_accent(page: Page, word: str) -> bool:
    """Whether a word is one of the page's language but for an accent: translated and misspelled then, no name."""
    near = page.site.near(word, page.document.language)
    return any((how := slip(word, other)) is not None and how.kind == "accent" for other in near)


def _genitives(name: str) -> tuple[str, ...]:
    """A name in the English genitive without it, and in the genitive that German and its neighbours write."""
    stem = name.removesuffix("’s").removesuffix("'s")
    return (stem, f"{stem}s") if stem != name else ()


def _cognate(one: str, other: str) -> bool:
    """Whether two words are likely the same in two languages: they begin alike and share most letters."""
    return one[:2] == other[:2] and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _COGNATE


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
            if not any(_cognate(part, other) for part in new_name.name.parts for other in lost.name.parts):
                yield new_name, lost


class _Line(NamedTuple):
    """A list item's text, a table's row or a short paragraph: its blocks, and the names in it."""

    blocks: tuple[Block, ...]
    names: tuple[Name, ...]

    def place(self, document: Document) -> Place:
        return Place(document, self.blocks[0].start, self.blocks[-1].end)

    def first(self, words: set[str]) -> int:
        """Which name of the line is the first that has one of these words."""
        return next(i for i, name in enumerate(self.names) if not words.isdisjoint(name.parts))

    def name(self, words: set[str]) -> str:
        """The first name that has one of these words, without its other words."""
        return " ".join(part for part in self.names[self.first(words)].parts if part in words)


def _lines(section: Section) -> list[_Line]:
    rows = [
        block.children if block.kind == "row" else (block,)
        for top in section.blocks
        for block in top.walk()
        if block.kind in ("row", "paragraph") and block.end - block.start <= _LINE
    ]
    lines = (_Line(row, tuple(name for cell in row for name in names(cell.prose))) for row in rows)
    return [line for line in lines if line.names]


def _swapped(page: Page, section: SectionPair) -> Iterator[Defect]:
    """Lines that hold, beside names of their own, one whose fellows of the source's line stand on another line."""
    theirs = _lines(section.source)
    ours = _lines(section.translation) if len(theirs) > 1 else []
    source, translation = _homes(theirs), _homes(ours)
    ties: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for word in source.keys() & translation.keys():
        ties[translation[word], source[word]].add(word)
    origins, goals = defaultdict(list), defaultdict(list)
    for (line, origin), shared in ties.items():
        if len(shared) >= _TIE:
            origins[line].append(origin)
            goals[origin].append(line)
    told: set[frozenset[int]] = set()
    for line in sorted(line for line in origins if len(origins[line]) > 1):
        own, *strangers = sorted(origins[line], key=lambda origin: ours[line].first(ties[line, origin]))
        for origin in strangers:
            elsewhere = next((other for other in goals[origin] if other != line), None)
            if elsewhere is None or frozenset((own, origin)) in told:
                continue
            told.add(frozenset((own, origin)))
            here, there = ours[line], ours[elsewhere]
            moved = here.name(ties[line, origin])
            yield Defect(
                f"`{moved}` stands with `{here.name(ties[line, own])}`, "
                f"in the source with `{there.name(ties[elsewhere, origin])}`",
                here.place(page.document),
                (theirs[origin].place(page.aligned.source), theirs[own].place(page.aligned.source)),
                severity="error",
                key=moved,
            )


def _homes(lines: Sequence[_Line]) -> dict[str, int]:
    """The line of each word of a name that stands on one line only."""
    count = Counter(part for line in lines for part in {part for name in line.names for part in name.parts})
    return {part: i for i, line in enumerate(lines) for name in line.names for part in name.parts if count[part] == 1}
