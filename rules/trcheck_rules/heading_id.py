"""heading-id: the id of a heading is not the source's, or was left out where the page keeps them.

Links from other pages lead to the ids of headings (`{#limits}`). Reported are: an id that belongs to another heading
of the source; an id with a slip; an id other than the source's, and one that was left out, on a page that keeps at
least `majority` of them. The ids that the source's words lead to count as its ids; another id than one of those is
only worth an information. Where a translation uses ids of its own words throughout, this rule is silent. An id that
the heading's words lead to by themselves needs not be written.

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

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trcheck.model import Block, Section, SectionPair
from trcheck.model.code import one_edit
from trcheck.rule import Defect, Page, Severity, rule, shorten

_NUMBER = re.compile(r"[-_]\d+\Z")


@dataclass(frozen=True, slots=True)
class Options:
    majority: float = 0.8
    at_least: int = 3


@rule("heading-id", severity="warning", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    pairs = [pair for pair in page.aligned.sections if pair.source.heading and pair.translation.heading]
    given = [pair for pair in pairs if pair.source.ids]
    written = [pair for pair in pairs if pair.translation.ids]
    kept = sum(map(_anchored, written))
    keeps = kept >= max(options.at_least, options.majority * len(given))
    pins = kept >= max(options.at_least, options.majority * len(written))
    names = {name: section for section in page.aligned.source.sections for name in section.ids or section.slugs}
    for pair in pairs:
        heading, theirs = pair.translation.heading, pair.source.heading
        assert heading
        assert theirs
        if _anchored(pair):
            continue
        severity: Severity | None = None
        if heading.ids:
            message = _misled(pair.source, heading, names)
            alone = len(given) == 1 and heading.ids[0] not in pair.translation.slugs
            if not message and (pins or (alone and pair.source.ids)):
                message = f"the id {heading.ids[0]} is not the source's, which is {_ids(pair.source)[0]}"
                severity = None if pair.source.ids else "info"
        else:
            message = f"this heading lacks the source's id: add {{#{pair.source.ids[0]}}}" if keeps else ""
        if message:
            yield Defect(message, page.here(heading), (page.there(theirs),), severity=severity, key=theirs.text)


def _anchored(pair: SectionPair) -> bool:
    """Whether a heading answers to the id of the source's: by an id of its own or by its words."""
    ours = (*pair.translation.ids, *pair.translation.slugs)
    if pair.source.ids:
        return pair.source.ids[0] in ours
    numberless = {_NUMBER.sub("", slug) for slug in pair.source.slugs}
    return not pair.translation.ids or any(name in pair.source.slugs or name in numberless for name in ours)


def _ids(section: Section) -> tuple[str, ...]:
    return section.ids or tuple(sorted(section.slugs, key=len)) or ("",)


def _misled(source: Section, heading: Block, names: dict[str, Section]) -> str:
    """What is wrong with an id that is another heading's, or nearly the source's."""
    found, wanted = heading.ids[0], _ids(source)
    other = names.get(found)
    if other is not None and other is not source:
        return f"the id {found} belongs to the heading “{shorten(other.title, 40)}”: use {{#{wanted[0]}}}"
    near = next((name for name in wanted if one_edit(name, found)), None)
    return f"the id {found} is misspelt: use {{#{near}}} as the source does" if near else ""
