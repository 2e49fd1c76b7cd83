"""code-language: a code block names another language than the source's, or none.

Names of one language are the same: `js` and `javascript`, `sh`, `shell`, `bash` and `console`, `yml` and `yaml`. Sites
choose colours, line numbers and copy buttons by the name.

Bad:

````markdown
```yaml
retries: 3
```
````

````markdown
```
retries: 3
```
````

Good:

````markdown
```yaml
retries: 3
```
````

````markdown
```yml
retries: 3
```
````
"""

from collections.abc import Iterator

from trcheck.model.code import code_language
from trcheck.rule import Defect, NoOptions, Page, rule


@rule("code-language", severity="warning", markup=True)
def check(page: Page, options: NoOptions) -> Iterator[Defect]:
    for pair in page.aligned.pairs("code"):
        source, translation = pair.source[0], pair.translation[0]
        if translation.kind != "code" or not source.name or source.name == translation.name:
            continue
        if code_language(source.name) == code_language(translation.name):
            continue
        here = f"is marked as {translation.name}" if translation.name else "names no language"
        yield Defect(
            f"this code block {here}, the source's says {source.name}", page.here(translation), (page.there(source),)
        )
