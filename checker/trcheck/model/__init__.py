"""The words that every part of trcheck shares. Imports nothing of ours."""

from trcheck.model.alignment import Alignment, BlockPair, SectionPair, SpanPair, Unpaired, UnpairedSection
from trcheck.model.document import (
    GLUE,
    Attribute,
    Block,
    BlockKind,
    Document,
    Entry,
    FrontMatter,
    Position,
    Section,
    Span,
    SpanKind,
)

__all__ = [
    "GLUE",
    "Alignment",
    "Attribute",
    "Block",
    "BlockKind",
    "BlockPair",
    "Document",
    "Entry",
    "FrontMatter",
    "Position",
    "Section",
    "SectionPair",
    "Span",
    "SpanKind",
    "SpanPair",
    "Unpaired",
    "UnpairedSection",
]
