"""inline-code: code in a sentence of the source is missing or has another spelling.

Names of commands, options, files and variables stay as they are, or readers cannot find them. Reported is code of the
source that stands nowhere in the translated section, neither as code nor as plain text; where it is there with a slip,
the message says so. Placeholders (`<your-name>`) and code spans that read as prose may be translated. How often
something is named does not matter. A formula counts as code.

Bad:

```markdown
Set `max_retries` in the configuration.
```

```markdown
Define `max_retires` en la configuración.
```

Good:

```markdown
Set `max_retries` in the configuration.
```

```markdown
En la configuración, define `max_retries`.
```
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from trcheck.model import BlockPair, SectionPair, Span, SpanPair
from trcheck.model.code import one_edit
from trcheck.rule import Defect, NoOptions, Page, listing, rule, shorten

_FREE = re.compile(r"<[^<>]*>|\{[^{}]*\}|[^\W\d_]+(?: [^\W\d_]+)+[.!?:…]?")
_NAME = re.compile(r"[\w./:@$-]+")


@rule("inline-code", severity="error")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    sections = sorted(page.aligned.sections, key=lambda pair: pair.source.start)
    starts = [pair.source.start for pair in sections]
    lost: dict[BlockPair, list[SpanPair]] = {}
    for pair in page.aligned.spans("code", "math"):
        source, translation = pair.source, pair.translation
        if source is None or (translation is not None and pair.same) or _FREE.fullmatch(source.text):
            continue
        section = sections[max(0, bisect_right(starts, source.start) - 1)]
        if _there(page, source, section):
            continue
        if translation is None:
            lost.setdefault(pair.blocks, []).append(pair)
        elif translation.text.isascii():
            slip = ": is it a slip?" if one_edit(source.text, translation.text) else ""
            yield Defect(
                f"this is `{shorten(translation.text)}`, the source has `{shorten(source.text)}`{slip}",
                page.here(translation),
                (page.there(source),),
                key=source.text,
            )
    for pairs in lost.values():
        spans = [pair.source for pair in pairs if pair.source]
        names = listing(f"`{shorten(text)}`" for text in dict.fromkeys(span.text for span in spans))
        yield Defect(
            f"the source names {names} here: put it in as it is",
            page.near(pairs[0]),
            tuple(page.there(span) for span in spans),
            key=names,
        )


def _there(page: Page, code: Span, section: SectionPair) -> bool:
    """Whether a section says what a code span of the source says, in whatever markup."""
    text = page.document.text[section.translation.start : section.translation.end]
    return code.text in text or all(name in text for name in _NAME.findall(code.text))
