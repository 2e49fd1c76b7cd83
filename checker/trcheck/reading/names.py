"""What shortcodes, Liquid tags and components stand for, by their names: read once from data/names.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

_names: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "data/names.toml").read_text(encoding="utf-8"))

CODE = frozenset(_names["code"])
COMMENT = frozenset(_names["comment"])
IMAGE = frozenset(_names["image"])
IMAGE_TARGET = tuple(_names["image_target"])
IMAGE_TEXT = tuple(_names["image_text"])
INCLUDE = frozenset(_names["include"])
INLINE = frozenset(_names["inline"])
CALLOUT = frozenset(_names["callout"])
CALLOUT_KIND = tuple(_names["callout_kind"])
ADMONITION = frozenset(_names["admonition"])
HTML = frozenset(_names["html"])
