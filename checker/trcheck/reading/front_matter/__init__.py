"""The front matter of a page: found, read, and kept with its places.

python-frontmatter's handlers say where it begins and ends. Its loading is not used: that strips the body and gives
Python values, which have lost their places, ``1.10``, ``012`` and repeated keys. The values are read as written, by the
module of their syntax.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from trcheck.model import FrontMatter
from trcheck.reading.front_matter.fences import Fenced, find, glued, handler, is_meant, unclosed

if TYPE_CHECKING:
    from trcheck.reading.front_matter.collector import Collector

_JSON_OPENING = re.compile(r'\{\s*["}]')


def read_front_matter(text: str) -> FrontMatter | None:
    """The front matter at the head of a page; None where the page begins with something else, a thematic break say.

    Its `end` is that of the closing fence's line.
    """
    if text.startswith("{"):
        return _read_json(text) if _JSON_OPENING.match(text) else None
    fenced = find(text)
    if not fenced:
        return None
    read = _read_block(text, fenced)
    faulty = read is not None and read.problem and not fenced.problem
    if faulty and (cut := unclosed(text, fenced.fence, fenced.start, fenced.end)):
        fenced, read = cut, _read_block(text, cut)
    if read is None or (read.problem and not is_meant(text[fenced.start : fenced.stop], fenced.fence)):
        return None
    style: Literal["yaml", "toml"] = "yaml" if fenced.fence == "---" else "toml"
    problem_at = fenced.start if fenced.problem else read.problem_at
    return FrontMatter(style, 0, fenced.end, tuple(read.entries), fenced.problem or read.problem, problem_at)


def _read_block(text: str, fenced: Fenced) -> Collector | None:
    """The entries of a block; None where it is no mapping, nor meant as one."""
    block = text[fenced.start : fenced.stop]
    if fenced.fence == "+++":
        from trcheck.reading.front_matter.toml import read_toml

        return read_toml(block, fenced.start)
    from trcheck.reading.front_matter.collector import Collector
    from trcheck.reading.front_matter.yaml import read_yaml

    read = read_yaml(block, fenced.start)
    if (read is None or read.problem) and is_meant(block, fenced.fence):
        at = glued(block)
        if at >= 0 or read is None:
            read = Collector(fenced.start)
            first = len(block) - len(block.lstrip())
            read.note(*(('this line is no "key: value"', first) if at < 0 else ('a key needs ": " behind it', at)))
            read.rescue(block, 0)
    return read


def _read_json(text: str) -> FrontMatter | None:
    from trcheck.reading.front_matter.json import read_json

    try:
        _, body = handler("{").split(text)
        read = read_json(text, len(text) - len(body))
    except ValueError:
        read = read_json(text, None)
    if read is None:
        return None
    entries, end = read
    return FrontMatter("json", 0, end, tuple(entries.entries), entries.problem, entries.problem_at)
