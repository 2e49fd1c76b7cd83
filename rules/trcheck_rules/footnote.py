"""footnote: a footnote of the source, or the reference to it, is missing.

Labels may differ. A reference without a text is shown to readers as `[^1]`.

Bad:

```markdown
The bridge is old.[^1]

[^1]: Built in 1890.
```

```markdown
El puente es antiguo.

[^1]: Construido en 1890.
```

Good:

```markdown
The bridge is old.[^1]

[^1]: Built in 1890.
```

```markdown
El puente es antiguo.[^a]

[^a]: Construido en 1890.
```
"""

import re
from collections.abc import Iterator

from trcheck.model import Block
from trcheck.rule import THEM, Defect, NoOptions, Page, Place, rule

_REFERENCE = re.compile(r"\[\^[^\]\s\[]+\]")


@rule("footnote", severity="error", markup=True)
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    undefined = dict(_literal(page))
    for unpaired in page.aligned.missing("footnote"):
        block = unpaired.block
        place = undefined.pop(f"[^{block.name}]", None)
        text = page.named(block)
        if place:
            message = f"[^{block.name}] has no text on this page: translate the footnote {text}"
        else:
            message = f"the footnote {text} is missing: translate it and put it here"
        agreed = f"the footnote {text} is missing: {THEM} have it"
        yield Defect(message, place or page.after(unpaired), (page.there(block),), key=block.name, agreed=agreed)
    for label, place in undefined.items():
        yield Defect(f"{label} has no text on this page: add its footnote or take it out", place, key=label)
    missing = {unpaired.block.name for unpaired in page.aligned.missing("footnote")}
    standing = {label for block in page.document.blocks() for label in _references(block)}
    for pair in page.aligned.spans("footnote"):
        if (
            pair.translation is None
            and pair.source
            and pair.source.target not in missing
            and not undefined
            and f"[^{pair.source.target}]" not in standing
        ):
            yield Defect(
                f"the reference to the footnote [^{pair.source.target}] is missing here",
                page.near(pair),
                (page.there(pair.source),),
                key=pair.source.target,
            )


def _literal(page: Page) -> Iterator[tuple[str, Place]]:
    """References that lead to no footnote and so stand as text, where the source has none such. One whose text is on
    the page all the same, as in a code block that is never closed, is no footnote's fault."""
    source = {match for block in page.aligned.source.blocks() for match in _references(block)}
    for block in page.document.blocks():
        for label, start in _references(block).items():
            if label not in source and f"\n{label}:" not in page.document.text:
                yield label, Place(page.document, block.start + start, block.start + start + len(label))


def _references(block: Block) -> dict[str, int]:
    if "[^" not in block.prose:
        return {}
    return {match.group(): match.start() for match in _REFERENCE.finditer(block.prose)}
