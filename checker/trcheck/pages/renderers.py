"""Which renderer a site has, as far as it matters to what its pages mean.

Python-Markdown (MkDocs, Zensical) and kramdown (Jekyll) make emphasis of ``*`` whatever stands beside it; CommonMark,
which nearly all others follow, does not. They are known by their files, or by what only they read.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath

from trcheck.model import Document

_FILES = ("mkdocs.yml", "mkdocs.yaml", "zensical.toml", "_layouts")
_ADMONITIONS = ("!!!", "???", "===", "///")
_HEADING_ID = "{ #"
_INLINE_ATTRIBUTES = "\n{:"


class Renderers:
    """The renderers of the pages under `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._has_file = cache(self._look)

    def lenient_emphasis(self, document: Document) -> bool:
        """Whether the renderer of a page makes emphasis of ``*`` whatever stands beside it."""
        return self._has_file(PurePosixPath(document.path).parent) or _is_lenient(document)

    def _look(self, folder: PurePosixPath) -> bool:
        """Whether a folder, or one around it, is that of such a site."""
        if any((self._root / folder / name).exists() for name in _FILES):
            return True
        return folder != folder.parent and self._has_file(folder.parent)


def _is_lenient(document: Document) -> bool:
    """Whether a page has what CommonMark's renderers would show as mere text."""
    text = document.text
    return _INLINE_ATTRIBUTES in text or any(
        (block.kind == "heading" and _HEADING_ID in text[block.start : block.end])
        or (block.kind == "admonition" and text.startswith(_ADMONITIONS, block.start))
        for block in document.blocks()
    )
