"""YAML front matter, read from the events of the parser.

Events and not nodes or values: nothing is constructed, whatever tags say; an alias is expanded up to a limit, and deep
nesting is cut before it can exhaust a stack, libyaml's own included.
"""

from __future__ import annotations

import re

import yaml

from trcheck.reading.front_matter.collector import MAX_DEPTH, Collector, FrontMatterError, end_of

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PROPERTIES = re.compile(r"(?:[&!]\S*+(?:\s++|\Z))*+")
_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_PLAIN_REASONS = {
    "mapping values are not allowed in this context": 'this ": " cannot stand here; put the value in quotes, or mend '
    "the indentation of the line",
    "could not find expected ':'": 'this line is no "key: value"',
    "did not find expected <document start>": "the keys are not indented alike; begin each where its line begins",
    "did not find expected alphabetic or numeric character": "no value can begin with * or &; put the value in quotes",
    "found a tab character that violates indentation": "a tab stands here; indent with spaces",
    "did not find expected key": "this does not fit what stands before it; mend the quotes or the indentation",
    "did not find expected '-' indicator": "this does not fit the list before it; mend the indentation",
    "did not find expected ',' or ']'": "this list is opened with [ and not closed",
    "did not find expected ',' or '}'": "this mapping is opened with { and not closed",
    "found unexpected end of stream": "this quote is opened and not closed",
    # libyaml has a limit of its own, which it can reach while it looks ahead for what comes next.
    "exceeded maximum nesting depth": f"lists and mappings are nested more than {MAX_DEPTH} deep",
    "found unknown escape character": "this backslash escapes nothing; double it, or put the value in single quotes",
}
_POINT_AT_OPENING = {
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
    "found unexpected end of stream",
}


def read_yaml(text: str, base: int) -> Collector | None:
    """The entries of a YAML document that is a mapping; None where it is something else."""
    collector = Collector(base)
    try:
        return collector if _collect(text, collector) else None
    except FrontMatterError as error:
        reason, at = error.message, error.at
    except yaml.MarkedYAMLError as error:
        reason, at = _reason(error, text)
    except (yaml.reader.ReaderError, UnicodeEncodeError):
        character = _NOT_ALLOWED.search(text)
        assert character is not None
        reason = f"the character U+{ord(character[0]):04X} cannot stand in YAML; take it out"
        at = character.start()
    collector.note(reason, at)
    collector.rescue(text, at)
    return collector


def _collect(text: str, collector: Collector) -> bool:
    """Go through the events of a document; False where it turns out not to be a mapping."""
    anchors: dict[str, tuple[str, int, int]] = {}
    open_anchors: list[tuple[str | None, int]] = []
    documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        assert event.start_mark is not None
        assert event.end_mark is not None
        at, end = event.start_mark.index, event.end_mark.index
        match event:
            case yaml.ScalarEvent():
                if collector.expects_key:
                    collector.key(event.value, at)
                    continue
                if not collector.depth:
                    return False
                if event.anchor or event.tag:
                    at = end_of(_PROPERTIES, text, at, end)
                if event.style in ("|", ">"):
                    end = at + len(text[at:end].rstrip())
                path = collector.scalar(event.value, at, end)
                if event.anchor:
                    anchors[event.anchor] = path, len(collector.entries) - 1, len(collector.entries)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                mapping = isinstance(event, yaml.MappingStartEvent)
                if collector.expects_key:
                    raise FrontMatterError("a list or mapping stands where a key should; put the value in quotes", at)
                if not collector.depth and not mapping:
                    return False
                collector.open(mapping=mapping, at=at)
                open_anchors.append((event.anchor, len(collector.entries)))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                path = collector.close()
                anchor, first = open_anchors.pop()
                if anchor:
                    anchors[anchor] = path, first, len(collector.entries)
            case yaml.AliasEvent():
                if collector.expects_key:
                    collector.key(f"*{event.anchor}", at)
                    continue
                if event.anchor not in anchors:
                    raise FrontMatterError(f'no value before this is named "&{event.anchor}"; put it in quotes', at)
                path, first, last = anchors[event.anchor]
                collector.repeat(first, last, path, at)
            case yaml.DocumentStartEvent():
                documents += 1
                if documents > 1:
                    raise FrontMatterError("a second YAML document begins here; take this line out", at)
    return True


def _reason(error: yaml.MarkedYAMLError, text: str) -> tuple[str, int]:
    """What is wrong in plain words, and where."""
    problem = error.problem or ""
    mark = error.problem_mark
    if error.context_mark and problem in _POINT_AT_OPENING:
        mark = error.context_mark
    at = mark.index if mark else 0
    if problem.startswith("found character") and problem.endswith("that cannot start any token"):
        if text[at : at + 1] == "\t":
            return "a tab stands here; indent with spaces", at
        return f"no value can begin with {text[at : at + 1]}; put the value in quotes", at
    return _PLAIN_REASONS.get(problem, f"this is not valid YAML: {problem}"), at
