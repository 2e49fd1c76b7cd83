"""shortcode: a shortcode, component, include or expression of the source is missing or renamed.

Shortcodes on one line or over several, self-closing or in pairs, and the old and the new form of a note are the same.
Several that one block lost are one finding. A closing tag (`{{< /note >}}`, `</Card>`) that is missing while its
opening is there is a finding of its own, and so is a tag that lacks a sign (`{{< note >}`).

Bad:

```markdown
Watch the talk:

{{< video id="opening" >}}

It takes an hour.
```

```markdown
Mira la charla:

{{< vídeo id="opening" >}}

Dura una hora.
```

Good:

```markdown
Watch the talk:

{{< video id="opening" title="The opening" >}}

It takes an hour.
```

```markdown
Mira la charla:

{{<
  video id="opening"
  title="La apertura"
>}}

Dura una hora.
```
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePosixPath

from trcheck.model import Block, BlockKind, BlockPair, Document, Span, SpanPair
from trcheck.rule import THEM, Defect, NoOptions, Page, Place, rule
from trcheck.text.wording import listing, shorten

_PAIRED = (
    (re.compile(r"\{\{[<%]\s*/\s*([\w./-]+)"), r"\{{\{{[<%]\s*{}(?![\w/.-])[^{{}}]*\}}\}}", "{{{{< /{} >}}}}"),
    (re.compile(r"</([A-Z][\w.]*)\s*>"), r"<{}(?![\w.-])[^<>]*(?<!/)>", "</{}>"),
)
"""Of shortcodes and of components: what finds a closing tag, the opening one of a name, and how to write the closing
one."""
_TAG = re.compile(r"\{\{[<%][ \t]*+/?[ \t]*+([\w./-]++)[^{}\n]*+\}?")
_NAME = re.compile(r"\{\{[<%]\s*+/?\s*+([\w./-]++)[^{}]*+(?<=[>%])\}\}")
_BLOCKS: tuple[BlockKind, ...] = ("shortcode", "component", "include")


@rule("shortcode", severity="error", markup=True)
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    fewer = _names(page.aligned.source) - _names(page.document)
    lost_blocks = [lost for lost in page.aligned.missing(*_BLOCKS) if lost.block.name in fewer]
    for _, group in groupby(lost_blocks, key=lambda lost: lost.after):
        missing = list(group)
        kind = missing[0].block.kind
        names = listing(shorten(unpaired.block.name, 40) for unpaired in missing)
        what, it = (f"the {kind} {names} is missing", "it") if len(missing) == 1 else (f"{names} are missing", "them")
        yield Defect(
            f"{what}: put {it} here",
            page.after(missing[0]),
            tuple(page.there(lost.block) for lost in missing),
            key=names,
            agreed=f"{what}: {THEM} have {it}",
        )
    for blocks in page.aligned.pairs():
        source, translation = blocks.source[0], blocks.translation[0]
        if source.kind in _BLOCKS and translation.kind in _BLOCKS and not _same(source, translation):
            yield Defect(
                f"this {source.kind} is {_said(translation)}, the source's {_said(source)}",
                page.here(translation),
                (page.there(source),),
                key=source.name,
            )
    yield from _broken(page)
    yield from _unclosed(page)
    lost: dict[BlockPair, list[SpanPair]] = {}
    for pair in page.aligned.spans("shortcode", "component", "expression"):
        if pair.translation is None:
            lost.setdefault(pair.blocks, []).append(pair)
        elif pair.source and not pair.same:
            ours = page.document.text[pair.translation.start : pair.translation.end]
            yield Defect(
                f"this is {shorten(ours, 40)}, the source has {_written(page, pair.source)}",
                page.here(pair.translation),
                (page.there(pair.source),),
                key=pair.source.text,
            )
    for pairs in lost.values():
        spans = [pair.source for pair in pairs if pair.source]
        names = listing(_written(page, span) for span in spans)
        yield Defect(
            f"the source has {names} here: put it in", page.near(pairs[0]), tuple(map(page.there, spans)), key=names
        )


def _broken(page: Page) -> Iterator[Defect]:
    """Tags of the source's shortcodes that lack a sign, so that they are shown as text."""
    theirs: set[str] = set()
    for block in page.document.blocks():
        if "{{<" not in block.prose and "{{%" not in block.prose:
            continue
        theirs = theirs or set(_NAME.findall(page.aligned.source.text))
        for match in _TAG.finditer(block.prose):
            if match[1] in theirs:
                start, end = block.start + match.start(), block.start + match.end()
                written, sign = match.group().rstrip(), ">" if match.group()[2] == "<" else "%"
                message = f"{shorten(written, 40)} is shown as text: end the shortcode with {sign}}}}}"
                yield Defect(message, Place(page.document, start, end), key=written)


def _unclosed(page: Page) -> Iterator[Defect]:
    """Shortcodes and components that the source closes and the page does not."""
    source, text = page.aligned.source.text, page.document.text
    for closing, of_name, written in _PAIRED:
        theirs, ours = Counter(closing.findall(source)), Counter(closing.findall(text))
        for name in theirs - ours:
            opening = re.compile(of_name.format(re.escape(name)))
            opened = list(opening.finditer(text))
            if len(opened) <= ours[name] or len(opening.findall(source)) != theirs[name]:
                continue
            closed = [match.start() for match in closing.finditer(text) if match[1] == name]
            ends = [*(match.start() for match in opened[1:]), len(text)]
            left = [
                one
                for one, end in zip(opened, ends, strict=True)
                if bisect_left(closed, one.end()) == bisect_left(closed, end)
            ]
            place = (
                Place(page.document, left[0].start(), left[0].end()) if left else page.here(page.document.sections[0])
            )
            yield Defect(
                f"{name} is opened here and never closed: add {written.format(name)} where the source has it",
                place,
                key=name,
            )


def _names(document: Document) -> Counter[str]:
    """How often a page has each shortcode; one that holds headings stands there as two tags, of which one counts."""
    return Counter(block.name for block in document.blocks() if block.name and block.meta != "close")


def _same(source: Block, translation: Block) -> bool:
    """Whether both say the same; what one page includes, the other may have by a shortcode of that name."""
    if source.kind == translation.kind:
        return _said(source) == _said(translation)
    return PurePosixPath(source.name).stem == PurePosixPath(translation.name).stem


def _said(block: Block) -> str:
    """The name of a shortcode, and the values that it is given without a name and that are no text: ids and files."""
    values = (value.value for value in block.attributes if not value.name)
    return " ".join((block.name, *(value for value in values if value.isascii() and " " not in value)))


def _written(page: Page, span: Span) -> str:
    return shorten(page.aligned.source.text[span.start : span.end], 40)
