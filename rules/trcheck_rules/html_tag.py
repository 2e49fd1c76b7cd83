"""html-tag: an HTML element of the source is missing, or is not closed here.

Elements that shape a page: `details`, `table`, `div`, `video` and the like. Those that say something about a word
(`abbr`, `kbd`, `sub`) are worth a warning. Links and images count as links and images, however they are written; `br`,
`p`, `span`, `b` and others that only dress the text are a translator's choice.

Options:

- `tags`: the names of the tags that count.
- `inline`: the names of those that are worth a warning.

Bad:

```markdown
<details>
<summary>More</summary>

Hidden at first.

</details>
```

```markdown
<details>
<summary>Más</summary>

Oculto al principio.
```

Good:

```markdown
<details>
<summary>More</summary>

Hidden at first.

</details>
```

```markdown
<details>
<summary>Más</summary>

Oculto al principio.

</details>
```
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trcheck.model import Block, BlockPair, Document, Span, SpanPair
from trcheck.rule import THEM, Defect, Page, rule
from trcheck.text.wording import listing, shorten


@dataclass(frozen=True, slots=True)
class Options:
    # fmt: off
    tags: tuple[str, ...] = (
        "article", "aside", "audio", "blockquote", "button", "canvas", "dd", "details", "div", "dl", "dt", "embed",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "iframe",
        "label", "legend", "li", "main", "math", "nav", "object", "ol", "option", "pre", "script", "section", "select",
        "style", "summary", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "tr", "ul",
        "video",
    )
    # fmt: on
    inline: tuple[str, ...] = ("abbr", "del", "dfn", "ins", "kbd", "rt", "ruby", "sub", "sup")


@rule("html-tag", severity="error", options=Options, markup=True)
def check(page: Page, options: Options) -> Iterator[Defect]:
    counted, inline = frozenset(options.tags), frozenset(options.inline)
    gone: set[str] = set()
    for unpaired in page.aligned.missing("html"):
        block = unpaired.block
        tags = [span.text for span in _opened((block,), counted)]
        if tags or block.text:
            gone.update(tags)
            name = f"<{tags[0]}>" if tags else f"“{shorten(block.text, 40)}”"
            yield Defect(
                f"the HTML {name} of the source is missing: put it here, with its text translated",
                page.after(unpaired),
                (page.there(block),),
                key=name,
                agreed=f"the HTML {name} is missing: {THEM} have it",
            )
    theirs, ours = _unclosed(page.aligned.source, counted), _unclosed(page.document, counted)
    for name, spans in ours.items():
        if name not in theirs and name not in gone:
            gone.add(name)
            yield Defect(f"<{name}> is opened here and never closed: add </{name}>", page.here(spans[-1]), key=name)
    for section in page.aligned.sections:
        pairs = list(section.walk())
        needed = list(_opened((block for pair in pairs for block in pair.source), counted | inline))
        if not needed:
            continue
        heading = section.translation.heading
        blocks = (heading, *section.translation.blocks) if heading else section.translation.blocks
        found = Counter(span.text for span in _opened(_all(blocks), counted | inline))
        lost = Counter(span.text for span in needed) - found
        names = [name for name in lost if name not in gone]
        if names:
            spans = [span for span in needed if span.text in names]
            yield Defect(
                f"this section lacks HTML of the source's: {listing(f'<{name}>' for name in names)}",
                page.near(SpanPair(spans[0], None, next(pair for pair in pairs if _holds(pair, spans[0])))),
                tuple(page.there(span) for span in spans[:5]),
                severity="warning" if inline.issuperset(names) else None,
                key=" ".join(names),
            )


def _holds(pair: BlockPair, span: Span) -> bool:
    return any(span in block.spans for block in pair.source)


def _all(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield from block.walk()


def _opened(blocks: Iterable[Block], counted: frozenset[str]) -> Iterator[Span]:
    for block in blocks:
        for span in block.spans:
            if span.kind == "html" and span.style != "close" and span.text in counted:
                yield span


def _unclosed(document: Document, counted: frozenset[str]) -> dict[str, list[Span]]:
    """The tags of a page that are opened more often than closed, each with the openings that are left."""
    opened: dict[str, list[Span]] = {}
    for span in document.spans("html"):
        if span.text in counted and span.style == "open":
            opened.setdefault(span.text, []).append(span)
        elif span.style == "close" and opened.get(span.text):
            opened[span.text].pop()
    return {name: spans for name, spans in opened.items() if spans}
