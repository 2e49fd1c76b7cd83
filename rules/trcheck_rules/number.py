"""number: a number is missing or is another one.

Numbers are compared by their values inside aligned blocks, whatever their order: 10,000 is 10.000 and 1万, November 10
is 10 de noviembre and 11 月 10 日, 5 pm is 17:00, 24 hours are a day, two is dos and 两. So are those in captions,
alternative texts, titles and descriptions. Numbers in code, links' targets and markers of lists do not count, and
neither does one that stands elsewhere in the section, or in a link that leads elsewhere than the source's, which
`link-target` reports.

- Another number: the translation's block lacks a number of the source and has one in its place that the source has not.
  Of versions, prices, years, numbers over 31 and numbers with a unit this is an error, of others a warning.
- A missing number: the translation's block lacks it, and none stands in its place. Of bare numbers up to 31, of
  times and in captions, titles and the like this is info: a translator may have said it otherwise.

Number words up to twelve are compared where the language has data, and never reported as missing, and neither is what
is part of a name (UTF-8). Times are left alone where the translation gives them in another time zone.

Options:

- `keys` (title, linkTitle, description): the keys of the front matter to look at

Bad:

```markdown
The kiosk opened in 2019 and has 14 benches.
```

```markdown
El quiosco abrió en 2018 y tiene 14 bancos.
```

Good:

```markdown
On March 5, all 1,200 seats of the three halls were sold in 2.5 hours.
```

```markdown
El 5 de marzo se vendieron en 2,5 horas los 1200 asientos de las tres salas.
```
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trcheck.model import Block, BlockPair, Document, SectionPair, Severity, block_passages
from trcheck.rule import THEM, Defect, Node, Page, Place, rule
from trcheck.text.number_differences import NumberDifference, compare_numbers
from trcheck.text.numbers import Number, number_words, numbers, states_number, time_zones
from trcheck.text.numerals import numerals
from trcheck.text.wording import listing

_HIDDEN = frozenset(("code", "math", "expression", "image", "shortcode", "component"))
_SPELLED = 12


@dataclass(frozen=True, slots=True)
class Options:
    keys: tuple[str, ...] = ("title", "linkTitle", "description")


@rule("number", severity="warning", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    source, translation = page.aligned.source, page.document
    yield from _of_front_matter(page, options.keys)
    for section in page.aligned.sections:
        elsewhere: Counter[str] | None = None
        for pair in section.walk():
            theirs, ours = _own(pair, pair.source), _own(pair, pair.translation)
            said = _numbers(theirs, source)
            if not any(states_number(block.prose, source.language) for block in theirs):
                quick = compare_numbers(said, _numbers(ours, translation)) if said else NumberDifference((), ())
                if not quick.changed and not quick.lost:
                    continue
            difference = compare_numbers(_all(theirs, source), _all(ours, translation))
            if difference.changed or difference.lost:
                elsewhere = _surplus(page, section) if elsewhere is None else elsewhere
                yield from _changed(page, difference, elsewhere, page.source_blocks(pair), page.blocks(pair))
                if not pair.recast:
                    in_prose = any(block.prose.strip() for block in theirs)
                    yield from _lost(page, difference, elsewhere, page.blocks(pair), in_prose)


def _of_front_matter(page: Page, keys: Sequence[str]) -> Iterator[Defect]:
    source, translation = page.aligned.source, page.document
    if not source.front_matter or not translation.front_matter:
        return
    theirs = {entry.path: entry for entry in source.front_matter.entries if entry.path in keys}
    for entry in translation.front_matter.entries:
        if other := theirs.get(entry.path):
            here, there = Place(translation, entry.start, entry.end), Place(source, other.start, other.end)
            difference = compare_numbers(_everything(there), _everything(here))
            yield from _changed(page, difference, Counter(), there, here)
            yield from _lost(page, difference, Counter(), here, False)


def _changed(
    page: Page, difference: NumberDifference, elsewhere: Counter[str], there: Place, here: Place
) -> Iterator[Defect]:
    source, translation = page.aligned.source, page.document
    for number, instead in difference.changed:
        if any(_found(elsewhere, value) for value in number.values):
            continue
        if number.kind == instead.kind == "clock" and _zones(there) and _zones(there) != _zones(here):
            continue
        if _leads_elsewhere(page, instead):
            continue
        was, now = _text(source, number), _text(translation, instead)
        severity: Severity = "error" if number.kind in ("quantity", "month") else "warning"
        place = Place(translation, instead.start, instead.end)
        counterpart = Place(source, number.start, number.end)
        message, agreed = (f"“{now}” is “{was}” in {where}" for where in ("the source", THEM))
        yield Defect(message, place, (counterpart,), severity=severity, key=was, agreed=agreed)


def _leads_elsewhere(page: Page, number: Number) -> bool:
    """Whether a number is part of a link that leads elsewhere than the source's: one thing is named for another, and
    `link-target` says so."""
    return any(
        pair.source
        and pair.translation
        and not pair.same
        and pair.translation.start < number.start < pair.translation.end
        for pair in page.aligned.spans("link")
    )


def _lost(
    page: Page, difference: NumberDifference, elsewhere: Counter[str], here: Place, in_prose: bool
) -> Iterator[Defect]:
    source = page.aligned.source
    lost = [
        number
        for number in difference.lost
        if number.kind in ("quantity", "bare", "clock") and not any(_found(elsewhere, value) for value in number.values)
    ]
    if lost:
        weighs = in_prose and any(_weighs(number, page.document.language) for number in lost)
        texts = tuple(dict.fromkeys(_text(source, number) for number in lost))
        yield Defect(
            f"the source's {listing(texts)} {'is' if len(texts) == 1 else 'are'} missing here",
            here,
            tuple(Place(source, number.start, number.end) for number in lost),
            severity=None if weighs else "info",
            key=listing(texts),
        )


def _weighs(number: Number, language: str) -> bool:
    """Whether a number must be there in digits, or in words that would be known."""
    value = number.values[0]
    return number.kind == "quantity" and (numerals(language).spelled or not value.isdecimal() or int(value) > _SPELLED)


def _found(elsewhere: Counter[str], value: str) -> bool:
    """Whether the section has a value as often as the source's has; `elsewhere` has none that neither of them has."""
    return value in elsewhere and elsewhere[value] >= 0


def _surplus(page: Page, section: SectionPair) -> Counter[str]:
    """Of each value how many more the translation has than the source, in what was aligned with the section's blocks
    and all between."""
    found: Counter[str] = Counter()
    pairs = list(section.walk())
    ours: list[Node] = [section.translation, *(block for pair in pairs for block in pair.translation)]
    theirs: list[Node] = [section.source, *(block for pair in pairs for block in pair.source)]
    for document, nodes, one in ((page.document, ours, 1), (page.aligned.source, theirs, -1)):
        start, end = min(node.start for node in nodes), max(node.end for node in nodes)
        blocks = document.blocks()
        within = blocks[bisect_left(blocks, start, key=_start) : bisect_left(blocks, end, key=_start)]
        for number in _all(within, document):
            if number.kind != "implied":
                for value in dict.fromkeys(number.values):
                    found[value] += one
    return found


def _start(block: Block) -> int:
    return block.start


def _own(pair: BlockPair, blocks: Iterable[Block]) -> list[Block]:
    """The blocks of one side of a pair that no other pair is about."""
    return list(blocks) if pair.children else [part for block in blocks for part in block.walk()]


def _numbers(blocks: Iterable[Block], document: Document) -> list[Number]:
    """The numbers in digits that readers see in blocks, not in what these contain, by their places."""
    found = []
    for block in blocks:
        for text in block_passages(document, block):
            found += [number.moved(text.start) for number in numbers(text.prose, document.language)]
    return found


def _all(blocks: Sequence[Block], document: Document) -> list[Number]:
    """The numbers in digits and words, and those that code, targets and the like hold, which may stand for others."""
    found = _numbers(blocks, document)
    for block in blocks:
        for text in block_passages(document, block):
            found += [number.moved(text.start) for number in number_words(text.prose, document.language)]
        for span in block.spans:
            if span.kind in _HIDDEN:
                held = " ".join((span.text, *(attribute.value for attribute in span.attributes)))
                found += [Number(n.values, span.start, span.end, "implied") for n in numbers(held, document.language)]
    return found


def _everything(place: Place) -> list[Number]:
    """The numbers in digits and words of a value of the front matter."""
    text, language = place.document.text[place.start : place.end], place.document.language
    return [number.moved(place.start) for number in (*numbers(text, language), *number_words(text, language))]


def _zones(place: Place) -> frozenset[str]:
    return time_zones(place.document.text[place.start : place.end])


def _text(document: Document, number: Number) -> str:
    return document.text[number.start : number.end]
