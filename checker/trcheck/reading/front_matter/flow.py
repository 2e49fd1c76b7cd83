"""A scanner of values in brackets, braces and quotes, for JSON and for the values of TOML.

It says where everything stands and takes broken values as they come; whether they are valid it does not say.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from trcheck.reading.front_matter.collector import Collector, end_of

_BETWEEN = re.compile(r"(?:[\s,]++|#.*+)*+")
_SCALAR = re.compile(
    r'''"""(?:[^"\\]++|\\.|"(?!""))*+(?:"{3,5}+)?'''
    r"""|'''(?:[^']++|'(?!''))*+(?:'{3,5}+)?"""
    r"""|"(?:[^"\\\n]++|\\.)*+"?|'[^'\n]*+'?|[^\s,\]}#](?:[^,\]}#\n]*[^\s,\]}#])?""",
    re.DOTALL,
)
PART = r"""(?:"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+'|[\w-]++)"""
KEY = rf"{PART}(?:[ \t]*+\.[ \t]*+{PART})*+"
_PARTS = re.compile(PART)
_KEYED = re.compile(rf"({KEY})\s*+[:=]\s*+")

Unquote = Callable[[str], str]


def parts(key: str, unquote: Unquote) -> list[str]:
    """The parts of a dotted key as written: ``a . "b"`` has ``a`` and ``b``."""
    return [unquote(part) if part[0] in "\"'" else part for part in _PARTS.findall(key)]


def scan_value(text: str, at: int, collector: Collector, unquote: Unquote) -> int:
    """Collect the value at an offset and all that is in it; the offset behind it."""
    outside = collector.depth
    while True:
        if text.startswith(("[", "{"), at):
            collector.open(mapping=text[at] == "{", at=at)
            at += 1
        elif scalar := _SCALAR.match(text, at):
            written = scalar[0]
            collector.scalar(unquote(written) if written[0] in "\"'" else written, at, scalar.end())
            at = scalar.end()
        else:
            return at
        while collector.depth > outside:
            at = end_of(_BETWEEN, text, at)
            if not text.startswith(("]", "}"), at):
                break
            collector.close()
            at += 1
        if collector.depth == outside:
            return at
        if collector.expects_key:
            keyed = _KEYED.match(text, at)
            if not keyed:
                return at
            collector.key(".".join(parts(keyed[1], unquote)), at)
            at = keyed.end()
