"""The state of the source that each translation was made from, looked up in the history of the repository.

It is the one that the front matter of a translation names by a commit, else the source as it stood at the last commit
that changed the translation. Both pages are followed through renames: one that only moved did not change. Where that
state cannot be known, today's source stands in for it, as it does outside of git:

- a commit that is named and not there (any more) is passed over, and the history decides;
- a translation that was never committed, or is changed in the working tree, was made from the source as it is now;
- where the source is not in the commit at all, under any name that it bore, nothing tells what it said.

In a shallow clone the history ends early. A translation that has not changed since is taken to be of the oldest
commit there is: what changed after that is known, what changed before cannot be told any more. A merge is no change of
the pages in it, what was merged is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from trcheck.git import File, Repository
from trcheck.reading.front_matter import read_front_matter

_COMMIT = re.compile(r"[0-9a-fA-F]{7,64}")
_WHOLE_MOVE = "R100"
_HEAD_OF_PAGE = 20_000
"""So many bytes of a page are searched for the key of a commit, before front matter is read for it."""
_LOG = (
    *("log", "--raw", "-z", "-M", "--no-abbrev", "--no-color", "--no-ext-diff", "--no-textconv", "--relative"),
    *("--format=format:%x01%H %cs", "--", "."),
)


class Version(NamedTuple):
    """A state of a page: the commit that made it, that one's date (ISO 8601), and the id of what the file held."""

    commit: str
    date: str
    blob: str


class Base(NamedTuple):
    """What a translation was made from: a blob of the source and the commit that it is of. `since` are the committed
    states of the source after it, the newest first."""

    commit: str
    blob: str
    since: tuple[Version, ...]


Bases = Mapping[str, Base]
"""By the paths of translations, of those alone whose source has moved on since."""


def find_bases(
    root: Path, pairs: Sequence[tuple[str, str]], keys: Sequence[str] = (), *, history: bool = True
) -> Bases:
    """The bases of translations; `pairs` are the paths of source pages and translations, `keys` those of front matter
    that name a commit. Without `history` these alone count.

    Git is called a few times, however many pages there are: for the ids of what HEAD and the commits named hold, for
    one log that is read until every translation has been met, and for the ids of what the commits met hold.
    """
    named = _named_commits(root, pairs, keys)
    if not pairs or not (history or named):
        return {}
    repository = Repository.around(root)
    if repository is None:
        return {}
    search = _Search(repository, pairs)
    search.take_named(named)
    if history:
        search.take_unnamed()
    return dict(search.bases())


class _Search:
    """Finds the commit of each translation first, then the state of its source in it."""

    def __init__(self, repository: Repository, pairs: Sequence[tuple[str, str]]) -> None:
        self._repository = repository
        self._source_of = {translation: source for source, translation in pairs}
        self._files = {path: File(repository.root / path) for pair in pairs for path in pair}
        self._found: dict[str, tuple[str, str]] = {}
        self._commits: dict[str, str] = {}
        self._walk = _Walk()
        self._head = self._ids("HEAD", self._files)

    def take_named(self, named: Mapping[str, str]) -> None:
        """Take the commits that translations name."""
        names = {path: self._name(commit, self._source_of[path]) for path, commit in named.items()}
        commits = {path: f"{commit}^{{commit}}" for path, commit in named.items()}
        ids = self._repository.resolve([*names.values(), *commits.values()])
        for path, name in names.items():
            commit = ids.get(commits[path])
            if commit is None:
                continue
            if name in ids:
                self._found[path] = commit, ids[name]
                if not self._is_today(path, ids[name]):
                    self._walk.follow(self._source_of[path], ids[name])
            else:
                self._commits[path] = commit
                self._walk.follow(self._source_of[path], commit)

    def take_unnamed(self) -> None:
        """Leave the others to the history, where they are in it as they are in the working tree."""
        for path, source in self._source_of.items():
            ours = self._head.get(path)
            if path in self._found or path in self._commits or source not in self._head:
                continue
            if ours is not None and self._files[path].holds(ours):
                self._walk.seek(path, source)

    def bases(self) -> Iterator[tuple[str, Base]]:
        """The translations whose source is not what it was, and their bases."""
        self._walk.run(self._repository)
        self._commits |= self._walk.changed
        asked = {
            path: [self._name(commit, name) for name in self._walk.names(self._source_of[path], commit)]
            for path, commit in self._commits.items()
        }
        ids = self._repository.resolve(name for names in asked.values() for name in names)
        for path, names in asked.items():
            blob = next((ids[name] for name in names if name in ids), None)
            if blob is not None:
                self._found[path] = self._commits[path], blob
        for path, (commit, blob) in self._found.items():
            if not self._is_today(path, blob):
                yield path, Base(commit, blob, self._walk.since(self._source_of[path], blob))

    def _is_today(self, path: str, blob: str) -> bool:
        return self._files[self._source_of[path]].holds(blob)

    def _name(self, commit: str, path: str) -> str:
        return f"{commit}:{self._repository.prefix}{path}"

    def _ids(self, commit: str, paths: Iterable[str]) -> dict[str, str]:
        names = {path: self._name(commit, path) for path in paths}
        ids = self._repository.resolve(names.values())
        return {path: ids[name] for path, name in names.items() if name in ids}


class _Walk:
    """One log, read from the newest commit on until what is sought has been met.

    `changed` is the commit that last changed a translation, by the path that it has today.
    """

    def __init__(self) -> None:
        self.changed: dict[str, str] = {}
        self._sought: dict[str, str] = {}
        self._source_of: dict[str, str] = {}
        self._ends: dict[str, set[str]] = {}
        self._by_name: dict[str, str] = {}
        self._names: dict[str, list[str]] = {}
        self._name_in: dict[tuple[str, str], str] = {}
        self._versions: dict[str, list[Version]] = {}

    def seek(self, path: str, source: str) -> None:
        """Look for the last change of a translation, and for those of its source since."""
        self._sought[path] = path
        self._source_of[path] = source
        self._start(source)

    def follow(self, source: str, end: str) -> None:
        """Look for the changes of a source page back to a commit, or to the change that made a blob."""
        self._ends.setdefault(end, set()).add(source)
        self._start(source)

    def names(self, source: str, commit: str) -> list[str]:
        """The names that a source page may bear in a commit, the likeliest first."""
        likely = self._name_in.get((source, commit), source)
        return list(dict.fromkeys((likely, *self._names[source])))

    def since(self, source: str, blob: str) -> tuple[Version, ...]:
        """The states of a source page after the one that a blob is, the newest first."""
        versions = self._versions.get(source, [])  # not followed where the working tree alone differs
        end = next((index for index, version in enumerate(versions) if version.blob == blob), len(versions))
        return tuple(versions[:end])

    def run(self, repository: Repository) -> None:
        """Read the log."""
        if not self._sought and not self._ends:
            return
        with repository.words(*_LOG) as words:
            for commit, date, changes in _commits(words):
                self._take(commit, date, changes)
                if not self._sought and not self._ends:
                    return

    def _start(self, source: str) -> None:
        self._by_name[source] = source
        self._names[source] = [source]
        self._versions[source] = []

    def _take(self, commit: str, date: str, changes: Sequence[_Change]) -> None:
        for source in self._ends.pop(commit, ()):
            self._name_in[source, commit] = self._names[source][-1]
        earlier: dict[str, str] = {}
        for change in changes:
            if page := self._by_name.get(change.path):
                if change.status != _WHOLE_MOVE:
                    self._versions[page].append(Version(commit, date, change.blob))
                    self._met(change.blob, page)
                if change.before != change.path:
                    earlier[change.before] = page
            elif path := self._sought.pop(change.path, None):
                if change.status == _WHOLE_MOVE:
                    self._sought[change.before] = path
                else:
                    self.changed[path] = commit
                    page = self._source_of[path]
                    self._name_in[page, commit] = self._names[page][-1]
        # Only now: a page that the same commit changed is to find the source under the name that it has in it.
        for name, page in earlier.items():
            del self._by_name[self._names[page][-1]]
            self._names[page].append(name)
        self._by_name |= earlier

    def _met(self, blob: str, source: str) -> None:
        """The change of a source that ends in a blob has been read."""
        sources = self._ends.get(blob, set())
        sources.discard(source)
        if not sources:
            self._ends.pop(blob, None)


class _Change(NamedTuple):
    """What a commit did to a file: the letter of git for it, its path before and after, and what it holds since."""

    status: str
    before: str
    path: str
    blob: str


def _commits(words: Iterator[str]) -> Iterator[tuple[str, str, list[_Change]]]:
    """The commits of a log: id, date, and the files that they changed or added."""
    commit = date = ""
    changes: list[_Change] = []
    for word in words:
        if word.startswith("\x01"):
            if commit:
                yield commit, date, changes
            head, _, word = word[1:].partition("\n")
            commit, _, date = head.partition(" ")
            changes = []
        if not word.startswith(":"):
            continue
        *_, blob, status = word.split(" ")
        before = next(words)
        path = next(words) if status.startswith("R") else before
        if status != "D":
            changes.append(_Change(status, before, path, blob))
    if commit:
        yield commit, date, changes


def _named_commits(root: Path, pairs: Sequence[tuple[str, str]], keys: Sequence[str]) -> dict[str, str]:
    """The commits that the front matter of translations names."""
    names = tuple(key.rpartition(".")[2].encode() for key in keys)
    named = {}
    for _, path in pairs if keys else ():
        data = File(root / path).read()
        if not any(name in data[:_HEAD_OF_PAGE] for name in names):
            continue
        front_matter = read_front_matter(data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n"))
        values = (front_matter.get(key) for key in keys) if front_matter else ()
        commit = next((value for value in values if value and _COMMIT.fullmatch(value)), None)
        if commit:
            named[path] = commit
    return named
