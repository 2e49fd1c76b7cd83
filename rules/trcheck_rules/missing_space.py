"""missing-space: a word runs into the link, the code or the next word beside it.

When a translator works around markup, the space beside it is easily lost. Reported are a word and the link or code
right after it, link or code and a function word (*and*, *of*) right after it, and two words with nothing but a comma
between them. The words must be words of the language or of the page, which `pre[commit](...)`, `l'[API](...)` and the
plural in `Item`s are not. The rule is silent where both together are one word, as in compounds; where the source has
the same; and in languages that are written without spaces.

Bad:

```markdown
Read the part on [opening hours](https://example.org/hours) first.
```

```markdown
Lee antes la parte sobre el[horario](https://example.org/hours).
```

Good:

```markdown
Read the part on [opening hours](https://example.org/hours) first.
```

```markdown
Lee antes la parte sobre el [horario](https://example.org/hours).
```
"""

import re
from collections.abc import Iterator

from trcheck.language import has_spaces
from trcheck.model import GLUE, Block, Span
from trcheck.rule import Defect, NoOptions, Page, Place, rule
from trcheck.text.foreign import function_words

_BEFORE = re.compile(r"(?<![^\s(«“\"*_])[^\W\d_]++\Z")
_AFTER = re.compile(r"[^\W\d_]++(?![^\s.,;:!?)»”\"*_])")
_FIRST = re.compile(r"[^\W\d_]++")
_COMMA = re.compile(
    rf"(?<![^\s(«“\"{GLUE}])([^\W\d_]{{2,40}}+)[)»”{GLUE}]*+,([^\W\d_]{{2,40}}+)(?![^\s.,;:!?)»”\"{GLUE}])"
)
_LONGEST = 40


@rule("missing-space", severity="warning", scope="page")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    if not has_spaces(page.document.language):
        return
    source = page.alignment.source.text if page.alignment else ""
    for block in page.document.blocks():
        for start, end, message in (*_beside_spans(page, block), *_beside_commas(page, block)):
            joined = page.document.text[start:end]
            if joined not in source:
                place = Place(page.document, start, end)
                yield Defect(message, place, cause="translation" if page.alignment else "source", key=joined)


def _beside_spans(page: Page, block: Block) -> Iterator[tuple[int, int, str]]:
    """From where to where a word and a link or code are one, and what to do."""
    text = page.document.text
    for span in block.spans:
        if span.kind == "link" and span.style in ("inline", "reference"):
            what = "link"
        elif span.kind == "code" and len(span.text) > 1:
            what = "code"
        else:
            continue
        before = _BEFORE.search(text, max(block.start, span.start - _LONGEST), span.start)
        if before and _is_word(page, before[0]) and not _one_word(page, before[0], span):
            yield before.start(), span.end, f"put a space between “{before[0]}” and the {what} after it"
        after = _AFTER.match(text, span.end, min(block.end, span.end + _LONGEST))
        if after and after[0] in function_words(page.document.language):
            yield span.start, after.end(), f"put a space between the {what} and “{after[0]}” after it"


def _beside_commas(page: Page, block: Block) -> Iterator[tuple[int, int, str]]:
    if "," not in block.prose:
        return
    for match in _COMMA.finditer(block.prose):
        if _is_word(page, match[1]) and _is_word(page, match[2]):
            start, end = match.span()
            yield block.start + start, block.start + end, f"put a space between the comma and “{match[2]}”"


def _is_word(page: Page, word: str) -> bool:
    """Whether a word is one of the language, or one that the page has elsewhere."""
    language = page.document.language
    if word.lower() in function_words(language):
        return True
    return len(word) > 2 and (page.site.known(word, language) or page.site.vocabulary(page.document).get(word, 0) > 1)


def _one_word(page: Page, before: str, span: Span) -> bool:
    """Whether a word and the first one of a link are one together, or the link does not begin with a word."""
    if span.kind == "code":
        return False
    first = _FIRST.match(span.text)
    return first is not None and page.site.known(before + first[0], page.document.language)
