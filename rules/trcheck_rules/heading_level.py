"""heading-level: a heading has another level than the source's.

Where all headings of a page are shifted alike, that is one finding.

Bad:

```markdown
## Storage

Where things are kept.

### Limits

How much fits.
```

```markdown
## Almacenamiento

Dónde se guardan las cosas.

## Límites

Cuánto cabe.
```

Good:

```markdown
## Storage

Where things are kept.

### Limits

How much fits.
```

```markdown
## Almacenamiento

Dónde se guardan las cosas.

### Límites

Cuánto cabe.
```
"""

from collections.abc import Iterator

from trcheck.model import Block
from trcheck.rule import THEM, Defect, NoOptions, Page, rule
from trcheck.text.wording import shorten


@rule("heading-level", severity="error", markup=True)
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    pairs = [
        (pair.source[0], pair.translation[0])
        for pair in page.aligned.pairs("heading")
        if pair.translation[0].kind == "heading"
    ]
    shifts = {translation.level - source.level for source, translation in pairs}
    if len(shifts) == 1 and len(pairs) > 1 and shifts != {0}:
        source, translation = pairs[0]
        yield Defect(
            f"all headings here are of another level than the source's: {_mark(translation)} for {_mark(source)}",
            page.here(translation),
            (page.there(source),),
            agreed=f"all headings here are of another level than those of {THEM}: "
            f"{_mark(translation)} for {_mark(source)}",
        )
        return
    for source, translation in pairs:
        if source.level != translation.level:
            yield Defect(
                f"this heading has level {translation.level}, the source's “{shorten(source.text, 40)}” "
                f"has {source.level}: begin it with {_mark(source)}",
                page.here(translation),
                (page.there(source),),
                key=source.text,
                agreed=f"this heading has level {translation.level}, that of {THEM} has {source.level}",
            )


def _mark(heading: Block) -> str:
    return "#" * heading.level
