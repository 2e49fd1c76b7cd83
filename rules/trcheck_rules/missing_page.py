"""missing-page: a page is not translated although nearly all pages around it are.

Said once on the source page, for all languages under check that lack it. What is around a page are the source pages in
its folder, or in the nearest folder above it that holds at least ten. Where a language has fewer of them than
`coverage`, nobody set out to translate them all, and the rule is silent. So it is where two languages or more have
nearly all pages around and none has this one: the site leaves it to the source language, as release notes mostly are.

Options:

- `coverage` (0.8): the share of the pages around that a language must have; from 0.5 to 1

Bad:

```text
content/en/guide/{first,second,third,fourth,fifth}.md
content/es/guide/{first,second,third,fourth}.md
```

Good:

```text
content/en/guide/{first,second,third,fourth,fifth}.md
content/es/guide/{first,second,third,fourth,fifth}.md
```
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trcheck.rule import Defect, Majority, Page, Place, rule
from trcheck.text.wording import listing


@dataclass(frozen=True, slots=True)
class Options:
    coverage: Majority = 0.8


@rule("missing-page", severity="info", scope="lacking", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    document = page.document
    shares = {language: page.site.coverage(document, language) for language in page.lacking}
    missing = sorted(language for language, share in shares.items() if share >= options.coverage)
    if missing and not _is_left_by_all(page, options.coverage):
        languages = listing(missing, limit=20)
        least = min(shares[language] for language in missing)
        have = f"{'at least ' if len(missing) > 1 else ''}{least:.0%} of the pages around it are"
        end = document.text.find("\n")
        yield Defect(
            f"this page is not translated into {languages}; {have}",
            Place(document, 0, end if end >= 0 else len(document.text)),
            key=languages,
        )


def _is_left_by_all(page: Page, coverage: float) -> bool:
    """Whether several languages translate what is around a page, and none the page."""
    site, languages = page.site, page.site.languages[1:]
    around = [language for language in languages if site.coverage(page.document, language) >= coverage]
    return len(around) > 1 and len(page.versions) == 1
