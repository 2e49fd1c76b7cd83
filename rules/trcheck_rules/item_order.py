"""item-order: the items of a list stand in another order.

The steps of a numbered list must come in the order of the source's. Other lists may be sorted anew (glossaries are, by
each language's alphabet), so their order is only looked at on the source page, where several translations agree on
another one. Items are known by what is the same in all languages: links, code, numbers, names in Latin letters.

Bad:

```markdown
1. Run `fetch` in the folder.
2. Run `build` and wait.
3. Run `serve` at last.
```

```markdown
1. Ejecuta `build` y espera.
2. Ejecuta `fetch` en la carpeta.
3. Ejecuta `serve` al final.
```

Good:

```markdown
- Run `fetch` in the folder.
- Run `build` and wait.
```

```markdown
- Ejecuta `build` y espera.
- Ejecuta `fetch` en la carpeta.
```
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from trcheck.model import Block
from trcheck.rule import THEM, Defect, NoOptions, Page, rule

_NAME = re.compile(r"[A-Z][A-Za-z0-9]+|[0-9]+")


@rule("item-order", severity="warning")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    for pair in page.aligned.pairs("list"):
        source, translation = pair.source[0], pair.translation[0]
        if len(pair.source) > 1 or len(pair.translation) > 1 or translation.kind != "list":
            continue
        if swapped := _swapped(source.children, translation.children):
            earlier, later = (page.named(source.children[index]) for index in swapped)
            numbered = source.level and translation.level
            message = f"the items stand in another order than the source's: there {earlier} comes before {later}"
            yield Defect(
                message if numbered else "",
                page.here(translation),
                (page.there(source),),
                key=f"{earlier} {later}",
                agreed=f"the items stand in another order than those of {THEM}: there {earlier} comes before {later}",
            )


def _swapped(source: Sequence[Block], translation: Sequence[Block]) -> tuple[int, int] | None:
    """Two items of the source, by index, that surely stand the other way round in the translation."""
    theirs, ours = _marks(source), _marks(translation)
    found: list[tuple[int, int]] = []
    for index, marks in enumerate(theirs):
        homes = {home for home, others in enumerate(ours) if not marks.isdisjoint(others)}
        if len(homes) == 1:
            found.append((index, homes.pop()))
    for (first, one), (second, other) in pairwise(found):
        if one > other:
            return first, second
    return None


def _marks(items: Sequence[Block]) -> list[set[str]]:
    """Of each item what no other item of its list has of links, code, numbers and names."""
    all_marks = []
    for item in items:
        marks = set(_NAME.findall(item.text))
        for leaf in item.leaves():
            marks.update(span.target or span.text for span in leaf.spans if span.kind in ("link", "image", "code"))
        all_marks.append(marks)
    count = Counter(mark for marks in all_marks for mark in marks)
    return [{mark for mark in marks if count[mark] == 1} for marks in all_marks]
