"""How a rule is declared, and what it is given.

A rule is a module with a docstring that is its manual and one generator function that `rule` declares:

    @rule("missing-image", severity="error")
    def check(page: Page, options: NoOptions) -> Iterator[Defect]:
        for pair in page.alignment.spans("image"): ...

It says where and what; the engine adds the rule's id, the severity, the page and the language. A rule keeps no state
and imports nothing of trcheck but `trcheck.model`, what `trcheck.text` and `trcheck.language` know of running text, and
this module.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol
from urllib.parse import unquote

from trcheck.learning.conventions import Convention
from trcheck.model import (
    Alignment,
    Block,
    BlockPair,
    Cause,
    Document,
    Section,
    SectionDrift,
    Severity,
    Span,
    SpanPair,
    Unpaired,
    UnpairedSection,
)
from trcheck.model.keys import KeyUse
from trcheck.options import Count as Count
from trcheck.options import Majority as Majority
from trcheck.options import Share as Share
from trcheck.text.glossary import Glossary
from trcheck.text.lexicon import Lexicon
from trcheck.text.spellings import Spellings
from trcheck.text.wording import shorten

Node = Block | Span | Section

THEM = "\ue010"
"""Stands in `Defect.agreed` for the languages that agree, two at least."""

_BLANKED = re.compile(r"(?<! ) ++(?=[,.:;!?)\]，。：；！？）])")
"""The blank that markup leaves before punctuation."""


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
    `fix` is the text to put in place of `place`, where there is exactly one right one. `agreed` is the message
    where the page is the source's and several translations agree against it, with `THEM` for their languages; without
    it a defect is never looked for on the source. One without a `message` is none by itself and only bears witness.
    """

    message: str
    place: Place
    counterparts: tuple[Place, ...] = ()
    cause: Cause = "translation"
    severity: Severity | None = None
    key: str = ""
    fix: str | None = None
    agreed: str = ""


class Said(NamedTuple):
    """A defect and the id of the rule that found it."""

    rule: str
    defect: Defect


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

    @property
    def glossary(self) -> Glossary:
        """What the glossaries of the site say; it has no terms where there are none."""

    def resolve(self, document: Document, target: str) -> Resolution | None:
        """Where `target`, as written on `document`, leads; None where it leaves the site or cannot be known."""

    def language_of(self, target: str) -> str | None:
        """The language that a site path or URL of this site names in its first segments, or None."""

    def words(self, language: str) -> Mapping[str, int]:
        """For each word (case kept) that occurs in the pages of a language: on how many of them it does."""

    def spellings(self, language: str) -> Spellings:
        """The words of which the pages of a language have more than one spelling."""

    def lexicon(self, language: str) -> Lexicon:
        """What the pages of a language have for words of the source."""

    def convention(self, language: str, topic: str) -> Convention:
        """What the pages of a language do about a topic of `trcheck.learning.ways`, as learned or as configured."""

    def keys(self, language: str) -> Mapping[str, KeyUse]:
        """The keys of front matter on the pages of a language, or on their source pages, and how they are used."""

    def attributes(self, language: str) -> Mapping[str, KeyUse]:
        """The attributes of tags, shortcodes and components that hold texts of two words and more, and the alternative
        texts of images (``alt``), on the pages of a language: `kept` counts their values, `repeated` those that the
        source page has as well."""

    def lacks_source(self, document: Document) -> str:
        """Where the source page of a translation should be, if there is none; else ""."""

    def moved_source(self, document: Document) -> str:
        """The source page that a translation without one may belong to: the only one of its name that has no
        translation into its language; else ""."""

    def coverage(self, document: Document, language: str) -> float:
        """The share of the source pages around one that are translated into a language."""

    def lenient_emphasis(self, document: Document) -> bool:
        """Whether the renderer of a page makes emphasis of `*` whatever stands beside it."""

    def vocabulary(self, document: Document) -> Mapping[str, int]:
        """Each word (case kept) of a page's texts, captions and titles among them: how often it stands there."""

    def known(self, word: str, language: str) -> bool:
        """Whether a language has a word, by its word list and by how its words are built. False without a list."""

    def lemma(self, word: str, language: str) -> str:
        """The base form of a word, in small letters; the word itself where no other is known."""

    def listed(self, word: str, language: str) -> bool:
        """Whether the word list of a language has a word as it stands."""

    def accepted(self, document: Document, files: Sequence[str]) -> frozenset[str]:
        """The words in small letters that spell checkers are to leave on a page: by the settings of other ones, by the
        page itself, and by lists of the site."""

    def near(self, word: str, language: str) -> list[str]:
        """The words, of the language and of the site's pages in it, that are one slip away from a word in small
        letters, in order of the alphabet."""

    def commonness(self, word: str, language: str) -> int:
        """How common a word in small letters is: ten times the decimal logarithm of its occurrences in a billion
        words; 0 for rare words, and where no counts are known."""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page under check. `alignment` is None on a source page and on a translation without a source;
    `versions` are all languages' versions of the page, this one and the source among them; they are read
    when asked for. `asked` is False for a source page that is only looked at since a translation of it is checked;
    `lacking` are the languages under check into which a source page is not translated; `drift` is what changed in the
    source since it was translated."""

    document: Document
    site: Site
    alignment: Alignment | None = None
    versions: Sequence[Document] = ()
    asked: bool = True
    lacking: tuple[str, ...] = ()
    drift: tuple[SectionDrift, ...] = ()

    def here(self, node: Node) -> Place:
        """The place of a node of the page under check."""
        return Place(self.document, node.start, node.end)

    def there(self, node: Node) -> Place:
        """The place of a node of the source."""
        return Place(self.aligned.source, node.start, node.end)

    def after(self, unpaired: Unpaired | UnpairedSection) -> Place:
        """Where a node that the page lacks belongs: the last line of what it follows."""
        return Place(self.document, *self.document.line_up_to(unpaired.after))

    def blocks(self, pair: BlockPair) -> Place:
        """The place of the blocks of the page in a pair."""
        return Place(self.document, pair.translation[0].start, pair.translation[-1].end)

    def source_blocks(self, pair: BlockPair) -> Place:
        """The place of the source's blocks in a pair."""
        return Place(self.aligned.source, pair.source[0].start, pair.source[-1].end)

    def near(self, pair: SpanPair) -> Place:
        """Where a span of the source that the page lacks would stand: its words, where they are there without markup,
        or else the line as far down in the blocks as the source's is in its own."""
        assert pair.source is not None
        place, there = self.blocks(pair.blocks), self.source_blocks(pair.blocks)
        words = pair.source.text
        found = self.document.text.find(words, place.start, place.end) if len(words) > 2 else -1
        if found >= 0:
            return Place(self.document, found, found + len(words))
        share = (pair.source.start - there.start) / max(1, there.end - there.start)
        line = self.document.text.rfind("\n", 0, place.start + int(share * (place.end - place.start))) + 1
        start = max(line, place.start)
        end = self.document.text.find("\n", start)
        return Place(self.document, start, place.end if end < 0 else min(end, place.end))

    def named(self, block: Block, width: int = 40) -> str:
        """What to call a block of the source in a message: its text in quotation marks, or what stands there."""
        text = block.text or self.aligned.source.text[block.start : block.end]
        return f"“{shorten(_BLANKED.sub('', text), width)}”"

    def leads_nowhere(self, pair: SpanPair) -> Literal["", "page", "anchor"]:
        """What does not exist of a link of the page although the source's link leads to something: the page it names,
        or the anchor on that page."""
        source, translation = pair.source, pair.translation
        if source is None or translation is None:
            return ""
        theirs = self.site.resolve(self.aligned.source, source.target)
        ours = self.site.resolve(self.document, translation.target)
        if theirs is None or ours is None or not theirs.exists:
            return ""
        if not ours.exists:
            return "page"
        if lacks_anchor(ours, translation.target) and not lacks_anchor(theirs, source.target):
            return "anchor"
        return ""

    @property
    def aligned(self) -> Alignment:
        """The alignment, where the rule's scope says that there is one."""
        assert self.alignment is not None
        return self.alignment


@dataclass(frozen=True, slots=True)
class NoOptions:
    """A rule without options."""


Check = Callable[[Page, Any], Iterable[Defect]]
Scope = Literal["translation", "page", "lacking", "drift"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A declared rule. `scope` says which pages it is called for: ``translation``: those with an alignment; ``page``:
    every page by itself, the source's too; ``lacking``: source pages that are not translated into all languages under
    check; ``drift``: translations whose source has changed since. `manual` is the docstring of its module. `markup`: it
    looks at markup alone, so it is not asked where one of the pages has lost all of it."""

    id: str
    severity: Severity
    scope: Scope
    options: type[Any]
    check: Check
    manual: str
    enabled: bool = True
    markup: bool = False

    @property
    def summary(self) -> str:
        """The first line of the manual, without the id."""
        return self.manual.strip().split("\n", 1)[0].partition(": ")[2].rstrip(".")


def rule(
    id: str,
    *,
    severity: Severity,
    scope: Scope = "translation",
    options: type[Any] = NoOptions,
    enabled: bool = True,
    markup: bool = False,
) -> Callable[[Check], Rule]:
    """Declare the check function of a rule module; its name in the module is then the `Rule`."""

    def declare(check: Check) -> Rule:
        from sys import modules

        return Rule(id, severity, scope, options, check, modules[check.__module__].__doc__ or "", enabled, markup)

    return declare


def lacks_anchor(resolution: Resolution, target: str) -> bool:
    """Whether the page that a link leads to is known and has no anchor of the name that stands after the ``#``."""
    anchor = unquote(target.partition("#")[2])
    return bool(anchor) and resolution.anchors is not None and anchor not in resolution.anchors and anchor != "top"
