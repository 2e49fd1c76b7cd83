"""outdated: the source has changed since the translation was made.

In a git checkout every translation is compared with two states of its source: as it is today, and as it was when the
translation was made. What differs from both is the translation's defect, and its rule reports it. What differs from
today's alone is no fault, only behind: it is told here, once a section, with what was added, removed or changed
there and the last commit that did so. What the translation has of that already is not told, nor are changes that it
need not follow: white space, punctuation, emphasis, a slip of one letter.

The earlier state is the one that the page's front matter names by a commit, else the source as it stood in the last
commit that changed the translation. Where neither can be had (no repository, a page that was never committed or that
is being changed, a commit that is not there), the page is judged by today's source alone.

Without this rule (`enabled`, `ignore`) the same is left out of the report; it does not become the translation's fault.

Options:

- `keys` (`default_lang_commit`, `l10n.sourceCommit`, `l10n.source_commit`, `sourceCommit`, `source_commit`,
  `source-commit`): keys of front matter that name the commit whose source a page was made from; a dot leads into a
  table
- `history` (true): ask the history where front matter names none

Bad, the source when it was translated, the source now, and the translation:

```markdown
Wait for the green light.
```

```markdown
Wait for the green light.

Then pull the [lever](https://example.org/lever) twice.
```

```markdown
Espera a la luz verde.
```

Good:

```markdown
Wait for the green light.
```

```markdown
Wait for the green light.

Then pull the [lever](https://example.org/lever) twice.
```

```markdown
Espera a la luz verde.

Después tira dos veces de la [palanca](https://example.org/lever).
```
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trcheck.model import SectionDrift
from trcheck.rule import Defect, Page, Place, rule
from trcheck.text.wording import listing, plural, shorten


@dataclass(frozen=True, slots=True)
class Options:
    keys: tuple[str, ...] = (
        "default_lang_commit",
        "l10n.sourceCommit",
        "l10n.source_commit",
        "sourceCommit",
        "source_commit",
        "source-commit",
    )
    history: bool = True


@rule("outdated", severity="info", scope="drift", options=Options)
def check(page: Page, options: Options) -> Iterator[Defect]:
    for section in page.drift:
        yield Defect(
            _message(section),
            Place(page.document, *section.here),
            (Place(page.aligned.source, *section.there),),
            cause="drift",
            key=f"{section.state} {section.title}",
        )


def _message(section: SectionDrift) -> str:
    title = f"section “{shorten(section.title, 40)}”" if section.title else "introduction"
    commit = f" ({', '.join(filter(None, (f'commit {section.commit[:7]}', section.date)))})" if section.commit else ""
    under = "".join(f" with its {plural(each.number, each.kind)}" for each in section.changes)
    match section.state:
        case "new":
            return f"the source has a new {title}{under} since this translation was made{commit}: translate it as well"
        case "gone":
            return f"the source has dropped its {title}{under} since this translation was made{commit}: drop it as well"
        case "head":
            return f"the source's front matter has changed since this translation was made{commit}: bring it up to date"
    changes = listing((f"{plural(each.number, each.kind)} {each.what}" for each in section.changes), limit=4)
    what = f": {changes}" if changes else ""
    return f"the source's {title} has changed since this translation was made{what}{commit}: bring it up to date"
