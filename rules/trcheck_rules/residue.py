"""residue: what a tool or an edit left behind stands on the page.

- markers of a merge (`<<<<<<<`, `>>>>>>>`),
- the page in a code fence, or a fence without code at its end,
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
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from trcheck.language import primary
from trcheck.model import Block, Cause, Document, Severity
from trcheck.rule import Defect, Page, Place, rule
from trcheck.text.wording import shorten
from trcheck.text.words import find_word

_MARKER = re.compile(r"^(?:(<{7})|(>{7})|(={7})|\|{7})(?!\S)[^\n]*$", re.MULTILINE)
_MARKERS = ("<" * 7, ">" * 7, "=" * 7)
_BRACKETS = {"[": "]", "(": ")", "<": ">", "（": "）", "【": "】"}
_MARKDOWN = frozenset(("markdown", "md", "mdx"))
_PAGE_START = re.compile(r"\s*(?:---\n|\+\+\+\n|#{1,2} )")
_SAID = 300  # characters at most, of what a model says and of a placeholder
_BLOCK = 25  # characters at least
_PHRASE = range(2, 7)  # words
_LETTERS = 9
_TOKEN = re.compile(r"\S+")
_CLAUSE = re.compile(r"[^.!?。！？；，,;:：]++[.!?。！？；，,;:：]?+\s*+")
_CLAUSE_BYTES = 18
_PART = 4  # letters of a word
_LONGEST = 40
_REPEATED = ("paragraph", "heading", "list", "item", "table", "quote", "admonition", "definitions")
_TABLE = ("table", "row")


@dataclass(frozen=True, slots=True)
class Options:
    words: tuple[str, ...] = ()


@rule("residue", severity="warning", scope="page", options=Options, enabled=False)
def check(page: Page, options: Options) -> Iterator[Defect]:
    cause: Cause = "translation" if page.alignment else "source"
    document = page.document
    found = (
        *_merge_markers(page),
        *_fenced(page),
        *_said(page),
        *_repeated_blocks(page),
        *_repeated_phrases(page),
        *_apart(document),
        *_grown_together(page),
    )
    for start, end, message, severity, fix in found:
        text = document.text[start:end]
        if text.lower() not in options.words:
            yield Defect(
                message, Place(document, start, end), cause=cause, severity=severity, key=shorten(text, 60), fix=fix
            )


_Found = tuple[int, int, str, Severity | None, str | None]


def _in_source(page: Page, text: str) -> bool:
    """Whether the source has a text as well."""
    return page.alignment is not None and text.lower() in page.alignment.source.text.lower()


def _merge_markers(page: Page) -> Iterator[_Found]:
    """Each conflict that was not resolved, or a marker left of one."""
    document, opened = page.document, None
    if not any(marker in document.text for marker in _MARKERS):
        return
    for match in _MARKER.finditer(document.text):
        if _in_source(page, match[0]) or (page.alignment is None and _in_code(document, match.start())):
            continue
        if match[1]:
            opened = match.start()
        elif match[2] and opened is not None:
            yield opened, match.end(), "a merge was not finished: keep one side and remove the markers", "error", None
            opened = None
        elif opened is None and not (
            match[3] and document.text[: match.start()].rpartition("\n")[0][-1:] not in ("", "\n")
        ):
            yield match.start(), match.end(), f"remove what a merge left: `{match[0][:7]}`", "error", None
    if opened is not None:
        yield opened, opened + 7, "remove what a merge left: `<<<<<<<`", "error", None


def _in_code(document: Document, at: int) -> bool:
    block = document.block_around(at, at + 1)
    return block is not None and block.kind == "code"


def _fenced(page: Page) -> Iterator[_Found]:
    """The page, or what is left of the fence around it."""
    document = page.document
    blocks = document.blocks()
    if not blocks:
        return
    first, last = blocks[0], blocks[-1]
    theirs = page.alignment.source.blocks() if page.alignment else ()
    if first.kind == "code" and not (theirs and theirs[0].kind == "code"):
        named = first.name.lower() in _MARKDOWN
        if (named or not first.name) and _PAGE_START.match(first.literal):
            yield first.start, first.end, "the page stands in a code fence: take the fence away", "error", None
    if (
        last.kind == "code"
        and not last.literal.strip()
        and document.text[last.start : last.end].strip(" \n") in ("```", "~~~")
    ):
        yield last.start, last.end, "a code fence is opened at the end of the page: take it away", "error", None


def _said(page: Page) -> Iterator[_Found]:
    """What a model said, and what it or somebody put in place of a text."""
    document = page.document
    leaves = [block for block in document.blocks() if block.prose]
    added = [leaf for unpaired in page.alignment.extra() for leaf in unpaired.block.leaves()] if page.alignment else []
    likely = dict.fromkeys((*leaves[:3], *added, *leaves[-3:]))
    small = {block: block.prose[:_SAID].lower().replace("’", "'") for block in likely}
    together = "\n".join(small.values())
    phrases = [phrase for phrase in _data()["chatter"] if phrase in together and not _in_source(page, phrase)]
    for block in likely:
        if any(phrase in small[block] for phrase in phrases):
            yield (
                block.start,
                block.end,
                f"remove what was said around the translation: “{shorten(block.text, 50)}”",
                "error",
                None,
            )
    for block in leaves:
        text = block.prose.lstrip("*_ .…")
        if text[:1] in _BRACKETS and len(text := text.rstrip("*_ .…")) < _SAID and text[-1:] in _BRACKETS.values():
            yield from _placeholder(page, block.start, block.end, text)
    for comment in document.comments:
        if len(comment.text) < _SAID:
            yield from _placeholder(page, comment.start, comment.end, comment.text)


def _placeholder(page: Page, start: int, end: int, text: str) -> Iterator[_Found]:
    small = text.lower()
    if any(phrase in small for phrase in _data()["placeholders"]) and not _in_source(page, small):
        yield start, end, f"“{shorten(text, 50)}” stands for a text: put that here", None, None


def _repeated_blocks(page: Page) -> Iterator[_Found]:
    found = list(_repeats(page.document))
    if found and page.alignment and list(_repeats(page.alignment.source)):
        return
    for start, end in found:
        text = shorten(page.document.text[start:end], 50)
        yield start, end, f"this stands twice in a row, remove it once: “{text}”", None, None


def _repeats(document: Document) -> Iterator[tuple[int, int]]:
    """The second ones of blocks, or rows of blocks, that stand twice in a row among their siblings."""
    top = [block for section in document.sections for block in (section.heading, *section.blocks) if block]
    for blocks in (
        top,
        *(block.children for block in document.blocks() if len(block.children) > 1 and block.kind not in _TABLE),
    ):
        yield from _repeats_among(document.text, blocks)


def _repeats_among(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    keys = [text[block.start : block.end].rstrip() for block in blocks]
    if len(set(keys)) == len(keys):
        return
    last: dict[str, int] = {}
    done = 0
    for index, key in enumerate(keys):
        before = last.get(key)
        if before is not None and before >= done and keys[before:index] == keys[index : 2 * index - before]:
            run = range(index, 2 * index - before)
            if any(blocks[n].kind in _REPEATED and len(keys[n]) >= _BLOCK for n in run):
                yield blocks[index].start, blocks[run[-1]].end
                done = run[-1] + 1
        last[key] = index


def _repeated_phrases(page: Page) -> Iterator[_Found]:
    text = page.document.text
    for block in page.document.blocks():
        for start, end in _twice(block.prose) if len(block.prose) >= _LETTERS else ():
            half = block.start + start + (end - start + 1) // 2
            first, second = text[block.start + start : half].strip(), text[half : block.start + end].strip()
            # Between the same words there may be code and links that tell them apart.
            if first == second and not _in_source(page, f"{first} {first}"):
                yield (
                    block.start + start,
                    block.start + end,
                    f"“{shorten(first, 50)}” stands twice in a row",
                    None,
                    first,
                )


def _twice(prose: str) -> Iterator[tuple[int, int]]:
    """Where a clause or a few words stand twice in a row."""
    roughly = prose.replace("。", "，").replace(". ", "，").split("，")
    if len(set(roughly)) < len(roughly):
        clauses, at = _CLAUSE.findall(prose), 0
        for clause, following in pairwise(clauses):
            at = prose.find(clause, at)
            if clause == following and len(clause.encode()) >= _CLAUSE_BYTES:
                yield at, at + 2 * len(clause)
            at += len(clause)
    words = prose.split()
    if len(set(pairwise(words))) + 1 < len(words):
        tokens = list(_TOKEN.finditer(prose))
        for count in _PHRASE:
            for n in range(len(tokens) - 2 * count + 1):
                if words[n] == words[n + count] and _is_phrase(
                    words[n : n + count], words[n + count : n + 2 * count + 1]
                ):
                    yield tokens[n].start(), tokens[n + 2 * count - 1].end()


def _is_phrase(words: list[str], after: list[str]) -> bool:
    """Whether words are a phrase, and those after it are the same, and not its beginning a third time."""
    return (
        words == after[: len(words)]
        and after[-1] != words[0]
        and len(set(words)) == len(words)
        and len("".join(words)) >= _LETTERS
        and all(word[-1].isalpha() for word in words)
    )


def _apart(document: Document) -> Iterator[_Found]:
    """Pairs of words that should be one."""
    pairs: Mapping[str, str] = _data()["together"].get(primary(document.language), {})
    pairs = {pair: one for pair, one in pairs.items() if f" {pair} " in document.text}
    for pair, one in pairs.items():
        for block in document.blocks():
            at = f" {block.prose}".find(f" {pair} ") if pair in block.prose else -1
            if at >= 0:
                start = block.start + at
                yield start, start + len(pair), f"`{pair}` is `{one}`", None, one


def _grown_together(page: Page) -> Iterator[_Found]:
    """Words made of one of the source's and one of the language's, as a replacement without care for blanks makes."""
    if page.alignment is None:
        return
    site, language = page.site, page.document.language
    theirs = site.vocabulary(page.alignment.source)
    pages = site.words(language)
    ours = site.vocabulary(page.document)
    for word in ours:
        if not 2 * _PART <= len(word) <= _LONGEST or not word.islower() or word in theirs or pages.get(word, 0) > 1:
            continue
        for cut in range(_PART, len(word) - _PART + 1):
            one, other = word[:cut], word[cut:]
            if (
                one in theirs
                and one in ours
                and other in pages
                and site.known(other, language)
                and not site.known(one, language)
                and not site.known(word, language)
                and not site.known(word, site.source)
                and (found := _find(page.document, word)) is not None
            ):
                yield found, found + len(word), f"`{word}` is two words: `{one} {other}`", None, f"{one} {other}"
                break


def _find(document: Document, word: str) -> int | None:
    for block in document.blocks():
        if word in block.prose and (at := find_word(word, block.prose)) >= 0:
            return block.start + at
    return None


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / "residue.toml").read_text("utf-8"))
