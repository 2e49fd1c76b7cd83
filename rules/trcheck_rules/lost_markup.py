"""lost-markup: a page has lost all its markup, as one does that was pasted as plain text.

Headings, links, images and list markers went with it, or stand there as plain lines. That is one finding, with the
counts of what went. The rest of the page is still compared: the lines that stand for headings of the other page are
read as headings, and a list, a section or paragraphs that are gone with their words are reported each by itself. Found
where the other page has two sections or more and this one at most a tenth of its markup. It may be the source page.

Bad:

```markdown
The garden is open to everyone, see the [map](https://garden.example/map) and the [plan](https://garden.example/plan).

## Beds

**Every bed** has a number. Ask for one in the [office](https://garden.example/office).

## Tools

The shed holds the tools of all of us:

- spades
- rakes

## Water

Take water from the tank, **never** from the pond.
```

```markdown
El jardín está abierto a todos, mira el mapa y el plano.

Bancales

Cada bancal tiene un número. Pide uno en la oficina.

Herramientas

El cobertizo guarda las herramientas de todos:

palas

rastrillos

Agua

Toma el agua del depósito, nunca del estanque.
```

Good:

```markdown
The garden is open to everyone, see the [map](https://garden.example/map).

## Beds

**Every bed** has a number.
```

```markdown
El jardín está abierto a todos, mira el [mapa](https://garden.example/map).

## Bancales

**Cada bancal** tiene un número.
```
"""

from collections.abc import Iterator

from trcheck.model import Document, SpanKind
from trcheck.rule import Defect, NoOptions, Page, Place, rule
from trcheck.text.wording import listing, plural

_SPANS: tuple[tuple[SpanKind, str, str], ...] = (
    ("link", "link", "links"),
    ("image", "image", "images"),
    ("code", "piece of code", "pieces of code"),
    ("strong", "place in bold", "places in bold"),
)


@rule("lost-markup", severity="error")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    aligned = page.aligned
    if aligned.plain == "source":
        plain, marked = aligned.source, aligned.translation
    elif aligned.plain == "translation":
        plain, marked = aligned.translation, aligned.source
    else:
        return
    first, *_ = plain.blocks()
    there, *_ = [*(block for block in marked.blocks() if block.kind == "heading"), *marked.blocks()]
    yield Defect(
        f"this page has lost its markup: {listing(_lost(plain, marked), limit=9)} are plain text here or gone: "
        "put them back",
        Place(plain, first.start, first.end),
        (Place(marked, there.start, there.end),),
        key="markup",
    )


def _lost(plain: Document, marked: Document) -> Iterator[str]:
    read_back = [block.kind for block in plain.blocks() if block.name == "line"]
    counts = (
        (read_back.count("heading"), "heading", "headings"),
        *((_count(marked, kind) - _count(plain, kind), one, many) for kind, one, many in _SPANS),
        (read_back.count("item"), "list item", "list items"),
    )
    yield from (plural(count, one, many) for count, one, many in counts if count > 0)


def _count(document: Document, kind: SpanKind) -> int:
    return sum(1 for _ in document.spans(kind))
