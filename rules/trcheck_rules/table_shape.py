"""table-shape: a table is missing, or has fewer columns or empty cells where the source's are filled.

Rows that are missing are `missing-table-row`'s.

Bad:

```markdown
| Name | Size | Price |
|------|------|-------|
| Cup  | 2 dl | 4     |
```

```markdown
| Nombre | Tamaño |
|--------|--------|
| Taza   | 2 dl   |
```

Good:

```markdown
| Name | Size | Price |
|------|------|-------|
| Cup  | 2 dl | 4     |
```

```markdown
| Nombre | Tamaño | Precio |
|--------|--------|--------|
| Taza   | 2 dl   | 4      |
```
"""

from collections.abc import Iterator

from trcheck.model import Block, BlockPair
from trcheck.rule import THEM, Defect, NoOptions, Page, rule
from trcheck.text.wording import listing, plural, shorten


@rule("table-shape", severity="error", markup=True)
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    for unpaired in page.aligned.missing("table"):
        head = unpaired.block.children[0]
        missing = f"the table with the columns {_titles(head.children)} is missing"
        yield Defect(
            f"{missing}: translate it and put it here",
            page.after(unpaired),
            (page.there(unpaired.block),),
            key=head.text,
            agreed=f"{missing}: {THEM} have it",
        )
    for pair in page.aligned.pairs("table"):
        if not pair.recast and len(pair.source) == len(pair.translation) == 1:
            yield from _compare(page, pair)


def _compare(page: Page, pair: BlockPair) -> Iterator[Defect]:
    theirs, ours = pair.source[0].children[0], pair.translation[0].children[0]
    columns, found = len(theirs.children), len(ours.children)
    if found < columns:
        lost = [cell.block for row in pair.children for cell in row.missing if row.source[0] is theirs]
        names = f", it lacks {_titles(tuple(lost))}" if lost else ""
        yield Defect(
            f"this table has {found} of the source's {plural(columns, 'column')}{names}",
            page.here(ours),
            (page.there(theirs),),
            agreed=f"this table has {found} of the {plural(columns, 'column')} of {THEM}{names}",
        )
        return
    for row in pair.children:
        empty = [cell for cell in row.children if _worded(cell.source[0]) and not _filled(cell.translation[0])]
        gone = [unpaired.block for unpaired in row.missing if unpaired.block.kind == "cell" and _filled(unpaired.block)]
        cells = [*(cell.source[0] for cell in empty), *gone]
        if cells:
            yield Defect(
                f"this row lacks {_titles(tuple(cells))}: fill its empty {plural(len(cells), 'cell').split()[1]}",
                page.blocks(row),
                tuple(page.there(cell) for cell in cells),
            )


def _worded(cell: Block) -> bool:
    """Whether a cell holds words and nothing but words: links, images and code are missed by rules of their own."""
    return bool(cell.text) and not any(span.kind in ("link", "image", "code") for span in cell.spans)


def _filled(cell: Block) -> bool:
    return bool(cell.text or cell.spans)


def _titles(cells: tuple[Block, ...]) -> str:
    return listing(
        f"“{shorten(cell.text or cell.spans[0].text or cell.spans[0].target, 30)}”" for cell in cells if _filled(cell)
    )
