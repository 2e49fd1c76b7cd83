"""The files of a site: what git knows and does not ignore, or, outside of git, what is in the folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from trcheck.git import ask_git

_ALIEN = frozenset(("node_modules", "bower_components", "__pycache__", "venv", "site-packages"))
"""Folders of other people's files, which belong to no site."""


def list_files(root: Path, exclude: Iterable[str] = ()) -> list[str]:
    """The paths of all files under `root`, POSIX, relative to it, sorted."""
    files = _git_files(root) or list(_walk(root))
    excluded = _globs(exclude)
    return sorted(
        path for path in files if _ALIEN.isdisjoint(path.split("/")) and not (excluded and excluded.match(path))
    )


def read_text(path: Path) -> str:
    """The text of a file, for looking things up in it; empty where it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def _git_files(root: Path) -> list[str]:
    """Tracked files and new ones that are not ignored; none outside of a repository and in an ignored folder."""
    listed = ask_git(root, "ls-files", "-co", "--exclude-standard", "--deduplicate", "-z")
    return [path for path in os.fsdecode(listed or b"").split("\0") if path and not path.endswith("/")]


def _walk(root: Path) -> Iterator[str]:
    """All files but those in hidden folders. Links to folders are not followed."""
    top = str(root)
    for directory, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _ALIEN]
        base = directory[len(top) :].replace(os.sep, "/").strip("/")
        yield from (f"{base}/{name}" if base else name for name in names)


_GLOB = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
_MEANING = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def _globs(globs: Iterable[str]) -> re.Pattern[str] | None:
    """One expression for paths that a glob names, or that lie in a folder that it names."""
    patterns = []
    for glob in globs:
        parts = (_MEANING.get(part) or re.escape(part) for part in _GLOB.findall(glob.strip("/")))
        # As in .gitignore, a name without a slash stands for files and folders of that name at any depth.
        anywhere = "" if "/" in glob.rstrip("/") else "(?:.*/)?"
        patterns.append(anywhere + "".join(parts) + r"(?:/.*)?\Z")
    return re.compile("|".join(patterns), re.S) if patterns else None
