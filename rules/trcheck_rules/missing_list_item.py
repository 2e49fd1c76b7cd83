"""missing-list-item: a list has fewer items than the source's.

Items may stand in another order (glossaries are sorted by each language's alphabet) and there may be more of them;
reported are items that have no counterpart. Several items missing from one list are one finding that names them.

Bad:

```markdown
- Open the valve.
- Wait for the pressure to fall.
- Remove the old filter.
```

```markdown
- Abre la válvula.
- Retira el filtro viejo.
```

Good:

```markdown
- Open the valve.
- Wait for the pressure to fall.
- Remove the old filter.
```

```markdown
- Abre la válvula.
- Espera a que baje la presión.
- Retira el filtro viejo.
```
"""

from collections.abc import Iterator

from trcheck.rule import THEM, Defect, NoOptions, Page, rule
from trcheck.text.wording import listing, plural

_ITEMS = ("item", "term", "description")


@rule("missing-list-item", severity="error", markup=True)
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    for pair in page.aligned.pairs():
        lost = [unpaired for unpaired in pair.missing if unpaired.block.kind in _ITEMS]
        if not lost:
            continue
        names = listing(page.named(unpaired.block) for unpaired in lost)
        there = sum(len(block.children) for block in pair.source)
        yield Defect(
            f"this list has {there - len(lost)} of the source's {plural(there, 'item')}, missing: {names}",
            page.after(lost[0]),
            tuple(page.there(unpaired.block) for unpaired in lost),
            key=names,
            agreed=f"this list has {there - len(lost)} of the {plural(there, 'item')} of {THEM}, missing: {names}",
        )
