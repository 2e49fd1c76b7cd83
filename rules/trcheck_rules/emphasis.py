"""emphasis: readers see asterisks or underscores where words were to be bold or in italics.

Markdown looks at the characters on both sides of a marker. A marker between a punctuation mark and a letter can only
begin emphasis or only end it: in `**你好。**世界` the second `**` cannot end the bold text, and in `叫**“协程”**` the
first cannot begin it. `_` does nothing between two letters, and no marker does anything next to a blank on its inner
side. The message shows what to write: the punctuation or the quotes outside of the markers, or a blank beside them.
Also reported, where the source has emphasis that the translation lacks: markers with a backslash before them, and
a marker without its other half.

Silent about code, formulas, wildcards (`*.md`), arithmetic, footnote marks, what the source page has just the same,
and, where the site is made by Python-Markdown or kramdown (MkDocs, Jekyll), about any `*` that is not between blanks,
for these take it.

Options:

- `lenient`: whether the site's renderer takes any `*` that is not between blanks; found by itself at first

Bad:

```markdown
**Note:** the tool is still young.
```

```markdown
** Nota:** la herramienta todavía es joven.
```

Good:

```markdown
**Note:** the tool is still young.
```

```markdown
**Nota:** la herramienta (`*.md`) todavía es joven, 2 * 3 veces.
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trcheck.model import Block, BlockPair, Document
from trcheck.rule import Defect, Page, Place, rule
from trcheck.text.emphasis import Run, Stray, escaped_runs, runs, strays

_MARKERS = ("*", "_", "~~")
_EMPHASIS = ("strong", "emphasis", "strikethrough")
_TAGS = {"bold": "strong", "italics": "em", "strikethrough": "del"}


@dataclass(frozen=True, slots=True)
class Options:
    lenient: bool | None = None


@rule("emphasis", severity="warning", scope="page", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    document = page.document
    pairs: dict[Block, BlockPair] | None = None
    lenient = bool(options.lenient)
    for block in document.blocks():
        if block.kind == "html" or not any(marker in block.prose for marker in _MARKERS):
            continue
        found = runs(block, document)
        escaped = [Place(document, *span) for span in escaped_runs(block, document)]
        seen = [run for run in found if run.seen]
        if not seen and not escaped:
            continue
        if pairs is None:
            pairs = _pairs(page)
            lenient = lenient if options.lenient is not None else page.site.lenient_emphasis(document)
        pair = pairs.get(block)
        theirs = _seen_in(pair.source, page.aligned.source) if pair else Counter()
        ours = Counter(run.mark for run in seen)
        there = (page.source_blocks(pair),) if pair else ()
        broken = [
            stray
            for stray in strays(block, document, found, lenient=lenient)
            if ours[stray.run.mark] > theirs[stray.run.mark]
        ]
        for stray in broken:
            place = Place(document, stray.start, stray.end)
            yield Defect(_said(stray), place, there, key=stray.shown or stray.reason, fix=stray.fix)
        if pair and not broken:
            yield from _unmarked(page, pair, escaped, found)


def _unmarked(page: Page, pair: BlockPair, escaped: Sequence[Place], found: Sequence[Run]) -> Iterator[Defect]:
    """Markers with backslashes, and one without its other half, where the source tells that they are mistakes."""
    source, lost, there = page.aligned.source, _lost(pair), page.source_blocks(pair)
    if len(escaped) > (not lost) and not any(escaped_runs(leaf, source) for leaf in _leaves(pair.source)):
        advice = "leave the backslashes out" if lost else "leave both out, for the source has no emphasis here"
        yield Defect(f"backslashes make readers see these markers: {advice}", escaped[0], (there,))
        return
    count = Counter(run.mark for run in found)
    lone = next((run for run in found if run.seen and count[run.mark] % 2), None)
    if lost and lone and not _seen_in(pair.source, source)[lone.mark]:
        marker = page.document.text[lone.start : lone.end]
        message = f"readers see `{marker}`, since the other half of the emphasis is missing"
        yield Defect(message, Place(page.document, lone.start, lone.end), (there,))


def _pairs(page: Page) -> dict[Block, BlockPair]:
    """The pair of each leaf block of the page."""
    pairs = page.alignment.pairs() if page.alignment else ()
    return {leaf: pair for pair in pairs if not pair.children for block in pair.translation for leaf in block.leaves()}


def _said(stray: Stray) -> str:
    marker = stray.run.mark * stray.run.size
    tag = _TAGS[stray.run.kind]
    advice = f"write “{stray.shown}”" if stray.fix is not None else f"reword, or write <{tag}>…</{tag}>"
    return f"readers see `{marker}`: {stray.reason}; {advice}"


def _leaves(blocks: Sequence[Block]) -> Iterator[Block]:
    return (leaf for block in blocks for leaf in block.leaves())


def _lost(pair: BlockPair) -> bool:
    """Whether the source has emphasis that the translation lacks."""
    theirs, ours = (
        sum(span.kind in _EMPHASIS for leaf in _leaves(side) for span in leaf.spans)
        for side in (pair.source, pair.translation)
    )
    return theirs > ours


def _seen_in(blocks: Sequence[Block], document: Document) -> Counter[str]:
    """How many runs of each marker readers see in blocks."""
    return Counter(run.mark for leaf in _leaves(blocks) for run in runs(leaf, document) if run.seen)
