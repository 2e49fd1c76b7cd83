"""code-changed: a code block has other code than the source's, or fewer lines.

Comments, strings, placeholders, the output of commands and the values of data may be translated; identifiers,
keywords, commands, flags, keys and numbers may not, since readers copy them. The same change in several blocks is one
finding. Blocks of plain text and diagrams may be translated freely, only lines must not go missing. More lines than
the source has are fine. Where only version numbers differ one of the pages is behind, which is a warning.

Bad:

````markdown
```sh
rsync --archive photos/ backup/
```
````

````markdown
```sh
rsync --archivo photos/ backup/
```
````

Good:

````markdown
```python
# Greet the visitor
print("Good morning")
```
````

````markdown
```python
# Saluda al visitante
print("Buenos días")
```
````
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from trcheck.model import Block, Document
from trcheck.model.code import Difference, code_differences, other_version
from trcheck.rule import THEM, Defect, NoOptions, Page, Place, rule
from trcheck.text.wording import plural, shorten

_OPENING = re.compile(r"(?:```|~~~)[^\n]*\n|(?=<(?i:pre)\b)(?:(?:[ \t>]*+<[^<>\n]*+>)*+[ \t>]*+\n)+")
"""What stands before the first line of a code block: the line of its fence, or lines of nothing but tags."""


class Changed(NamedTuple):
    """A code block that differs from its source."""

    source: Block
    translation: Block
    differences: list[Difference]

    @property
    def lines(self) -> tuple[str, ...]:
        """What differs: the lines of the source, and of the translation those that stand for them."""
        theirs, ours = self.source.literal.split("\n"), self.translation.literal.split("\n")
        changed = (ours[difference.translation] for difference in self.differences if not difference.missing)
        return (*(theirs[difference.source] for difference in self.differences), *changed)

    @property
    def behind(self) -> bool:
        """Whether nothing but version numbers differs."""
        theirs, ours = self.source.literal.split("\n"), self.translation.literal.split("\n")
        return all(
            not each.missing and other_version(theirs[each.source], ours[each.translation]) for each in self.differences
        )

    def message(self, code: str, other: str) -> str:
        """What differs; the two are what to call the code that it differs from, in full and beside this one."""
        first = self.differences[0]
        line = shorten(self.source.literal.split("\n")[first.source])
        if first.missing:
            message = f"the line “{line}” of {code} is missing here"
        else:
            ours = shorten(self.translation.literal.split("\n")[first.translation])
            message = f"this code says “{ours}”, {other} says “{line}”"
        rest = len(self.differences) - 1
        return message + (f", and {plural(rest, 'more line')} {'differs' if rest == 1 else 'differ'}" if rest else "")


@rule("code-changed", severity="error")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    alike: dict[tuple[str, ...], list[Changed]] = {}
    for pair in page.aligned.pairs("code"):
        source, translation = pair.source[0], pair.translation[0]
        if translation.kind != "code" or len(pair.source) != 1 or len(pair.translation) != 1:
            continue
        if differences := code_differences(source.literal, translation.literal, source.name):
            changed = Changed(source, translation, differences)
            alike.setdefault(changed.lines, []).append(changed)
    for blocks in alike.values():
        first = blocks[0]
        again = f" (in {len(blocks)} code blocks)" if len(blocks) > 1 else ""
        message = first.message("the source's code", "the source's")
        yield Defect(
            message + again,
            _line(page.document, first.translation, max(first.differences[0].translation, 0)),
            tuple(_line(page.aligned.source, block.source, block.differences[0].source) for block in blocks),
            severity="warning" if first.behind else None,
            key=message,
            agreed=first.message(f"the code of {THEM}", f"that of {THEM}") + again,
        )


def _line(document: Document, block: Block, number: int) -> Place:
    """The place of a line of a code block."""
    opening = _OPENING.match(document.text, block.start, block.end)
    start = opening.end() if opening else block.start
    for _ in range(number):
        start = document.text.find("\n", start, block.end) + 1
        if not start:
            return Place(document, block.start, block.end)
    end = document.text.find("\n", start, block.end)
    return Place(document, start, end if end >= 0 else block.end)
