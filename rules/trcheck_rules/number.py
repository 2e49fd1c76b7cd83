"""number: a number is missing or is another one.

Numbers are compared by their values inside aligned blocks, whatever their order: 10,000 is 10.000 and 1万, November 10
is 10 de noviembre and 11 月 10 日, 5 pm is 17:00, two is dos and 两. Numbers in code, links' targets, names (IPv6) and
markers of lists do not count, and neither does one that stands elsewhere in the section.

- Another number: the translation's block lacks a number of the source and has one in its place that the source has not.
  Of versions, prices, years, numbers over 31 and numbers with a unit this is an error, of others a warning.
- A missing number: the translation's block lacks it, and none stands in its place. Of bare numbers up to 31 this is
  info: a translator may have said it otherwise.

Number words up to twelve are compared where the language has data, and never reported as missing.

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

from trcheck.model import Block, BlockPair, Document, SectionPair, Severity
from trcheck.rule import THEM, Defect, Node, NoOptions, Page, Place, rule
from trcheck.text.numbers import Number, NumberDifference, compare_numbers, number_words, numbers, states_number
from trcheck.text.wording import listing

_HIDDEN = frozenset(("code", "math", "expression", "image", "shortcode", "component"))


@rule("number", severity="warning", enabled=False)
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    source, translation = page.aligned.source, page.document
    for section in page.aligned.sections:
        elsewhere: Counter[str] | None = None
        for pair in section.walk():
            if pair.children:
                continue
            theirs, ours = _leaves(pair.source), _leaves(pair.translation)
            said = _numbers(theirs, source)
            if not any(states_number(leaf.prose, source.language) for leaf in theirs):
                quick = compare_numbers(said, _numbers(ours, translation)) if said else NumberDifference((), ())
                if not quick.changed and not quick.lost:
                    continue
            difference = compare_numbers(_all(theirs, source), _all(ours, translation))
            if difference.changed or difference.lost:
                elsewhere = _surplus(page, section) if elsewhere is None else elsewhere
                yield from _report(page, pair, difference, elsewhere)


def _report(page: Page, pair: BlockPair, difference: NumberDifference, elsewhere: Counter[str]) -> Iterator[Defect]:
    source, translation = page.aligned.source, page.document
    for number, instead in difference.changed:
        if any(elsewhere[value] >= 0 for value in number.values):
            continue
        was, now = _text(source, number), _text(translation, instead)
        severity: Severity = "error" if number.kind in ("quantity", "month") else "warning"
        place = Place(translation, instead.start, instead.end)
        counterpart = Place(source, number.start, number.end)
        message, agreed = (f"“{now}” is “{was}” in {where}" for where in ("the source", THEM))
        yield Defect(message, place, (counterpart,), severity=severity, key=was, agreed=agreed)
    lost = [
        number
        for number in difference.lost
        if number.kind in ("quantity", "bare") and all(elsewhere[value] < 0 for value in number.values)
    ]
    if lost:
        texts = listing(dict.fromkeys(_text(source, number) for number in lost))
        yield Defect(
            f"the source's {texts} {'is' if len(lost) == 1 else 'are'} missing here",
            page.blocks(pair),
            tuple(Place(source, number.start, number.end) for number in lost),
            severity=None if any(number.kind == "quantity" for number in lost) else "info",
            key=texts,
        )


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
        for number in _all([block for block in within if block.prose], document):
            if number.kind != "implied":
                found.update(dict.fromkeys(number.values, one))
    return found


def _start(block: Block) -> int:
    return block.start


def _leaves(blocks: Iterable[Block]) -> list[Block]:
    return [leaf for block in blocks for leaf in block.leaves() if leaf.prose]


def _numbers(leaves: Iterable[Block], document: Document) -> list[Number]:
    """The numbers in digits in the running text of blocks, by their places on the page."""
    return [number.moved(leaf.start) for leaf in leaves for number in numbers(leaf.prose, document.language)]


def _all(leaves: Sequence[Block], document: Document) -> list[Number]:
    """The numbers in digits and words, and those that code, captions and the like hold, which may stand for others."""
    found = _numbers(leaves, document)
    for leaf in leaves:
        found += [number.moved(leaf.start) for number in number_words(leaf.prose, document.language)]
        for span in leaf.spans:
            if span.kind in _HIDDEN:
                text = " ".join((span.text, *(attribute.value for attribute in span.attributes)))
                found += [Number(n.values, span.start, span.end, "implied") for n in numbers(text, document.language)]
    return found


def _text(document: Document, number: Number) -> str:
    return document.text[number.start : number.end]
