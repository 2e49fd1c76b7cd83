"""image-target: an image shows another file than the source's.

The same image under another path, and a localised copy of it (`map-es.png`, `/es/map.png`), are fine. Reported is an
image that stands where the source has quite another one: copied from another page, or with a slip in its name.

Bad:

```markdown
![The control room](control-room.png)
```

```markdown
![La sala de control](engine-room.png)
```

Good:

```markdown
![The control room](control-room.png)
```

```markdown
![La sala de control](../images/control-room.es.png)
```
"""

from collections.abc import Iterator

from trcheck.rule import THEM, Defect, NoOptions, Page, rule


@rule("image-target", severity="error", markup=True)
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    for pair in page.aligned.spans("image"):
        source, translation = pair.source, pair.translation
        if source and translation and not pair.same:
            yield Defect(
                f"this image shows {translation.target}, the source shows {source.target}",
                page.here(translation),
                (page.there(source),),
                key=translation.target,
                agreed=f"this image shows {translation.target}, that of {THEM} shows {source.target}",
            )
