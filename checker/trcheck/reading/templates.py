"""Hugo shortcodes and Liquid tags: where one that begins at an offset ends, and what it says."""

from __future__ import annotations

import re

from trcheck.reading import names
from trcheck.reading.attributes import read_attributes, value_of
from trcheck.reading.masked import Form, Mask

_LONGEST_TAG = 20_000
_SHORTCODE = r"""\{\{(?P<mark>[<%%])-?\s*+(?P<close>/?)\s*+(?P<name>(?:[./-]*+\w++)++)
    (?P<rest>(?:%s | [<%%>{}](?!\}\}|\{[<%%]))*+)
    [%%>]\}\}"""
_QUOTED = r"""[^"`<>%{}]++ | "[^"\\]*+(?:\\.[^"\\]*+)*+" | `[^`]*+`"""
_SHORTCODE_FORMS = (
    re.compile(_SHORTCODE % _QUOTED, re.VERBOSE | re.DOTALL),
    re.compile(_SHORTCODE % "[^<>%{}]++", re.VERBOSE | re.DOTALL),  # a quote that nothing closes is a character
)
_LIQUID_TAG = re.compile(r"\{%-?\s*+(?P<name>[\w-]*+)(?P<rest>(?:[^%{]++|%(?!\})|\{(?!%))*+)%\}")
_LIQUID_OUTPUT = re.compile(r"\{\{-?(?!\{)\s*+(?P<name>[\w.-]*+)(?P<rest>(?:[^{}\n]++|\}(?!\})|\{(?!\{))*+)\}\}")
_CLOSING_SHORTCODE = re.compile(r"\{\{[<%]-?\s*+/\s*+([\w./-]*\w)")
_CLOSING_LIQUID = re.compile(r"\{%-?\s*+end([\w-]+)")


class Templates:
    """The shortcodes and Liquid tags of one page."""

    def __init__(self, text: str) -> None:
        self._text = text
        # The last place at which each name is closed: what opens behind it is never searched for its end.
        self._closed = {match[1]: match.start() for match in _CLOSING_SHORTCODE.finditer(text)}
        self._ended = {match[1]: match.start() for match in _CLOSING_LIQUID.finditer(text)}
        self._code_language = ""

    def shortcode(self, start: int) -> list[Mask]:
        """The shortcode that begins at `start`; with all up to its closing tag where it holds no Markdown."""
        match = None
        for pattern in _SHORTCODE_FORMS:
            if match := pattern.match(self._text, start, start + _LONGEST_TAG):
                break
        if not match:
            return []
        name, rest = match["name"], match["rest"].rstrip(" \t\n-")
        alone = rest.endswith("/")
        attributes = read_attributes(self._text, match.start("rest"), match.start("rest") + len(rest) - alone)
        form: Form = "alone"
        if match["close"]:
            form = "close"
        elif not alone and self._closed.get(name, -1) > start:
            form = "open"
        if name in names.INCLUDE and form == "alone":
            path = value_of(attributes, "", "file", "path")
            return [Mask("include", start, match.end(), path.value if path else name, form, attributes)]
        tag = Mask("shortcode", start, match.end(), name, form, attributes)
        if form != "open":
            return [tag]
        language = self._language(tag, match["mark"])
        if name in names.COMMENT or language is not None:
            closing = re.compile(rf"\{{\{{[<%]-?\s*/\s*{re.escape(name)}\s*-?[%>]\}}\}}")
            return [self._whole(tag, closing, language)]
        return [tag]

    def liquid_tag(self, start: int) -> list[Mask]:
        match = _LIQUID_TAG.match(self._text, start, start + _LONGEST_TAG)
        if not match or not match["name"]:
            return []
        name = match["name"]
        attributes = read_attributes(self._text, match.start("rest"), match.end("rest") - match["rest"].endswith("-"))
        if name in names.INCLUDE:
            return [Mask("include", start, match.end(), attributes[0].value if attributes else "", "alone", attributes)]
        if name.startswith("end"):
            return [Mask("shortcode", start, match.end(), name[3:], "close", attributes)]
        form: Form = "open" if self._ended.get(name, -1) > start else "alone"
        tag = Mask("shortcode", start, match.end(), name, form, attributes)
        if tag.form == "alone":
            return [tag]
        if name == "raw":
            return self._raw(tag)
        if name in names.COMMENT or name in names.CODE:
            closing = re.compile(rf"\{{%-?\s*end{re.escape(name)}\s*-?%\}}")
            language = None if name in names.COMMENT else attributes[0].value if attributes else ""
            return [self._whole(tag, closing, language)]
        return [tag]

    def liquid_output(self, start: int) -> list[Mask]:
        match = _LIQUID_OUTPUT.match(self._text, start, start + _LONGEST_TAG)
        if not match:
            return []
        attributes = read_attributes(self._text, *match.span("rest"))
        return [Mask("shortcode", start, match.end(), match["name"], "alone", attributes)]

    def _language(self, tag: Mask, mark: str) -> str | None:
        """The language of the code that a shortcode encloses; None where it encloses Markdown.

        The tabs of Docsy hold code where they, or the pane around them, name its language.
        """
        language = value_of(tag.attributes, "lang", "language", "syntax")
        if tag.name == "tabpane":
            self._code_language = language.value if language else ""
        elif tag.name == "tab" and mark == "<" and (language or self._code_language):
            return language.value if language else self._code_language
        elif tag.name in names.CODE:
            first = language or value_of(tag.attributes, "")
            return first.value if first else tag.name
        return None

    def _whole(self, tag: Mask, closing: re.Pattern[str], language: str | None) -> Mask:
        end = closing.search(self._text, tag.end)
        if not end:
            return tag._replace(form="alone")
        inside = self._text[tag.end : end.start()]
        if language is None:
            return Mask("comment", tag.start, end.end(), tag.name, text=inside.strip())
        return Mask("code", tag.start, end.end(), language, attributes=tag.attributes, text=inside.strip("\n"))

    def _raw(self, tag: Mask) -> list[Mask]:
        end = re.compile(r"\{%-?\s*endraw\s*-?%\}").search(self._text, tag.end)
        if not end:
            return [tag._replace(form="alone")]
        return [tag._replace(kind="hidden"), Mask("hidden", end.start(), end.end(), "raw")]
