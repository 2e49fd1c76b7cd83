"""missing-link: a link of the source is missing.

Links are compared by where they lead, within the aligned blocks and their neighbours: their order and their form do not
matter, nor does a link that leads to the translated page. Several links that one block lost are one finding, a
warning where all of them stand elsewhere on the page. A link that is there but does not work because of its markup is
`link-syntax`'s.

Bad:

```markdown
Read the [handbook](https://example.org/handbook) and the [rules](https://example.org/rules).
```

```markdown
Lee el manual y las [reglas](https://example.org/rules).
```

Good:

```markdown
Read the [handbook](https://example.org/handbook) and the [rules](https://example.org/rules).
```

```markdown
Lee las [reglas](https://example.org/es/rules/) y el [manual](https://example.org/es/handbook/).
```
"""

from collections.abc import Iterator

from trcheck.model import BlockPair, SpanPair
from trcheck.model.links import literal_link
from trcheck.rule import THEM, Defect, NoOptions, Page, rule
from trcheck.text.wording import listing, shorten


@rule("missing-link", severity="error", markup=True)
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    lost: dict[BlockPair, list[SpanPair]] = {}
    for pair in page.aligned.spans("link"):
        if pair.source is None or pair.translation is not None:
            continue
        if not literal_link(pair.source, pair.blocks.translation, page.document):
            lost.setdefault(pair.blocks, []).append(pair)
    there = {pair.source.target for pair in page.aligned.spans("link") if pair.source and pair.translation}
    for pairs in lost.values():
        links = [pair.source for pair in pairs if pair.source]
        targets = listing((link.target for link in links), limit=10)
        text = shorten(links[0].text, 40)
        if len(links) > 1:
            message = f"{len(links)} links are missing here: {targets}"
            agreed = f"{message}: {THEM} have them"
        else:
            what = f"what the source calls “{text}”" if text else "the image as the source does"
            message = f"the link to {targets} is missing: link {what}"
            agreed = f"the link to {targets} is missing: {THEM} have it"
        yield Defect(
            message,
            page.near(pairs[0]),
            tuple(page.there(link) for link in links),
            severity="warning" if all(link.target in there for link in links) else None,
            key=targets,
            agreed=agreed,
        )
