"""Directives in the comments of a page that keep findings out of the report.

    <!-- trcheck-ignore missing-link -->             the next block, or the one that the comment stands in
    <!-- trcheck-disable typo, name -->              from here on ...
    <!-- trcheck-enable -->                          ... up to here, or to the end of the page
    <!-- trcheck-ignore-file outdated -->            the whole page

With no rule named all are meant. What follows ``--`` is a reason, for whoever reads the page. HTML, MDX and Liquid
comments are read alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from trcheck.model import Document, Span
from trcheck.options import unknown

_DIRECTIVE = re.compile(r"\s*trcheck-([a-z-]+)(?:[\s:]+(.*))?", re.DOTALL)
_DIRECTIVES = ("ignore", "disable", "enable", "ignore-file")
_SEPARATOR = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class Suppressions:
    """What the directives of one page hide: for each rule, ranges of offsets.

    `problems` are the directives that trcheck does not understand, as ``path:line: ...``.
    """

    ranges: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def hide(self, rule: str, offset: int) -> bool:
        """Whether findings of a rule that begin at an offset are hidden."""
        return any(start <= offset <= end for start, end in self.ranges.get(rule, ()))


_NONE = Suppressions()


def read_suppressions(document: Document, known: Collection[str]) -> Suppressions:
    """The suppressions that the comments of a page ask for; `known` are the ids of all rules."""
    directives = [
        (comment, match[1], match[2] or "")
        for comment in document.comments
        if "trcheck-" in comment.text and (match := _DIRECTIVE.match(comment.text))
    ]
    if not directives:
        return _NONE
    ranges: dict[str, list[tuple[int, int]]] = defaultdict(list)
    disabled: dict[str, int] = {}
    problems: list[str] = []
    page_end = len(document.text)
    for comment, directive, rest in directives:
        where = f"{document.path}:{document.position(comment.start).line}"
        if directive not in _DIRECTIVES:
            problems.append(f"{where}: {unknown('trcheck directive', directive, _DIRECTIVES, ())}")
            continue
        named = set(filter(None, _SEPARATOR.split(rest.partition("--")[0])))
        problems.extend(f"{where}: {unknown('rule', name, known, ())}" for name in sorted(named.difference(known)))
        block = _block_meant(document, comment) if directive == "ignore" else (0, page_end)
        for rule in named.intersection(known) if named else known:
            if directive in ("ignore", "ignore-file"):
                ranges[rule].append(block)
            elif directive == "disable":
                disabled.setdefault(rule, comment.end)
            elif rule in disabled:
                ranges[rule].append((disabled.pop(rule), comment.start))
    for rule, start in disabled.items():
        ranges[rule].append((start, page_end))
    return Suppressions(ranges, tuple(problems))


def _block_meant(document: Document, comment: Span) -> tuple[int, int]:
    around = document.block_around(comment.start, comment.end)
    if around and not around.children and around.kind != "html":
        return around.start, around.end
    following = next((block for block in document.blocks() if block.start >= comment.end), None)
    return (following.start, following.end) if following else (comment.end, len(document.text))
