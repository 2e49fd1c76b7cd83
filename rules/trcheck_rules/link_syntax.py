"""link-syntax: a link is written so that readers see its markup.

A space or a full-width bracket between text and target, `(text)[target]`, a bracket too many, a label that is defined
nowhere, `[[text]]`, or an address that swallows the punctuation after it. A link that is lost this way is not reported
as missing again.

Bad:

```markdown
Read the [handbook](https://example.org/handbook) first.
```

```markdown
Lee primero el [manual] (https://example.org/handbook).
```

Good:

```markdown
Read the [handbook](https://example.org/handbook) first.
```

```markdown
Lee primero el [manual](https://example.org/handbook).
```
"""

import re
from collections.abc import Iterator

from trcheck.model import GLUE, Block, Cause, Document, Span
from trcheck.model.links import literal_link, opening
from trcheck.rule import Defect, NoOptions, Page, Place, rule
from trcheck.text.wording import shorten

_TARGET = r"(?:https?://|www\.|\.{0,2}/|#\w|mailto:)[^\s（）()\[\]]*"
_PATTERNS = (
    (re.compile(rf"\][ \t]+\({_TARGET}\)?"), "take out the space between “]” and “(”"),
    (re.compile(rf"\][ \t]*（{_TARGET}[）)]?"), "write “(” and “)” for “（” and “）”"),
    (re.compile(rf"［[^［］\n]*[］\]][ \t]*[(（]{_TARGET}[）)]?"), "write “[” and “]” for “［” and “］”"),
    (re.compile(rf"\]\([ \t]*{_TARGET}[^)\n]*\)?"), "write it as [text](target)"),
    (re.compile(rf"\)\[{_TARGET}\]"), "write it as [text](target)"),
)
_FAR = 200
"""How far from a target the bracket of its text is looked for."""


@rule("link-syntax", severity="error", scope="page")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    cause: Cause = "source" if page.document.language == page.site.source else "translation"
    lost: dict[tuple[int, int], Span] = {}
    meant: set[str] = set()
    if page.alignment:
        meant = {text for _, _, text, _ in _odd(page.alignment.source)}
        for pair in page.alignment.spans("link", "image"):
            if pair.source is None or pair.translation is not None:
                continue
            if found := literal_link(pair.source, pair.blocks.translation, page.document):
                lost.setdefault(found, pair.source)
    for start, end, text, message in _odd(page.document):
        if text not in meant:
            links = [lost.pop(found) for found in list(lost) if start <= found[0] < end]
            yield Defect(message, Place(page.document, start, end), tuple(map(page.there, links)), cause, key=text)
    for (start, end), link in lost.items():
        what = page.document.text[start:end]
        advice = "define its label on this page" if what == f"[{link.label}]" else "write it as [text](target)"
        kind = "an image" if link.kind == "image" else "a link"
        yield Defect(
            f"{what} stands here as text, in the source it is {kind}: {advice}",
            Place(page.document, start, end),
            (page.there(link),),
        )


def _odd(document: Document) -> Iterator[tuple[int, int, str, str]]:
    """What is wrong with the links of a page by itself: from where to where, what stands there, and what to do."""
    for block in document.blocks():
        for start, end, advice in _written(block.prose):
            text = block.prose[start:end]
            yield block.start + start, block.start + end, text, f"“{shorten(text)}” is no link: {advice}"
        for span in block.spans:
            if span.kind == "link" and (message := _spoilt(document, block, span)):
                yield span.start, span.end, span.target, message


def _written(prose: str) -> Iterator[tuple[int, int, str]]:
    """What looks like a link in text where every link that is one has been blanked; from bracket to bracket."""
    if not any(brackets in prose for brackets in ("](", "] (", "（", "］(", ")[")):
        return
    taken = -1
    for pattern, advice in _PATTERNS:
        for match in pattern.finditer(prose):
            start = match.start()
            if prose[start] in "])":
                start = _bracket(prose, start)
            if start > taken and not prose.startswith(GLUE, start - 1):
                taken = match.end()
                yield start, match.end(), advice


def _bracket(prose: str, end: int) -> int:
    """Where the bracket before `end` opens, a round one for `)`; `end` where there is none."""
    kinds = "(" if prose.startswith(")", end) else "[［"
    found = max(prose.rfind(kind, max(0, end - _FAR), end) for kind in kinds)
    return found if found >= 0 else end


def _spoilt(document: Document, block: Block, link: Span) -> str:
    """What is wrong with a link that is one."""
    at = link.start - block.start
    if link.style == "bare":
        brackets = opening(link, block)
        if brackets and not block.prose.startswith(GLUE, max(0, _bracket(block.prose, at) - 1)):
            if brackets == "](" and document.text[link.end : link.end + 1] == " ":
                return f"the address {link.target} ends at a space: take the space out"
            return f"“{brackets}” does not join this address to the words before it: write [text](target)"
        if block.prose.startswith(")[", max(0, at - 2)) and _bracket(block.prose, at - 2) < at - 2:
            return f"the brackets are the wrong way round: write [text]({link.target})"
        after = document.text[link.end : link.end + 1]
        if after and not after.isascii() and not after.isspace():
            return f"this address takes in “{after}” and what follows: put a space after it or write <{link.target}>"
    elif block.prose.startswith("[", at - 1) and at and block.prose.find("]", at, at + len(link.text) + _FAR) < 0:
        return "there is one “[” too many before this link"
    return ""
