"""missing-code: a code block or a formula of the source is missing.

A code block that is never closed is reported here too: it takes in the rest of the page, and what may stand in it is
not reported as missing.

Bad:

````markdown
Start the server:

```sh
make serve
```

Then open a browser.
````

````markdown
Arranca el servidor:

Después abre un navegador.
````

Good:

````markdown
Start the server:

```sh
make serve
```

Then open a browser.
````

````markdown
Arranca el servidor:

```sh
make serve
```

Después abre un navegador.
````
"""

from collections.abc import Iterator

from trcheck.model.code import unclosed_fence
from trcheck.rule import THEM, Defect, NoOptions, Page, Place, rule
from trcheck.text.wording import shorten


@rule("missing-code", severity="error", markup=True)
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    for unpaired in page.aligned.missing("code", "math"):
        block = unpaired.block
        what = "formula" if block.kind == "math" else f"{block.name} code block" if block.name else "code block"
        first = shorten(next((line for line in block.literal.split("\n") if line.strip()), ""), 40)
        missing = f"the {what} that begins with “{first}” is missing"
        yield Defect(
            f"{missing}: put it here",
            page.after(unpaired),
            (page.there(block),),
            key=first,
            agreed=f"{missing}: {THEM} have it",
        )
    fence = unclosed_fence(page.document)
    if fence and not unclosed_fence(page.aligned.source):
        opening = page.document.text[fence.start : fence.end].split("\n", 1)[0]
        message = f"the code block that begins with {shorten(opening, 40)} is never closed: add the line that ends it"
        yield Defect(message, Place(page.document, fence.start, fence.start + len(opening)), key=opening)
