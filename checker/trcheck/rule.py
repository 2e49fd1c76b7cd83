"""How a rule is declared, and what it is given.

A rule is a module with a docstring that is its manual and one generator function that `rule` declares:

    @rule("missing-image", severity="error")
    def check(page: Page, options: NoOptions) -> Iterator[Defect]:
        for pair in page.alignment.spans("image"): ...

It says where and what; the engine adds the rule's id, the severity, the page and the language. A rule keeps no state
and imports nothing of trcheck but `trcheck.model` and this module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol

from trcheck.model import Alignment, Block, Cause, Document, Section, Severity, Span, Unpaired, UnpairedSection

Node = Block | Span | Section


class Place(NamedTuple):
    """A range of a page; offsets in code points of `Document.text`, end exclusive."""

    document: Document
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Defect:
    """What a rule found: where, what, and where the other pages say it.

    `message` tells a translator what to do or what is wrong, in one line of plain words, no full stop at its end.
    `severity` overrides the rule's own where one kind of a defect weighs less. `key` is what of the defect stays the
    same when text around it changes (a target, a name); it enters the fingerprint, as `message` does when it is "".
    `fix` is the text to put in place of `place`, where there is exactly one right one.
    """

    message: str
    place: Place
    counterparts: tuple[Place, ...] = ()
    cause: Cause = "translation"
    severity: Severity | None = None
    key: str = ""
    fix: str | None = None


class Resolution(NamedTuple):
    """Where a link leads within the site. `exists` is False only where the place is known and nothing is there.

    `anchors` are the ids that the page there offers; None when it is no page (an image) or was not read.
    `path` is the file found, or the one looked for, relative to the root.
    """

    path: str
    exists: bool
    anchors: frozenset[str] | None = None
    fallback: bool = False
    """The page does not exist in the link's language and the site would serve the source's."""


class Site(Protocol):
    """What a rule may ask about the whole site. Every answer is made at first need and kept."""

    @property
    def source(self) -> str:
        """The source language, as the site spells it."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language of the site, the source first."""

    def resolve(self, document: Document, target: str) -> Resolution | None:
        """Where `target`, as written on `document`, leads; None where it leaves the site or cannot be known."""

    def language_of(self, target: str) -> str | None:
        """The language that a site path or URL of this site names in its first segments, or None."""

    def words(self, language: str) -> Mapping[str, int]:
        """For each word (case kept) that occurs in the pages of a language: on how many of them it does."""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page under check. `alignment` is None on a source page and on a translation without a source;
    `versions` are all languages' versions of the page, this one and the source among them."""

    document: Document
    site: Site
    alignment: Alignment | None = None
    versions: tuple[Document, ...] = ()

    def here(self, node: Node) -> Place:
        """The place of a node of the page under check."""
        return Place(self.document, node.start, node.end)

    def there(self, node: Node) -> Place:
        """The place of a node of the source."""
        return Place(self.aligned.source, node.start, node.end)

    def after(self, unpaired: Unpaired | UnpairedSection) -> Place:
        """Where a node that the page lacks belongs: the last line of what it follows."""
        text, end = self.document.text, unpaired.after
        start = text.rfind("\n", 0, end) + 1
        return Place(self.document, start + len(text[start:end]) - len(text[start:end].lstrip()), end)

    @property
    def aligned(self) -> Alignment:
        """The alignment, where the rule's scope says that there is one."""
        assert self.alignment is not None
        return self.alignment


@dataclass(frozen=True, slots=True)
class NoOptions:
    """A rule without options."""


Check = Callable[[Page, Any], Iterable[Defect]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A declared rule. `scope` says which pages it is called for: ``translation``: those with an alignment; ``page``:
    every page by itself, the source's too. `manual` is the docstring of its module."""

    id: str
    severity: Severity
    scope: Literal["translation", "page"]
    options: type[Any]
    check: Check
    manual: str
    enabled: bool = True

    @property
    def summary(self) -> str:
        """The first line of the manual, without the id."""
        return self.manual.strip().split("\n", 1)[0].partition(": ")[2].rstrip(".")


def rule(
    id: str,
    *,
    severity: Severity,
    scope: Literal["translation", "page"] = "translation",
    options: type[Any] = NoOptions,
    enabled: bool = True,
) -> Callable[[Check], Rule]:
    """Declare the check function of a rule module; its name in the module is then the `Rule`."""

    def declare(check: Check) -> Rule:
        from sys import modules

        return Rule(id, severity, scope, options, check, modules[check.__module__].__doc__ or "", enabled)

    return declare


def plural(count: int, one: str, many: str | None = None) -> str:
    """``plural(2, "list item")`` is "2 list items"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def shorten(text: str, width: int = 60) -> str:
    """Text for a message: on one line, cut at `width` characters with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def listing(items: Iterable[str], limit: int = 5) -> str:
    """``a, b and c``; past `limit` ``a, b, c and 4 more``."""
    words = list(items)
    if len(words) > limit:
        words = [*words[:limit], f"{len(words) - limit} more"]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else ""


__all__ = [
    "Cause",
    "Check",
    "Defect",
    "NoOptions",
    "Node",
    "Page",
    "Place",
    "Resolution",
    "Rule",
    "Severity",
    "Site",
    "listing",
    "plural",
    "rule",
    "shorten",
]
