"""link-syntax: a link is written so that readers see its markup.

A space or a full-width bracket between text and target, a bracket too many, a label that is defined nowhere, or an
address that swallows the punctuation after it. A link that is lost this way is not reported as missing again.

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

from trcheck.model import Block, Span
from trcheck.model.links import literal_link, swallowed
from trcheck.rule import Cause, Defect, NoOptions, Page, Place, rule, shorten

_TARGET = r"(?:https?://|www\.|\.{0,2}/|#\w|mailto:)[^\s（）()\[\]]*"
_PATTERNS = (
    (re.compile(rf"\][ \t]+\({_TARGET}\)?"), "take out the space between “]” and “(”"),
    (re.compile(rf"\][ \t]*（{_TARGET}[）)]?"), "write “(” and “)” for “（” and “）”"),
    (re.compile(rf"［[^［］\n]*[］\]][ \t]*[(（]{_TARGET}[）)]?"), "write “[” and “]” for “［” and “］”"),
    (re.compile(rf"\]\([ \t]*{_TARGET}[^)\n]*\)?"), "write it as [text](target)"),
)


@rule("link-syntax", severity="error", scope="page")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    cause: Cause = "source" if page.document.language == page.site.source else "translation"
    lost: dict[int, Span] = {}
    source: set[str] = set()
    if page.alignment:
        for pair in page.alignment.spans("link"):
            if pair.source is None or pair.translation is not None:
                continue
            if found := literal_link(pair.source, pair.blocks.translation, page.document):
                lost[found[0]] = pair.source
        source = {
            block.prose[start:end]
            for block in page.alignment.source.blocks()
            for start, end, _ in _written(block.prose)
        }
    for block in page.document.blocks():
        for start, end, advice in _written(block.prose):
            if block.prose[start:end] in source:
                continue
            place = Place(page.document, block.start + start, block.start + end)
            links = [lost.pop(at) for at in list(lost) if place.start <= at < place.end]
            text = shorten(block.prose[start:end])
            yield Defect(f"“{text}” is no link: {advice}", place, tuple(map(page.there, links)), cause, key=text)
        for span in block.spans:
            if span.kind == "link" and (message := _odd(block, span)):
                yield Defect(message, page.here(span), cause=cause, key=span.target)
    for at, link in lost.items():
        what = f"[{link.label}]" if link.label and page.document.text.startswith("[", at) else link.target
        advice = "define its label on this page" if what != link.target else "write it as [text](target)"
        place = Place(page.document, at, at + len(what))
        yield Defect(f"{what} stands here as text, in the source it is a link: {advice}", place, (page.there(link),))


def _written(prose: str) -> Iterator[tuple[int, int, str]]:
    """What looks like a link in text where every link that is one has been blanked; from bracket to bracket."""
    if "](" not in prose and "] (" not in prose and "（" not in prose and "(" not in prose:
        return
    taken = -1
    for pattern, advice in _PATTERNS:
        for match in pattern.finditer(prose):
            bracket = prose.rfind("[", max(0, match.start() - 200), match.start())
            start = bracket if bracket >= 0 and prose[match.start()] == "]" else match.start()
            if start > taken:
                taken = match.end()
                yield start, match.end(), advice


def _odd(block: Block, link: Span) -> str:
    """What is wrong with a link that is one."""
    if (at := swallowed(link)) >= 0:
        return f"this address takes in “{shorten(link.target[at:], 20)}” after it: put a space between or <…> around it"
    before = link.start - block.start - 1
    if before >= 0 and block.prose.startswith("[", before) and block.prose.count("[") > block.prose.count("]"):
        return "there is one “[” too many before this link"
    return ""
