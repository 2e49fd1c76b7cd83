"""link-language: a link leads to a page in another language although this language has it.

Reported where it is certain: the link names a third language of the site; it names the source's language although the
source's link names none; or the page exists in this language, and the other links of the page lead to this language's
pages. A link that names the language which the source's names too, as to a page in Chinese, is meant so.

Where nearly all links of the language's pages name the language, or none does, the others are reported against that
convention; likewise where nearly all links to another site (an encyclopedia, a reference) lead to its edition in the
language. `trcheck conventions` shows both.

Options:

- `majority` (0.8): the share of a page's links to pages of the site that must name its language.
- `at-least` (2): how many links must.

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

from trcheck.learning.ways import other_sites, prefixed_links
from trcheck.model import Span
from trcheck.rule import Count, Defect, Majority, Page, rule


@dataclass(frozen=True, slots=True)
class Options:
    majority: Majority = 0.8
    at_least: Count = 2


@rule("link-language", severity="error", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    own, named = page.document.language, page.site.language_of
    pairs = [
        (pair.source, pair.translation)
        for pair in page.aligned.spans("link")
        if pair.source and pair.translation and pair.same
    ]
    languages = [named(translation.target) for _, translation in pairs]
    paths = [
        language for language, (_, link) in zip(languages, pairs, strict=True) if language or link.target[:1] == "/"
    ]
    local = paths.count(own) >= max(options.at_least, options.majority * len(paths))
    for (source, translation), language in zip(pairs, languages, strict=True):
        if language == own or (language is None and not local):
            continue
        if language is None or language == named(source.target):
            if language not in (None, page.site.source) or not (local and _there(page, translation, language)):
                continue
            certain = False
        else:
            certain = not _lacking(page, source)
        instead = source.target if named(source.target) is None and _lacking(page, source) else f"the one in {own}"
        yield Defect(
            f"{translation.target} leads to the page in {language or page.site.source}: link to {instead}",
            page.here(translation),
            (page.there(source),),
            severity=None if certain else "warning",
            key=translation.target,
        )
    yield from _against_prefixes(page, local)
    yield from _against_editions(page)


def _against_prefixes(page: Page, local: bool) -> Iterator[Defect]:
    """Links within the site that name the language where the site leaves it out, or leave it out where it names it;
    but not where the page is known to be lacking, or was looked for already."""
    own = page.document.language
    convention = page.site.convention(own, "link-prefix")
    for source, translation, way, _ in prefixed_links(page.aligned) if convention.way else ():
        if way == convention.way or page.site.language_of(source.target) not in (None, page.site.source):
            continue
        if way == "none" and (_lacking(page, translation) or (local and _there(page, translation, None))):
            continue
        bare = translation.target.partition("/")[2].partition("/")[2]
        wanted = f"/{bare}" if way == "own" else f"/{own}{translation.target}"
        does = "leave the language out" if way == "own" else "name the language"
        yield Defect(
            f"write {wanted} for {translation.target}: {convention.share} links of {own} {does}",
            page.here(translation),
            (page.there(source),),
            severity="warning",
            key=translation.target,
        )


def _against_editions(page: Page) -> Iterator[Defect]:
    """Links to the source edition of a site whose own edition the pages of the language mostly name, one a site."""
    told: set[str] = set()
    for source, translation, way, site in other_sites(page.aligned):
        convention = page.site.convention(page.document.language, f"other-sites {site}")
        if way == "own" or convention.way != "own" or site in told:
            continue
        told.add(site)
        own = page.document.language
        yield Defect(
            f"this leads to the source's edition of {site}, {convention.share} links of {own} to its own: "
            "link to the page there, if there is one",
            page.here(translation),
            (page.there(source),),
            severity="warning",
            key=site,
        )


def _lacking(page: Page, source: Span) -> bool:
    """Whether the page that a link of the source leads to is known not to exist in this language."""
    found = page.site.resolve(page.document, source.target)
    return found is not None and (not found.exists or found.fallback)


def _there(page: Page, link: Span, language: str | None) -> bool:
    """Whether the page that a link leads to exists in this language, at another place than the link's."""
    if not link.target.startswith("/") and language is None:
        return False
    head = f"/{page.document.language}/"
    target = link.target.replace(f"/{language}/", head, 1) if language else head + link.target.lstrip("/")
    ours, theirs = page.site.resolve(page.document, target), page.site.resolve(page.document, link.target)
    return ours is not None and ours.exists and not ours.fallback and (theirs is None or theirs.path != ours.path)
