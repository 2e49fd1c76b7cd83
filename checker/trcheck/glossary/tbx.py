"""Glossaries in TBX: the TBX-Basic dialect of ISO 30042, of 2019 in both its styles (DCA, DCT) and of 2008.

Of a concept, the terms in the source language are the entries, those in the others their forms: deprecated and
superseded ones are forbidden, all others allowed. Entities are refused, and a document type is not looked up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from trcheck.config import ConfigError
from trcheck.language import canonical, is_language, same_language
from trcheck.text.glossary import Term

_ROOTS = ("tbx", "martif")
_CONCEPTS = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")
_STATUS = ("administrativeStatus", "normativeAuthorization")
_REFUSED = ("deprecated", "superseded")
_LANG = "http://www.w3.org/XML/1998/namespace lang"
_DEEPEST = 50
_LINE = "trcheck line"  # no name of XML holds a blank


class _Named(NamedTuple):
    """A term of a concept in one language."""

    text: str
    language: str
    line: str
    refused: bool


def read_tbx(text: str, name: str, source: str) -> Iterator[Term]:
    """The terms of a glossary `name` that reads `text`; a `ConfigError` where it is wrong."""
    root = _parse(text, name)
    if _local(root) not in _ROOTS:
        raise ConfigError(
            f"<{_local(root)}> in {name}:{root.get(_LINE)} is no TBX: the outermost element must be <tbx>"
        )
    for concept in root.iter():
        if _local(concept) in _CONCEPTS:
            yield from _terms(list(_named(concept, name)), name, source)


def _parse(text: str, name: str) -> Element:
    """The elements of a file, each with its line as an attribute."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")

    open_elements: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        open_elements.append(tag)
        if len(open_elements) > _DEEPEST:
            raise ConfigError(f"elements are nested too deeply in {name}:{parser.CurrentLineNumber}")
        builder.start(tag, {**attributes, _LINE: str(parser.CurrentLineNumber)})

    def end(tag: str) -> None:
        open_elements.pop()
        builder.end(tag)

    def refuse(*_: object) -> NoReturn:
        line = parser.CurrentLineNumber
        raise ConfigError(f"an entity is declared in {name}:{line}, write its text where it is used")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        raise ConfigError(f"{expat.ErrorString(error.code)} in {name}:{error.lineno}") from None
    return builder.close()


def _named(concept: Element, name: str) -> Iterator[_Named]:
    for part in concept.iter():
        if _local(part) not in _LANGUAGES:
            continue
        tag, line = part.get(_LANG) or part.get("lang") or "", part.get(_LINE)
        if not is_language(tag):
            said = f"`{tag}` is no tag of a language" if tag else f"<{_local(part)}> has no xml:lang"
            raise ConfigError(f"{said} in {name}:{line}")
        for section in part.iter():
            if _local(section) in _TERMS:
                yield from _of_section(section, tag)


def _of_section(section: Element, language: str) -> Iterator[_Named]:
    """The term of a section, with what is said of its status."""
    inside = list(section.iter())
    said = ["".join(part.itertext()).strip() for part in inside if _is_status(part)]
    refused = any(status.startswith(_REFUSED) for status in said)
    for part in inside:
        text = " ".join("".join(part.itertext()).split()) if _local(part) == "term" else ""
        if text:
            yield _Named(text, language, part.get(_LINE, ""), refused)


def _terms(named: list[_Named], name: str, source: str) -> Iterator[Term]:
    """The entries that a concept makes: one for each term in the source language that may be used."""
    allowed: dict[str, tuple[str, ...]] = {}
    forbidden: dict[str, tuple[str, ...]] = {}
    for term in named:
        forms = forbidden if term.refused else allowed
        if not same_language(term.language, source):
            tag = canonical(term.language)
            forms[tag] = (*forms.get(tag, ()), term.text)
    for term in named:
        if same_language(term.language, source) and not term.refused and (allowed or forbidden):
            yield Term(term.text, allowed, forbidden, where=f"{name}:{term.line}")


def _is_status(element: Element) -> bool:
    return _local(element) in _STATUS or element.get("type") in _STATUS


def _local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition(" ")[2]
