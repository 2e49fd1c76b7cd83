"""A run: what is known beforehand, the processes that share the work, and what they found together."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from trcheck.cache import Cache
from trcheck.config import Config
from trcheck.engine.checker import Checker, Outcome, named
from trcheck.finding import Result, in_order
from trcheck.glossary import load_glossary
from trcheck.judgement.bases import Bases, find_bases
from trcheck.judgement.consensus import ENOUGH
from trcheck.learning.facts import Facts, total
from trcheck.pages.accepted import check_word_files
from trcheck.pages.discover import Pages
from trcheck.pages.learned import PAIRS, Learned, pairs
from trcheck.pages.selection import Selection, Task
from trcheck.pages.sums import gather
from trcheck.registry import active_rules, load_rules, named_files
from trcheck.text.glossary import Glossary

GROUPS_A_PROCESS = 250
"""For fewer page groups another process costs more than it saves."""

OUTDATED = "outdated"
"""The rule that reports drift."""

CHUNK = 20
"""So many page groups go to a process at once."""


def run(
    root: Path,
    config: Config,
    pages: Pages,
    selection: Selection,
    *,
    jobs: int | None = None,
    kept: Cache | None = None,
    embeddings: Cache | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> Result:
    """Check what was selected. `kept` is what earlier runs learned of the site, `embeddings` those they
    made. `progress` is told how many page groups are done; without `jobs` their number decides how many processes work.
    """
    tasks = selection.tasks
    jobs = jobs or max(1, min(os.cpu_count() or 1, len(tasks) // GROUPS_A_PROCESS))
    rules = load_rules(config.plugins)
    glossary = load_glossary(root, config, named_files(config, rules, "glossaries"), pages.source)
    check_word_files(root, config, named_files(config, rules, "word-files"))
    outcomes: list[Outcome] = []
    for outcome in _outcomes(root, config, pages, glossary, selection, jobs, kept, embeddings):
        outcomes.append(outcome)
        progress(len(outcomes))
    failed = {failure.path for outcome in outcomes for failure in outcome.failures}
    return Result(
        source=pages.source,
        languages=selection.languages,
        pages=len({path for task in tasks for path in named(task)} - failed),
        findings=tuple(in_order(finding for outcome in outcomes for finding in outcome.findings)),
        failures=tuple(failure for outcome in outcomes for failure in outcome.failures),
        warnings=tuple(dict.fromkeys(warning for outcome in outcomes for warning in outcome.warnings)),
        outdated=tuple(outdated for outcome in outcomes for outdated in outcome.outdated),
    )


def _outcomes(
    root: Path,
    config: Config,
    pages: Pages,
    glossary: Glossary,
    selection: Selection,
    jobs: int,
    kept: Cache | None,
    embeddings: Cache | None,
) -> Iterator[Outcome]:
    """What checking each task gave, in their order."""
    bases = _bases(root, config, pages, selection.tasks)
    if jobs == 1:
        checker = Checker(root, config, pages, glossary, Learned(root, pages, kept), bases, embeddings)
        try:
            yield from map(checker.check, selection.tasks)
        finally:
            checker.close()
        return
    from concurrent.futures import ProcessPoolExecutor

    # A wrong configuration is said here, not by each process.
    Checker(root, config, pages, glossary, Learned(root, pages), bases)
    learned: dict[str, Facts] = {}
    with ProcessPoolExecutor(jobs, initializer=gc.disable) as executor:
        for language in selection.languages:
            wanted = pairs(pages, language)
            parts = [wanted[start : start + CHUNK] for start in range(0, len(wanted), CHUNK)]
            learned[language] = total(executor.map(partial(gather, root, PAIRS, kept=kept), parts))
    given = (root, config, pages, glossary, learned, bases, kept, embeddings)
    with ProcessPoolExecutor(jobs, initializer=_start_process, initargs=given) as executor:
        yield from executor.map(_check_in_process, selection.tasks, chunksize=CHUNK)


def _bases(root: Path, config: Config, pages: Pages, tasks: Iterable[Task]) -> Bases:
    """What the translations under check, and those that bear witness, were made from, where their source has moved on.

    How that is known the rule that reports it says, even where the report leaves it out.
    """
    known = load_rules(config.plugins)
    if not any(active.rule.scope in ("translation", "drift") for active in active_rules(config, known)):
        return {}
    options = config.options(OUTDATED, known[OUTDATED].options)
    pairs = []
    for task in tasks:
        group, source = task.group, task.group.source
        page = pages.group_of(source) if source else None
        if source and page and page.source == source and task.languages:  # else a translation stands in for it
            others = [language for language in group.translations if language not in task.languages]
            heard = [*task.languages, *others[: max(0, ENOUGH - len(task.languages))]]
            pairs += [(source, group.translations[language]) for language in heard]
    return find_bases(root, pairs, options.keys, history=options.history)


_checker: Checker


def _start_process(
    root: Path,
    config: Config,
    pages: Pages,
    glossary: Glossary,
    learned: dict[str, Facts],
    bases: Bases,
    kept: Cache | None,
    embeddings: Cache | None,
) -> None:
    global _checker
    gc.disable()
    _checker = Checker(root, config, pages, glossary, Learned(root, pages, kept, learned), bases, embeddings)


def _check_in_process(task: Task) -> Outcome:
    return _checker.check(task)
