"""code-changed: a code block has other code than the source's, or fewer lines.

Comments, strings, placeholders, the output of commands and the values of data may be translated; identifiers,
keywords, commands, flags, keys and numbers may not, since readers copy them. Blocks of plain text and diagrams may be
translated freely, only lines must not go missing. More lines than the source has are fine.

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

from collections.abc import Iterator

from trcheck.model import Block, Document
from trcheck.model.code import Difference, code_differences
from trcheck.rule import Defect, NoOptions, Page, Place, plural, rule, shorten


@rule("code-changed", severity="error")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    for pair in page.aligned.pairs("code"):
        source, translation = pair.source[0], pair.translation[0]
        if translation.kind != "code" or len(pair.source) != 1 or len(pair.translation) != 1:
            continue
        differences = code_differences(source.literal, translation.literal, source.name)
        if differences:
            first = differences[0]
            yield Defect(
                _message(source, translation, differences),
                _line(page.document, translation, max(first.translation, 0)),
                tuple(_line(page.aligned.source, source, difference.source) for difference in differences[:5]),
            )


def _message(source: Block, translation: Block, differences: list[Difference]) -> str:
    theirs, ours = source.literal.split("\n"), translation.literal.split("\n")
    first = differences[0]
    line = shorten(theirs[first.source])
    if first.missing:
        message = f"the line “{line}” of the source's code is missing here"
    else:
        message = f"this code says “{shorten(ours[first.translation])}”, the source's says “{line}”"
    rest = len(differences) - 1
    return message + (f", and {plural(rest, 'more line')} {'differs' if rest == 1 else 'differ'}" if rest else "")


def _line(document: Document, block: Block, number: int) -> Place:
    """The place of a line of a code block."""
    start = block.start
    fenced = document.text.startswith(("```", "~~~"), start)
    for _ in range(number + fenced):
        start = document.text.find("\n", start, block.end) + 1
        if not start:
            return Place(document, block.start, block.end)
    end = document.text.find("\n", start, block.end)
    return Place(document, start, end if end >= 0 else block.end)
