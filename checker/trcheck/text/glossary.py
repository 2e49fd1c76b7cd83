"""What a site's glossary says: the terms of the source language, and what each is called in the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from trcheck.language import canonical, same_language

Forms = Mapping[str, tuple[str, ...]]
"""By the tag of a language, as the glossary spells it."""


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """An entry. `where` is its place, ``glossary.toml:12``.

    `inflected`: other forms of the same words are the term as well. `kept`: translations leave it as it is.
    """

    source: str
    allowed: Forms = field(default_factory=dict)
    forbidden: Forms = field(default_factory=dict)
    case_sensitive: bool = False
    inflected: bool = True
    kept: bool = False
    where: str = ""

    def right(self, language: str) -> tuple[str, ...]:
        """What to write for the term in a language; nothing where the glossary does not say."""
        allowed = _of(self.allowed, language)
        return (self.source, *allowed) if self.kept else allowed

    def wrong(self, language: str) -> tuple[str, ...]:
        """What not to write for the term in a language."""
        right = self.right(language)
        return tuple(form for form in _of(self.forbidden, language) if form not in right)

    def joined(self, other: Term) -> Term:
        """An entry that lets pass what this one or another one of the same words does."""
        return Term(
            self.source,
            _joined(self.allowed, other.allowed),
            _joined(self.forbidden, other.forbidden),
            case_sensitive=self.case_sensitive,
            inflected=self.inflected or other.inflected,
            kept=self.kept or other.kept,
            where=f"{self.where}, {other.where}",
        )


class Glossary:
    """The terms of a site, from all its glossaries. Entries of the same words are one: a word has several meanings."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        joined: dict[str, Term] = {}
        for term in terms:
            words = term.source if term.case_sensitive else _plain(term.source)
            joined[words] = joined[words].joined(term) if words in joined else term
        self.terms: Sequence[Term] = tuple(joined.values())
        self._by_source: dict[str, list[Term]] = {}
        for term in self.terms:
            self._by_source.setdefault(_plain(term.source), []).append(term)

    def forms(self, source_text: str, language: str) -> tuple[str, ...]:
        """What the glossary lets a text of the source be called in a language, if the text is one of its terms."""
        found = self._by_source.get(_plain(source_text), ())
        return tuple(dict.fromkeys(form for term in found for form in term.right(language)))


def _joined(some: Forms, others: Forms) -> Forms:
    return {tag: (*some.get(tag, ()), *others.get(tag, ())) for tag in {**some, **others}}


def _of(forms: Forms, language: str) -> tuple[str, ...]:
    """The forms for a language: those of its very tag, else of tags that name it too (``pt`` for ``pt-BR``)."""
    tag = canonical(language)
    exact = [named for named in forms if canonical(named) == tag]
    tags = exact or [named for named in forms if same_language(named, language)]
    return tuple(dict.fromkeys(form for named in tags for form in forms[named]))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
