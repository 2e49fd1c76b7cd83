"""The image that a shortcode or a component shows, if it is one that shows images."""

from __future__ import annotations

from trcheck.model import Attribute, Span
from trcheck.reading import names
from trcheck.reading.attributes import value_of
from trcheck.reading.masked import Mask


def image_span(mask: Mask) -> Span | None:
    """The image that a tag shows, if it is one that does."""
    if mask.name not in names.IMAGE or mask.form == "close":
        return None
    target = value_of(mask.attributes, *names.IMAGE_TARGET)
    if target is None:
        return None
    style = "html" if mask.kind == "component" and mask.name.islower() else mask.kind
    text = value_of(mask.attributes, *names.IMAGE_TEXT) or Attribute("", "", mask.start, mask.start)
    return Span("image", mask.start, mask.end, text.value, target.value, style=style, attributes=mask.attributes)
