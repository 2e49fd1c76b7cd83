"""What of a code block stays the same in every language, and where two code blocks differ in that.

Comments, strings that read as prose, placeholders, the values of data files, the text between tags and what a command
prints may be translated; identifiers, keywords, commands, flags, keys and numbers may not. How a language writes its
comments and strings, and which names mean the same one, is in ``data/code_languages.toml``.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from trcheck.model.document import Block, Document


class Language(NamedTuple):
    """One language of code: its kind (see the data file, for the rest too), and what finds its comments and strings."""

    kind: str
    tokens: re.Pattern[str] | None
    jsx: bool = False
    layout: bool = False


class Difference(NamedTuple):
    """Lines of the source that the translation lacks or has otherwise; 0-based numbers of lines of the code.

    `translation` is the number of the line that stands for it, or where it is missing of the line before (-1: none).
    """

    source: int
    translation: int
    missing: bool


_NAME = re.compile(r"[^\s{:,;(\[]+")
_FENCE = re.compile(r"`{3,}|~{3,}")
_DOLLAR = re.compile(r"^[ \t]*+\$\s", re.MULTILINE)
_PLACEHOLDER = re.compile(r"<[^<>\n/=(){}\"']*>|\b(?:your|YOUR|my|MY)[-_]\w[\w-]*")
_PLACEHOLDER_IN_CODE = re.compile(r"<\w+[ -][^<>\n/=(){}\"',]*>|\b(?:your|YOUR|my|MY)[-_]\w[\w-]*")
_TECHNICAL = re.compile(r"[/_@#$%\\{}<>\d]|\w[.:-]\w|^[.-]")
_KEY = re.compile(r"\s*:")
_VALUE = re.compile(r"^([ \t]*(?:- )?[\w./@-]+[ \t]*[:=][ \t]*|[ \t]*- )(?=[^\s\"'|>\[{&*!])(.*)$", re.MULTILINE)
_BETWEEN_TAGS = re.compile(r"(?<!=)>[^<>{}]++(?=[<{]|\Z)")
_TEXT_IN_JSX = re.compile(
    r"""(?P<tag> (?:</|(?<!\w)<(?!/)) (?:[A-Za-z][^<>{}]*+ (?:\{ (?:[^{}]++|\{[^{}]*+\})*+ \} [^<>{}]*+)*+)?+ >
        | (?<=[}"']) > )
    (?P<text>\s*+ [^\s<>{}()[\].,:;=|&] [^<>{}=;]*+) (?=[<{])
    | \} (?P<last>[^<>{}=;]++) (?=</)""",
    re.VERBOSE,
)
"""Text behind a tag, and text between an expression and a closing tag."""
_STYLE = re.compile(r"(?<=[^\w\s]) | (?=[^\w\s])|[;,]$")
_CODE_CHARACTERS = frozenset('<>{}=;()"`')
_WORD = re.compile(r'"[^"]*"|[^\s\w"]|[\w.]+')
_STRIPPED = re.compile(r"\A\W+|[*/\s>-]+\Z")
_LINES_COMPARED = 2000
_LINES_LIKENED = 100


@cache
def _entries() -> dict[str, dict[str, Any]]:
    """The entries of the data file by each of their names."""
    import tomllib

    text = (Path(__file__).parent.parent / "data" / "code_languages.toml").read_text("utf-8")
    return {name: entry for entry in tomllib.loads(text)["language"] for name in entry["names"]}


@cache
def _language(name: str) -> Language:
    """The language that is written as `name`; an unknown one may be translated freely."""
    entry = _entries().get(code_language(name))
    if not entry:
        return Language("free", None)
    return Language(entry["kind"], _tokens(entry), entry.get("jsx", False), entry.get("layout", False))


def _tokens(entry: dict[str, Any]) -> re.Pattern[str] | None:
    """One pattern for all comments and strings: a match of ``string`` is a string, any other is a comment.

    Every alternative begins with a literal and runs to a literal or the end without looking back.
    """
    quote = re.escape
    parts = [
        rf"{quote(begin)}[\s\S]*?(?:{quote(end)}|\Z)"
        for begin, end in (*entry.get("text", ()), *entry.get("block", ()))
    ]
    parts += [
        rf"(?P<string{i}>{mark}(?:[^{mark}\\\n]|\\.?)*+(?:{mark}|$))" for i, mark in enumerate(entry.get("quotes", ()))
    ]
    parts += [rf"(?:(?<=\s)|^|(?<=[;{{}}),])){quote(begin)}[^\n]*" for begin in entry.get("line", ())]
    return re.compile("|".join(parts), re.MULTILINE) if parts else None


def unclosed_fence(document: Document) -> Block | None:
    """The code block that takes in the rest of a page since its fence is never closed."""
    blocks = document.sections[-1].blocks
    if not blocks or blocks[-1].kind != "code" or not blocks[-1].literal.strip():
        return None
    lines = document.text[blocks[-1].start : blocks[-1].end].split("\n")
    fence = _FENCE.match(lines[0])
    closed = len(lines) > 1 and fence and lines[-1].strip().startswith(fence.group())
    return blocks[-1] if fence and not closed else None


def code_language(name: str) -> str:
    """The one name of a code language, however it is written: ``Shell``, ``{.bash}`` and ``console`` are "sh"."""
    found = _NAME.search(name.lower().strip("{}. "))
    word = found.group() if found else ""
    entry = _entries().get(word)
    return str(entry["names"][0]) if entry else word


def is_code(name: str) -> bool:
    """Whether a name, or the ending of a file, is that of a language of code or data: no text, no markup."""
    return _language(name).kind in ("code", "data", "session")


def code_differences(source: str, translation: str, name: str) -> list[Difference]:
    """Where a code block in the language `name` differs from its source in what no translator may change."""
    if source == translation:
        return []
    language = _language(name)
    before, after = _lines(source, language), _lines(translation, language)
    if language.kind == "free":
        return _fewer(before, after)
    lost = Counter(text for _, text in before) - Counter(text for _, text in after)
    if not lost or max(len(before), len(after)) > _LINES_COMPARED:
        return []
    return _compare(before, after, lost)


def comments(code: str, name: str) -> list[str]:
    """The comments of code in the language `name`, each on one line without its markers."""
    tokens = _language(name).tokens
    if tokens is None:
        return []
    found = (_STRIPPED.sub("", match.group()) for match in tokens.finditer(code) if match.lastgroup is None)
    return [" ".join(text.split()) for text in found]


def _fewer(before: list[tuple[int, str]], after: list[tuple[int, str]]) -> list[Difference]:
    """In code that may be translated freely only a lower number of lines says that something is gone: of the lines
    between two that stayed the same, where there are fewer now, the one that is least like any of those."""
    if len(before) <= len(after):
        return []
    if len(before) > _LINES_COMPARED:
        return [Difference(before[-1][0], after[-1][0] if after else -1, True)]
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, [text for _, text in before], [text for _, text in after], autojunk=False)
    for _, i, i_end, j, j_end in matcher.get_opcodes():
        if i_end - i > j_end - j:
            theirs, ours = before[i:i_end][::-1], [text for _, text in after[j:j_end]][:_LINES_LIKENED]
            gone, _ = min(theirs[:_LINES_LIKENED], key=lambda line: max((_shared(line[1], o) for o in ours), default=0))
            return [Difference(gone, after[j_end - 1][0] if j_end else -1, True)]
    return []


def _compare(before: list[tuple[int, str]], after: list[tuple[int, str]], lost: Counter[str]) -> list[Difference]:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, [text for _, text in before], [text for _, text in after], autojunk=False)
    differences = []
    for operation, i, i_end, j, j_end in matcher.get_opcodes():
        if operation not in ("replace", "delete"):
            continue
        rest = list(range(j, j_end))
        for k in range(i, i_end):
            number, text = before[k]
            if not lost[text]:
                continue
            lost[text] -= 1
            best = max(rest, key=lambda index: _shared(text, after[index][1]), default=None)
            if best is not None and (len(rest) >= i_end - k or _shared(text, after[best][1]) > 0):
                rest = [index for index in rest if index > best]
                if not _translated(text, after[best][1]):
                    differences.append(Difference(number, after[best][0], False))
            else:
                differences.append(Difference(number, after[j - 1][0] if j else -1, True))
    return differences


def _shared(one: str, other: str) -> float:
    """How much of the words of two lines is the same, 0 to 1."""
    words, others = Counter(_WORD.findall(one)), Counter(_WORD.findall(other))
    return 2 * (words & others).total() / max(1, words.total() + others.total())


def _translated(source: str, translation: str) -> bool:
    """Whether all that differs between two lines is text in another language."""
    words, others = Counter(_WORD.findall(source)), Counter(_WORD.findall(translation))
    gone, new = list((words - others).elements()), list((others - words).elements())
    if not new:
        return False
    if any(not word.isascii() for word in new):
        return True
    return all(word.startswith('"') for word in gone + new) and not any(
        one_edit(word, other) for word in gone for other in new if len(word) > 6
    )


def _lines(code: str, language: Language) -> list[tuple[int, str]]:
    """The lines of a code block that hold more than what may be translated, each with its number."""
    if language.kind == "free":
        return [(number, line) for number, line in enumerate(code.split("\n")) if line.strip()]
    if language.kind == "session" and _DOLLAR.search(code):
        code = _commands(code)
    if language.tokens:
        code = language.tokens.sub(_untranslated, code)
    if language.jsx:
        code = _TEXT_IN_JSX.sub(_without_text, code)
    if language.kind == "data":
        code = _VALUE.sub(_value, code)
    if language.kind == "markup":
        code = _BETWEEN_TAGS.sub(lambda match: ">" + "\n" * match.group().count("\n"), code)
    else:
        code = (_PLACEHOLDER_IN_CODE if language.kind == "code" else _PLACEHOLDER).sub("<>", code)
    lines = [(number, " ".join(line.split())) for number, line in enumerate(code.split("\n"))]
    if language.layout:
        lines = [(number, _STYLE.sub("", line)) for number, line in lines]
    if language.kind == "markup":
        return [(number, line) for number, line in lines if not _CODE_CHARACTERS.isdisjoint(line)]
    return [(number, line) for number, line in lines if line]


def _commands(code: str) -> str:
    """The commands of a shell session without their prompts, and the lines that continue them; all others emptied."""
    kept, continued = [], False
    for line in code.split("\n"):
        continued = (continued or bool(_DOLLAR.match(line))) and bool(line)
        kept.append(_DOLLAR.sub("", line) if continued else "")
        continued = continued and line.endswith(("\\", "`"))
    return "\n".join(kept)


def _untranslated(match: re.Match[str]) -> str:
    """A comment becomes nothing, a string that reads as prose an empty one; line ends stay, so lines keep count."""
    found = match.group()
    if match.lastgroup is None:
        return "\n" * found.count("\n")
    inner = found[1:-1]
    if found[-1] != found[0] or not inner:
        return found
    if " " not in inner.strip() and (inner.isascii() or _KEY.match(match.string, match.end())):
        return f'"{inner}"'
    return '""'


def _without_text(match: re.Match[str]) -> str:
    """A tag or the end of an expression without the text behind it."""
    return (match["tag"] or "}") + "\n" * (match["text"] or match["last"]).count("\n")


def _value(match: re.Match[str]) -> str:
    value = match.group(2)
    prose = " " in value.strip() or not (_TECHNICAL.search(value) or value.isdigit())
    return match.group(1) + ('""' if prose else value)


_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+)+")


def other_version(one: str, other: str) -> bool:
    """Whether two pieces of code differ in version numbers alone: one of the pages is behind."""
    return one != other and _VERSION.sub("", one) == _VERSION.sub("", other)


def one_edit(one: str, other: str) -> bool:
    """Whether one letter added, left out or changed, or two neighbours swapped, makes one text of the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    end = next(
        (i for i, (a, b) in enumerate(zip(one[::-1], other[::-1], strict=False)) if a != b), min(len(one), len(other))
    )
    one, other = one[: len(one) - end], other[: len(other) - end]
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])
