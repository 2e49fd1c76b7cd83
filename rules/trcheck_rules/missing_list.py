"""missing-list: a whole list of the source is missing.

Bulleted, numbered and definition lists, also those inside an item. A list that was turned into a sentence is not
missing. One finding a list, not one an item; what stands in the list is not reported again.

Bad:

```markdown
You will need three things:

- a key
- a lock
- some patience
```

```markdown
Necesitarás tres cosas:
```

Good:

```markdown
You will need three things:

- a key
- a lock
- some patience
```

```markdown
Necesitarás tres cosas:

* una llave
* una cerradura
* algo de paciencia
```
"""

from collections.abc import Iterator

from trcheck.rule import THEM, Defect, NoOptions, Page, rule
from trcheck.text.wording import plural


@rule("missing-list", severity="error")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    for unpaired in page.aligned.missing("list", "definitions"):
        block = unpaired.block
        first = page.named(block.children[0])
        missing = f"the list of {plural(len(block.children), 'item')} that begins with {first} is missing"
        yield Defect(
            f"{missing}: translate it and put it here",
            page.after(unpaired),
            (page.there(block),),
            key=first,
            agreed=f"{missing}: {THEM} have it",
        )
