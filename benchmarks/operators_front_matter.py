"""Defects of the front matter: what it says to the machine is changed, misspelled, dropped, or does not parse any more.

Planted are keys that any generator takes for its own, in YAML, where the source has the same line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from operators import Plant, operator
from plain import Pair

LINE = re.compile(r"(?P<head> *(?P<key>[A-Za-z][\w-]*): +)(?P<value>\S.*?)(?P<tail> *)$")
DATE = re.compile(r"(\d{4}-\d\d-)(\d\d)\b")
NUMBER = re.compile(r"\d+$")
FILE = re.compile(r"(.*?)([\w-]+)(\.(?:png|jpe?g|svg|webp|gif))$")
WORD = re.compile(r"[A-Za-z][\w-]*$")
MACHINE = {
    *(
        "date",
        "publishdate",
        "publishDate",
        "weight",
        "draft",
        "layout",
        "type",
        "template",
        "body_class",
        "image",
        "id",
    ),
    *("social_image", "sidebar_position", "toc_hide", "no_list", "hide_feedback", "order", "minHeadingLevel"),
    *("maxHeadingLevel", "pagefind", "tableOfContents", "featured_image", "identifier", "status", "manualLinkTarget"),
}
SPELLED = MACHINE | {"title", "description", "linkTitle", "aliases", "keywords", "attribution", "cascade", "sidebar"}


def _shared(pair: Pair, keys: set[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """The lines of keys that the source has as well, with the same value where the key is the machine's."""
    source = pair.source.lines[1 : pair.source.body - 1]
    theirs = {line.rstrip() for line in source}
    named = [found["key"] for line in source if (found := LINE.match(line))]
    if pair.page.lines[0].rstrip() != "---":
        return
    for index in range(1, pair.page.body - 1):
        line = pair.page.lines[index]
        found = LINE.match(line)
        if not found or found["key"] not in keys or named.count(found["key"]) != 1:
            continue
        if found["key"] not in MACHINE or line.rstrip() in theirs:
            yield index, found


def _wrong(value: str) -> str | None:
    """Another value of the same kind."""
    if DATE.match(value):
        return DATE.sub(lambda found: f"{found[1]}{int(found[2]) % 28 + 1:02}", value)
    if value in ("true", "false"):
        return "false" if value == "true" else "true"
    if NUMBER.match(value):
        return str(int(value) + 7)
    if found := FILE.match(value):
        return f"{found[1]}{found[2]}-2{found[3]}"
    return f"{value}-x" if WORD.match(value) else None


@operator("machine-value", "language", "front-matter", learned=True)
def machine_value(pair: Pair) -> Iterator[Plant]:
    for index, found in _shared(pair, MACHINE):
        if value := _wrong(found["value"]):
            yield Plant(index, index + 1, (found["head"] + value,), f"{found['key']}: {found['value']} -> {value}")


@operator("value-to-text", "language", "front-matter", learned=True)
def value_to_text(pair: Pair) -> Iterator[Plant]:
    """A date in words, a number or yes or no that was translated."""
    for index, found in _shared(pair, MACHINE):
        value = found["value"]
        words = "10 de marzo" if DATE.match(value) else "siete" if NUMBER.match(value) else "falso"
        if DATE.match(value) or NUMBER.match(value) or value in ("true", "false"):
            yield Plant(index, index + 1, (found["head"] + words,), f"{found['key']}: {value} -> {words}")


@operator("misspell-key", "language", "front-matter", learned=True)
def misspell_key(pair: Pair) -> Iterator[Plant]:
    for index, found in _shared(pair, SPELLED):
        key = found["key"]
        swapped = next((i for i in range(1, len(key) - 1) if key[i] != key[i + 1]), None)
        if len(key) > 3 and swapped:
            wrong = key[:swapped] + key[swapped + 1] + key[swapped] + key[swapped + 2 :]
            line = found[0].replace(key, wrong, 1)
            yield Plant(index, index + 1, (line,), f"key {key} -> {wrong}")


@operator("drop-key", "language", "front-matter", learned=True)
def drop_key(pair: Pair) -> Iterator[Plant]:
    for index, found in _shared(pair, MACHINE | {"title"}):
        indented = pair.page.lines[index + 1].startswith(" ")
        if index > 1 and not indented and not found["head"].startswith(" "):
            yield Plant(index, index + 1, (), f"key dropped: {found['key']}")


@operator("break-front-matter", "language", "front-matter")
def break_front_matter(pair: Pair) -> Iterator[Plant]:
    """A quotation mark that does not close, a colon within a value, a key that lost its own."""
    for number, (index, found) in enumerate(_shared(pair, SPELLED)):
        value = found["value"]
        if value[0] in "[{|>&*!'\"":
            continue
        broken = (f'{found["head"]}"{value}', f"{found['head']}{value}: {value}", f"{found['head'].rstrip()}{value}")
        if number % 3 < 2 or not found["head"].startswith(" "):
            yield Plant(index, index + 1, (broken[number % 3],), f"does not parse: {broken[number % 3]}")
