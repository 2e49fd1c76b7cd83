"""front-matter: the front matter does not parse, or says to the machine what the source's does not.

- YAML, TOML or JSON that does not parse, with the line and the reason; on source pages too. This is an error and the
  only finding of this rule on the page. A key that is there twice is a warning.
- A value that must be the source's: of a date, a weight, an id, a layout, an image and the like, and of any key that is
  true, false or a whole number in the source. It is an error where the value is no date, number, true or false any more
  (`draft: falso`). A number, date, true or false in quotation marks is text.
- A key that is missing: `title`, and those whose values must be the source's.
- A key that is misspelled, or was translated: one slip away from a known one, or in place of one that is missing.

Sites differ, so what the pages of the language do comes first: of at least `at_least` pages whose source pages have a
key, `majority` make a rule, whether they have it and repeat its value or whether they do not. That also holds for
keys that nobody knows, as long as their values hold no blanks. Titles, descriptions and other texts, addresses, and
keys that only the translation has are never compared.

Options:

- `same`: more keys whose values must be the source's. A name stands for every key that ends in it (`order` for
  `sidebar.order`) and for what is below it.
- `free`: more keys whose values are not compared
- `needed`: more keys that must not be left out
- `optional`: more keys that may be left out
- `majority` (0.8): the share of the pages that makes a convention
- `at_least` (10): of how many pages

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

from trcheck.model import Document, Entry, FrontMatter
from trcheck.model.keys import Keys, Kind, Values, by_key, kind, load_keys, only, renamed, same_values
from trcheck.rule import Defect, KeyUse, Page, Place, rule
from trcheck.text.wording import listing, shorten

_USED = 3  # pages that make a key the site's own
_RARER = 10  # times fewer pages have a slip than the right key
_BLANK = re.compile(r"\s")
_WHOLE = re.compile(r"[-+]?\d+\Z")
_CALLED: dict[Kind, str] = {"boolean": "true or false", "number": "a number", "date": "a date"}


@dataclass(frozen=True, slots=True)
class Options:
    same: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    majority: float = 0.8
    at_least: int = 10

    def keys(self) -> Keys:
        return load_keys(self.same, self.free, self.needed, self.optional)

    def decides(self, part: int, all: int) -> bool | None:
        """What the pages of a language say by a clear majority; None where they are too few or divided."""
        if all < self.at_least or (1 - self.majority) * all < part < self.majority * all:
            return None
        return part >= self.majority * all


@rule("front-matter", severity="warning", scope="page", options=Options, enabled=False)
def check(page: Page, options: Options) -> Iterator[Defect]:
    ours = page.document.front_matter
    if ours and ours.problem:
        repeated = _repeats(ours)
        place = _rest_of_line(page.document, ours.problem_at)
        yield Defect(ours.problem, place, severity=None if repeated else "error", key="problem")
        if not repeated:
            return
    theirs = page.alignment.source.front_matter if page.alignment else None
    if theirs and (not theirs.problem or _repeats(theirs)):
        yield from _compare(page, options, by_key(theirs), by_key(ours) if ours else {})


def _rest_of_line(document: Document, start: int) -> Place:
    """From an offset to the end of its line; the whole line where it is that end."""
    end = document.text.find("\n", start)
    end = len(document.text) if end < 0 else end
    return Place(document, start if start < end else document.text.rfind("\n", 0, end) + 1, end)


def _repeats(front_matter: FrontMatter) -> bool:
    """Whether the problem is no more than a key that is there twice."""
    seen: set[str] = set()
    for entry in front_matter.entries:
        if entry.path in seen and entry.key_start == front_matter.problem_at:
            return True
        seen.add(entry.path)
    return False


def _compare(page: Page, options: Options, theirs: Values, ours: Values) -> Iterator[Defect]:
    keys = options.keys()
    for key, source in theirs.items():
        if key in ours and keys.value(key) != "free":
            yield from _compare_values(page, options, key, source, ours[key])
    missing, extra = only(theirs, ours), only(ours, theirs)
    small = {name.lower() for name in missing}
    extra = {name: found for name, found in extra.items() if name.lower() in small or not keys.value(name)}
    lost = [name for name, found in missing.items() if any(_is_expected(page, options, key) for key in found)]
    for name in missing if extra else ():
        wrong = renamed(name, extra, theirs, ours)
        if wrong and (name in lost or keys.names(name)) and not _is_used(page, extra[wrong][0], missing[name][0]):
            yield _misspelled(page, wrong, name, ours[extra.pop(wrong)[0]][0])
            lost = [other for other in lost if other != name]
    for name, *_ in extra.values():
        right = keys.misspelled(name)
        if right and not _is_used(page, name, right):
            yield _misspelled(page, name, right, ours[name][0])
    if lost:
        yield _missing(page, lost, missing, theirs, ours)


def _compare_values(page: Page, options: Options, key: str, source: list[Entry], ours: list[Entry]) -> Iterator[Defect]:
    document, original = page.document, page.aligned.source
    first, there = ours[0], tuple(Place(original, entry.key_start, entry.end) for entry in source)
    wanted = kind(source[0], original.text) if len(source) == 1 else "text"
    known = options.keys().value(key) == "same"
    fixed = known or wanted == "boolean" or bool(_WHOLE.match(source[0].value))
    place = Place(document, first.start, first.end)
    if wanted != "text" and len(ours) == 1 and kind(first, document.text) == "text":
        if same_values(source, ours) and fixed:
            message = f"`{key}` is text now, not {_CALLED[wanted]}: take the quotation marks off"
            yield Defect(message, place, there, key=key, fix=first.value)
        elif not same_values(source, ours) and (known or wanted == "boolean"):
            message = f"`{key}` must be {_CALLED[wanted]}: the source has {source[0].value}"
            yield Defect(message, place, there, severity="error", key=key, fix=source[0].value)
        return
    if same_values(source, ours, document.language):
        return
    use = _use(page, key)
    decided = options.decides(use.repeated, use.kept)
    if decided and not known and any(_BLANK.search(entry.value) for entry in (*source, *ours)):
        return
    if not (fixed if decided is None else decided):
        return
    values = Counter(entry.value for entry in source)
    new = next((entry for entry in ours if entry.value not in values), first)
    if len(source) == 1 == len(ours):
        message = f"`{key}` is {shorten(first.value)}, the source has {shorten(source[0].value)}"
    elif lacking := values - Counter(entry.value for entry in ours):
        message = f"`{key}` lacks what the source has: {listing(map(shorten, lacking.elements()))}"
    else:
        message = f"`{key}` has what the source has not: {shorten(new.value)}"
    yield Defect(message, Place(document, new.start, new.end), there, key=key)


def _misspelled(page: Page, wrong: str, right: str, entry: Entry) -> Defect:
    text = page.document.text
    parts = zip(wrong.split("."), right.split("."), strict=False)
    part, correct = next(((part, other) for part, other in parts if part != other), (wrong, right))
    start = max(text.rfind(part, 0, entry.start), 0)
    place = Place(page.document, start, start + len(part))
    return Defect(f"there is no key `{wrong}`, write `{right}`", place, key=wrong, fix=correct)


def _missing(page: Page, lost: list[str], missing: dict[str, list[str]], theirs: Values, ours: Values) -> Defect:
    """One finding for all keys that are missing, at the line after which the first of them belongs."""
    document, source = page.document, page.aligned.source
    first = missing[lost[0]][0]
    before = [key for key in [*theirs][: [*theirs].index(first)] if key in ours]
    start, end = (ours[before[-1]][-1].key_start, ours[before[-1]][-1].end) if before else (0, document.text.find("\n"))
    there = (
        Place(source, entries[0].key_start, entries[-1].end) for name in lost for entries in [theirs[missing[name][0]]]
    )
    names = listing(f"`{name}`" for name in lost)
    if ours:
        message = f"{'the key' if len(lost) == 1 else 'the keys'} {names} {'is' if len(lost) == 1 else 'are'} missing"
    else:
        message = f"the front matter is missing: the source's has {names}"
    return Defect(message, Place(document, start, max(end, start)), tuple(there), key=names)


def _is_expected(page: Page, options: Options, key: str) -> bool:
    """Whether a translation must have a key of its source page."""
    keys = options.keys()
    presence = keys.needs(key)
    if presence == "optional":
        return False
    use = _use(page, key)
    decided = options.decides(use.kept, use.expected)
    return presence == "needed" or keys.value(key) == "same" if decided is None else decided


def _is_used(page: Page, key: str, right: str) -> bool:
    """Whether a key is the site's own and no slip: source pages have it, or not that few others of the language."""
    theirs, pages = page.site.keys(page.site.source).get(key), _use(page, key).pages
    return bool(theirs and theirs.pages) or (pages >= _USED and pages * _RARER > _use(page, right).pages)


def _use(page: Page, key: str) -> KeyUse:
    return page.site.keys(page.document.language).get(key, KeyUse())
