"""What rules may ask about a whole site: where links lead, and which words its pages use.

Made at first need, and kept for the run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from trcheck.config import Config
from trcheck.learning.conventions import Convention, Conventions
from trcheck.model import Document, passages
from trcheck.model.keys import KeyUse
from trcheck.pages.accepted import Accepted, ignored_on
from trcheck.pages.attributes import ATTRIBUTES, attribute_uses
from trcheck.pages.coverage import Coverage
from trcheck.pages.discover import Pages
from trcheck.pages.keys import KEYS, key_uses
from trcheck.pages.learned import Learned, conventions
from trcheck.pages.links import Links, Read
from trcheck.pages.renderers import Renderers
from trcheck.pages.spellings import SPELLINGS, spellings
from trcheck.pages.words import WORDS
from trcheck.rule import Resolution
from trcheck.text.dictionary import Dictionaries
from trcheck.text.foreign import function_words
from trcheck.text.glossary import Glossary
from trcheck.text.lemmas import Lemmas
from trcheck.text.lexicon import Lexicon, renderings
from trcheck.text.spellings import Spellings
from trcheck.text.words import words


class SiteIndex:
    """The site of a run. `read` gives the document of a path and language, or raises a `PageError`; `learned` the facts
    of a language."""

    def __init__(
        self,
        root: Path,
        config: Config,
        pages: Pages,
        read: Read,
        glossary: Glossary,
        learned: Learned | None = None,
    ) -> None:
        self._root = root
        self._config = config
        self._pages = pages
        self.glossary = glossary
        self._learned = learned or Learned(root, pages)
        self._links = Links(root, pages, config.site, read, self._learned)
        self._renderers = Renderers(root)
        self._conventions: dict[str, Conventions] = {}
        self._keys: dict[str, Mapping[str, KeyUse]] = {}
        self._attributes: dict[str, Mapping[str, KeyUse]] = {}
        self._coverage: dict[str, Coverage] = {}
        self._words: dict[str, Mapping[str, int]] = {}
        self._vocabulary: dict[str, Mapping[str, int]] = {}
        self._spellings: dict[str, Spellings] = {}
        self._lexicons: dict[str, Lexicon] = {}
        self._dictionaries = Dictionaries()
        self._lemmas = Lemmas()
        self._accepted = Accepted(root)

    @property
    def source(self) -> str:
        return self._pages.source

    @property
    def languages(self) -> tuple[str, ...]:
        return self._pages.all_languages

    def resolve(self, document: Document, target: str) -> Resolution | None:
        return self._links.resolve(document, target)

    def language_of(self, target: str) -> str | None:
        return self._links.language_of(target)

    def words(self, language: str) -> Mapping[str, int]:
        if language not in self._words:
            self._words[language] = self._learned.count(WORDS, language).get("words", Counter())
        return self._words[language]

    def spellings(self, language: str) -> Spellings:
        if language not in self._spellings:
            facts = self._learned.count(SPELLINGS, language)
            self._spellings[language] = spellings(facts, self._foreign(language))
        return self._spellings[language]

    def lexicon(self, language: str) -> Lexicon:
        if language not in self._lexicons:
            self._lexicons[language] = Lexicon(self._learned.of(language), renderings(language))
        return self._lexicons[language]

    def convention(self, language: str, topic: str) -> Convention:
        if language not in self._conventions:
            self._conventions[language] = conventions(self._config, self._learned.of(language), language)
        return self._conventions[language].of(topic)

    def keys(self, language: str) -> Mapping[str, KeyUse]:
        if language not in self._keys:
            self._keys[language] = key_uses(self._learned.count(KEYS, language, with_source=True))
        return self._keys[language]

    def attributes(self, language: str) -> Mapping[str, KeyUse]:
        if language not in self._attributes:
            self._attributes[language] = attribute_uses(self._learned.count(ATTRIBUTES, language, with_source=True))
        return self._attributes[language]

    def lacks_source(self, document: Document) -> str:
        group = self._pages.group_of(document.path)
        return self._pages.source_of(document.path) if group and group.source is None else ""

    def moved_source(self, document: Document) -> str:
        group = self._pages.group_of(document.path)
        return self._covered(document.language).moved(group) if group and group.source is None else ""

    def coverage(self, document: Document, language: str) -> float:
        group = self._pages.group_of(document.path)
        return self._covered(language).around(group) if group else 0.0

    def lenient_emphasis(self, document: Document) -> bool:
        return self._renderers.lenient_emphasis(document)

    def vocabulary(self, document: Document) -> Mapping[str, int]:
        if document.path not in self._vocabulary:
            texts = (passage.prose for passage in passages(document))
            self._vocabulary[document.path] = Counter(word for text in texts for word in words(text))
        return self._vocabulary[document.path]

    def known(self, word: str, language: str) -> bool:
        return self._dictionaries.known(word, language)

    def lemma(self, word: str, language: str) -> str:
        return self._lemmas.lemma(word, language)

    def listed(self, word: str, language: str) -> bool:
        return self._dictionaries.listed(word, language)

    def accepted(self, document: Document, files: Sequence[str]) -> frozenset[str]:
        lists = (self._accepted.of_file(file) for file in files)
        return self._accepted.words.union(ignored_on(document), *lists)

    @property
    def problems(self) -> list[str]:
        """What was wrong with the settings of other programs, as far as a rule asked for them."""
        return self._accepted.problems

    def near(self, word: str, language: str) -> list[str]:
        return self._dictionaries.near(word, language, self.words(language))

    def commonness(self, word: str, language: str) -> int:
        return self._dictionaries.commonness(word, language)

    def _covered(self, language: str) -> Coverage:
        if language not in self._coverage:
            self._coverage[language] = Coverage(self._pages, language)
        return self._coverage[language]

    def _foreign(self, language: str) -> frozenset[str]:
        """The words of the source's pages, without those that hold sentences together in it or in a language."""
        passed = function_words(self.source) | function_words(language)
        return frozenset(word.lower() for word in self.words(self.source)) - passed
