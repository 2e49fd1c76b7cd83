"""What shortcodes, Liquid tags and components stand for, by their names: read once from data/names.txt."""

from __future__ import annotations

from pathlib import Path


def _groups() -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    names: list[str] = []
    for line in (Path(__file__).parent / "data/names.txt").read_text(encoding="utf-8").splitlines():
        if line.endswith(":"):
            names = groups.setdefault(line[:-1], [])
        elif not line.startswith("#"):
            names += ("" if name == "-" else name for name in line.split())
    return groups


_named = _groups()

CODE = frozenset(_named["code"])
COMMENT = frozenset(_named["comment"])
IMAGE = frozenset(_named["image"])
IMAGE_TARGET = tuple(_named["image-target"])
IMAGE_TEXT = tuple(_named["image-text"])
INCLUDE = frozenset(_named["include"])
INLINE = frozenset(_named["inline"])
CALLOUT = frozenset(_named["callout"])
CALLOUT_KIND = tuple(_named["callout-kind"])
ADMONITION = frozenset(_named["admonition"])
HTML = frozenset(_named["html"])
