"""residue: what a tool or an edit left behind stands on the page.

- a merge that was not finished (`<<<<<<<`, `>>>>>>>`); the page is read as our side has it,
- a code fence around the page, which is read as if it were not there, or a fence without code at its end,
- what a model says around its translation (“Here is the translation:”), in any language,
- placeholders in brackets or comments (“[rest of the page]”),
- blocks, sentences or phrases that stand twice in a row,
- words of which half was replaced: a word of the source grown together with one of the language, and pairs that the
  language draws together (*de el* for *del*).

What the source has as well is left alone.

Options:

- `words`: words and phrases to accept, in small letters

Bad:

```markdown
# The mill

The wheel turns day and night.
```

```markdown
Aquí está la traducción:

# El molino

La rueda gira día y noche.
```

Good:

```markdown
# The mill

The wheel turns day and night, day and night.
```

```markdown
# El molino

La rueda gira día y noche, día y noche.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from trcheck.model import Block, Cause, Document, Severity
from trcheck.rule import Defect, Page, Place, rule
from trcheck.text.halves import apart, grown_together
from trcheck.text.remarks import in_brackets, is_placeholder, is_remark
from trcheck.text.repeats import repeated_blocks, repeated_phrases
from trcheck.text.wording import shorten

_MARKER = re.compile(r"^(?:<{7}|>{7}|={7}|\|{7})(?!\S)[^\n]*$", re.MULTILINE)
_MARKERS = ("<" * 7, ">" * 7, "=" * 7)
_EDGE = 3  # blocks at the head and at the end of a page, where models say something


@dataclass(frozen=True, slots=True)
class Options:
    words: tuple[str, ...] = ()


class Found(NamedTuple):
    """What a tool or an edit left behind."""

    start: int
    end: int
    message: str
    severity: Severity | None = None
    fix: str | None = None


@rule("residue", severity="warning", scope="page", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    cause: Cause = "translation" if page.alignment else "source"
    document = page.document
    found = (
        *_read_over(page),
        *_merge_markers(page),
        *_fence_at_the_end(document),
        *_remarks(page),
        *_placeholders(page),
        *_repeated(page),
        *_half_replaced(page),
    )
    for start, end, message, severity, fix in found:
        text = document.text[start:end]
        if text.lower() not in options.words:
            yield Defect(
                message, Place(document, start, end), cause=cause, severity=severity, key=shorten(text, 60), fix=fix
            )


def _others(page: Page) -> Iterator[Document]:
    """The pages beside which one is looked at: the source, or a source page's translations."""
    if page.alignment:
        yield page.alignment.source
    else:
        yield from (version for version in page.versions if version is not page.document)


def _elsewhere(page: Page, text: str) -> bool:
    """Whether another page has a text as well."""
    return any(text.lower() in other.text.lower() for other in _others(page))


def _read_over(page: Page) -> Iterator[Found]:
    """A fence around the page, words before its front matter, and merges that were left open."""
    for kind, start, end in page.document.residue:
        if kind == "conflict":
            yield Found(start, end, "a merge was not finished: keep one side and remove the markers", "error")
        elif any(residue.kind == kind for other in _others(page) for residue in other.residue):
            continue
        elif kind == "remark":
            yield _said_around(page.document, start, end)
        else:
            yield Found(start, end, "the page stands in a code fence: take the fence away", "error")


def _merge_markers(page: Page) -> Iterator[Found]:
    """Single markers of a merge, the first of those that belong together."""
    document, done = page.document, 0
    if not any(marker in document.text for marker in _MARKERS):
        return
    for match in _MARKER.finditer(document.text):
        start, end = match.span()
        if start < done or any(residue.start <= start < residue.end for residue in document.residue):
            continue
        if _elsewhere(page, match[0]) or (page.alignment is None and _in_code(document, start)):
            continue
        if match[0][0] in "=|" and document.text[:start].rpartition("\n")[0][-1:] not in ("", "\n"):
            continue  # a heading's underline, a table
        yield Found(start, end, f"remove what a merge left: `{match[0][:7]}`", "error")
        closing = document.text.find("\n" + ">" * 7, end)
        done = closing + 1 + len(_MARKERS[1]) if match[0][0] != ">" and closing >= 0 else end


def _in_code(document: Document, at: int) -> bool:
    block = document.block_around(at, at + 1)
    return block is not None and block.kind == "code"


def _fence_at_the_end(document: Document) -> Iterator[Found]:
    """What is left of a fence around the page."""
    last = document.blocks()[-1:]
    if last and last[0].kind == "code" and not last[0].literal.strip():
        start, end = last[0].start, last[0].end
        if document.text[start:end].strip(" \n") in ("```", "~~~"):
            yield Found(start, end, "a code fence is opened at the end of the page: take it away", "error")


def _remarks(page: Page) -> Iterator[Found]:
    """What a model said before, after and between what it translated."""
    if page.alignment is None:
        return
    leaves = _leaves(page.document.blocks())
    added = _leaves(unpaired.block for unpaired in page.alignment.extra())
    likely = dict.fromkeys((*leaves[:_EDGE], *added, *leaves[-_EDGE:]))
    found = [block for block in likely if is_remark(block.prose)]
    if found and any(is_remark(block.prose) for other in _others(page) for block in _leaves(other.blocks())):
        return  # a page about translations
    for block in found:
        yield _said_around(page.document, block.start, block.end)


def _said_around(document: Document, start: int, end: int) -> Found:
    text = shorten(document.text[start:end], 50)
    return Found(start, end, f"remove what was said around the translation: “{text}”", "error")


def _leaves(blocks: Iterable[Block]) -> list[Block]:
    return [leaf for block in blocks for leaf in block.leaves() if leaf.prose]


def _placeholders(page: Page) -> Iterator[Found]:
    found = list(_standing_for_texts(page.document))
    if found and not any(True for other in _others(page) for _ in _standing_for_texts(other)):
        for start, end, text in found:
            yield Found(start, end, f"“{shorten(text, 50)}” stands for a text: put that here")


def _standing_for_texts(document: Document) -> Iterator[tuple[int, int, str]]:
    for block in document.blocks():
        if block.prose and (text := in_brackets(block.prose)) and is_placeholder(text):
            yield block.start, block.end, text
    for comment in document.comments:
        if is_placeholder(comment.text):
            yield comment.start, comment.end, comment.text


def _repeated(page: Page) -> Iterator[Found]:
    """Blocks and phrases that stand twice in a row, on a page whose source has none."""
    document = page.document
    blocks = list(repeated_blocks(document))
    if blocks and not any(True for other in _others(page) for _ in repeated_blocks(other)):
        for _, start, end in blocks:
            text = shorten(document.text[start:end], 50)
            yield Found(start, end, f"this stands twice in a row, remove it once: “{text}”")
    for block in document.blocks():
        for first, last in repeated_phrases(block.prose):
            start, end = block.start + first, block.start + last
            half = start + (end - start + 1) // 2
            one, other = document.text[start:half].strip(), document.text[half:end].strip()
            # Between the same words there may be code and links that tell them apart.
            if one == other and not _elsewhere(page, f"{one} {one}"):
                yield Found(start, end, f"“{shorten(one, 50)}” stands twice in a row", fix=one)


def _half_replaced(page: Page) -> Iterator[Found]:
    document, site = page.document, page.site
    for start, written, right in apart(document):
        yield Found(start, start + len(written), f"write `{right}` for `{written}`", fix=right)
    if page.alignment:
        ours, theirs = site.vocabulary(document), site.vocabulary(page.alignment.source)
        for start, written, right in grown_together(document, site.source, ours, theirs, site):
            yield Found(start, start + len(written), f"`{written}` is two words, write `{right}`", fix=right)
