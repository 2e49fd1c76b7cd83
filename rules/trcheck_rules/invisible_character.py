"""invisible-character: a character that nobody sees, or that passes for another, stands in the text.

Such characters come with text that was pasted, and break search, links, code and line breaks. Reported are characters
without a shape (zero-width spaces, control characters, soft hyphens, direction marks), no-break and other special
blanks, the `�` of text that was lost, and words that mix letters of two scripts that look alike, as a Cyrillic `а` in
a Latin word. `�` is an error, for text is gone. So is a special blank right behind the `#` of a heading or the `-` of
a list item, which is none then; on a translation it is information, since `missing-section` and `missing-list-item`
report what it does.

Silent where a character does its work: joiners in Arabic, Persian, the scripts of India and pictures, direction marks
on lines with right-to-left letters, no-break spaces where the language wants them (French, Russian, Czech ...) or
beside numbers, dashes and signs, ideographic spaces in Chinese and Japanese; and about what the source page has in
the same place. All of a kind on a page are one finding.

Bad:

```markdown
Start the server, then open the page.
```

```markdown
Inicia el serv\u200bidor y luego abre la página.
```

Good:

```markdown
Start the server, then open the page.
```

```markdown
Inicia el servidor y luego abre la página 3 de 10.
```
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from trcheck.model import Severity
from trcheck.rule import Defect, NoOptions, Page, Place, rule
from trcheck.text.characters import Odd, look_alikes, odd_characters

_BROKEN = "\ufffd"


@rule("invisible-character", severity="warning", scope="page")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    document, source = page.document, page.alignment.source if page.alignment else None
    kinds: dict[tuple[str, str], list[Odd]] = defaultdict(list)
    for odd in odd_characters(document, source):
        kinds[odd.name, odd.breaks].append(odd)
    for (name, breaks), odds in kinds.items():
        first = odds[0]
        last = odds[-1] if "\n" not in document.text[first.start : odds[-1].end] else first
        character = next(c for c in document.text[first.start : first.end] if c not in " \t")
        called = f"{name} (U+{ord(character):04X})"
        if breaks:
            message = f"the {called} keeps this line from being a {breaks}: write a plain blank"
        elif character == _BROKEN:
            message = f"text was lost here, a {called} is left of it: write it anew"
        elif first.fix:
            message = f"write a plain blank for the {called}"
        else:
            message = f"delete the {called}, which nobody sees"
        if len(odds) > 1:
            message += f"; {len(odds)} times on this page"
        yield Defect(
            message,
            Place(document, first.start, last.end),
            severity=_severity(breaks, character, page),
            key=called,
            fix=_mended(document.text, odds) if last is odds[-1] else None,
        )
    for odd in look_alikes(document, source):
        word = document.text[odd.start : odd.end]
        message = f"`{word}` mixes letters of two scripts that look alike, write `{odd.fix}`"
        yield Defect(message, Place(document, odd.start, odd.end), key=word, fix=odd.fix)


def _severity(breaks: str, character: str, page: Page) -> Severity | None:
    if breaks:
        return "info" if page.alignment else "error"
    return "error" if character == _BROKEN else None


def _mended(text: str, odds: Sequence[Odd]) -> str | None:
    """The text from the first odd character to the last one as it should be."""
    pieces, at = [], odds[0].start
    for odd in odds:
        if odd.fix is None:
            return None
        pieces += [text[at : odd.start], odd.fix]
        at = odd.end
    return "".join(pieces)
