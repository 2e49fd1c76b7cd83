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
from itertools import groupby

from trcheck.model import Section
from trcheck.rule import Defect, NoOptions, Page, listing, plural, rule, shorten


@rule("missing-section", severity="error")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    for _, group in groupby(page.aligned.missing_sections, key=lambda unpaired: unpaired.after):
        unpaired = list(group)
        sections = [section for one in unpaired for section in one.sections]
        yield Defect(
            _message(sections),
            page.after(unpaired[0]),
            tuple(page.there(one.sections[0].heading or one.sections[0]) for one in unpaired),
            key=sections[0].title,
        )
    for lost in page.aligned.missing("heading"):
        name = page.named(lost.block)
        message = f"the heading {name} is missing: translate it and put it here"
        yield Defect(message, page.after(lost), (page.there(lost.block),), key=name)


def _message(sections: list[Section]) -> str:
    titles = [f"“{shorten(section.title)}”" for section in sections if section.heading]
    if len(titles) > 1:
        return f"{len(titles)} sections are missing: {listing(titles)}: translate them and put them here"
    blocks = len(sections[0].blocks)
    rest = f" with its {plural(blocks, 'block')}" if blocks else ""
    return f"the section {listing(titles)} is missing{rest}: translate it and put it here"
