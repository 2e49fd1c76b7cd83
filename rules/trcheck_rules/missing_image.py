"""missing-image: an image of the source is missing.

Images in any form: Markdown, HTML, shortcode or component. A localised image (`map-es.png` for `map.png`) is no
missing one. Several images missing from one block are one finding. An image that is there but not shown because of its
markup is `link-syntax`'s.

Bad:

```markdown
The parts fit together like this:

![The parts](parts.png)
```

```markdown
Las piezas encajan así:
```

Good:

```markdown
The parts fit together like this:

![The parts](parts.png)
```

```markdown
Las piezas encajan así:

![Las piezas](parts-es.png)
```
"""

from collections.abc import Iterator

from trcheck.model import Block, BlockPair, SpanPair
from trcheck.model.links import literal_link
from trcheck.rule import THEM, Defect, NoOptions, Page, rule
from trcheck.text.wording import listing


@rule("missing-image", severity="error", markup=True)
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    for unpaired in page.aligned.missing("image"):
        names = _names(unpaired.block)
        yield Defect(
            f"the image {names} is missing: put it here, with its text translated",
            page.after(unpaired),
            (page.there(unpaired.block),),
            key=names,
            agreed=f"the image {names} is missing: {THEM} have it",
        )
    lost: dict[BlockPair, list[SpanPair]] = {}
    for pair in page.aligned.spans("image"):
        if pair.source is None or pair.translation is not None:
            continue
        if not literal_link(pair.source, pair.blocks.translation, page.document):
            lost.setdefault(pair.blocks, []).append(pair)
    for pairs in lost.values():
        spans = [pair.source for pair in pairs if pair.source]
        names = listing(span.target or span.text for span in spans)
        yield Defect(
            f"the image {names} is missing: put it here, with its text translated",
            page.near(pairs[0]),
            tuple(page.there(span) for span in spans),
            key=names,
            agreed=f"the image {names} is missing: {THEM} have it",
        )


def _names(block: Block) -> str:
    return listing(span.target or span.text for span in block.spans if span.kind == "image") or block.name
