"""link-language: a link leads to a page in another language although this language has it.

Reported only where it is certain: the link names a third language of the site, or the source's while the page exists
in this language and the other links of the page lead to this language's pages.

Options:

- `majority` (0.8): the share of a page's links to pages of the site that must name its language.
- `at_least` (2): how many links must.

Bad, on a page of a site in en, es and zh:

```markdown
See the [guide](/en/guide/).
```

```markdown
Consulta la [guía](/zh/guide/).
```

Good:

```markdown
See the [guide](/en/guide/).
```

```markdown
Consulta la [guía](/es/guide/).
```
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trcheck.model import Span
from trcheck.rule import Defect, Page, rule


@dataclass(frozen=True, slots=True)
class Options:
    majority: float = 0.8
    at_least: int = 2


@rule("link-language", severity="error", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    pairs = [pair for pair in page.aligned.spans("link") if pair.source and pair.translation and pair.same]
    named = [page.site.language_of(pair.translation.target) for pair in pairs if pair.translation]
    own = page.document.language
    localised = named.count(own)
    local = localised >= options.at_least and localised >= options.majority * (len(named) - named.count(None))
    for pair, language in zip(pairs, named, strict=True):
        source, translation = pair.source, pair.translation
        assert source
        assert translation
        if language in (None, own) or (source.target == translation.target and language != page.site.source):
            continue
        third = language != page.site.source
        if third or (local and _exists(page, translation, language or "")):
            yield Defect(
                f"{translation.target} leads to the page in {language}: link to the one in {own}",
                page.here(translation),
                (page.there(source),),
                severity=None if third else "warning",
                key=translation.target,
            )


def _exists(page: Page, link: Span, language: str) -> bool:
    """Whether the page that a link leads to exists in the language of the page under check."""
    target = link.target.replace(f"/{language}/", f"/{page.document.language}/", 1)
    resolution = page.site.resolve(page.document, target)
    return resolution is not None and resolution.exists and not resolution.fallback
