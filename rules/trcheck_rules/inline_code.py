"""inline-code: code in a sentence of the source is missing or has another spelling.

Names of commands, options, files and variables stay as they are, or readers cannot find them. Reported is code of the
source that stands nowhere in the translated section, neither as code nor as plain text; where it is there with a slip,
the message says so. Placeholders (`<your-name>`), keys (`Ctrl+Space`) and code that reads as prose may be translated,
and how often something is named does not matter. A slip is an error; code that is gone, or replaced by other code, is
worth a warning, plain words (`raise`) that are gone an information. A formula counts as code, and so does the text of a
link that reads as code on both sides (`app.render()`).

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

from trcheck.model import BlockPair, Span, SpanPair
from trcheck.model.code import one_edit, other_version
from trcheck.rule import Defect, NoOptions, Page, rule
from trcheck.text.wording import listing, shorten

_PLACEHOLDER = re.compile(r"\[[^\[\].]*\]\([^().]*\)|<[^<>.]*>|\{[^{}.]*\}|\[[^\[\].]*\]")
_PROSE = re.compile(r"[A-Z][^\W\d_]*(?: #?[^\W_]+)+[.!?:…]?|\w+(?: ?\+ ?\w+)+")
_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")
_PLAIN = re.compile(r"[A-Za-z][a-z]*(?: [a-z]+)*")
_NAME = re.compile(r"[\w./:@$-]+")
_CODE = re.compile(r"(?=.*(?:[a-z][A-Z]|[._]|\(\)))[A-Za-z_$][\w$]*+(?:(?:\.|::?)[A-Za-z_$][\w$]*+)*+(?:\(\))?", re.A)


@rule("inline-code", severity="error", markup=True)
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    sections = sorted(page.aligned.sections, key=lambda pair: pair.source.start)
    starts = [pair.source.start for pair in sections]
    lost: dict[BlockPair, list[Span]] = {}
    for pair in page.aligned.spans("code", "math"):
        source, translation = pair.source, pair.translation
        if source is None or (translation is not None and pair.same) or _free(source, translation):
            continue
        slip = translation is not None and one_edit(_bare(source.text), _bare(translation.text))
        if translation is not None and not slip:
            place = page.blocks(pair.blocks)
            if _there(page.document.text[place.start : place.end], source):
                continue
        if translation is None:
            section = sections[max(0, bisect_right(starts, source.start) - 1)].translation
            if _there(page.document.text[section.start : section.end], source):
                continue
        if translation is None:
            lost.setdefault(pair.blocks, []).append(source)
        elif translation.text.isascii():
            yield Defect(
                f"this is `{shorten(translation.text)}`, the source has `{shorten(source.text)}`",
                page.here(translation),
                (page.there(source),),
                severity=None if slip and not other_version(source.text, translation.text) else "warning",
                key=source.text,
            )
    yield from _linked(page)
    kept = {span.text for span in page.document.spans("code")}
    for blocks, spans in lost.items():
        texts = list(dict.fromkeys(span.text for span in spans))
        names = listing(f"`{shorten(text)}`" for text in texts)
        yield Defect(
            f"the source names {names} here: put {'it' if len(texts) == 1 else 'them'} in unchanged",
            page.near(SpanPair(spans[0], None, blocks)),
            tuple(page.there(span) for span in spans),
            severity="info" if all(_PLAIN.fullmatch(text) and text not in kept for text in texts) else "warning",
            key=names,
        )


def _linked(page: Page) -> Iterator[Defect]:
    """Links whose texts name other code than the source's; a part of the name, as without its path, is the same."""
    for pair in page.aligned.spans("link"):
        if pair.source is None or pair.translation is None or not pair.same:
            continue
        theirs, ours = pair.source.text, pair.translation.text
        if ours == theirs or ours in pair.translation.target.partition("#")[0] or not _CODE.fullmatch(ours):
            continue
        if _CODE.fullmatch(theirs) and (ours + "()" == theirs or ours not in theirs) and theirs not in ours:
            yield Defect(
                f"this link is called `{shorten(ours)}`, the source's `{shorten(theirs)}`",
                page.here(pair.translation),
                (page.there(pair.source),),
                severity="warning",
                key=theirs,
            )


def _free(source: Span, translation: Span | None) -> bool:
    """Whether a translator may put code into other words."""
    frame = _PLACEHOLDER.sub("<>", source.text)
    if translation is not None and frame == _PLACEHOLDER.sub("<>", translation.text):
        return True
    if translation is not None and all(_WORDS.fullmatch(text) for text in (source.text, translation.text)):
        return not one_edit(source.text, translation.text)
    return bool(_PROSE.fullmatch(source.text)) or not any(character.isalnum() for character in frame)


def _bare(text: str) -> str:
    """Code without the punctuation of the sentence around it and the s of its plural."""
    return text.strip(".,:;").removesuffix("s")


def _there(text: str, code: Span) -> bool:
    """Whether a text says what a code span of the source says, in whatever markup, or without its plural's s."""
    if len(code.text) > 3 and code.text in text:
        return True
    names = [name.strip(".:") for name in _NAME.findall(code.text)]
    names = [name for name in names if not _PLAIN.fullmatch(name)] or names
    return any(names) and all(_names(text, name) or (name.endswith("s") and _names(text, name[:-1])) for name in names)


def _names(text: str, name: str) -> bool:
    return name in text and bool(re.search(rf"(?<![A-Za-z0-9_]){re.escape(name)}(?![A-Za-z0-9_])", text))
