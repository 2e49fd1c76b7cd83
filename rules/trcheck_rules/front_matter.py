"""front-matter: the front matter does not parse, or says to the machine what the source's does not.

- YAML, TOML or JSON that does not parse or stands behind a comment, with the line and the reason; on source pages too.
  This is an error and the only finding of this rule on the page. A key that is there twice is a warning.
- A value that must be the source's: of a date, a weight, an id, a layout, an image and the like, and of any key that is
  true, false or a whole number in the source. It is an error where the value is no date, number, true or false any more
  (`draft: falso`). A number, true or false in quotation marks is text; a date in them is but information.
- A key that is missing: `title`, and those whose values must be the source's.
- A key that is misspelled, or was translated: one slip away from a known one, or in place of one that is missing. It
  is but information where only capitals differ, since not every generator minds them.
- A source page without any, and without a heading that could be its title, although all its translations have one
  with a title. At least two must: one alone may have made its own.

Sites differ, so what the pages of the language do comes first: of at least `at-least` pages whose source pages have a
key, `majority` make a rule, whether they have it and repeat its value or whether they do not. That also holds for
keys that nobody knows, as long as their values hold no blanks. Titles, descriptions and other texts, addresses, and
keys that only the translation has are never compared; whether a title was translated is for `untranslated` to say.

Options:

- `same`: more keys whose values must be the source's. A name stands for every key that ends in it (`order` for
  `sidebar.order`) and for what is below it.
- `free`: more keys whose values are not compared
- `needed`: more keys that must not be left out
- `optional`: more keys that may be left out
- `majority` (0.8): the share of the pages that makes a convention
- `at-least` (10): of how many pages

Bad:

```markdown
---
title: Night shifts
weight: 30
draft: false
---

Who stays late rests the next day.
```

```markdown
---
title: Turnos de noche
weight: 30
draft: falso
---

Quien se queda hasta tarde descansa al día siguiente.
```

Good:

```markdown
---
title: Night shifts
weight: 30
draft: false
---

Who stays late rests the next day.
```

```markdown
---
title: Turnos de noche
weight: 30
draft: false
translator: Irene Calvo
---

Quien se queda hasta tarde descansa al día siguiente.
```
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from trcheck.model import Document, FrontMatter
from trcheck.model.keys import Keys, Kind, load_keys
from trcheck.model.metadata import Changed, Habits, Missing, Misspelled, compare, values
from trcheck.rule import Count, Defect, Majority, Page, Place, rule
from trcheck.text.wording import listing, shorten

_CALLED: dict[Kind, str] = {"boolean": "true or false", "number": "a number", "date": "a date"}
_AGREE = 2  # translations


@dataclass(frozen=True, slots=True)
class Options:
    same: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    majority: Majority = 0.8
    at_least: Count = 10

    def keys(self) -> Keys:
        return load_keys(self.same, self.free, self.needed, self.optional)


@rule("front-matter", severity="warning", scope="page", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    ours = page.document.front_matter
    if ours and ours.problem:
        yield _problem(page, ours)
        if not ours.repeats_key:
            return
    if page.alignment is None:
        if ours is None and page.document.language == page.site.source:
            yield from _lost_by_the_source(page)
        return
    source, site = page.aligned.source, page.site
    theirs = source.front_matter
    if theirs is None or (theirs.problem and not theirs.repeats_key):
        return
    habits = Habits(
        partial(site.keys, page.document.language), partial(site.keys, site.source), options.majority, options.at_least
    )
    found = compare(source, page.document, options.keys(), habits)
    for changed in found.changed:
        yield _changed(page, changed)
    for misspelled in found.misspelled:
        yield _misspelled(page, misspelled)
    if found.missing:
        yield from _missing(page, found.missing)


def _problem(page: Page, ours: FrontMatter) -> Defect:
    """What is wrong with a front matter as such, from the place to the end of its line; the whole line where it is that
    end."""
    text, start = page.document.text, ours.problem_at
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    place = Place(page.document, start if start < end else text.rfind("\n", 0, end) + 1, end)
    return Defect(ours.problem, place, severity=None if ours.repeats_key else "error", key="problem")


def _changed(page: Page, changed: Changed) -> Defect:
    key, theirs, ours = changed.key, changed.source, changed.translation
    there = tuple(Place(page.aligned.source, entry.key_start, entry.end) for entry in theirs)
    first = Place(page.document, ours[0].start, ours[0].end)
    if changed.how == "quoted":
        message = f"`{key}` is text now, not {_CALLED[changed.kind]}: take the quotation marks off"
        return Defect(
            message, first, there, severity="info" if changed.kind == "date" else None, key=key, fix=ours[0].value
        )
    if changed.how == "text":
        message = f"`{key}` must be {_CALLED[changed.kind]}: the source has {theirs[0].value}"
        return Defect(message, first, there, severity="error", key=key, fix=theirs[0].value)
    wanted, written = (Counter(entry.value for entry in entries) for entries in (theirs, ours))
    new = next((entry for entry in ours if entry.value not in wanted), ours[0])
    if len(theirs) == 1 == len(ours):
        message = f"`{key}` is {shorten(new.value)}, the source has {shorten(theirs[0].value)}"
    elif lacking := wanted - written:
        message = f"`{key}` lacks what the source has: {listing(map(shorten, lacking.elements()))}"
    else:
        message = f"`{key}` has what the source has not: {shorten(new.value)}"
    return Defect(message, Place(page.document, new.start, new.end), there, key=key)


def _misspelled(page: Page, found: Misspelled) -> Defect:
    message = f"there is no key `{found.wrong}`, write `{found.right}`"
    if found.only_case:
        message = f"the source writes the key `{found.right}`, not `{found.wrong}`"
    return Defect(
        message,
        Place(page.document, found.start, found.end),
        severity="info" if found.only_case else None,
        key=found.wrong,
        fix=found.fix,
    )


def _missing(page: Page, missing: Missing) -> Iterator[Defect]:
    """One finding for all keys that are missing, at the line after which the first of them belongs."""
    document, names = page.document, listing(f"`{name}`" for name in missing.names)
    there = tuple(Place(page.aligned.source, found[0].key_start, found[-1].end) for found in missing.source)
    start, end = (missing.after.key_start, missing.after.end) if missing.after else (0, document.text.find("\n"))
    if values(document):
        one = len(missing.names) == 1
        message = f"{'the key' if one else 'the keys'} {names} {'is' if one else 'are'} missing"
    elif _is_buried(document, missing.names[0]):
        return
    else:
        message = f"the front matter is missing: the source's has {names}"
    yield Defect(message, Place(document, start, max(end, start)), there, key=names)


def _is_buried(document: Document, key: str) -> bool:
    """Whether the front matter stands behind chatter or in a fence: for `residue` to say."""
    below = rf"^---\n{re.escape(key)}:"
    return document.text.lstrip().startswith(("```", "~~~")) or bool(re.search(below, document.text, re.MULTILINE))


def _lost_by_the_source(page: Page) -> Iterator[Defect]:
    """A source page without front matter whose translations agree that there should be one."""
    document = page.document
    others = [version for version in page.versions if version is not document]
    having = [(version, found) for version in others if (found := version.front_matter) and found.get("title")]
    titled = any(section.level == 1 for section in document.sections)
    if titled or len(having) < _AGREE or len(having) < len(others):
        return
    languages = listing(version.language for version, _ in having)
    shared = set.intersection(*(set(values(version)) for version, _ in having))
    names = listing(f"`{name}`" for name in values(having[0][0]) if name in shared)
    there = tuple(Place(version, found.start, found.end) for version, found in having)
    end = document.text.find("\n")
    place = Place(document, 0, end if end >= 0 else len(document.text))
    yield Defect(f"the front matter is missing: {languages} have {names}", place, there, cause="source", key="lost")
