"""missing-paragraph: a paragraph or a quote of the source is missing.

Paragraphs may be merged and split freely; reported is what has no counterpart at all in the aligned section.
Paragraphs that are missing one after the other are one finding, and a line that announces a list, table or code block
which is missing too belongs to that. What an abbreviation means (`*[CET]: ...`) is needed only where the translation
uses it. A thematic break (`---`) that is missing is only
worth an information.

Options:

- `certainty` (0.5): how sure the alignment must be, 0 to 1, that the text is gone and not merged into its neighbour.

Bad:

```markdown
The server starts on port 8080.

Keep the window open while you work, or the server stops.

Open the address in a browser.
```

```markdown
El servidor arranca en el puerto 8080.

Abre la dirección en un navegador.
```

Good:

```markdown
The server starts on port 8080.

Keep the window open while you work, or the server stops.

Open the address in a browser.
```

```markdown
El servidor arranca en el puerto 8080. Deja la ventana abierta mientras trabajas o el servidor se detendrá.

Abre la dirección en un navegador.
```
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from trcheck.model import Block
from trcheck.rule import THEM, Defect, Page, Share, rule
from trcheck.text.wording import plural

_ABBREVIATION = re.compile(r"^[ ]{0,3}\*\[([^\]\n]+)\]:")


@dataclass(frozen=True, slots=True)
class Options:
    certainty: Share = 0.5


@rule("missing-paragraph", severity="error", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    announced = {unpaired.after for unpaired in page.aligned.missing("list", "definitions", "table", "code")}
    sure = (
        unpaired
        for unpaired in page.aligned.missing("paragraph", "quote")
        if unpaired.certainty >= options.certainty
        and not (unpaired.after in announced and unpaired.block.text.endswith(":"))
        and not _is_idle(unpaired.block, page)
    )
    for _, group in groupby(sure, key=lambda unpaired: unpaired.after):
        lost = list(group)
        text = page.named(lost[0].block, 60)
        if len(lost) > 1:
            missing = f"{plural(len(lost), 'paragraph')} are missing, from {text}"
            message, agreed = f"{missing}: translate them and put them here", f"{missing}: {THEM} have them"
        else:
            missing = f"the {lost[0].block.kind} {text} is missing"
            message, agreed = f"{missing}: translate it and put it here", f"{missing}: {THEM} have it"
        there = tuple(page.there(unpaired.block) for unpaired in lost)
        yield Defect(message, page.after(lost[0]), there, key=text, agreed=agreed)
    for unpaired in page.aligned.missing("break"):
        place, counterpart = page.after(unpaired), page.there(unpaired.block)
        yield Defect("the dividing line (`---`) is missing", place, (counterpart,), severity="info")


def _is_idle(block: Block, page: Page) -> bool:
    """Whether a block of the source only explains abbreviations that the page does not use."""
    lines = page.aligned.source.text[block.start : block.end].splitlines()
    found = [match[1] for match in map(_ABBREVIATION.match, lines) if match]
    return bool(found) and len(found) == len(lines) and not any(name in page.document.text for name in found)
