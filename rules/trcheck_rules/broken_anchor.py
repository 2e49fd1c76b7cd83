"""broken-anchor: a link leads to a place on a page that the page does not have.

What stands after the `#` is the id of a heading. On a translation it is reported where the source's link finds its
heading and this one does not: mostly the heading was translated, and with it the id that is made of its words. On a
source page, where the page is known to have no such id.

Bad:

```markdown
See [the limits](#limits).

## Limits

Ten a day.
```

```markdown
Consulta [los límites](#limits).

## Límites

Diez al día.
```

Good:

```markdown
See [the limits](#limits).

## Limits

Ten a day.
```

```markdown
Consulta [los límites](#limits).

## Límites {#limits}

Diez al día.
```
"""

from collections.abc import Iterator

from trcheck.model import Span
from trcheck.rule import Defect, NoOptions, Page, lacks_anchor, rule


@rule("broken-anchor", severity="error", scope="page")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    if page.alignment:
        broken: dict[str, list[tuple[Span, Span]]] = {}
        for pair in page.alignment.spans("link"):
            if pair.source and pair.translation and page.leads_nowhere(pair) == "anchor":
                broken.setdefault(pair.translation.target, []).append((pair.translation, pair.source))
        for target, links in broken.items():
            again = f" ({len(links)} links)" if len(links) > 1 else ""
            yield Defect(
                f"no heading has the id {target.partition('#')[2]} where {target} leads{again}: give the heading that "
                "id, or link to the id it has",
                page.here(links[0][0]),
                tuple(page.there(source) for _, source in links),
                key=target,
            )
    elif page.asked and page.document.language == page.site.source:
        for link in page.document.spans("link"):
            resolution = page.site.resolve(page.document, link.target) if "#" in link.target else None
            if resolution and resolution.exists and lacks_anchor(resolution, link.target):
                name = link.target.partition("#")[2]
                yield Defect(
                    f"no heading has the id {name} where {link.target} leads",
                    page.here(link),
                    cause="source",
                    key=link.target,
                )
