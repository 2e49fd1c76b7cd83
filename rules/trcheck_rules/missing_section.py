"""missing-section: a section of the source is missing.

A heading of the source and what stands under it have no counterpart anywhere on the translated page. Sections that
merely moved count as there. Sections that are missing together are one finding, and nothing inside them is reported
again. Readers of the translation do not get to know that there is more.

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

from trcheck.model import UnpairedSection
from trcheck.rule import Defect, NoOptions, Page, listing, plural, rule, shorten


@rule("missing-section", severity="error")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    for unpaired in page.aligned.missing_sections:
        first = unpaired.sections[0]
        yield Defect(
            f"{_named(unpaired)}: translate it and put it here",
            page.after(unpaired),
            (page.there(first.heading or first),),
            key=first.title,
        )
    for unpaired_heading in page.aligned.missing("heading"):
        heading = unpaired_heading.block
        yield Defect(
            f"the heading {page.named(heading)} is missing: translate it and put it here",
            page.after(unpaired_heading),
            (page.there(heading),),
            key=heading.text,
        )


def _named(unpaired: UnpairedSection) -> str:
    titles = [f"“{shorten(section.title)}”" for section in unpaired.sections if section.heading]
    if not titles:
        return "the introduction is missing"
    if len(titles) > 1:
        return f"{plural(len(titles), 'section')} are missing: {listing(titles)}"
    blocks = len(unpaired.sections[0].blocks)
    return f"the section {titles[0]} is missing" + (f" with its {plural(blocks, 'block')}" if blocks else "")
