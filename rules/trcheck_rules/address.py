"""address: the page addresses readers formally where the site does it informally, or the other way round.

*Tú* or *usted*, 你 or 您: a site that speaks in one voice sounds as if one person had written it. What nearly all
places of the language's pages do is the convention (`trcheck conventions` shows it), and a page that does otherwise is
reported once, with the word that tells. Where there is no such majority the rule is silent. Only words that cannot mean
anything else are counted; quotations are left out.

On a site that says *tú*, or with this configuration:

```toml
[conventions.es]
address = "informal"
```

Bad:

```markdown
You can change the rate in the settings.

Check the settings first.
```

```markdown
Puedes cambiar la tarifa en los ajustes.

Consulte primero los ajustes.
```

Good:

```markdown
You can change the rate in the settings.

Check the settings first.
```

```markdown
Puedes cambiar la tarifa en los ajustes.

Consulta primero los ajustes.
```
"""

from collections.abc import Iterator

from trcheck.rule import Defect, NoOptions, Page, Place, rule
from trcheck.text.address import address


@rule("address", severity="warning")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    found = address(page.document)
    if not found.formal and not found.informal:
        return
    convention = page.site.convention(page.document.language, "address")
    against = {"formal": found.informal, "informal": found.formal}.get(convention.way)
    if against:
        first, way = against[0], "informally" if convention.way == "formal" else "formally"
        more = f" (the first of {len(against)} words here that do)" if len(against) > 1 else ""
        yield Defect(
            f"“{first.word}” addresses the reader {way}{more}: do it {convention.way}ly, "
            f"as {convention.share} places of the site do",
            Place(page.document, first.start, first.end),
            key=convention.way,
        )
