"""The words that every part of trcheck shares. Imports nothing of ours."""

from trcheck.model.alignment import Alignment, BlockPair, PlainSide, SectionPair, SpanPair, Unpaired, UnpairedSection
from trcheck.model.document import (
    GLUE,
    Attribute,
    Block,
    BlockKind,
    Document,
    Entry,
    FrontMatter,
    Position,
    Residue,
    Section,
    Span,
    SpanKind,
)
from trcheck.model.drift import Change, SectionDrift
from trcheck.model.passages import TEXT_ATTRIBUTES, Passage, block_passages, passages
from trcheck.model.severity import SEVERITIES, Cause, Severity

__all__ = [
    "GLUE",
    "SEVERITIES",
    "TEXT_ATTRIBUTES",
    "Alignment",
    "Attribute",
    "Block",
    "BlockKind",
    "BlockPair",
    "Cause",
    "Change",
    "Document",
    "Entry",
    "FrontMatter",
    "Passage",
    "PlainSide",
    "Position",
    "Residue",
    "Section",
    "SectionDrift",
    "SectionPair",
    "Severity",
    "Span",
    "SpanKind",
    "SpanPair",
    "Unpaired",
    "UnpairedSection",
    "block_passages",
    "passages",
]
