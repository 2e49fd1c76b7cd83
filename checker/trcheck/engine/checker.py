"""Checking one page group: its pages are read and aligned, and the rules asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from traceback import format_exc
from typing import NamedTuple, overload

from trcheck.alignment.align import align
from trcheck.alignment.embeddings import Embeddings
from trcheck.alignment.encoder import EncoderError, open_encoder
from trcheck.cache import Cache
from trcheck.config import Config
from trcheck.finding import Failure, Finding, Outdated, excerpt
from trcheck.judgement.bases import Bases
from trcheck.judgement.consensus import ENOUGH, Consensus, Witness
from trcheck.judgement.drift import Drift
from trcheck.learning.ways import TOPICS
from trcheck.model import Alignment, Document
from trcheck.pages.discover import PageGroup, Pages
from trcheck.pages.learned import Learned
from trcheck.pages.selection import Task
from trcheck.pages.site import SiteIndex
from trcheck.reading.decode import PageError
from trcheck.reading.reader import read
from trcheck.registry import ActiveRule, active_rules, load_rules
from trcheck.rule import Defect, Page, Said
from trcheck.suppress import Suppressions, read_suppressions
from trcheck.text.glossary import Glossary


class Outcome(NamedTuple):
    """What checking one page group gave."""

    findings: list[Finding]
    failures: list[Failure]
    warnings: list[str]
    outdated: list[Outdated]


class Checker:
    """Checks page groups one after the other. Every page is read once, however many others link to it."""

    def __init__(
        self,
        root: Path,
        config: Config,
        pages: Pages,
        glossary: Glossary,
        learned: Learned,
        bases: Bases,
        embeddings: Cache | None = None,
    ) -> None:
        self._root = root
        config.check_conventions(TOPICS)
        self._known = load_rules(config.plugins)
        rules = active_rules(config, self._known)
        self._active = {active.rule.id: active for active in rules}
        self._alone = [active for active in rules if active.rule.scope == "page"]
        self._aligned = [active for active in rules if active.rule.scope == "translation"]
        self._lacking = [active for active in rules if active.rule.scope == "lacking"]
        self._drifted = [active for active in rules if active.rule.scope == "drift"]
        self._drift = Drift(root, bases)
        self._documents: dict[str, Document | PageError] = {}
        self._suppressed: dict[str, Suppressions] = {}
        self._site = SiteIndex(root, config, pages, self.document, glossary, learned)
        encoder = open_encoder(config.semantic)
        self._embeddings = Embeddings(encoder, embeddings) if encoder else None

    def document(self, path: str, language: str) -> Document:
        """A page of the site, or a `PageError`."""
        found = self._documents.get(path)
        if found is None:
            try:
                found = read(self._root, path, language)
            except PageError as error:
                found = error
            except Exception as error:
                found = PageError(path, f"reading the page failed: {_message(error)}")
                found.__cause__ = error
            self._documents[path] = found
        if isinstance(found, PageError):
            raise found
        return found

    def check(self, task: Task) -> Outcome:
        """Check one page group."""
        outcome = Outcome([], [], [], [])
        group = task.group
        versions = Versions(self, group)
        lacking = task.lacking if self._lacking else ()
        needed = task.source or task.languages or lacking
        source = self._try_document(group.source, group.language, outcome) if group.source and needed else None
        said: list[Said] = []
        if source and task.source:
            said += self._check_page(Page(source, self._site, None, versions, task.named), outcome)
        witnesses: list[Witness] = []
        for language in task.languages:
            translation = self._try_document(group.translations[language], language, outcome)
            if translation:
                alignment = self._try_align(source, translation, outcome) if source else None
                page = Page(translation, self._site, alignment, versions)
                if alignment:
                    outcome.warnings.extend(self._suppressions(translation).problems)
                    witnesses.append(self._witness(page, alignment, [*self._alone, *self._aligned], outcome))
                else:
                    said += self._check_page(page, outcome)
        said += self._judged(witnesses, group, versions, outcome)
        reported = named(task)
        said = [each for each in said if each.defect.place.document.path in reported]
        outcome.findings.extend(self._findings(said, group.source))
        if source and lacking:
            page = Page(source, self._site, None, versions, task.named, lacking)
            outcome.findings.extend(self._findings(self._ask(self._lacking, page, outcome), None))
        outcome.warnings.extend(self._site.problems)
        if self._embeddings and self._embeddings.problem:
            outcome.warnings.append(
                f"the embedded encoder cannot be loaded ({self._embeddings.problem}): structure alone decides; install "
                "trcheck anew, or use `--semantic off`"
            )
        return outcome

    def close(self) -> None:
        """Let go of what the checks kept open."""
        self._drift.close()

    def _witness(self, page: Page, alignment: Alignment, rules: Sequence[ActiveRule], outcome: Outcome) -> Witness:
        """What rules say of a translation by its source; where that has moved on, by what it was made from."""
        said = self._ask(rules, page, outcome)
        try:
            earlier = self._drift.earlier(alignment.source, page.document)
            if earlier is None:
                return Witness(page, said, said)
            before = align(earlier, page.document, self._embeddings)
            said_before = self._ask(rules, replace(page, alignment=before), outcome)
            verdict = self._drift.judge(alignment, before, said, said_before)
        except EncoderError:
            raise
        except Exception as error:
            message = f"comparing the page with what its source was failed: {_message(error)}"
            outcome.failures.append(Failure(page.document.path, message, trace=format_exc()))
            return Witness(page, said, said)
        if verdict.drift:
            sections = len(verdict.drift)
            outcome.outdated.append(Outdated(page.document.path, page.document.language, sections, verdict.since))
        drifted = self._ask(self._drifted, replace(page, drift=verdict.drift), outcome)
        return Witness(page, [*verdict.said, *drifted], said, before)

    def _judged(
        self, checked: Sequence[Witness], group: PageGroup, versions: Versions, outcome: Outcome
    ) -> Iterator[Said]:
        """What was said of translations, where it is not the source's fault by the word of several; and what is."""
        if not any(witness.differs for witness in checked):
            for witness in checked:
                yield from witness.said
            return
        others = islice(self._others(checked, group, versions), max(0, ENOUGH - len(checked)))
        consensus = Consensus(
            [*checked, *others],
            lambda one, other: align(one, other, self._embeddings),
            lambda page: self._ask(self._aligned, page, outcome),
        )
        yield from consensus.on_source
        for witness in checked:
            yield from consensus.on_translation(witness)

    def _others(self, checked: Sequence[Witness], group: PageGroup, versions: Versions) -> Iterator[Witness]:
        """The translations that are not under check, and of which no failure is reported therefore."""
        source = checked[0].page.aligned.source
        heard = {witness.page.document.path for witness in checked}
        aside = Outcome([], [], [], [])
        for language, path in group.translations.items():
            document = self._try_document(path, language, aside) if path not in heard else None
            alignment = self._try_align(source, document, aside) if document else None
            if document and alignment:
                page = Page(document, self._site, alignment, versions)
                yield self._witness(page, alignment, self._aligned, aside)

    def _try_document(self, path: str, language: str, outcome: Outcome) -> Document | None:
        try:
            return self.document(path, language)
        except PageError as error:
            trace = format_exc() if error.__cause__ else ""
            outcome.failures.append(Failure(path, error.message, error.line or 0, trace))
        return None

    def _try_align(self, source: Document, translation: Document, outcome: Outcome) -> Alignment | None:
        try:
            return align(source, translation, self._embeddings)
        except EncoderError:
            raise
        except Exception as error:
            message = f"aligning the page with {source.path} failed: {_message(error)}"
            outcome.failures.append(Failure(translation.path, message, trace=format_exc()))
        return None

    def _check_page(self, page: Page, outcome: Outcome) -> list[Said]:
        outcome.warnings.extend(self._suppressions(page.document).problems)
        return self._ask(self._alone, page, outcome)

    def _ask(self, rules: Sequence[ActiveRule], page: Page, outcome: Outcome) -> list[Said]:
        """What the rules say of a page."""
        said: list[Said] = []
        plain = bool(page.alignment and page.alignment.plain)
        for active in rules:
            if plain and active.rule.markup:
                continue
            try:
                said += (Said(active.rule.id, defect) for defect in active.rule.check(page, active.options))
            except EncoderError:
                raise
            except Exception as error:
                message = f"rule {active.rule.id} failed: {_message(error)}"
                outcome.failures.append(Failure(page.document.path, message, trace=format_exc()))
        return said

    def _findings(self, said: Iterable[Said], source: str | None) -> Iterator[Finding]:
        """The findings that no directive hides. What is wrong with the page at `source` is the source's fault."""
        for rule, defect in said:
            document, start, _ = defect.place
            if not self._suppressions(document).hide(rule, start):
                yield _finding(self._active[rule], defect, document.path == source)

    def _suppressions(self, document: Document) -> Suppressions:
        found = self._suppressed.get(document.path)
        if found is None:
            found = self._suppressed[document.path] = read_suppressions(document, self._known)
        return found


class Versions(Sequence[Document]):
    """All languages' versions of a page, the source first, read when a rule asks for them.

    One that cannot be read is left out: it is a failure where it is itself under check.
    """

    def __init__(self, checker: Checker, group: PageGroup) -> None:
        self._checker = checker
        self._group = group

    @cached_property
    def _documents(self) -> tuple[Document, ...]:
        documents = []
        for language, path in self._group.languages():
            with suppress(PageError):
                documents.append(self._checker.document(path, language))
        return tuple(documents)

    @overload
    def __getitem__(self, index: int) -> Document: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Document, ...]: ...
    def __getitem__(self, index: int | slice) -> Document | tuple[Document, ...]:
        return self._documents[index]

    def __len__(self) -> int:
        return len(self._documents)


def _finding(active: ActiveRule, defect: Defect, on_source: bool) -> Finding:
    return Finding(
        rule=active.rule.id,
        severity=active.severity(defect.severity),
        place=excerpt(*defect.place),
        message=defect.message,
        cause="source" if on_source else defect.cause,
        counterparts=tuple(excerpt(*place) for place in defect.counterparts),
        key=defect.key,
        fix=defect.fix,
    )


def named(task: Task) -> set[str]:
    """The paths of the pages that get findings."""
    paths = {task.group.translations[language] for language in task.languages}
    return paths | {task.group.source} if task.source and task.group.source else paths


def _message(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
