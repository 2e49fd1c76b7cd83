"""extra-content: the translation has sections, lists, images, code or links that the source lacks.

Mostly it is a translator's note or credit, or the source has dropped something since. It is for information. The links
of a page that the source lacks are one finding. What a tool left there is `residue`.

Bad:

```markdown
Stir well.
```

```markdown
Remueve bien.

- Para seis personas
- Sin gluten
- Con mucho cariño
```

Good:

```markdown
Stir well.
```

```markdown
Remueve bien, siempre hacia el mismo lado.
```
"""

from collections.abc import Iterator, Sequence

from trcheck.model import Block
from trcheck.rule import Defect, Node, NoOptions, Page, Place, rule
from trcheck.text.remarks import in_brackets, is_placeholder, is_remark
from trcheck.text.repeats import repeated_blocks
from trcheck.text.wording import listing, plural, shorten

_MERGE = (">" * 7, "<" * 7)
_CERTAIN = 0.5


@rule("extra-content", severity="info")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    source, extra = page.aligned.source, page.aligned.extra()
    repeated = list(repeated_blocks(page.document)) if extra or page.aligned.extra_sections else []
    for section in page.aligned.extra_sections:
        first = section.sections[0]
        if _is_repeated(first, repeated):
            continue
        more = f" and {plural(len(section.sections) - 1, 'more section')}" if len(section.sections) > 1 else ""
        what = "heading" if section.heading_only else "section"
        yield Defect(
            f"the source has no {what} “{shorten(first.title)}”{more}",
            page.here(first.heading or first),
            (Place(source, section.after, section.after),),
            key=first.title,
        )
    for unpaired in extra:
        block = unpaired.block
        unsure = unpaired.certainty < _CERTAIN or (page.aligned.plain and not block.text)
        if block.kind in ("break", "cell") or unsure or _is_repeated(block, repeated):
            continue
        if _is_residue(page, block) or _is_frame(block) or _is_stray(page, block):
            continue
        text = shorten(block.text or block.literal or next((span.text for span in block.spans), block.name), 40)
        yield Defect(
            f"the source has no {block.kind} “{text}” here",
            page.here(block),
            (Place(source, unpaired.after, unpaired.after),),
            key=text,
        )
    links = [pair.translation for pair in page.aligned.spans("link") if pair.translation and not pair.source]
    if links and not page.aligned.plain:
        targets = listing(link.target for link in links)
        count = "this link" if len(links) == 1 else f"{len(links)} links of this page"
        yield Defect(f"the source does not have {count}: {targets}", page.here(links[0]), key=targets)


def _is_frame(block: Block) -> bool:
    """Whether a block is a lone tag, as what sets a page from right to left or marks a place to link to."""
    return (
        block.kind == "html"
        and not block.prose.strip()
        and not block.children
        and all(s.kind == "html" for s in block.spans)
    )


def _is_repeated(node: Node, repeated: Sequence[tuple[int, int, int]]) -> bool:
    """Whether a block or section is one of two that stand twice in a row."""
    return any(start <= node.start < end for start, _, end in repeated)


def _is_residue(page: Page, block: Block) -> bool:
    """Whether a block is what a model said, a placeholder, or what a merge left."""
    if page.document.text.startswith(_MERGE, block.start):
        return True
    prose = block.prose
    return bool(prose) and (is_remark(prose) or (bool(in_brackets(prose)) and is_placeholder(prose)))


def _is_stray(page: Page, block: Block) -> bool:
    """Whether a block is a lone tag of which the source has as many: where it is not closed, `shortcode` says so."""
    if block.kind not in ("component", "shortcode") or block.children:
        return False
    theirs, ours = (
        sum(other.name == block.name for other in document.blocks())
        for document in (page.aligned.source, page.document)
    )
    return ours <= theirs
