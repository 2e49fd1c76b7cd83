"""The words of a site: of its pages, of its languages and of the dictionaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from trcheck.dictionary import Dictionaries, build
from trcheck.model import Document
from trcheck.words import edits, words


class Vocabulary:
    """Answers what `trcheck.rule.Site` promises about words. `documents` gives the pages of a language."""

    def __init__(self, documents: Callable[[str], Iterable[Document]]) -> None:
        self._documents = documents
        self._dictionaries = Dictionaries()
        self._pages: dict[Document, Mapping[str, int]] = {}
        self._languages: dict[str, Mapping[str, int]] = {}

    def of(self, document: Document) -> Mapping[str, int]:
        """Each word of a page's running text: how often it stands there."""
        if document not in self._pages:
            prose = "\n".join(block.prose for block in document.blocks() if block.prose)
            self._pages[document] = Counter(words(prose))
        return self._pages[document]

    def words(self, language: str) -> Mapping[str, int]:
        """For each word that occurs in the pages of a language: on how many of them it does."""
        if language not in self._languages:
            pages: Counter[str] = Counter()
            for document in self._documents(language):
                pages.update(self.of(document).keys())
            self._languages[language] = pages
        return self._languages[language]

    def known(self, word: str, language: str) -> bool:
        """Whether a language has a word."""
        return self._dictionaries.known(word, language)

    def near(self, word: str, language: str) -> list[str]:
        """The words, of the dictionary and of the site, that are one slip away from a word in small letters."""
        pages, rules = self.words(language), build(language)
        return sorted(
            near
            for near in edits(word, rules.letters)
            if (near in pages or near.capitalize() in pages or self._dictionaries.listed(near, language))
            and not any(part in near and part not in word for part in rules.avoided)
        )
