"""orphan-page: a translation has no source page.

The source page was deleted, renamed or moved, and the translation stayed behind: readers find there what is no longer
true. Some sites also write pages in one language alone, so this is but information; it is a warning where exactly one
source page of the same name lacks a translation into the language, since that is where the page belongs.

Bad:

```text
content/en/guide/install.md
content/es/install.md
```

Good:

```text
content/en/guide/install.md
content/es/guide/install.md
```
"""

from collections.abc import Iterator

from trcheck.rule import Defect, NoOptions, Page, Place, rule


@rule("orphan-page", severity="info", scope="page")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    document = page.document
    source = page.site.lacks_source(document)
    if not source:
        return
    start = document.front_matter.end if document.front_matter else 0
    start += len(document.text[start:]) - len(document.text[start:].lstrip())
    end = document.text.find("\n", start)
    place = Place(document, start, end if end >= 0 else len(document.text))
    if moved := page.site.moved_source(document):
        message = f"there is no source page {source}; if it is {moved} now, move this page as well"
        yield Defect(message, place, severity="warning", key=source)
    else:
        yield Defect(f"there is no source page {source}; delete this page if it is gone", place, key=source)
