"""missing-section: a section of the source is missing.

A heading of the source and what stands under it have no counterpart anywhere on the translated page. Sections that
merely moved count as there. Sections that are missing together are one finding, and nothing inside them is reported
again. Readers of the translation do not get to know that there is more. Where only the heading is gone, or stands there
as a plain line (`##Title`, `**Title**`), that alone is said.

Bad:

```markdown
## Install

Run the installer and wait.

## Update

Run the updater once a month.
```

```markdown
## Instalación

Ejecuta el instalador y espera.
```

Good:

```markdown
## Install

Run the installer and wait.

## Update

Run the updater once a month.
```

```markdown
## Instalación

Ejecuta el instalador y espera.

## Actualización

Ejecuta el actualizador una vez al mes.
```
"""

from collections.abc import Iterator
from itertools import groupby

from trcheck.model import Block, Section
from trcheck.rule import THEM, Defect, NoOptions, Page, rule
from trcheck.text.wording import listing, plural, shorten


@rule("missing-section", severity="error")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    gone = [unpaired for unpaired in page.aligned.missing_sections if not unpaired.standing]
    for _, group in groupby(gone, key=lambda unpaired: unpaired.after):
        together = list(group)
        sections = [section for one in together for section in one.sections]
        missing, it = _missing(sections)
        yield Defect(
            f"{missing}: translate {it} and put {it} here",
            page.after(together[0]),
            tuple(page.there(one.sections[0].heading or one.sections[0]) for one in together),
            key=sections[0].title,
            agreed=f"{missing}: {THEM} have {it}",
        )
    lines = {pair.source[0]: pair.translation[0] for pair in page.aligned.pairs("heading")}
    for lost in page.aligned.missing_sections:
        standing, heading = lost.standing, lost.sections[0].heading
        if standing and heading:
            name = page.named(heading)
            if standing is lines.get(heading):
                message = _as_line(page, standing, heading)
            else:
                message = f"the heading {name} is missing: put it before what stands under it, {page.named(standing)}"
            agreed = f"the heading {name} is missing here: {THEM} have it"
            yield Defect(message, page.here(standing), (page.there(heading),), key=name, agreed=agreed)
    for unpaired in page.aligned.missing("heading"):
        name = page.named(unpaired.block)
        message = f"the heading {name} is missing: translate it and put it here"
        agreed = f"the heading {name} is missing: {THEM} have it"
        yield Defect(message, page.after(unpaired), (page.there(unpaired.block),), key=name, agreed=agreed)


def _as_line(page: Page, line: Block, heading: Block) -> str:
    """What to do about a heading that stands there as a line of text."""
    title = shorten(line.text.lstrip("#＃ "), 40)
    written = shorten(page.document.text[line.start : line.end], 40)
    return f"“{written}” is no heading, the source's {page.named(heading)} is: write {'#' * heading.level} {title}"


def _missing(sections: list[Section]) -> tuple[str, str]:
    """What is missing, and whether that is it or them."""
    titles = [f"“{shorten(section.title)}”" for section in sections if section.heading]
    if len(titles) > 1:
        return f"{len(titles)} sections are missing: {listing(titles)}", "them"
    blocks = len(sections[0].blocks)
    rest = f" with its {plural(blocks, 'block')}" if blocks else ""
    return f"the section {listing(titles)} is missing{rest}", "it"
