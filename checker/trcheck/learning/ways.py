"""The ways in which translations may differ for good reason: each place of a page where a site has a choice, and what
was chosen there.

Sites contradict each other in these things, so what most places of a language do is its convention. Rules judge by the
same functions that count, so that what they report is against what was counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from trcheck.language import is_language, primary, same_language
from trcheck.model import Alignment, Block, Entry, SectionPair, Span
from trcheck.model.code import code_language, comments
from trcheck.text.address import address
from trcheck.text.typography import latin_spacing

TOPICS: dict[str, dict[str, str]] = {
    "heading-ids": {
        "source": "headings carry the source's ids",
        "own": "headings carry ids of their own words",
        "none": "headings are given no ids",
    },
    "link-prefix": {
        "own": "links within the site name the language",
        "none": "links within the site leave the language out",
    },
    "other-sites": {
        "own": "links lead to the edition in the language",
        "source": "links lead to the edition of the source",
    },
    "code-comments": {
        "translated": "comments in code are translated",
        "source": "comments in code stay as in the source",
    },
    "image-files": {
        "own": "images are replaced by localised ones",
        "source": "images are those of the source",
    },
    "code-names": {
        "source": "code blocks are named as in the source",
        "other": "code blocks are named in another way",
    },
    "latin-spacing": {
        "space": "a space stands beside Latin words",
        "none": "no space stands beside Latin words",
    },
    "address": {
        "formal": "readers are addressed formally",
        "informal": "readers are addressed informally",
    },
}
"""Each thing that sites do in several ways, the ways, and what it means for a language to do it so."""

_EDITION_DEPTH = 3
"""So many first segments of a path may name the edition of a site."""
_LINK_KEYS = frozenset(("href", "link", "next", "prev", "to"))
_SAYING = 3  # words
_WORD = re.compile(r"(?<![^\s(])[^\W\d_]+(?![^\s.,;:!?)])")
_NUMBER = re.compile(r"[-_]\d+\Z")


class LinkPlace(NamedTuple):
    """A link and its counterpart in the source, and its way; `site` is the site whose edition is chosen, if another."""

    source: Span
    translation: Span
    way: str
    site: str = ""


def observe_ways(alignment: Alignment) -> dict[str, Counter[str]]:
    """How often a pair of pages does each thing in each way, by topic."""
    facts = {
        "heading-ids": Counter(way for _, way in heading_ids(alignment)),
        "link-prefix": Counter(place.way for place in prefixed_links(alignment)),
        "code-comments": Counter(way for _, way in code_comments(alignment)),
        "image-files": Counter(way for _, way in image_files(alignment)),
        "code-names": Counter(way for _, way in code_names(alignment)),
        "latin-spacing": Counter(latin_spacing(alignment.translation)),
        "address": Counter(address(alignment.translation).ways()),
    }
    for place in other_sites(alignment):
        facts.setdefault(f"other-sites {place.site}", Counter())[place.way] += 1
    return {topic: counter for topic, counter in facts.items() if counter}


def heading_ids(alignment: Alignment) -> Iterator[tuple[SectionPair, str]]:
    """The headings whose ids matter: those that are given one, or to which the source's id would lead by no means."""
    for pair in alignment.sections:
        if not pair.source.heading or not pair.translation.heading:
            continue
        if pair.translation.ids:
            yield pair, "source" if keeps_id(pair) else "own"
        elif pair.translation.slugs.isdisjoint(source_ids(pair)) and (pair.source.ids or pair.source.level > 1):
            yield pair, "none"


def keeps_id(pair: SectionPair) -> bool:
    """Whether a heading answers to the id of the source's: by an id of its own or by its words."""
    ours = (*pair.translation.ids, *pair.translation.slugs)
    if pair.source.ids:
        return pair.source.ids[0] in ours
    # Dialects count repeated headings in other ways, and not from the same number.
    numberless = {_NUMBER.sub("", slug) for slug in pair.source.slugs}
    if not pair.source.title[-1:].isdigit():
        ours = (*ours, *(_NUMBER.sub("", name) for name in ours))
    return not pair.translation.ids or any(name in pair.source.slugs or name in numberless for name in ours)


def source_ids(pair: SectionPair) -> tuple[str, ...]:
    """The ids by which links reach the heading of the source, the likeliest first."""
    section = pair.source
    return section.ids or tuple(sorted(section.slugs, key=lambda slug: (len(slug), slug))) or ("",)


def prefixed_links(alignment: Alignment) -> Iterator[LinkPlace]:
    """Links within the site, from its root on both sides: whether they name the language."""
    language = alignment.translation.language
    pairs = ((pair.source, pair.translation) for pair in alignment.spans("link") if pair.same)
    for source, translation in (*_metadata_links(alignment), *pairs):
        if source is None or translation is None:
            continue
        if not _from_root(source.target) or not _from_root(translation.target):
            continue
        first = translation.target.split("/")[1]
        if not is_language(first):
            yield LinkPlace(source, translation, "none")
        elif same_language(first, language):
            yield LinkPlace(source, translation, "own")


def _metadata_links(alignment: Alignment) -> Iterator[tuple[Span, Span]]:
    """The links that front matter names under one key on both pages, as links of a hero or of a page's neighbours."""
    ours, theirs = alignment.translation.front_matter, alignment.source.front_matter
    if ours and theirs:
        there = {entry.path: entry for entry in theirs.entries if entry.path.rpartition(".")[2] in _LINK_KEYS}
        for entry in ours.entries:
            if other := there.get(entry.path):
                yield _link(other), _link(entry)


def _link(entry: Entry) -> Span:
    return Span("link", entry.start, entry.end, target=entry.value)


def _from_root(target: str) -> bool:
    return target.startswith("/") and not target.startswith("//") and "{" not in target


def other_sites(alignment: Alignment) -> Iterator[LinkPlace]:
    """Links to other sites whose address names the source's language: whether they name the translation's instead."""
    theirs, ours = alignment.source.language, alignment.translation.language
    for pair in alignment.spans("link"):
        source, translation = pair.source, pair.translation
        if source is None or translation is None or not pair.same or "://" not in source.target:
            continue
        parts = _address(source.target)
        named = next((n for n, part in enumerate(parts) if _names(part, theirs)), None)
        other = _address(translation.target)
        if named is None or named >= len(other):
            continue
        site = ".".join(part for n, part in enumerate(parts[: parts.index("")]) if n != named)
        if other[named] == parts[named]:
            yield LinkPlace(source, translation, "source", site)
        elif _names(other[named], ours):
            yield LinkPlace(source, translation, "own", site)


def _address(target: str) -> list[str]:
    """The labels of the host of a URL, an empty part, and the first segments of its path."""
    host, _, path = target.partition("://")[2].partition("#")[0].partition("?")[0].partition("/")
    labels = [label for label in host.lower().split(".") if label != "www"]
    return [*labels, "", *path.split("/")[:_EDITION_DEPTH]]


def _names(part: str, language: str) -> bool:
    return is_language(part) and primary(part) == primary(language)


def code_comments(alignment: Alignment) -> Iterator[tuple[tuple[Block, Block], str]]:
    """Pairs of code blocks with as many comments: whether those that say something are translated, one place a pair."""
    for pair in alignment.pairs("code"):
        source, translation = pair.source[0], pair.translation[0]
        if translation.kind != "code":
            continue
        theirs = comments(source.literal, source.name)
        ours = comments(translation.literal, translation.name or source.name)
        if len(theirs) != len(ours):
            continue
        same = [one == other for one, other in zip(theirs, ours, strict=True) if len(_WORD.findall(one)) >= _SAYING]
        if same:
            yield (source, translation), "source" if 2 * sum(same) > len(same) else "translated"


def image_files(alignment: Alignment) -> Iterator[tuple[tuple[Span, Span], str]]:
    """Images whose file is the source's or names the language."""
    language = alignment.translation.language
    for pair in alignment.spans("image"):
        if pair.source is None or pair.translation is None:
            continue
        source, translation = pair.source.target, pair.translation.target
        if source == translation:
            yield (pair.source, pair.translation), "source"
        elif pair.same and any(_names(part, language) for part in re.split(r"[/._-]", translation)):
            yield (pair.source, pair.translation), "own"


def code_names(alignment: Alignment) -> Iterator[tuple[tuple[Block, Block], str]]:
    """Code blocks of one language: whether they write its name as the source does."""
    for pair in alignment.pairs("code"):
        source, translation = pair.source[0], pair.translation[0]
        if source.name and translation.name and code_language(source.name) == code_language(translation.name):
            yield (source, translation), "source" if source.name == translation.name else "other"
