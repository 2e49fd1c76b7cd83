"""What masking a page gives: a text of the same length in which nothing but Markdown is left, and what was masked.

A mask is `MASK_START` and as many `MASK_FILL` as it takes; line ends inside it stay, and so does the white space at
the start of its further lines. Neither character can be part of Markdown syntax, so a masked tag reads as a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from trcheck.model import Attribute

MASK_START = "\ue000"
MASK_FILL = "\ue001"

MaskKind = Literal[
    "shortcode",  # Hugo shortcode, Liquid tag or variable; `name`, `attributes`, `form`
    "component",  # a JSX tag, or in MDX an HTML one; `name`, `attributes`, `form`
    "expression",  # an MDX expression; `text`: what is between the braces
    "comment",  # no content; `text`: what it says
    "code",  # a paired tag around code, as a whole; `name`: the language, `text`: the code, `attributes`
    "include",  # `name`: what is included
    "hidden",  # import and export lines of MDX, the tags around a raw stretch; no content
    "id",  # an id given to a heading; `name`: the id
    "attributes",  # an attribute list; no content; `name`: the id in it, if any
]

Form = Literal["open", "close", "alone"]


class Mask(NamedTuple):
    """One masked stretch, ``original[start:end]``."""

    kind: MaskKind
    start: int
    end: int
    name: str = ""
    form: Form = "alone"
    attributes: tuple[Attribute, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Masked:
    """A masked text and its masks by the offset at which they start, in order."""

    text: str
    masks: Mapping[int, Mask]
