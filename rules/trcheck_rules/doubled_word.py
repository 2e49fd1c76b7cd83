"""doubled-word: a word stands twice in a row.

Mostly the rest of an edit, and hard to see where a line ends between the two. Left alone are names (Duran Duran),
words that a language does double (*had had*, *nous nous*), what the source doubles too, and, in languages that double
words to mean more, all but function words. In Chinese and Japanese function words of one sign are looked at, where
neither sign belongs to another word.

Options:

- `words`: words to accept

Bad:

```markdown
The key lies under the mat.
```

```markdown
La llave está debajo del del felpudo.
```

Good:

```markdown
Duran Duran had had enough of the red, red mat.
```

```markdown
Duran Duran estaba harto del felpudo rojo, rojo.
```
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from trcheck.language import primary
from trcheck.rule import Defect, Page, Place, rule
from trcheck.text.foreign import function_words

_DOUBLED = re.compile(r"(?<![\w'’./@-])([^\W\d_]++)\s++(\1)(?![\w'’/@-]|\.\w)", re.IGNORECASE)
_GAP = re.compile(r"[\s>]++\Z")


@dataclass(frozen=True, slots=True)
class Options:
    words: tuple[str, ...] = ()


@rule("doubled-word", severity="warning", scope="page", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    text = page.document.text
    found = list(_doubled(page))
    theirs = page.alignment.source.text.lower() if found and page.alignment else ""
    ours = {word.lower() for _, _, word in found}
    both = {word for word in ours if re.search(rf"(?<!\w){re.escape(word)}\s+{re.escape(word)}(?!\w)", theirs)}
    for start, end, word in found:
        if word.lower() in both or word.lower() in options.words:
            continue
        yield Defect(
            f"`{word}` stands twice in a row, write it once",
            Place(page.document, start, end),
            cause="translation" if page.alignment else "source",
            key=word,
            fix=text[start : start + len(word)],
        )


def _doubled(page: Page) -> Iterator[tuple[int, int, str]]:
    """Where words stand twice that should not, from the first to the end of the second."""
    language = _language(page.document.language)
    text = page.document.text
    for block in page.document.blocks():
        tokens = block.prose.lower().split()
        if any(map(str.startswith, tokens[1:], tokens)):
            for match in _DOUBLED.finditer(block.prose):
                between = text[block.start + match.end(1) : block.start + match.start(2)]
                if language.minds(match[1], match[2]) and _GAP.match(between):
                    yield block.start + match.start(), block.start + match.end(), match[1]
        if language.twice:
            for match in language.twice.finditer(block.prose):
                yield block.start + match.start(), block.start + match.end(), match[0][0]


class _Language(NamedTuple):
    """Which words of a language may be doubled, and what finds those signs that may not."""

    allowed: frozenset[str]
    only: frozenset[str] | None
    twice: re.Pattern[str] | None

    def minds(self, first: str, second: str) -> bool:
        """Whether two words in a row that are the same are one too many."""
        small = first.lower()
        if self.only is not None and small not in self.only:
            return False
        # A single letter may be a name or a variable, and two capitals are a name.
        return small not in self.allowed and len(first) > 1 and not second[0].isupper()


@cache
def _language(tag: str) -> _Language:
    data, code = _data(), primary(tag)
    signs = data["signs"].get(code, {})
    twice = [
        f"(?<![{before}])" * bool(before) + sign * 2 + f"(?![{after}])" * bool(after)
        for sign, (before, after) in signs.items()
    ]
    return _Language(
        frozenset(data["allowed"].get(code, "").split()),
        function_words(tag) if code in data["reduplicating"].split() else None,
        re.compile(rf"(?=[{''.join(signs)}])(?:{'|'.join(twice)})") if signs else None,
    )


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / "doubled_word.toml").read_text("utf-8"))
