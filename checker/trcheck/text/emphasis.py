"""Emphasis markers that Markdown leaves standing in the text: why they do nothing, and what to write instead.

CommonMark decides by the characters on both sides of a run of ``*``, ``_`` or ``~~`` whether it can begin emphasis, end
it, or neither (https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run). Between a punctuation mark and a
letter only one of the two is possible, and languages that set no blanks around such marks get the wrong one: in
``**你好。**世界`` the second run begins something. What was meant is plain to readers: the runs of a block, taken two
by two. So runs are paired by their order, and each pair that is no emphasis is looked at for the rule that it breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category

from trcheck.language import has_spaces
from trcheck.model import GLUE, Block, Document

_RUN = re.compile(r"\*++|_++|~~++")
_ESCAPED = re.compile(r"(?:\\[*_]){2,}+")
_BLANKS = " \t\n\u00a0\u3000"
_BRACKETS = dict(zip("“‘「『《〈（(【〔［[«‹„\"'", "”’」』》〉）)】〕］]»›“\"'", strict=True))
_SENTENCE = frozenset("。，、：；！？…,.:;!?")
_PATH = frozenset("/\\")
_LONGEST_ITALICS = 200
_AROUND = 8  # characters

KINDS = {"*": ("italics", "bold"), "_": ("italics", "bold"), "~": ("", "strikethrough")}


class Run(NamedTuple):
    """A run of one marker, of which readers see `seen` characters; 0 where all of it is markup."""

    mark: str
    start: int
    end: int
    seen: int

    @property
    def size(self) -> int:
        return min(self.end - self.start, 2)

    @property
    def kind(self) -> str:
        """What the run marks."""
        return KINDS[self.mark][self.size - 1]


class Stray(NamedTuple):
    """A pair of runs that is no emphasis: the range to write anew, why, and with what, if one text is right there.

    `shown` is that text with what stands around it.
    """

    run: Run
    start: int
    end: int
    reason: str
    fix: str | None
    shown: str


def runs(block: Block, document: Document) -> list[Run]:
    """The runs of markers in a leaf block, less those in code, addresses and tags, and escaped ones."""
    found = []
    text, prose, base = document.text, block.prose, block.start
    for match in _RUN.finditer(text, base, block.end):
        start, end = match.span()
        inside = prose[start - base : end - base]
        seen = inside.count(match[0][0])
        if seen + inside.count(GLUE) == end - start and not _is_escaped(text, prose, start, base):
            found.append(Run(match[0][0], start, end, seen))
    return found


def escaped_runs(block: Block, document: Document) -> list[tuple[int, int]]:
    """Where markers of bold stand that backslashes make mere text."""
    if GLUE not in block.prose:
        return []
    found = [match.span() for match in _ESCAPED.finditer(document.text, block.start, block.end)]
    return [span for span in found if block.prose[span[0] - block.start] == GLUE]


def strays(block: Block, document: Document, found: list[Run], *, lenient: bool = False) -> Iterator[Stray]:
    """The pairs of runs in a block that were meant for emphasis and are none.

    `lenient` renderers take any marker but ``_`` that is not between blanks.
    """
    emphasis = {(span.start, span.end) for span in block.spans if span.kind in ("strong", "emphasis", "strikethrough")}
    for mark in "*_~":
        for size in (1, 2):
            alike = [run for run in found if run.mark == mark and run.size == size]
            if not any(run.seen for run in alike):
                continue
            for first, last in _pairs(alike):
                if (first.start, last.end) in emphasis or not (first.seen or last.seen):
                    continue
                stray = _explain(document, first, last) if _is_meant(document.text, first, last) else None
                if stray and (not lenient or mark == "_" or _is_between_blanks(document.text, stray.run)):
                    yield stray


def _is_between_blanks(text: str, run: Run) -> bool:
    return _class(text[run.start - 1 : run.start]) == _class(text[run.end : run.end + 1]) == "blank"


def _is_escaped(text: str, prose: str, start: int, base: int) -> bool:
    return start > base and text[start - 1] == "\\" and prose[start - 1 - base] == GLUE


def _pairs(alike: list[Run]) -> Iterator[tuple[Run, Run]]:
    """Runs two by two; where their number is odd, neighbours that are both left standing."""
    if len(alike) % 2 == 0:
        yield from zip(alike[::2], alike[1::2], strict=True)
        return
    index = 1
    while index < len(alike):
        if alike[index - 1].seen and alike[index].seen:
            yield alike[index - 1], alike[index]
            index += 1
        index += 1


def _is_meant(text: str, first: Run, last: Run) -> bool:
    """Whether two runs look as if somebody put them around words: no wildcards, no powers, no two beginnings."""
    inner = text[first.end : last.start]
    words = inner.strip(_BLANKS)
    before, after = text[first.start - 1 : first.start], text[last.end : last.end + 1]
    tight_head, tight_tail = inner[:1] not in _BLANKS, inner[-1:] not in _BLANKS
    if not any(map(str.isalpha, words)) or not (tight_head or tight_tail):
        return False
    if not tight_head and before.strip(_BLANKS) and not _is_unspaced(before):
        return False
    if not tight_tail and _class(after) == "letter" and not _is_unspaced(after):
        return False
    if not _PATH.isdisjoint((before, after, words[0], words[-1])) or words[0] in ".,;":
        return False
    if words[-1].isdigit() and after.isdigit():
        return False
    if first.mark == "_" and not (_is_unspaced(words) and _is_unspaced(before + after)):
        return False
    if first.size > 1:
        return True
    return tight_head and tight_tail and len(inner) <= _LONGEST_ITALICS and not before.isdigit() and before != "."


def _is_unspaced(text: str) -> bool:
    """Whether letters are among it of a script without cases, as of Chinese and Korean; names in code have none."""
    return any(category(character) == "Lo" for character in text)


def _class(character: str) -> str:
    if not character or character.isspace():
        return "blank"
    return "punctuation" if category(character)[0] in "PS" else "letter"


def _begins(mark: str, before: str, after: str) -> bool:
    left, right = _flanks(before, after)
    return left and (mark != "_" or not right or _class(before) == "punctuation")


def _ends(mark: str, before: str, after: str) -> bool:
    left, right = _flanks(before, after)
    return right and (mark != "_" or not left or _class(after) == "punctuation")


def _flanks(before: str, after: str) -> tuple[bool, bool]:
    """Whether a run between two characters is left-flanking, and whether it is right-flanking."""
    here, there = _class(before), _class(after)
    left = there == "letter" or (there == "punctuation" and here != "letter")
    right = here == "letter" or (here == "punctuation" and there != "letter")
    return left, right


def _explain(document: Document, first: Run, last: Run) -> Stray | None:
    """Which of two runs cannot do what it was meant for, why, and what to write."""
    text = document.text
    inner = text[first.end : last.start]
    before, after = text[first.start - 1 : first.start], text[last.end : last.end + 1]
    if not _begins(first.mark, before, inner[0]):
        failing, reason = first, _reason(first, before, inner[0], "begin")
    elif not _ends(last.mark, inner[-1], after):
        failing, reason = last, _reason(last, inner[-1], after, "end")
    else:
        return None
    fix = _mended(first, last, before, inner, after, has_spaces(document.language))
    if fix is None:
        return Stray(failing, failing.start, failing.end, reason, None, "")
    old = text[first.start : last.end]
    shorter = min(len(old), len(fix))
    head = next((i for i in range(shorter) if old[i] != fix[i]), shorter)
    tail = next((i for i in range(shorter - head) if old[-1 - i] != fix[-1 - i]), shorter - head)
    head = min(head, failing.start - first.start)
    tail = min(tail, last.end - failing.end)
    start, end, fix = first.start + head, last.end - tail, fix[head : len(fix) - tail]
    begin, stop = max(0, start - _AROUND), end + _AROUND
    begin = first.start if first.start < begin < first.end else begin  # no half of a marker
    stop = last.end if last.start < stop < last.end else stop
    lead, rest = text[begin:start].rpartition("\n")[2], text[end:stop].partition("\n")[0]
    return Stray(failing, start, end, reason, fix, (lead + fix + rest).strip())


def _reason(run: Run, before: str, after: str, role: str) -> str:
    touching, side = (after, "before") if role == "begin" else (before, "after")
    if _class(touching) == "blank":
        return f"{run.kind} cannot {role} right {side} a blank"
    if run.mark == "_" and _class(before) == _class(after) == "letter":
        return f"`_` between two letters cannot {role} {run.kind}"
    opposite = "end" if role == "begin" else "begin"
    return f"between “{before}” and “{after}” it cannot {role} {run.kind}, only {opposite} it"


def _mended(first: Run, last: Run, before: str, inner: str, after: str, spaced: bool) -> str | None:
    """The pair as it works, changed as little as possible; None where only other words or HTML help."""
    mark = first.mark
    content = inner.strip(_BLANKS)
    head, tail = mark * (first.end - first.start), mark * (last.end - last.start)
    if head != tail:
        return None

    def works(mark: str, before: str, content: str, after: str) -> bool:
        return bool(content) and _begins(mark, before, content[0]) and _ends(mark, content[-1], after)

    if works(mark, before, content, after):
        return head + content + tail
    if mark == "_":
        return head.replace("_", "*") + content + tail.replace("_", "*") if works("*", before, content, after) else None
    opening, closing = content[0], content[-1]
    if _BRACKETS.get(opening) == closing and not {opening, closing} & set(content[1:-1]):
        inside = content[1:-1]
        if works(mark, opening, inside, closing):
            return opening + head + inside + tail + closing
    if not spaced and closing in _SENTENCE and works(mark, before, content[:-1], closing):
        return head + content[:-1] + tail + closing
    if spaced and closing not in _SENTENCE:
        return None
    lead = "" if _begins(mark, before, opening) else " "
    rest = "" if _ends(mark, closing, after) else " "
    return lead + head + content + tail + rest
