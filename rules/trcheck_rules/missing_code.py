"""missing-code: a code block or a formula of the source is missing.

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

from trcheck.rule import Defect, NoOptions, Page, rule, shorten


@rule("missing-code", severity="error")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    for unpaired in page.aligned.missing("code", "math"):
        block = unpaired.block
        what = "formula" if block.kind == "math" else f"{block.name} code block" if block.name else "code block"
        first = shorten(next((line for line in block.literal.split("\n") if line.strip()), ""), 40)
        yield Defect(
            f"the {what} that begins with “{first}” is missing: put it here",
            page.after(unpaired),
            (page.there(block),),
            key=first,
        )
