"""heading-id: the id of a heading is not the source's, or was left out where the page keeps them.

Links from other pages lead to the ids of headings (`{#limits}`). Reported are: an id that belongs to another heading
of the source; an id with a slip; and ids other than the source's or left out, where at least `majority` of the page's
other headings keep theirs, or of all headings of the site's pages in the language. The ids that the source's words
lead to count as its ids. Where a translation uses ids of its own words throughout, this rule is silent. An id that the
heading's words lead to by themselves needs not be written. An id in other brackets, `(#limits)`, is text for readers
and is always reported.

Options:

- `majority` (0.8): the share of the headings with an id in the source that must keep it for the others to be reported.
- `at-least` (2): how many headings must keep it.

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

from trcheck.learning.ways import heading_ids, source_ids
from trcheck.model import SectionPair
from trcheck.model.code import one_edit
from trcheck.rule import Count, Defect, Majority, Page, rule
from trcheck.text.wording import listing, shorten

_SHOWN = re.compile(r"[(\[（［｛]#[\w-]+[)\]）］｝]\Z")


@dataclass(frozen=True, slots=True)
class Options:
    majority: Majority = 0.8
    at_least: Count = 2

    def decides(self, kept: int, all: int) -> bool:
        """Whether the headings that keep their ids say what the rest, be it but one, should do."""
        return kept >= self.at_least and kept >= self.majority * (all - 1)


@rule("heading-id", severity="warning", options=Options, markup=True)
def check(page: Page, options: Options) -> Iterator[Defect]:
    pairs = [pair for pair in page.aligned.sections if pair.source.heading and pair.translation.heading]
    given = [pair for pair in pairs if pair.source.ids]
    names = {name: section for section in page.aligned.source.sections for name in section.ids or section.slugs}
    found: dict[str, list[SectionPair]] = {"source": [], "own": [], "none": []}
    for pair, way in heading_ids(page.aligned):
        found[way].append(pair)
    shown = [pair for pair in found["none"] if _SHOWN.search(pair.translation.title) and "#" not in pair.source.title]
    for pair in shown:
        yield from _report(page, [pair], "the id of this heading is shown as text")
    kept, lacking = len(found["source"]), [pair for pair in found["none"] if pair not in shown]
    slips: list[SectionPair] = []
    others: list[SectionPair] = []
    for pair in found["own"]:
        ours = pair.translation.ids[0]
        if ours in names:
            yield from _report(page, [pair], f"the id {ours} belongs to “{shorten(names[ours].title, 40)}”")
        else:
            (slips if any(one_edit(name, ours) for name in source_ids(pair)) else others).append(pair)
    convention = page.site.convention(page.document.language, "heading-ids")
    settled = convention.way == "source"
    if settled or options.decides(kept, kept + len(found["own"])) or _alone(given, others):
        slips += others
    if slips:
        ids = listing(pair.translation.ids[0] for pair in slips)
        yield from _report(page, slips, f"{ids} {'is' if len(slips) == 1 else 'are'} not the source's id")
    expected = [pair for pair in lacking if pair.source.ids] if given else lacking
    if expected and (settled or options.decides(kept, len(given) or kept + len(found["own"]) + len(lacking))):
        reason = f" ({convention.share} headings of the site have it)" if settled else ""
        yield from _report(page, expected, _unmarked(len(expected)) + reason)


def _report(page: Page, pairs: list[SectionPair], what: str) -> Iterator[Defect]:
    """One finding for the headings of a page that have the same fault."""
    headings = [pair.translation.heading for pair in pairs if pair.translation.heading]
    wanted = listing(f"{{#{source_ids(pair)[0]}}}" for pair in pairs)
    counterparts = tuple(page.there(pair.source.heading) for pair in pairs if pair.source.heading)
    yield Defect(f"{what}: write {wanted}", page.here(headings[0]), counterparts, key=wanted)


def _unmarked(count: int) -> str:
    return (
        "this heading lacks the source's id" if count == 1 else f"{count} headings lack the source's id, this one first"
    )


def _alone(given: list[SectionPair], others: list[SectionPair]) -> bool:
    """Whether one heading alone has an id in the source, and in the translation one that is not made of its words."""
    return len(given) == 1 and given == others and given[0].translation.ids[0] not in given[0].translation.slugs
