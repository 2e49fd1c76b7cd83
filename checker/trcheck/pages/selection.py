"""Which pages to check: what the arguments of the command stand for on a site.

An argument is a language or a path. A language stands for its pages and the source pages behind them, a source page
for all its translations, a translation for itself, a folder for the pages in it. Several arguments add up.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from trcheck.language import canonical, is_language, same_language
from trcheck.pages.absence import why_none
from trcheck.pages.coverage import Coverage
from trcheck.pages.discover import PageGroup, Pages
from trcheck.pages.layout import PAGE_ENDINGS
from trcheck.text.wording import listing

_MOST = 0.5
"""A language with no more of the pages around one does not lack it: nobody set out to translate them all."""


class SelectionError(Exception):
    """An argument stands for nothing; the message is one line that says what was found instead."""


class Task(NamedTuple):
    """A group to check: against its source page the translations in `languages`, and if `source`, that page itself.

    `named`: the source page was asked for by itself, and does not merely stand behind the translations. `lacking` are
    the languages asked for that do not have the page although they have most of those around it.
    """

    group: PageGroup
    languages: tuple[str, ...]
    source: bool
    named: bool = False
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """The groups to check, in order of their pages, and the languages among them.

    `unpaired` says for pages that were named and pair with nothing why they are left out. `untranslated` are source
    pages that were named and have no translation: they are checked, but there is nothing to compare them with.
    """

    tasks: tuple[Task, ...]
    languages: tuple[str, ...]
    unpaired: tuple[str, ...] = ()
    untranslated: tuple[str, ...] = ()

    def paths(self) -> set[str]:
        """The paths of all pages in its groups that are compared with each other."""
        sources = {task.group.source for task in self.tasks if task.group.source}
        return sources | {task.group.translations[language] for task in self.tasks for language in task.languages}

    def only(self, paths: Collection[str]) -> Selection:
        """What of this stands among some paths: source pages with all their translations, and translations."""
        tasks = []
        for task in self.tasks:
            if task.group.source not in paths:
                languages = tuple(each for each in task.languages if task.group.translations[each] in paths)
                task = task._replace(languages=languages, source=False, lacking=())
            if task.languages or task.source or task.lacking:
                tasks.append(task)
        checked = {language for task in tasks for language in task.languages}
        return replace(self, tasks=tuple(tasks), languages=tuple(name for name in self.languages if name in checked))


def select(pages: Pages, arguments: Sequence[str] = (), *, keep_going: bool = False) -> Selection:
    """What the arguments stand for; every language where there are none.

    A `SelectionError` where one stands for nothing. With `keep_going` a page that pairs with nothing is none: it is
    listed in `unpaired`, as befits a hook, which is given every page that was changed.
    """
    if not pages.languages:
        raise SelectionError(why_none(pages))
    chosen = _Choice(pages)
    for argument in arguments or pages.languages:
        try:
            chosen.add(argument)
        except _UnpairedError as error:
            if not keep_going:
                raise
            chosen.unpaired.append(str(error))
    return chosen.selection()


class _UnpairedError(SelectionError):
    """A page was named that pairs with nothing."""


class _Choice:
    """The pages that the arguments so far stand for."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.all = (pages.source, *(name for name in pages.languages if name != pages.source))
        self.coverage = {name: Coverage(pages, name) for name in pages.languages}
        self.groups = {group.key: group for group in pages.groups}
        self.paths: set[str] = set()
        self.asked: set[str] = set()
        self.named: list[str] = []
        self.unpaired: list[str] = []
        self.untranslated: list[str] = []

    def add(self, argument: str) -> None:
        if language := find_language(argument, self.all):
            self._add_language(language)
        elif path := self._find(argument):
            if (self.pages.root / path).is_dir():
                self._add_folder(path)
            else:
                self._add_page(path)
        elif "/" in argument or argument.lower().endswith((*PAGE_ENDINGS, ".txt")):
            raise SelectionError(f"no file or folder `{argument}` in {self.pages.root}")
        elif is_language(argument):
            raise SelectionError(f"no pages in language `{argument}` were found; found: {', '.join(self.all)}")
        else:
            raise SelectionError(
                f"`{argument}` is neither a language of this site nor a file or folder; "
                f"languages found: {', '.join(self.all)}"
            )

    def selection(self) -> Selection:
        tasks = []
        for group in self.groups.values():
            languages = tuple(language for language, path in group.translations.items() if path in self.paths)
            lacking = self._lacking(group)
            if languages or lacking or group.source in self.paths:
                tasks.append(self._task(group, languages)._replace(lacking=lacking))
        checked = {language for task in tasks for language in task.languages}
        return Selection(
            tuple(tasks),
            tuple(name for name in self.all if name in checked),
            tuple(self.unpaired),
            tuple(self.untranslated),
        )

    def _task(self, group: PageGroup, languages: tuple[str, ...]) -> Task:
        """Where there is no source page, a translation stands in for it, that of the first language named if any."""
        if group.source is None and len(group.translations) > 1:
            order = (*self.named, *self.pages.languages)
            first = next(language for language in order if language in group.translations)
            others = {language: path for language, path in group.translations.items() if language != first}
            stand_in = replace(group, source=group.translations[first], translations=others, language=first)
            return Task(stand_in, tuple(name for name in languages if name != first), first in languages)
        return Task(group, languages, group.source in self.paths, group.source in self.asked)

    def _lacking(self, group: PageGroup) -> tuple[str, ...]:
        asked = self.pages.languages if group.source in self.asked else self.named
        return tuple(
            language
            for language in self.pages.languages
            if language in asked
            and language not in group.translations
            and self.coverage[language].around(group) > _MOST
        )

    def _add_language(self, language: str) -> None:
        self.named.append(language)
        for group in self.pages.groups:
            if language == group.language and group.source is not None:
                self.paths.add(group.source)
                self.asked.add(group.source)
            elif language in group.translations:
                self.paths.add(group.translations[language])
                self.paths.update([group.source] if group.source is not None else [])

    def _find(self, argument: str) -> str | None:
        """The path relative to the root of a file or folder, named from the working folder or from the root."""
        root = self.pages.root.absolute()
        for base in (Path.cwd(), root):
            path = Path(os.path.normpath(base / argument))
            if path.exists() and path.is_relative_to(root):
                return path.relative_to(root).as_posix()
            if path.exists() and path.resolve().is_relative_to(root.resolve()):
                return path.resolve().relative_to(root.resolve()).as_posix()
        if not Path(os.path.normpath(root / argument)).is_relative_to(root):
            raise SelectionError(f"`{argument}` lies outside the root {self.pages.root}")
        return None

    def _add_page(self, path: str) -> None:
        group = self.pages.group_of(path) or self._plain_copy(path)
        if group is None:
            raise _UnpairedError(self._why(path))
        if group.source is None and len(group.translations) == 1:
            raise _UnpairedError(f"{path} has no source page; looked for {self.pages.source_of(path)}")
        if not group.translations:
            self.untranslated.append(path)
        self._add(path, group)

    def _add_folder(self, folder: str) -> None:
        inside = "" if folder == "." else folder + "/"
        found = [
            (path, group) for group in self.pages.groups for _, path in group.languages() if path.startswith(inside)
        ]
        if not found:
            raise _UnpairedError(f"no page in `{folder}` pairs with a page in another language; {self._layouts()}")
        for path, group in found:
            self._add(path, group)

    def _add(self, path: str, group: PageGroup) -> None:
        self.paths.add(path)
        self.asked.add(path)
        if path == group.source:
            self.paths.update(group.translations.values())

    def _plain_copy(self, path: str) -> PageGroup | None:
        """The group of a page's copy as plain text, which no layout takes for a page but the user names."""
        base, dot, ending = path.rpartition(".")
        if not dot or ending.lower() != "txt":
            return None
        for layout in self.pages.layouts:
            for language, pattern in layout.patterns.items():
                before, _, after = pattern.partition("{path}")
                key = f"{layout.translation}:{base[len(before) : len(base) - len(after)]}"
                group = self.groups.get(key)
                if group is None or not base.startswith(before) or not base.endswith(after):
                    continue
                if language == group.language:
                    group = replace(group, source=path)
                else:
                    group = replace(group, translations={**group.translations, language: path})
                self.groups[key] = group
                return group
        return None

    def _why(self, path: str) -> str:
        if path not in self.pages.files:
            return f"{path} is ignored by git or excluded"
        if not path.lower().endswith((*PAGE_ENDINGS, ".txt")):
            return f"{path} is no page; pages end in {', '.join(PAGE_ENDINGS)}"
        return f"{path} pairs with no page in another language; {self._layouts()}"

    def _layouts(self) -> str:
        patterns = dict.fromkeys(pattern for layout in self.pages.layouts for pattern in layout.patterns.values())
        return f"pages were found in {listing(patterns)}"


def find_language(argument: str, languages: Sequence[str]) -> str | None:
    """The language among those of a site that an argument means, however it is spelled; `pt` means `pt-br` too."""
    if argument in languages:
        return argument
    if not is_language(argument):
        return None
    exact = [name for name in languages if canonical(name) == canonical(argument)]
    return next(iter([*exact, *(name for name in languages if same_language(name, argument))]), None)
