"""heading-id: the id of a heading is not the source's, or was left out where the page keeps them.

Links from other pages lead to the ids of headings (`{#limits}`). Reported are: an id that belongs to another heading
of the source; an id with a slip; and ids other than the source's or left out, where at least `majority` of the page's
other headings keep theirs, or of all headings of the site's pages in the language. The ids that the source's words
lead to count as its ids. Where a translation uses ids of its own words throughout, this rule is silent. An id that the
heading's words lead to by themselves needs not be written.

Options:

- `majority` (0.8): the share of the headings with an id in the source that must keep it for the others to be reported.
- `at_least` (2): how many headings must keep it.

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

from trcheck.model import Section, SectionPair
from trcheck.model.code import one_edit
from trcheck.rule import Defect, Page, rule
from trcheck.text.wording import listing, shorten

_NUMBER = re.compile(r"[-_]\d+\Z")


@dataclass(frozen=True, slots=True)
class Options:
    majority: float = 0.8
    at_least: int = 2

    def decides(self, kept: int, all: int) -> bool:
        """Whether the headings that keep their ids say what the rest, be it but one, should do."""
        return kept >= self.at_least and kept >= self.majority * (all - 1)


@rule("heading-id", severity="warning", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    pairs = [pair for pair in page.aligned.sections if pair.source.heading and pair.translation.heading]
    given = [pair for pair in pairs if pair.source.ids]
    written = [pair for pair in pairs if pair.translation.ids]
    kept = sum(map(_anchored, written))
    names = {name: section for section in page.aligned.source.sections for name in section.ids or section.slugs}
    slips: list[SectionPair] = []
    others: list[SectionPair] = []
    lacking: list[SectionPair] = []
    for pair in pairs:
        found = pair.translation.ids
        if not found:
            if pair.translation.slugs.isdisjoint(_ids(pair.source)) and (pair.source.ids or pair.source.level > 1):
                lacking.append(pair)
        elif _anchored(pair):
            continue
        elif found[0] in names:
            yield from _report(page, [pair], f"the id {found[0]} belongs to “{shorten(names[found[0]].title, 40)}”")
        elif any(one_edit(name, found[0]) for name in _ids(pair.source)):
            slips.append(pair)
        else:
            others.append(pair)
    custom = bool(others or lacking) and page.site.share_of_ids(page.document.language) >= options.majority
    if custom or options.decides(kept, len(written)) or _alone(given, others):
        slips += others
    if slips:
        ids = listing(pair.translation.ids[0] for pair in slips)
        yield from _report(page, slips, f"{ids} {'is' if len(slips) == 1 else 'are'} not the source's id")
    expected = [pair for pair in lacking if pair.source.ids] if given else lacking
    if expected and (custom or options.decides(kept, len(given) or len(written) + len(lacking))):
        yield from _report(page, expected, _unmarked(len(expected)))


def _report(page: Page, pairs: list[SectionPair], what: str) -> Iterator[Defect]:
    """One finding for the headings of a page that have the same fault."""
    headings = [pair.translation.heading for pair in pairs if pair.translation.heading]
    wanted = listing(f"{{#{_ids(pair.source)[0]}}}" for pair in pairs)
    counterparts = tuple(page.there(pair.source.heading) for pair in pairs if pair.source.heading)
    yield Defect(f"{what}: write {wanted}", page.here(headings[0]), counterparts, key=wanted)


def _unmarked(count: int) -> str:
    return (
        "this heading lacks the source's id" if count == 1 else f"{count} headings lack the source's id, this one first"
    )


def _alone(given: list[SectionPair], others: list[SectionPair]) -> bool:
    """Whether one heading alone has an id in the source, and in the translation one that is not made of its words."""
    return len(given) == 1 and given == others and given[0].translation.ids[0] not in given[0].translation.slugs


def _anchored(pair: SectionPair) -> bool:
    """Whether a heading answers to the id of the source's: by an id of its own or by its words."""
    ours = (*pair.translation.ids, *pair.translation.slugs)
    if pair.source.ids:
        return pair.source.ids[0] in ours
    # Dialects count repeated headings in other ways, and not from the same number.
    numberless = {_NUMBER.sub("", slug) for slug in pair.source.slugs}
    if not pair.source.title[-1:].isdigit():
        ours = (*ours, *(_NUMBER.sub("", name) for name in ours))
    return not pair.translation.ids or any(name in pair.source.slugs or name in numberless for name in ours)


def _ids(section: Section) -> tuple[str, ...]:
    """The ids by which links reach a heading."""
    return section.ids or tuple(sorted(section.slugs, key=lambda slug: (len(slug), slug))) or ("",)
