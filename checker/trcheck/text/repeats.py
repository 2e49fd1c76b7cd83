"""What stands twice in a row on a page: blocks and rows of blocks, and within a block clauses and phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from trcheck.model import Block, Document

_BLOCK = 25  # characters at least
_PHRASE = range(2, 7)  # words
_LETTERS = 9
_TOKEN = re.compile(r"\S+")
_CLAUSE = re.compile(r"[^.!?。！？；，,;:：]++[.!?。！？；，,;:：]?+\s*+")
_CLAUSE_BYTES = 18
_CLAUSES = range(1, 5)
_REPEATED = ("paragraph", "heading", "list", "item", "table", "quote", "admonition", "definitions")
_TABLE = ("table", "row")


def repeated_blocks(document: Document) -> Iterator[tuple[int, int, int]]:
    """The blocks, or rows of blocks, that repeat what stands before them: where the first of the two begins, and the
    range of the second one."""
    top = [block for section in document.sections for block in (section.heading, *section.blocks) if block]
    for blocks in (
        top,
        *(block.children for block in document.blocks() if len(block.children) > 1 and block.kind not in _TABLE),
    ):
        yield from _repeats_among(document.text, blocks)


def _repeats_among(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int, int]]:
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
                yield blocks[before].start, blocks[index].start, blocks[run[-1]].end
                done = run[-1] + 1
        last[key] = index


def repeated_phrases(prose: str) -> Iterator[tuple[int, int]]:
    """Where a clause or a few words stand twice in a row, from the first to the end of the second."""
    if len(prose) < _LETTERS:
        return
    roughly = prose.replace("。", "，").replace(". ", "，").split("，")
    if len(set(roughly)) < len(roughly):
        yield from _repeated_clauses(prose)
    words = prose.split()
    if len(set(pairwise(words))) + 1 < len(words):
        tokens = list(_TOKEN.finditer(prose))
        for count in _PHRASE:
            for n in range(len(tokens) - 2 * count + 1):
                if words[n] == words[n + count] and _is_phrase(
                    words[n : n + count], words[n + count : n + 2 * count + 1]
                ):
                    yield tokens[n].start(), tokens[n + 2 * count - 1].end()


def _repeated_clauses(prose: str) -> Iterator[tuple[int, int]]:
    """Where a clause, or a sentence of a few, stands twice in a row."""
    found = list(_CLAUSE.finditer(prose))
    clauses, done = [match[0].rstrip() for match in found], 0
    for first in range(len(found)):
        for count in _CLAUSES:
            one, other = clauses[first : first + count], clauses[first + count : first + 2 * count]
            if first >= done and one == other and len("".join(one).encode()) >= _CLAUSE_BYTES:
                done = first + 2 * count
                yield found[first].start(), found[done - 1].start() + len(clauses[done - 1])


def _is_phrase(words: list[str], after: list[str]) -> bool:
    """Whether words are a phrase, and those after it are the same, and not its beginning a third time."""
    return (
        words == after[: len(words)]
        and after[-1] != words[0]
        and len(set(words)) == len(words)
        and len("".join(words)) >= _LETTERS
        and all(word[-1].isalpha() for word in words)
    )
