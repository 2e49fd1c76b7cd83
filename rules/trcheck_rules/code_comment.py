"""code-comment: comments in code are left in the source's language where the site translates them, or the reverse.

What nearly all code blocks of the language's pages do is the convention (`trcheck conventions` shows it). Where there
is no such majority the rule is silent. Comments of fewer than three words do not count. One finding a page.

On a site that translates comments, or with this configuration:

```toml
[conventions.es]
code-comments = "translated"
```

Bad:

````markdown
```python
# Greet the visitor by name
greet(visitor)
```
````

````markdown
```python
# Greet the visitor by name
greet(visitor)
```
````

Good:

````markdown
```python
# Greet the visitor by name
greet(visitor)
```
````

````markdown
```python
# Saluda al visitante por su nombre
greet(visitor)
```
````
"""

from collections.abc import Iterator

from trcheck.learning.ways import code_comments
from trcheck.rule import Defect, NoOptions, Page, rule


@rule("code-comment", severity="warning")
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    convention = page.site.convention(page.document.language, "code-comments")
    if not convention.way:
        return
    against = [blocks for blocks, way in code_comments(page.aligned) if way != convention.way]
    if against:
        source, translation = against[0]
        does = "translate the comments" if convention.way == "translated" else "leave the comments as they are"
        which = "in this block" if len(against) == 1 else f"in {len(against)} blocks of this page, this one first"
        yield Defect(
            f"{does} {which}, as {convention.share} code blocks of the site do",
            page.here(translation),
            (page.there(source),),
            key=convention.way,
        )
