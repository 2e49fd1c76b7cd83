"""untranslated: a text was left in the source's language.

Looked at are paragraphs, headings, list items, table cells, captions and alternative texts, and the title and
description in the front matter: what reads as on the source page, be it whole or a part of four words and more, and
in languages with a script of their own what is written in the source's script. Blocks that follow each other are one
finding.

Left alone are names, titles, quotations, licences, code, and links to other sites; of headings, cells and other short
texts those made of words that the site's pages in this language mostly keep.

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
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from trcheck.language import primary
from trcheck.model import GLUE, Attribute, Block, Document, Severity, Span
from trcheck.rule import Defect, Page, Place, rule
from trcheck.text.foreign import Leftovers, Stretch
from trcheck.text.wording import shorten
from trcheck.text.words import words

_WHOLE = 0.75  # of a text's words
_LONG = 8  # words
_SEEN = 4  # source pages that say whether a word is kept
_KEPT = 1 / 3  # of them, by the pages of the language
_KEPT_ONCE = 1 / 9
_SURE = 2.0
_SPAN = 0.8  # of a text
_RULE = 3  # texts of one kind that all stay are a page's way
_SMALL = 0.5  # of a text's words
_EDGES = "\"'“”‘’«»„()[]*_.,:;!?…"
_QUOTES = tuple("\"'“„«‘「『—–")

_CODE = re.compile(r"[{}\[\]|<>=\\$]|\w\(")
_QUOTED = re.compile(r"\"[^\"]*+\"|(?<!\w)'[^']*+'(?!\w)|“[^“”]*+”|«[^«»]*+»|„[^„“”]*+[“”]")
_SHOWN = ("code", "pre", "samp")
_SPELLED = re.compile(rf"\w{GLUE}++\w")
"""Letters set off within a word, as where an abbreviation is explained."""


@dataclass(frozen=True, slots=True)
class Options:
    keys: tuple[str, ...] = ("title", "description")
    attributes: tuple[str, ...] = ("alt", "aria-label", "caption", "description", "label", "summary", "title")
    words: tuple[str, ...] = ()


class Text(NamedTuple):
    """A text of a page that readers see: what it is, where it starts, and of a block the block."""

    what: str
    prose: str
    start: int
    block: Block | None = None


class Left(NamedTuple):
    """What of a text was not translated, and what the source has for it."""

    text: Text
    start: int
    end: int
    whole: bool
    there: Text | None

    @property
    def words(self) -> str:
        return " ".join(self.text.prose[self.start : self.end].split())


@rule("untranslated", severity="warning", options=Options, enabled=False)
def check(page: Page, options: Options) -> Iterator[Defect]:
    theirs, ours = list(_texts(page.aligned.source, options)), list(_texts(page.document, options))
    leftovers = Leftovers([text.prose for text in theirs], page.site.source, page.document.language)
    same = {" ".join(text.prose.split()): text for text in theirs}
    quoted = _quotations(page.document)
    blocks: list[Left | None] = []  # None: a text that is translated
    values: dict[str, list[Left | None]] = {}
    for text in ours:
        if text.block in quoted:
            continue
        there = same.get(" ".join(text.prose.split()))
        found = _parts(leftovers, text, theirs)
        if not found and there and _is_left(page, leftovers, text, options.words):
            found = [Left(text, 0, len(text.prose.rstrip()), True, there)]
        if (found and not _is_licence(text.prose)) or not there:  # names and the like part no blocks that were left
            lefts: list[Left | None] = [*found] or [None]
            (blocks if text.block else values.setdefault(text.what, [])).extend(lefts)
    for name, those in values.items():
        if stay := [left for left in those if left]:
            severity: Severity | None = "info" if len(stay) == len(those) >= _RULE else None
            yield _report(page, stay, f"`{name}` is not translated", severity)
    for whole, group in groupby(blocks, key=lambda left: left and left.whole):
        in_a_row = [left for left in group if left]
        for stay in [in_a_row] if whole else [[left] for left in in_a_row]:
            yield _report(page, stay, *_said(stay))


def _parts(leftovers: Leftovers, text: Text, theirs: Sequence[Text]) -> list[Left]:
    """The sentences and parts of sentences in a text that were left, as one where they are most of it."""
    if not leftovers.may_hold(text.prose):
        return []
    stretches = leftovers.find(text.prose, _titles(text))
    if sum(stretch.share for stretch in stretches) >= _WHOLE:
        stretches = [Stretch(stretches[0].start, stretches[-1].end, 1)]
    found = []
    for start, end, share in stretches:
        origin = leftovers.origin(text.prose[start:end])
        found.append(Left(text, start, end, share == 1, theirs[origin] if origin is not None else None))
    return found


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
    text = shorten(first.words, 50)
    return Defect(
        f"{what}: “{text}”",
        Place(page.document, first.text.start + first.start, last.text.start + last.end),
        tuple(_place(page.aligned.source, left.there) for left in lefts if left.there),
        severity=severity,
        key=text,
    )


def _place(document: Document, text: Text) -> Place:
    return Place(document, text.start, text.start + len(text.prose.rstrip()))


def _texts(document: Document, options: Options) -> Iterator[Text]:
    """The texts of a page in their order."""
    if document.front_matter:
        for entry in document.front_matter.entries:
            if entry.path in options.keys:
                yield Text(entry.path, entry.value, entry.start)
    for block in document.blocks():
        yield from _of_attributes(block.attributes, options)
        for span in block.spans:
            if span.attributes and span.attributes is not block.attributes:
                yield from _of_attributes(span.attributes, options)
            elif span.kind == "image" and span.text and not span.attributes:
                yield Text("alt", span.text, span.start + 2)
        spelled = GLUE in block.prose and _SPELLED.search(block.prose)
        shown = block.kind == "html" and any(span.text in _SHOWN for span in block.spans)
        if block.prose and not spelled and not shown:
            yield Text(block.kind, block.prose.replace(GLUE, " "), block.start, block)


def _of_attributes(attributes: Sequence[Attribute], options: Options) -> Iterator[Text]:
    for attribute in attributes:
        if attribute.name in options.attributes:
            yield Text(attribute.name, attribute.value, attribute.start)


def _quotations(document: Document) -> set[Block]:
    """The blocks of quotes that say whom they quote, or that stand in quotation marks."""
    quoted: set[Block] = set()
    for block in document.blocks():
        if block.kind == "quote":
            leaves = list(block.leaves())
            if any(leaf.prose.lstrip(f" {GLUE}").startswith(_QUOTES) for leaf in leaves):
                quoted.update(leaves)
    return quoted


def _titles(text: Text) -> list[range]:
    """Where a text has what may stay as it is: quotations, texts of links to other sites, what stands out otherwise."""
    quoted = [range(*match.span()) for match in _QUOTED.finditer(text.prose)]
    if text.block is None:
        return quoted
    return quoted + [
        range(span.start - text.start, span.end - text.start)
        for span in text.block.spans
        if (span.kind == "link" and ("://" in span.target or "{" in span.target))
        or (span.kind in ("emphasis", "strong") and span.end - span.start < _SPAN * len(text.prose))
    ]


def _is_left(page: Page, leftovers: Leftovers, text: Text, accepted: tuple[str, ...]) -> bool:
    """Whether a short text that reads as in the source is running text, and no name or term."""
    prose = text.prose.strip()
    if leftovers.by_script(prose):
        return True
    if any(len(title) >= _SPAN * len(prose) for title in _titles(text)):
        return False
    if text.what == "html" or _CODE.search(prose):
        return False
    if text.block and any(_within_word(page.document.text, span) for span in text.block.spans if span.kind == "code"):
        return False
    # What is joined by hyphens or dots is the name of something, and what stands in brackets mostly a term.
    unquoted = _QUOTED.sub(" ", prose)
    alone = [token.strip(_EDGES) for token in unquoted.split() if not token.startswith("(")]
    found = [word for word in words(unquoted) if word in alone and word not in accepted]
    if len(found) < 2:
        alike = found and text.what == "heading" and " " not in prose
        return bool(alike and (_dropped(page, found[0]) == _SURE or prose.lower() in _headings(page)))
    dropped = {word: _dropped(page, word) for word in found if word.lower() not in leftovers.marks}
    if text.what == "cell":  # tables are full of terms
        dropped = {word: weight if weight >= 1 else 0 for word, weight in dropped.items()}
    small = [word for word in found if word[0].islower()]
    if sum(dropped.get(word, 0) for word in [*small, found[0]][: len(small) + bool(small)]) >= 1:
        return True
    # Of headings, capitals say nothing: there are sites that write them all so.
    heading = text.what == "heading"
    if any(word.lower() in leftovers.marks for word in found):
        return heading or dropped.get(found[0], 1) >= 1 or len(small) > _SMALL * len(found)
    sure = 1 if heading else 1.5
    return len(found) == len(alone) > 1 and min(dropped.values()) > 0 and sum(dropped.values()) >= sure


def _within_word(text: str, code: Span) -> bool:
    """Whether code runs on as a word, as where a short form is explained letter by letter."""
    after = text[code.end : code.end + 1]
    return after.isascii() and after.isalpha()


def _dropped(page: Page, word: str) -> float:
    """Whether the site's pages of this language mostly have another word in its place: 0 no, 0.5 maybe, 1 yes, 2 nearly
    all of them."""
    site, language = page.site, page.document.language
    small = word.lower()
    if len(word) < 3 or not site.known(small, site.source) or site.known(small, language):
        return 0
    here, there = _count(site.words(language), small), _count(site.words(site.source), small)
    if there >= _SEEN:
        return _SURE if here <= _KEPT_ONCE * there else float(here <= _KEPT * there)
    return 0.5 if here <= 1 and _count(site.vocabulary(page.document), small) <= 1 else 0


def _count(counts: Mapping[str, int], word: str) -> int:
    return counts.get(word, 0) + counts.get(word.capitalize(), 0)


def _is_licence(prose: str) -> bool:
    small = prose.lower()
    return any(phrase in small for phrase in _data()["licence"])


def _headings(page: Page) -> frozenset[str]:
    return frozenset(_data()["headings"].get(primary(page.site.source), "").split())


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / "untranslated.toml").read_text("utf-8"))
