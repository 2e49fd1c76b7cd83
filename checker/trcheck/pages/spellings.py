"""How the pages of a language spell their words, read from the files as they stand: a page under check is not the only
one that is asked about, and parsing them all would take too long.

Left out is what is no running text of the translator's (see `trcheck.text.running`), as far as that shows in the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable

from trcheck.text.spellings import Spellings, Use, grouped, long_names, spelled

_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[^\n]*$", re.M)
_HEAD = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\n.*?^\1[ \t]*$", re.M | re.S)
_NO_TEXT = re.compile(
    r"`[^`\n]++`|!?\[[^\]\n]*+\]\([^)\n]*+\)|<[^>\n]++>|https?://\S++|\{\{[^}]*+\}\}|\{[^}\n]*+\}"
    r"|\"[^\"\n]*+\"|“[^”\n]*+”|«[^»\n]*+»|„[^“\n]*+“|「[^」\n]*+」"
)
_CODE = re.compile(r"`[^`\n]++`|\]\([^)\n]*+\)|<[^>\n]++>|https?://\S++")
_CAPTION = re.compile(r"\b(?:caption|alt)=\"([^\"\n]++)\"")
_GAP = " \x01 "  # what it takes the place of parts words


def spellings(texts: Iterable[str], language: str, foreign: Container[str]) -> Spellings:
    """The words of which pages have more than one spelling. `foreign` are the words of the source's pages."""
    pages: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for text in texts:
        prose = _GAP.join(_FENCE.split(_HEAD.sub("", text))[::2])
        running = _GAP.join((_NO_TEXT.sub(_GAP, prose), *_CAPTION.findall(prose)))
        found = Counter(each.text for each in spelled(running, foreign))
        found.update(each.text for each in long_names(_CODE.sub(_GAP, prose)))
        pages.update(found.keys())
        times.update(found)
    return grouped(((text, Use(count, times[text])) for text, count in pages.items()), language, foreign)
