"""html-tag: an HTML element of the source is missing, or is not closed here.

Elements that shape a page: `details`, `table`, `div`, `video` and the like. Links and images count as links and images,
however they are written; `br`, `p`, `span`, `b` and others that only dress the text are a translator's choice.

Options:

- `ignored`: the names of the tags that do not count.

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

from trcheck.model import Block, Span
from trcheck.rule import Defect, Page, listing, plural, rule, shorten

_VOID = frozenset(("area", "base", "col", "embed", "input", "link", "meta", "param", "track"))


@dataclass(frozen=True, slots=True)
class Options:
    # fmt: off
    ignored: tuple[str, ...] = (
        "a", "abbr", "b", "bdi", "bdo", "br", "center", "cite", "code", "em", "font", "hr", "i", "img", "ins", "kbd",
        "mark", "nobr", "p", "picture", "pre", "q", "ruby", "rt", "rp", "s", "samp", "small", "source", "span",
        "strong", "sub", "sup", "tt", "u", "var", "wbr",
    )
    # fmt: on


@rule("html-tag", severity="error", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    gone = set()
    for unpaired in page.aligned.missing("html"):
        block = unpaired.block
        tags = [span.text for span in block.spans if span.kind == "html" and span.style != "close"]
        counted = [tag for tag in tags if tag not in options.ignored]
        if counted or block.text:
            gone.update(counted)
            name = f"<{counted[0]}>" if counted else shorten(block.text, 40)
            yield Defect(
                f"the HTML {name} of the source is missing: put it here, with its text translated",
                page.after(unpaired),
                (page.there(block),),
                key=name,
            )
    theirs, ours = _unclosed(page.aligned.source.blocks(), options), _unclosed(page.document.blocks(), options)
    for name, spans in ours.items():
        if name not in theirs and name not in gone:
            gone.add(name)
            yield Defect(f"<{name}> is opened here and never closed: add </{name}>", page.here(spans[0]), key=name)
    for section in page.aligned.sections:
        paired = list(section.walk())
        needed = Counter(span.text for span in _opened(block for pair in paired for block in pair.source))
        found = Counter(span.text for span in _opened(section.translation.blocks))
        lost = {
            name: count for name, count in (needed - found).items() if name not in gone and name not in options.ignored
        }
        if lost:
            spans = [span for span in _opened(section.source.blocks) if span.text in lost]
            names = listing(plural(count, f"<{name}>", f"<{name}>") for name, count in lost.items())
            yield Defect(
                f"this section lacks HTML of the source's: {names}",
                page.here(section.translation.heading or section.translation),
                tuple(page.there(span) for span in spans[:5]),
                key=names,
            )


def _opened(blocks: Iterable[Block]) -> Iterator[Span]:
    for block in blocks:
        for span in block.spans:
            if span.kind == "html" and span.style != "close":
                yield span


def _unclosed(blocks: Iterable[Block], options: Options) -> dict[str, list[Span]]:
    """The tags of a page that are opened more often than closed, each with its openings, the last one first."""
    opened: dict[str, list[Span]] = {}
    for block in blocks:
        for span in block.spans:
            if span.kind != "html" or span.text in _VOID or span.text in options.ignored:
                continue
            if span.style == "open":
                opened.setdefault(span.text, []).append(span)
            elif span.style == "close" and opened.get(span.text):
                opened[span.text].pop()
    return {name: spans[::-1] for name, spans in opened.items() if spans}
