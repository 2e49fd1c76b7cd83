"""admonition: a note, tip or warning of the source is missing, has become plain text, or another kind.

`!!! note`, `::: note`, `> [!NOTE]` and shortcodes for notes are the same. The title may be translated, the marker may
not: `> [!NOTA]` is shown to readers as a quote that begins with "[!NOTA]". What begins with `:::` and is never closed
takes in the rest of the page.

Bad:

```markdown
> [!NOTE]
> Save your work first.
```

```markdown
> [!NOTA]
> Guarda antes tu trabajo.
```

Good:

```markdown
> [!NOTE]
> Save your work first.
```

```markdown
:::note
Guarda antes tu trabajo.
:::
```
"""

from collections.abc import Iterator

from trcheck.model import Block, Document
from trcheck.rule import THEM, Defect, NoOptions, Page, rule

_ANY = {"alert", "admonition", "aside", "callout", "block", "box"}
_SAME = (
    {"caution", "danger", "warning", "attention", "error"},
    {"info", "note", "important"},
    {"tip", "hint", "success"},
)
_KNOWN = _ANY.union(*_SAME, ("primary", "secondary", "example", "question", "quote", "summary", "details"))


@rule("admonition", severity="error", markup=True)
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    for unpaired in page.aligned.missing("admonition"):
        block = unpaired.block
        text = page.named(block)
        yield Defect(
            f"the {block.name} {text} is missing: translate it and put it here",
            page.after(unpaired),
            (page.there(block),),
            key=text,
            agreed=f"the {block.name} {text} is missing: {THEM} have it",
        )
    for pair in page.aligned.pairs("admonition"):
        source, translation = pair.source[0], pair.translation[0]
        if page.document.text.startswith(("{{<", "{{%"), translation.start) and translation.kind == "paragraph":
            continue  # a shortcode that is damaged
        if translation.kind in ("paragraph", "quote"):
            yield Defect(
                f"the source has a {source.name} here, this is a plain {translation.kind}: mark it as the source does",
                page.here(translation),
                (page.there(source),),
            )
        elif (
            translation.kind == "admonition"
            and (
                page.document.text[translation.start] == _first(page, source) or translation.name.lower() not in _KNOWN
            )
            and not _alike(source.name.lower(), translation.name.lower())
        ):
            yield Defect(
                f"this is marked {translation.name}, the source's is marked {source.name}",
                page.here(translation),
                (page.there(source),),
            )
    if not any(_left_open(page.aligned.source)):
        for block in _left_open(page.document):
            place = page.here(block)
            yield Defect(f"this {block.name} is opened here and never closed: add ::: behind it", place, key=block.name)


def _left_open(document: Document) -> Iterator[Block]:
    """The admonitions of colons that end with their page only."""
    opened: list[Block] = []
    for block in document.blocks():
        if block.kind == "admonition" and block.meta and document.text.startswith(":::", block.start):
            if block.meta == "open":
                opened.append(block)
            elif opened:
                opened.pop()
    return iter(opened)


def _first(page: Page, source: Block) -> str:
    """The sign with which the source's begins. Each form has kinds of its own, few of which mean the same."""
    return page.aligned.source.text[source.start]


def _alike(one: str, other: str) -> bool:
    return one == other or one in _ANY or other in _ANY or any(one in names and other in names for names in _SAME)
