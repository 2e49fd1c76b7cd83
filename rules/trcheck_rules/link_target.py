"""link-target: a link leads to another place than the source's.

The same place in another form is fine: a translated page, a relative path, other parameters of a video, a page of the
site that has moved since, so that only the source's link is wrong. A page of the same name may well have moved too,
and so may a page of another site whose new address is beside it, or one whose place within the site is not known:
they are only worth a warning. Links that lead nowhere are `broken-link`'s and `broken-anchor`'s, links to another
language `link-language`'s, and what is left of a link that is written wrongly is `link-syntax`'s.

Bad:

```markdown
Report it in the [tracker](https://example.org/tracker/new).
```

```markdown
Informa en el [gestor](https://example.org/wiki/start).
```

Good:

```markdown
Report it in the [tracker](https://www.example.org/en/tracker/new).
```

```markdown
Informa en el [gestor](https://example.org/es/tracker/new/).
```
"""

from collections.abc import Iterator

from trcheck.model.links import opening
from trcheck.rule import THEM, Defect, NoOptions, Page, rule


@rule("link-target", severity="error")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    defined: set[str] = set()
    for pair in page.aligned.spans("link"):
        source, translation = pair.source, pair.translation
        if not source or not translation or pair.same or page.leads_nowhere(pair):
            continue
        if any(opening(translation, block) for block in pair.blocks.translation):
            continue
        theirs = page.site.resolve(page.aligned.source, source.target)
        ours = page.site.resolve(page.document, translation.target)
        if theirs and ours and not theirs.exists and ours.exists:
            continue
        paths = (theirs and theirs.path, ours and ours.path)
        if paths == (page.document.path, page.aligned.source.path):
            continue  # each links to the other, as in a list of the languages that the page is in
        if paths == (page.aligned.source.path, page.document.path) and ("#" in source.target) == (
            "#" in translation.target
        ):
            continue
        if translation.style == "reference":
            label = " ".join(translation.label.casefold().split())
            if label in defined:
                continue  # one wrong definition is one defect
            defined.add(label)
        known = "//" in source.target and _folder(translation.target) != _folder(source.target)
        known = known or (theirs is not None and theirs.exists)
        unsure = not known or _last_name(translation.target) == _last_name(source.target)
        yield Defect(
            f"this link leads to {translation.target}, the source's to {source.target}",
            page.here(translation),
            (page.there(source),),
            severity="warning" if unsure else None,
            key=translation.target,
            agreed=f"this link leads to {translation.target}, that of {THEM} to {source.target}",
        )


def _folder(target: str) -> str:
    address = target.partition("#")[0].partition("//")[2].rstrip("/").removeprefix("www.")
    return address.rpartition("/")[0] or address


def _last_name(target: str) -> str:
    return target.partition("#")[0].rstrip("/").rpartition("/")[2]
