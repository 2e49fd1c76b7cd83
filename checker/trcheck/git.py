"""What git knows of the repository around a site, asked by git's own command.

A repository is somebody else's, and so is its configuration: no call here reads a hook, a pager, an external diff, a
text converter, a signature program or a file system monitor from it, fetches anything, or writes. The environment's
``GIT_*`` variables are left out: a hook that runs inside git has its repository in them, which need not be the one of
the site. Whatever git cannot or will not answer is None, and never an error.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

_SETTINGS = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.pager=cat",
    "diff.external=",
    "log.showSignature=false",
    "log.follow=false",
    "log.showRoot=true",
    "protocol.allow=never",
    "safe.bareRepository=explicit",
)
_SURROUNDINGS = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_CHUNK = 1 << 16


def ask_git(root: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What a command of git prints in a folder, `given` on its standard input; None where it fails or is not there."""
    try:
        run = subprocess.run(
            _command(root, arguments), input=given, capture_output=True, env=_environment(), check=False
        )
    except OSError:
        return None
    return None if run.returncode else run.stdout


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that holds the folder `root`. `prefix` leads from its top to there, ``docs/`` say."""

    root: Path
    prefix: str
    shallow: bool

    @classmethod
    def around(cls, root: Path) -> Repository | None:
        """The repository of a folder. Where there is no sign of one, git is not called."""
        top = root.resolve()
        if not any((folder / ".git").exists() for folder in (top, *top.parents)):
            return None
        answer = ask_git(root, "rev-parse", "--is-shallow-repository", "--is-inside-work-tree", "--show-prefix")
        shallow, inside, prefix = (os.fsdecode(answer) if answer else "\n\n").split("\n")[:3]
        return cls(root, prefix, shallow == "true") if inside == "true" else None

    def resolve(self, names: Iterable[str]) -> dict[str, str]:
        """The object ids of those names that lead to an object: ``HEAD:docs/a.md``, ``1f3d5a7^{commit}``."""
        asked = [name for name in dict.fromkeys(names) if "\n" not in name]
        if not asked:
            return {}
        given = os.fsencode("".join(f"{name}\n" for name in asked))
        answer = ask_git(self.root, "cat-file", "--batch-check=%(objectname)", "--buffer", given=given)
        lines = os.fsdecode(answer or b"").split("\n")
        # What is not there is answered with the name itself and a word: `missing`, `ambiguous`.
        return {name: line for name, line in zip(asked, lines, strict=False) if line and " " not in line}

    def changed(self, reference: str, paths: Iterable[str]) -> set[str] | None:
        """Those of some paths below the root whose files are not what they were where the history of a commit and that
        of HEAD part; None where there is no such commit."""
        commit = self.resolve([f"{reference}^{{commit}}"]).get(f"{reference}^{{commit}}")
        if commit is None:
            return None
        common = ask_git(self.root, "merge-base", commit, "HEAD")
        base = os.fsdecode(common).strip() if common else commit
        names = {path: f"{base}:{self.prefix}{path}" for path in paths}
        ids = self.resolve(names.values())
        return {path for path, name in names.items() if name not in ids or not File(self.root / path).holds(ids[name])}

    @contextmanager
    def words(self, *arguments: str) -> Iterator[Iterator[str]]:
        """What a command prints, cut at its NULs, as it comes; the command is stopped when nobody reads on."""
        with subprocess.Popen(
            _command(self.root, arguments), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        ) as process:
            try:
                yield _cut(process)
            finally:
                process.kill()


def history(root: Path) -> Literal["full", "shallow", "none"]:
    """What the repository around a folder tells of the past."""
    repository = Repository.around(root)
    if repository is None or not repository.resolve(["HEAD"]):
        return "none"
    return "shallow" if repository.shallow else "full"


class File:
    """A file in the working tree. It is compared by its hash: git itself would run the filters that are configured."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> bytes:
        """What is in the file, as far as it can be read."""
        try:
            return self._path.read_bytes()
        except OSError:
            return b""

    @cached_property
    def _ids(self) -> frozenset[str]:
        data = self.read()
        forms = (data, data.replace(b"\r\n", b"\n"))
        return frozenset(_blob(form, kind) for form in forms for kind in ("sha1", "sha256"))

    def holds(self, blob: str) -> bool:
        """Whether the file is a blob as it was checked out, be it with other line ends."""
        return blob in self._ids


class Objects:
    """The objects of a repository, read by one process that starts with the first of them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, id: str) -> bytes | None:
        """What the object of an id holds; None where there is none."""
        if self._process is None:
            self._process = subprocess.Popen(
                _command(self._root, ("cat-file", "--batch")),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        given, answer = self._process.stdin, self._process.stdout
        assert given is not None
        assert answer is not None
        try:
            given.write(id.encode() + b"\n")
            given.flush()
        except OSError:
            return None
        head = answer.readline().split()
        if len(head) != 3:
            return None
        data = answer.read(int(head[2]))
        answer.read(1)
        return data

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.communicate()
            self._process = None


def _command(root: Path, arguments: Iterable[str]) -> list[str]:
    settings = (part for setting in _SETTINGS for part in ("-c", setting))
    return ["git", "--no-pager", "-C", str(root), *settings, *arguments]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _SURROUNDINGS


def _blob(data: bytes, kind: str) -> str:
    """The id that git gives what a file holds."""
    digest = hashlib.new(kind, b"blob %d\0" % len(data), usedforsecurity=False)
    digest.update(data)
    return digest.hexdigest()


def _cut(process: subprocess.Popen[bytes]) -> Iterator[str]:
    assert process.stdout is not None
    rest = b""
    while chunk := process.stdout.read1(_CHUNK):  # type: ignore[attr-defined]
        *whole, rest = (rest + chunk).split(b"\0")
        yield from map(os.fsdecode, whole)
    if rest:
        yield os.fsdecode(rest)
