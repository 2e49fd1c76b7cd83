"""The state of a site: for each language what is there, missing, outdated or left over, and what was found on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from trcheck.finding import LanguageState, PageState, Result
from trcheck.pages.discover import Pages


def states(pages: Pages, result: Result, languages: Iterable[str]) -> tuple[LanguageState, ...]:
    """The state of languages, by the result of a run over them. What is outdated is told by itself and is not counted
    among the findings."""
    found = Counter((finding.path, finding.severity) for finding in result.findings if finding.cause != "drift")
    outdated = {each.path: each for each in result.outdated}
    failed = {failure.path for failure in result.failures}

    def page(path: str, source: str | None) -> PageState:
        behind = outdated.get(path)
        return PageState(
            "present" if source else "orphan",
            path,
            source,
            behind.sections if behind else 0,
            behind.since if behind else "",
            found[path, "error"],
            found[path, "warning"],
            found[path, "info"],
            path in failed,
        )

    return tuple(
        LanguageState(
            language,
            (
                *(page(path, group.source) for group, path in pages.pages_of(language)),
                *(PageState("missing", None, group.source) for group in pages.missing(language)),
            ),
        )
        for language in languages
    )
