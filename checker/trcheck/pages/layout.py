"""Which file translates which: the layouts of a site, found by the names of its files alone.

A *candidate* is a place in the paths where the tag of a language may stand: a folder (``content/{lang}/{path}``), the
end of a folder's name (``pages.{lang}/{path}``) or of a file's (``{path}.{lang}``), the folder of a Docusaurus plugin.
A name is no evidence: ``docs/it/`` may be about IT. A candidate is a layout when the pages of its languages have
counterparts: in the folder of the source language, or where the tag is left out (``docs/{path}``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from trcheck.language import is_language, is_word, primary, same_language

PAGE_ENDINGS = (".md", ".mdx", ".markdown", ".qmd")
ENGLISH = "en"

_SEPARATOR = re.compile(r"[._-]")
_DOCUSAURUS = "docusaurus-plugin-content-"
_READMES = frozenset(("readme", "index", "_index"))

Keyed = dict[str, str]
"""Paths of pages by their keys: what of the path a page and its translations have in common."""


def stem(path: str) -> str:
    """The path without the ending of a page; one that ends otherwise stays as it is."""
    base, dot, ending = path.rpartition(".")
    return base if dot and f".{ending.lower()}" in PAGE_ENDINGS and base and not base.endswith("/") else path


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A layout that a site has. `source` is the language of the pages that the others translate; `patterns` say for
    each language where its pages are, ``{path}`` standing for their keys; `translation` says it for all."""

    source: str
    translation: str
    patterns: Mapping[str, str]


@dataclass(slots=True)
class Candidate:
    """A pattern that may be a layout: its pages by tag and key, and the patterns that source pages may have.

    `given`: the user says that it is one.
    """

    translation: str
    sources: tuple[str, ...]
    pages: dict[str, Keyed] = field(default_factory=dict)
    given: bool = False


@dataclass(slots=True)
class Found:
    """A layout with its pages, by key. `reference` are the source's, those that nobody translated yet included.

    `bare`: the paths of the source pages hold no tag. `given`: the user says that it is a layout.
    """

    layout: Layout
    reference: Keyed
    translations: dict[str, Keyed]
    bare: bool
    given: bool

    @property
    def size(self) -> int:
        return sum(map(len, self.translations.values()))


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user says about languages: which is the source, which the pages are in whose path names none, and
    which others he named."""

    source: str | None = None
    root: str | None = None
    named: tuple[str, ...] = ()

    def names(self, tag: str) -> bool:
        return any(same_language(tag, name) for name in (*self.named, self.source, self.root) if name)


def detect(pages: Iterable[str], candidates: list[Candidate], wish: Wish) -> list[Found]:
    """The layouts among the candidates, the one with most pages first; they all have the same source language."""
    known: Keyed = {}
    for path in pages:
        known[path] = known[stem(path)] = path
    for source in _sources(candidates, wish):
        found = [layout for candidate in candidates if (layout := _judge(candidate, source, known, wish))]
        if found:
            found.sort(key=lambda layout: (-layout.size, layout.layout.translation))
            found = _spelled_alike(found)
            _add_untranslated(found, known)
            return found
    return []


def find_candidates(pages: Iterable[str]) -> list[Candidate]:
    """Every place in the paths where a language's tag may stand."""
    candidates: dict[str, Candidate] = {}
    directories: dict[str, list[tuple[Candidate, str, str]]] = {}
    for path in pages:
        directory, slash, name = path.rpartition("/")
        places = directories.get(directory)
        if places is None:
            places = []
            for translation, sources, tag, rest in _places(directory):
                candidate = candidates.setdefault(translation, Candidate(translation, sources))
                places.append((candidate, tag, rest))
            directories[directory] = places
        base = stem(name)
        for candidate, tag, rest in places:
            candidate.pages.setdefault(tag, {})[rest + base] = path
        if parts := _split(base):
            common, separator, tag = parts
            translation = "{path}" + separator + "{lang}"
            candidate = candidates.setdefault(translation, Candidate(translation, ("{path}",)))
            candidate.pages.setdefault(tag, {})[directory + slash + common] = path
    return list(candidates.values())


def _places(directory: str) -> Iterator[tuple[str, tuple[str, ...], str, str]]:
    """The places of a tag in a folder's path: pattern, patterns of source pages, the tag, the folders after it."""
    parts = directory.split("/") if directory else []
    for index, part in enumerate(parts):
        before, after = parts[:index], parts[index + 1 :]
        if is_language(part):
            if after and after[0].startswith(_DOCUSAURUS):
                yield _docusaurus(before, part, after)
            else:
                # The source may be one or more floors up: translations/es/README.md beside README.md.
                sources = tuple("/".join((*before[:floor], "{path}")) for floor in range(index, -1, -1))
                yield "/".join((*before, "{lang}", "{path}")), sources, part, _folder(after)
        elif split := _split(part):
            common, separator, tag = split
            translation = "/".join((*before, common + separator + "{lang}", "{path}"))
            yield translation, ("/".join((*before, common, "{path}")),), tag, _folder(after)


def _docusaurus(before: list[str], tag: str, after: list[str]) -> tuple[str, tuple[str, ...], str, str]:
    """``i18n/{lang}/docusaurus-plugin-content-docs/current/{path}`` and its twins, as Docusaurus' docs describe them:
    a second instance of the plugin has its id behind its name, blog and pages have no versions."""
    content, _, instance = after[0].removeprefix(_DOCUSAURUS).partition("-")
    base = before[:-1] if before and before[-1] == "i18n" else before
    depth = 1
    if content == "docs" and len(after) > 1:
        depth = 2
        if after[1] == "current":
            folders = [[instance or "docs"]]
        else:
            folders = [[f"{instance}_versioned_docs" if instance else "versioned_docs", after[1]]]
    else:
        folders = [["src", "pages"]] if content == "pages" else [[instance or content]]
    roots = [base[:floor] for floor in range(len(base), -1, -1)]
    sources = tuple("/".join((*root, *folder, "{path}")) for root in roots for folder in folders)
    return "/".join((*before, "{lang}", *after[:depth], "{path}")), sources, tag, _folder(after[depth:])


def _folder(parts: list[str]) -> str:
    return "/".join(parts) + "/" if parts else ""


def _split(name: str) -> tuple[str, str, str] | None:
    """``docs-zh-cn`` is ``docs``, ``-``, ``zh-cn``; None where no tag stands at the end."""
    for separator in _SEPARATOR.finditer(name, 1):
        tag = name[separator.end() :]
        if len(tag) < 12 and is_language(tag):
            return name[: separator.start()], separator[0], tag
    return None


def _sources(candidates: list[Candidate], wish: Wish) -> list[str]:
    """The languages that may be the source's, the likeliest first."""
    if wish.source:
        return [wish.source]
    count: Counter[str] = Counter()
    for candidate in candidates:
        for tag, pages in candidate.pages.items():
            if wish.names(tag) or not is_word(tag):
                count[tag] += len(pages)
    return [ENGLISH, *(tag for tag, _ in sorted(count.items(), key=lambda item: (-item[1], item[0])))]


def _judge(candidate: Candidate, source: str, known: Keyed, wish: Wish) -> Found | None:
    """The candidate as a layout, with the languages that have earned it; None if none has."""
    pages = candidate.pages
    own = source if source in pages else next((tag for tag in pages if same_language(tag, source)), None)
    others = {tag: keyed for tag, keyed in pages.items() if tag != own}
    root = wish.root or _root_language(source, own, pages)
    at_root = root is not None and same_language(root, source)
    bare_pattern, bare = _bare(candidate, source, known)

    written = pages[own] if own is not None else {}
    if own is not None and not (at_root and _shared(others, bare) > _shared(others, written)):
        language, pattern, reference = own, candidate.translation.replace("{lang}", own), written
        if root is not None and not at_root and root not in others:
            others[root] = bare
    elif at_root:
        language, pattern, reference = own or source, bare_pattern, bare
    else:
        return None
    by_name = candidate.translation.startswith("{path}")
    if by_name and at_root:
        # Both may be found side by side: some source pages carry their tag, the others leave it out.
        reference = {**bare, **written}

    floor = 0.0 if by_name or candidate.given else 0.1 if language == own else 0.3
    translations = _accept(others, reference, floor, candidate.given, wish)
    if not translations:
        return None
    if by_name and not candidate.given:
        # The end of a name says little by itself: `to-go.md` is an orphan only where most have a counterpart.
        translations = {tag: _paired(keyed, reference) for tag, keyed in translations.items()}
    patterns = {language: pattern}
    for tag in translations:
        patterns[tag] = candidate.translation.replace("{lang}", tag) if tag in pages else bare_pattern
    layout = Layout(language, candidate.translation, patterns)
    return Found(layout, dict(reference), translations, pattern == bare_pattern, candidate.given)


def _root_language(source: str, own: str | None, tags: Iterable[str]) -> str | None:
    """The language of pages whose path names none, where the user does not say it."""
    if own is None or primary(source) == ENGLISH:
        return source
    return None if any(primary(tag) == ENGLISH for tag in tags) else ENGLISH


def _bare(candidate: Candidate, source: str, known: Keyed) -> tuple[str, Keyed]:
    """The pattern without a tag under which most keys of the candidate lead to pages, and those pages."""
    taken = {path for keyed in candidate.pages.values() for path in keyed.values()}
    keys = dict.fromkeys(key for keyed in candidate.pages.values() for key in keyed)
    best: tuple[str, Keyed] = (candidate.sources[0] if candidate.sources else "", {})
    for index, pattern in enumerate(candidate.sources):
        before, _, after = pattern.replace("{lang}", source).partition("{path}")
        pages = {key: path for key in keys if (path := known.get(before + key + after)) and path not in taken}
        if candidate.translation.startswith("{path}"):
            above = ((key, _readme_above(key, known)) for key in keys if key not in pages)
            pages.update((key, path) for key, path in above if path and path not in taken)
        # Floors above the folder of the languages hold pages of all kinds: a few of the same name prove nothing.
        if len(pages) > len(best[1]) and (index == 0 or candidate.given or 2 * len(pages) >= len(keys)):
            best = (pattern.replace("{lang}", source), pages)
    return best


def _readme_above(key: str, known: Keyed) -> str | None:
    """The README that one in a folder of translations stands for: ``docs/README.es.md`` is of ``README.md``."""
    folder, _, name = key.rpartition("/")
    while folder and name.lower() == "readme":
        folder = folder.rpartition("/")[0]
        if path := known.get(f"{folder}/{name}" if folder else name):
            return path
    return None


def _shared(pages: Mapping[str, Keyed], reference: Keyed) -> int:
    return sum(len(keyed.keys() & reference.keys()) for keyed in pages.values())


def _accept(pages: Mapping[str, Keyed], reference: Keyed, floor: float, given: bool, wish: Wish) -> dict[str, Keyed]:
    """The languages that share enough pages with the source, or any with a language that does. A tag that is also a
    word needs neighbours that are languages, or more than a few pages, or pages whose name leaves no doubt."""
    share = {tag: len(keyed.keys() & reference.keys()) / len(keyed) for tag, keyed in pages.items() if keyed}
    sure = {
        tag
        for tag, part in share.items()
        if part > 0 and part >= floor and (given or wish.names(tag) or not is_word(tag))
    }
    beside = {key for tag in sure for key in pages[tag]}
    sure.update(tag for tag in share if not is_word(tag) and not beside.isdisjoint(pages[tag]))
    for tag, part in share.items():
        if tag not in sure and part >= (0.3 if sure else 0.5) and is_word(tag):
            keys = pages[tag].keys() & reference.keys()
            if sure or len(keys) > 2 or (floor == 0 and all(_is_readme(key) for key in keys)):
                sure.add(tag)
    return {tag: keyed for tag, keyed in pages.items() if tag in sure}


def _is_readme(key: str) -> bool:
    return key.rpartition("/")[2].lower() in _READMES


def _paired(pages: Keyed, reference: Keyed) -> Keyed:
    paired = {key: path for key, path in pages.items() if key in reference}
    return pages if 2 * len(paired) >= len(pages) else paired


def _spelled_alike(found: list[Found]) -> list[Found]:
    """One spelling for a language that layouts spell differently (``docs/zh/`` and ``README.zh-CN.md``)."""
    spellings: list[str] = []
    alike = []
    for one in found:
        names: dict[str, str] = {}
        for tag in one.layout.patterns:
            taken = {*names.values(), *(one.layout.patterns.keys() - {tag})}
            near = next((name for name in spellings if name not in taken and same_language(name, tag)), tag)
            names[tag] = near
            if near not in spellings:
                spellings.append(near)
        layout = replace(
            one.layout,
            source=names[one.layout.source],
            patterns={names[tag]: pattern for tag, pattern in one.layout.patterns.items()},
        )
        translations = {names[tag]: keyed for tag, keyed in one.translations.items()}
        alike.append(replace(one, layout=layout, translations=translations))
    return alike


def _add_untranslated(found: list[Found], known: Keyed) -> None:
    """Source pages that nobody translated yet, where no folder of their own tells them from other pages."""
    taken = {path for one in found for keyed in one.translations.values() for path in keyed.values()}
    for one in found:
        if not one.bare:
            continue
        before, _, after = one.layout.patterns[one.layout.source].partition("{path}")
        for name, path in known.items():
            if path in taken or not name.startswith(before) or not name.endswith(after) or (name == path and not after):
                continue
            one.reference.setdefault(name[len(before) : len(name) - len(after)], path)
        if not one.given:
            one.reference = _plausible(one, before)


def _plausible(one: Found, before: str) -> Keyed:
    """Of the pages under a folder those that are likely to be meant for translation."""
    translated = {key for keyed in one.translations.values() for key in keyed}
    if one.layout.translation.startswith("{path}"):
        folders = {key: path.rpartition("/")[0] for key, path in one.reference.items()}
        count = Counter(folders.values())
        done = Counter(folder for key, folder in folders.items() if key in translated)
        return {
            key: path
            for key, path in one.reference.items()
            if key in translated or (folders[key] and 2 * done[folders[key]] >= count[folders[key]])
        }
    above = one.layout.translation.startswith(before) and not one.layout.translation.startswith(before + "{lang}")
    if before and not above:
        return {
            key: path
            for key, path in one.reference.items()
            if key in translated or not is_language(top := key.partition("/")[0]) or is_word(top)
        }
    tops = {key.partition("/")[0] for key in translated if "/" in key}
    return {k: path for k, path in one.reference.items() if k in translated or k.partition("/")[0] in tops}
