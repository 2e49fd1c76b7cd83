"""punctuation: a mark is not set as the language sets it.

Off for good, since style is a site's own affair: switch it on with `enabled = true` under `[rules.punctuation]`.

- Spanish: a question or an exclamation without its `¿` or `¡`.
- Chinese and Japanese: a half-width mark behind a letter of the language; blanks beside Latin words where the page
  has mostly none, or none where it mostly has them.
- French: no blank before `: ; ! ?` or inside `« »` where the page mostly has one.
- All: brackets and quotation marks without their other half.

Silent about halves that the source page lacks as well, and about titles left in another language.

Options:

- `checks`: the only ones to make, of `opening`, `width`, `spacing` and `pairs`; all of them at first

Bad:

```markdown
Is the boat late? Ask the crew.
```

```markdown
El barco se retrasa? Pregunta a la tripulación.
```

Good:

```markdown
Is the boat late? Ask the crew.
```

```markdown
¿El barco se retrasa? Pregunta a la tripulación.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from trcheck.rule import Defect, Page, Place, rule
from trcheck.text.typography import misplaced_marks
from trcheck.text.words import words

_BEFORE = 40  # characters


@dataclass(frozen=True, slots=True)
class Options:
    checks: tuple[Literal["opening", "width", "spacing", "pairs"], ...] = ("opening", "width", "spacing", "pairs")


@rule("punctuation", severity="warning", scope="page", options=Options, enabled=False)
def check(page: Page, options: Options) -> Iterator[Defect]:
    text, source = page.document.text, page.alignment.source if page.alignment else None
    theirs = {source.text[mark.start] for mark in misplaced_marks(source) if mark.check == "pairs"} if source else set()
    for mark in misplaced_marks(page.document):
        if mark.check not in options.checks:
            continue
        if mark.check == "pairs" and text[mark.start] in theirs:
            continue
        if mark.check == "opening" and _is_title(page, text[max(0, mark.start - _BEFORE) : mark.end]):
            continue
        yield Defect(mark.message, Place(page.document, mark.start, mark.end), fix=mark.fix)


def _is_title(page: Page, before: str) -> bool:
    """Whether the words before a mark are a title that was left in the source's language."""
    site, last = page.site, [word.lower() for word in words(before)[-4:]]
    ours, theirs = (sum(site.known(word, tag) for word in last) for tag in (page.document.language, site.source))
    return page.document.language != site.source and ours < theirs
