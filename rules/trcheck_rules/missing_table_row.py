"""missing-table-row: a table has fewer rows than the source's.

Rows may stand in another order and there may be more of them; reported are rows that have no counterpart. Several
rows missing from one table are one finding that names them.

Bad:

```markdown
| Option   | Meaning        |
|----------|----------------|
| `--wait` | wait for locks |
| `--dry`  | only show      |
```

```markdown
| Opción   | Significado        |
|----------|--------------------|
| `--wait` | esperar a cerrojos |
```

Good:

```markdown
| Option   | Meaning        |
|----------|----------------|
| `--wait` | wait for locks |
| `--dry`  | only show      |
```

```markdown
| Opción   | Significado        |
|----------|--------------------|
| `--wait` | esperar a cerrojos |
| `--dry`  | solo mostrar       |
```
"""

from collections.abc import Iterator

from trcheck.model import Block
from trcheck.rule import THEM, Defect, NoOptions, Page, rule
from trcheck.text.wording import listing, plural, shorten


@rule("missing-table-row", severity="error", markup=True)
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    for pair in page.aligned.pairs("table"):
        lost = [unpaired for unpaired in pair.missing if unpaired.block.kind == "row"]
        if not lost:
            continue
        names = listing(f"“{_name(unpaired.block)}”" for unpaired in lost)
        rows = sum(len(block.children) for block in pair.source)
        yield Defect(
            f"this table has {rows - len(lost)} of the source's {plural(rows, 'row')}, missing: {names}",
            page.after(lost[0]),
            tuple(page.there(unpaired.block) for unpaired in lost),
            key=names,
            agreed=f"this table has {rows - len(lost)} of the {plural(rows, 'row')} of {THEM}, missing: {names}",
        )


def _name(row: Block) -> str:
    """What a reader would call a row: its first cell that says something, be it in code or by a picture."""
    for cell in row.children:
        if text := cell.text or " ".join(span.text or span.target for span in cell.spans):
            return shorten(text, 40)
    return "an empty row"
