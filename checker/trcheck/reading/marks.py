"""What a tag that stands on a line of its own is as a block: by its kind, and by its name where that is known."""

from __future__ import annotations

from markdown_it.token import Token

from trcheck.model import Attribute, Block, Span
from trcheck.reading import names
from trcheck.reading.attributes import value_of
from trcheck.reading.containers import Marker
from trcheck.reading.images import image_span
from trcheck.reading.masked import Mask

_HTML_STYLES = {"open": "open", "close": "close", "alone": "empty"}


def marker_of(mask: Mask) -> Marker | None:
    """The marker for a masked tag; None for what is no content."""
    start, end, name, attributes = mask.start, mask.end, mask.name, mask.attributes
    meta = "" if mask.form == "alone" else mask.form
    key = f"{mask.kind} {name}"
    if mask.kind == "code":
        return Marker(Block("code", start, end, name=name, literal=mask.text, attributes=attributes), key, "alone")
    if mask.kind == "include":
        return Marker(Block("include", start, end, name=name, attributes=attributes), key, "alone")
    if mask.kind not in ("shortcode", "component"):
        return None
    image = image_span(mask)
    if mask.kind == "component" and (name[:1].islower() or not name):
        span = image or Span("html", start, end, name, style=_HTML_STYLES[mask.form], attributes=attributes)
        kind = "image" if image else "html"
        return Marker(Block(kind, start, end, " " * (end - start), (span,)), key, "alone")  # type: ignore[arg-type]
    if image:
        block = Block("image", start, end, " " * (end - start), (image,), name=name, attributes=attributes)
        return Marker(block, key, mask.form)
    if mask.form == "open" and (called := admonition_name(name, attributes)):
        title = value_of(attributes, "title", "header", "label")
        block = Block(
            "admonition", start, end, name=called, meta=meta, title=title.value if title else "", attributes=attributes
        )
        return Marker(block, key, mask.form)
    return Marker(Block(mask.kind, start, end, name=name, meta=meta, attributes=attributes), key, mask.form)


def marker_of_fence(token: Token, title: str, start: int, end: int) -> Marker:
    """The marker for a line of colons or slashes: with a name it opens an admonition, without one it closes it.

    mkdocstrings writes what it includes the same way: a dotted name, or one with options under it.
    """
    if token.meta["include"]:
        return Marker(Block("include", start, end, name=token.info), token.markup, "alone")
    name = token.info.lower().removeprefix("callout-")
    block = Block("admonition", start, end, name=name, meta="open" if name else "close", title=title)
    return Marker(block, token.markup, "open" if name else "close")


def admonition_name(name: str, attributes: tuple[Attribute, ...]) -> str:
    """Under which name a tag is an admonition; "" where it is none. ``<Aside type="tip">`` is a tip."""
    if name in names.CALLOUT:
        kind = value_of(attributes, *names.CALLOUT_KIND)
        return (kind.value if kind else name).lower()
    return name.lower() if name in names.ADMONITION else ""
