"""heading-id: the id of a heading is not the source's, or was left out where the page keeps them.

Links from other pages lead to the ids of headings (`{#limits}`). Reported are: an id that belongs to another heading
of the source; an id with a slip; an id other than the source's, and one that was left out, on a page that keeps at
least `majority` of them. Where a translation uses ids of its own language throughout, this rule is silent. An id
that the heading's words lead to by themselves needs not be written.

Options:

- `majority` (0.8): the share of the headings with an id in the source that must keep it for the others to be reported.
- `at_least` (3): how many headings must keep it.

Bad:

```markdown
## Opening hours {#hours}

We open at nine.

## Prices {#prices}

Children pay half.
```

```markdown
## Horario {#prices}

Abrimos a las nueve.

## Precios {#prices}

Los niños pagan la mitad.
```

Good:

```markdown
## Opening hours {#hours}

We open at nine.
```

```markdown
## Horario {#hours}

Abrimos a las nueve.
```
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trcheck.model import Block, Section
from trcheck.model.code import one_edit
from trcheck.rule import Defect, Page, rule, shorten


@dataclass(frozen=True, slots=True)
class Options:
    majority: float = 0.8
    at_least: int = 3


@rule("heading-id", severity="warning", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    pairs = [pair for pair in page.aligned.sections if pair.source.heading and pair.translation.heading]
    given = [pair for pair in pairs if pair.source.ids]
    kept = sum(pair.source.ids[0] in pair.translation.ids for pair in given)
    keeps = kept >= options.at_least and kept >= options.majority * len(given)
    names = {name: section for section in page.aligned.source.sections for name in section.ids or section.slugs}
    for pair in pairs:
        heading, theirs = pair.translation.heading, pair.source.heading
        assert heading
        assert theirs
        if not _anchored(pair.source, pair.translation) and (message := _message(pair.source, heading, names, keeps)):
            yield Defect(message, page.here(heading), (page.there(theirs),), key=theirs.text)


def _anchored(source: Section, translation: Section) -> bool:
    """Whether the heading answers to the source's id, by an id of its own, its words, or an anchor beside it."""
    if not source.ids:
        return not translation.ids or any(name in source.slugs for name in translation.ids)
    return source.ids[0] in translation.ids or source.ids[0] in translation.slugs


def _message(source: Section, heading: Block, names: dict[str, Section], keeps: bool) -> str:
    wanted = source.ids or tuple(sorted(source.slugs, key=len)[:1])
    if not wanted:
        return ""
    if not heading.ids:
        return f"this heading lacks the source's id: add {{#{wanted[0]}}}" if keeps else ""
    found = heading.ids[0]
    other = names.get(found)
    if other is not None and other is not source:
        return f"the id {found} belongs to the heading “{shorten(other.title, 40)}”: use {{#{wanted[0]}}}"
    near = next((name for name in (*source.ids, *sorted(source.slugs)) if one_edit(name, found)), None)
    if near:
        return f"the id {found} is misspelt: use {{#{near}}} as the source does"
    return f"the id {found} is not the source's: use {{#{wanted[0]}}}" if keeps and source.ids else ""
