"""untranslated: a text was left in the source's language.

Looked at are paragraphs, headings, list items, table cells, captions and alternative texts, and the title and
description in the front matter: what reads as on the source page, be it whole or a part of four words and more, and
in languages with a script of their own what is written in the source's script. Blocks that follow each other are one
finding.

Left alone are names, titles, quotations, messages of programs, licences, code and what code on the page shows, links to
other sites, badges; columns of short cells most of which stay, as those of services; of headings, cells and other short
texts those made of words that the site's pages in this language mostly keep; and attributes and keys of the front
matter that these pages leave as a rule.

Options:

- `keys` (title, description): the keys of the front matter to look at
- `attributes` (alt, aria-label, caption, description, label, summary, title): the attributes of shortcodes, components
  and HTML tags to look at
- `words`: words that may stay

Bad:

```markdown
## What you need

You should have a lamp and a rope before you go down.

Mind the step.
```

```markdown
## Lo que necesitas

You should have a lamp and a rope before you go down.

Cuidado con el escalón.
```

Good:

```markdown
## What you need

You should have a lamp and a rope before you go down.

Read “Down There With a Lamp” as well.
```

```markdown
## Lo que necesitas

Deberías tener una lámpara y una cuerda antes de bajar.

Lee también “Down There With a Lamp”.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import NamedTuple

from trcheck.model import TEXT_ATTRIBUTES, Block, Document, Severity
from trcheck.rule import Defect, Page, Place, rule
from trcheck.text.foreign import Leftovers, Stretch
from trcheck.text.texts import Text, quotations, visible_texts
from trcheck.text.wording import shorten
from trcheck.text.wordings import Wordings, stays

_WHOLE = 0.75  # of a text's words
_LONG = 8  # words
_AS_A_RULE = 0.8  # of a site's values
_ENOUGH = 10  # of them
_NAME = 3  # words
_ON_A_PAGE = 3  # texts of one kind that all stay are a page's way
_PIECE = re.compile(r"[^\W_]++(?:[ '’-][^\W_]++)*+")


@dataclass(frozen=True, slots=True)
class Options:
    keys: tuple[str, ...] = ("title", "description")
    attributes: tuple[str, ...] = TEXT_ATTRIBUTES
    words: tuple[str, ...] = ()


class Left(NamedTuple):
    """What of a text was not translated, and what the source has for it."""

    text: Text
    start: int
    end: int
    whole: bool
    there: Text | None

    @property
    def words(self) -> str:
        return self.text.prose[self.start : self.end]


@rule("untranslated", severity="warning", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    blocks: list[Left | None] = []  # None: a text that is translated
    values: dict[str, list[Left | None]] = {}
    for text, found in _judged(page, options):
        lefts: list[Left | None] = [*found] or [None]
        (blocks if text.block else values.setdefault(text.what, [])).extend(lefts)
    for name, those in values.items():
        if (stay := [left for left in those if left]) and not _stays_as_a_rule(page, name):
            severity: Severity | None = "info" if len(stay) == len(those) >= _ON_A_PAGE else None
            yield _report(page, stay, f"`{name}` is not translated", severity)
    for whole, group in groupby(blocks, key=lambda left: left and left.whole):
        in_a_row = [left for left in group if left]
        for stay in [in_a_row] if whole else [[left] for left in in_a_row]:
            yield _report(page, stay, *_said(stay))


def _judged(page: Page, options: Options) -> Iterator[tuple[Text, list[Left]]]:
    """The texts of a page, each with what of it was left. Names and the like, which part no blocks that were left, are
    not among them."""
    source, document = page.aligned.source, page.document
    theirs, ours = (list(visible_texts(each, options.keys, options.attributes)) for each in (source, document))
    leftovers = Leftovers([text.prose for text in theirs], page.site.source, document.language)
    wordings = Wordings(page.site, source, document, leftovers.marks, options.words)
    same = {text.line: text for text in theirs}
    quoted, listed = quotations(document), _columns_of_names(document, ours, same.keys())
    for text in ours:
        if text.block in quoted or text.block in listed:
            continue
        there = same.get(text.line)
        found = _parts(leftovers, text, theirs)
        if not found and there and (leftovers.by_script(text.prose) or wordings.is_left(text)):
            found = [Left(text, 0, len(text.prose.rstrip()), True, there)]
        if there and (not found or stays(text.prose) or _is_shown(text, source)):
            continue
        yield text, found


def _columns_of_names(document: Document, texts: Sequence[Text], theirs: Set[str]) -> set[Block]:
    """The cells of table columns that stay as a rule and are short, as where services or products are listed."""
    of_block = {text.block: text for text in texts if text.what == "cell"}
    found: set[Block] = set()
    for table in document.blocks() if of_block else ():
        if table.kind != "table":
            continue
        for column in zip_longest(*(row.children for row in table.children[1:])):
            cells = [of_block[cell] for cell in column if cell in of_block]
            kept = [text for text in cells if text.line in theirs]
            short = all(len(text.prose.split()) <= _NAME for text in kept)
            if len(kept) >= _ON_A_PAGE and len(kept) >= _AS_A_RULE * len(cells) and short:
                found.update(text.block for text in kept if text.block)
    return found


def _parts(leftovers: Leftovers, text: Text, theirs: Sequence[Text]) -> list[Left]:
    """The sentences and parts of sentences in a text that were left, as one where they are most of it."""
    if not leftovers.may_hold(text.prose):
        return []
    stretches = leftovers.find(text.prose, text.exempt())
    if sum(stretch.share for stretch in stretches) >= _WHOLE:
        stretches = [Stretch(stretches[0].start, stretches[-1].end, 1)]
    found = []
    for start, end, share in stretches:
        origin = leftovers.origin(text.prose[start:end])
        found.append(Left(text, start, end, share == 1, theirs[origin] if origin is not None else None))
    return found


def _is_shown(text: Text, document: Document) -> bool:
    """Whether all of a text stands in code on its page, as where the outcome of an example is shown below it."""
    if text.block is None or text.what == "heading":
        return False
    pieces = _PIECE.findall(text.prose)
    code = [block.literal for block in document.blocks() if block.kind == "code"]
    return any(" " in piece for piece in pieces) and all(any(piece in shown for shown in code) for piece in pieces)


def _stays_as_a_rule(page: Page, name: str) -> bool:
    """Whether the site's pages of this language mostly leave the values of a key or attribute."""
    language = page.document.language
    use = page.site.keys(language).get(name)
    kept, repeated = (use.kept, use.repeated) if use else (0, 0)
    values = page.site.attributes(language).get(name)
    if values:
        kept, repeated = max((kept, repeated), (values.kept, values.repeated))
    return kept >= _ENOUGH and repeated >= _AS_A_RULE * kept


def _said(lefts: Sequence[Left]) -> tuple[str, Severity | None]:
    """What to say of blocks that were left, and how much it weighs."""
    first = lefts[0]
    if not first.whole:
        return f"this part of the {first.text.what} is not translated", None
    severity: Severity | None = "error" if any(len(left.words.split()) >= _LONG for left in lefts) else None
    if len(lefts) > 1:
        return f"{len(lefts)} texts in a row are not translated, this one first", severity
    return f"the {first.text.what} is not translated", severity


def _report(page: Page, lefts: Sequence[Left], what: str, severity: Severity | None) -> Defect:
    first, last = lefts[0], lefts[-1]
    if not first.text.block:
        last = first
        what += f", nor {len(lefts) - 1} more" if len(lefts) > 1 else ""
    text = shorten(first.text.shown(first.start, first.end), 50)
    return Defect(
        f"{what}: “{text}”",
        Place(page.document, first.text.start + first.start, last.text.start + last.end),
        tuple(_place(page.aligned.source, left.there) for left in lefts if left.there),
        severity=severity,
        key=text,
    )


def _place(document: Document, text: Text) -> Place:
    return Place(document, text.start, text.start + len(text.prose.rstrip()))
