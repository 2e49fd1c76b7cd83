"""broken-link: a link within the site leads to no page.

On a translation it is reported where the source's link leads to a page that exists and this one does not; on a
source page, if it was asked for itself, where the page it names is known not to exist. What leaves the site, and what
cannot be known, is silent.

Bad, where `guide.en.md` and `guide.es.md` exist:

```markdown
See the [guide](guide.en.md).
```

```markdown
Consulta la [guía](guía.es.md).
```

Good:

```markdown
See the [guide](guide.en.md).
```

```markdown
Consulta la [guía](guide.es.md).
```
"""

from collections.abc import Iterator

from trcheck.rule import Defect, NoOptions, Page, rule


@rule("broken-link", severity="error", scope="page")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    if page.alignment:
        for pair in page.alignment.spans("link"):
            if pair.source and pair.translation and page.leads_nowhere(pair) == "page":
                yield Defect(
                    f"{pair.translation.target} leads to no page, the source's {pair.source.target} does",
                    page.here(pair.translation),
                    (page.there(pair.source),),
                    key=pair.translation.target,
                )
    elif page.asked and page.document.language == page.site.source:
        for link in page.document.spans("link"):
            resolution = page.site.resolve(page.document, link.target)
            if resolution and not resolution.exists:
                yield Defect(
                    f"{link.target} leads to no page: there is no {resolution.path}",
                    page.here(link),
                    cause="source",
                    key=link.target,
                )
