"""Masking: before Markdown is parsed, whatever is no Markdown gives way to private-use characters of the same length."""

from trcheck.reading.masked import MASK_FILL, MASK_START, Form, Mask, Masked, MaskKind

__all__ = ["MASK_FILL", "MASK_START", "Form", "Mask", "MaskKind", "Masked"]
