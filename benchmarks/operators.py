"""The defects that `planted.py` plants: one operator a kind, each a generator of the places where it is a true defect.

An operator yields only where a perfect checker could see it: the source has the node, in the section of the same
number, and exactly once, so that nothing else on the page can pass for it. Nothing is planted twice, and nothing that
would break another place (a heading that links name, the definition of a link used elsewhere).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from plain import HEADING, HEADING_ID, IMAGE_LINE, SHORTCODE, Pair, PlainBlock, PlainSection, weight

LINK = re.compile(r"(?<![!\\])\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\(([^()\s<>]+)\)")
REFERENCE = re.compile(r"(?<![!\\\]])\[([^\[\]^]+)\]\[([^\[\]]+)\]")
DEFINITION = re.compile(r"^\[([^\]^]+)\]: *\S+")
IMAGE = re.compile(r"!\[[^\]]*\]\(([^()\s]+)[^()]*\)|<img\b[^>]*?\bsrc=\"([^\"]+)\"[^>]*>")
CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]{3,}")
TAG_PAIR = re.compile(r"<(abbr|dfn|kbd|sub|sup)\b[^>]*>(.*?)</\1>")
NO_TEXT = re.compile(r"<[^>]*>|\{[^}]*\}|\]\([^)]*\)|https?://\S+")
WORD = re.compile(r"(?<![\w\-/.])[a-záéíóúñü]{8,}(?![\w\-/.(])")
ADMONITION_FENCE = re.compile(r"^(///+|:::+) ?(note|tip|warning|caution|info|danger|check|details)\b")
ADMONITION_QUOTE = re.compile(r"^(> \[!)(NOTE|TIP|WARNING|IMPORTANT|CAUTION)\]", re.IGNORECASE)
ALERT = re.compile(r"\{\{([<%]) *alert\b[^{}]*[%>]\}\}")
CLOSING_ALERT = re.compile(r"\{\{[<%] */ *alert *[%>]\}\}")


@dataclass(frozen=True, slots=True)
class Plant:
    """Lines `start` up to `end` (0-based) give way to `new`."""

    start: int
    end: int
    new: tuple[str, ...]
    what: str
    also: int | None = None
    """Another line (0-based, of the page as it was) at which it may as well be reported."""

    def apply(self, lines: list[str]) -> list[str]:
        return [*lines[: self.start], *self.new, *lines[self.end :]]

    def expected(self, lines: list[str]) -> int:
        """The line (1-based) of the planted page at which the defect is to be reported: the first one changed, or,
        where whole lines are gone, the one after which they stood."""
        if self.new and len(self.new) == self.end - self.start:
            for offset, line in enumerate(self.new):
                if line != lines[self.start + offset]:
                    return self.start + offset + 1
        before = self.start
        while before > 0 and not lines[before - 1].strip():
            before -= 1
        return max(before, 1)


Candidates = Callable[[Pair], Iterator[Plant]]


@dataclass(frozen=True, slots=True)
class Operator:
    name: str
    group: str
    rules: tuple[str, ...]
    """The rules under which it may be reported, the main one first."""
    candidates: Candidates
    learned: bool = False
    """Whether it is judged by what the other pages do: then but few of them may get it at once."""


OPERATORS: dict[str, Operator] = {}


def operator(name: str, group: str, *rules: str, learned: bool = False) -> Callable[[Candidates], Candidates]:
    def register(candidates: Candidates) -> Candidates:
        OPERATORS[name] = Operator(name, group, rules, candidates, learned)
        return candidates

    return register


def _edit(pair: Pair, index: int, start: int, end: int, new: str, what: str) -> Plant:
    line = pair.page.lines[index]
    return Plant(index, index + 1, (line[:start] + new + line[end:],), what)


def _cut(pair: Pair, start: int, end: int, what: str) -> Plant:
    """Lines taken out together with the blank lines behind them."""
    lines = pair.page.lines
    while end < len(lines) and start > 0 and not lines[start - 1].strip() and not lines[end].strip():
        end += 1
    return Plant(start, end, (), f"{what}: {lines[start][:80]}")


def _whole(pair: Pair, start: int, end: int) -> bool:
    """Whether lines can be taken out without leaving half of something behind."""
    text = pair.page.lines[start:end]
    joined = "\n".join(text)
    closed = {m[2] for m in SHORTCODE.finditer(joined) if m[1]}
    tags = [(m[2], bool(m[1])) for m in SHORTCODE.finditer(joined) if m[2] in closed]
    return (
        all(tags.count((name, True)) == tags.count((name, False)) for name in closed)
        and sum(bool(re.match(r"(///+|:::+) ?\w", t)) for t in text)
        == sum(bool(re.match(r"(///+|:::+)\s*$", t)) for t in text)
        and all(joined.count(f"<{tag}") == joined.count(f"</{tag}") for tag in ("details", "div", "summary", "ul", "p"))
        and not any(re.match(r"\[[^\]]+\]:", t) for t in text)
        and joined.count("<!--") == joined.count("-->")
    )


def _slug(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-")


def _unreferenced(pair: Pair, section: int) -> bool:
    """Whether no link names the heading of a section, by its id or by what a generator would make of its title."""
    found = pair.page.sections[section]
    slug = _slug(found.title)
    return not {found.id, slug, slug.replace("--", "-")} & pair.language.fragments


# --- structure ---------------------------------------------------------------------------------------------------


@operator("drop-section", "structure", "missing-section")
def drop_section(pair: Pair) -> Iterator[Plant]:
    sections = pair.page.sections
    for number, section in enumerate(sections):
        if section.level < 2:
            continue
        last = next((n for n in range(number + 1, len(sections)) if sections[n].level <= section.level), len(sections))
        end = sections[last - 1].end
        body = [b for b in pair.page.blocks if section.start < b.start < end and b.kind != "heading"]
        small = end - section.start < 0.6 * (len(pair.page.lines) - pair.page.body)
        apart = all(_unreferenced(pair, n) for n in range(number, last))
        if body and small and apart and _whole(pair, section.start, end):
            yield _cut(pair, section.start, end, "section")


@operator("drop-heading", "structure", "missing-section", "heading-level")
def drop_heading(pair: Pair) -> Iterator[Plant]:
    for number, section in enumerate(pair.page.sections):
        if section.level >= 2 and _unreferenced(pair, number) and _has_body(pair, number):
            yield _cut(pair, section.start, section.start + 1, "heading line")


@operator("heading-to-text", "structure", "missing-section", "heading-level")
def heading_to_text(pair: Pair) -> Iterator[Plant]:
    for number, section in enumerate(pair.page.sections):
        if section.level >= 2 and _unreferenced(pair, number) and _has_body(pair, number):
            yield Plant(
                section.start, section.start + 1, (section.title,), f"heading without its marks: {section.title}"
            )


def _has_body(pair: Pair, number: int) -> bool:
    return any(b.section == number and b.kind != "heading" for b in pair.page.blocks)


@operator("heading-level", "structure", "heading-level")
def heading_level(pair: Pair) -> Iterator[Plant]:
    for section in pair.page.sections:
        if section.level in (2, 3, 4):
            line = pair.page.lines[section.start]
            yield Plant(section.start, section.start + 1, (f"#{line}",), f"one level down: {line}")
        if section.level in (3, 4):
            yield Plant(section.start, section.start + 1, (line[1:],), f"one level up: {line}")


@operator("drop-heading-id", "structure", "heading-id")
def drop_heading_id(pair: Pair) -> Iterator[Plant]:
    for section in _sections_with_ids(pair):
        line = pair.page.lines[section.start]
        if _slug(section.title) != section.id:
            yield Plant(section.start, section.start + 1, (HEADING_ID.sub("", line),), f"id of {line}")


@operator("change-heading-id", "structure", "heading-id")
def change_heading_id(pair: Pair) -> Iterator[Plant]:
    for section in _sections_with_ids(pair):
        line = pair.page.lines[section.start]
        changed = line.replace(f"#{section.id}", f"#{section.id}-two")
        yield Plant(section.start, section.start + 1, (changed,), f"id of {line}")


def _sections_with_ids(pair: Pair) -> Iterator[PlainSection]:
    """Headings with the source heading's id, given there or, where the language pins ids, made of its title."""
    for number, (mine, theirs) in enumerate(zip(pair.page.sections, pair.source.sections, strict=True)):
        pinned = mine.id == _slug(theirs.title) and pair.language.pins_ids
        if mine.id and (mine.id == theirs.id or pinned) and _unreferenced(pair, number):
            yield mine


@operator("drop-paragraph", "structure", "missing-paragraph")
def drop_paragraph(pair: Pair) -> Iterator[Plant]:
    for mine, _ in pair.twins("paragraph"):
        text = "\n".join(pair.page.lines[mine.start : mine.end])
        if weight(text) >= 60 and _whole(pair, mine.start, mine.end) and not IMAGE.search(text):
            yield _cut(pair, mine.start, mine.end, "paragraph")


@operator("drop-list", "structure", "missing-list")
def drop_list(pair: Pair) -> Iterator[Plant]:
    for mine, _ in _twin_lists(pair, 2):
        yield _cut(pair, mine.start, mine.end, "list")


@operator("drop-item", "structure", "missing-list-item")
def drop_item(pair: Pair) -> Iterator[Plant]:
    for mine, _ in _twin_lists(pair, 3):
        for start, end in pair.page.items(mine):
            if _whole(pair, start, end):
                yield _cut(pair, start, end, "item")


def _twin_lists(pair: Pair, least: int) -> Iterator[tuple[PlainBlock, PlainBlock]]:
    for mine, theirs in pair.twins("list"):
        count = len(pair.page.items(mine))
        if count >= least and count == len(pair.source.items(theirs)) and _whole(pair, mine.start, mine.end):
            yield mine, theirs


@operator("drop-table-row", "structure", "missing-table-row")
def drop_table_row(pair: Pair) -> Iterator[Plant]:
    for mine, theirs in pair.twins("table"):
        if mine.end - mine.start == theirs.end - theirs.start and mine.end - mine.start >= 4:
            for index in range(mine.start + 2, mine.end):
                yield _cut(pair, index, index + 1, "row")


@operator("drop-table-column", "structure", "table-shape")
def drop_table_column(pair: Pair) -> Iterator[Plant]:
    for mine, _ in pair.twins("table"):
        lines = pair.page.lines[mine.start : mine.end]
        rows = [re.split(r"(?<!\\)\|", line.strip().strip("|")) for line in lines]
        if any("`" in line and "|" in "".join(CODE.findall(line)) for line in lines):
            continue
        if len({len(row) for row in rows}) == 1 and len(rows[0]) >= 3:
            for column in range(1, len(rows[0])):
                left = ("|" + "|".join(cell for i, cell in enumerate(row) if i != column) + "|" for row in rows)
                yield Plant(mine.start, mine.end, tuple(left), f"column {column + 1} of {lines[0][:60]}")


@operator("drop-table", "structure", "table-shape", "missing-table-row")
def drop_table(pair: Pair) -> Iterator[Plant]:
    for mine, _ in pair.twins("table"):
        yield _cut(pair, mine.start, mine.end, "table")


@operator("drop-image", "structure", "missing-image")
def drop_image(pair: Pair) -> Iterator[Plant]:
    for index, match in pair.page.spans(IMAGE):
        if pair.once(match[1] or match[2], index):
            if IMAGE_LINE.match(pair.page.lines[index]):
                yield _cut(pair, index, index + 1, "image")
            else:
                yield _edit(pair, index, *match.span(), "", f"image {match[0]}")
    for index, match, target in _image_shortcodes(pair):
        yield _cut(pair, index, index + 1, f"image {target} of {match[2]}")


@operator("change-image-target", "structure", "image-target")
def change_image_target(pair: Pair) -> Iterator[Plant]:
    for index, match in pair.page.spans(IMAGE):
        target = match[1] or match[2]
        if pair.once(target, index):
            group = 1 if match[1] else 2
            yield _edit(pair, index, *match.span(group), _other_file(target), f"image {target}")
    for index, match, target in _image_shortcodes(pair):
        line = pair.page.lines[index]
        at = line.index(target, match.start())
        yield _edit(pair, index, at, at + len(target), _other_file(target), f"image {target}")


def _image_shortcodes(pair: Pair) -> Iterator[tuple[int, re.Match[str], str]]:
    for index, match in pair.page.spans(SHORTCODE):
        source = re.search(r"(?:src|link)=\"?([^\s\">%]+\.(?:png|jpe?g|svg|gif|webp))", match[0])
        if match[2] in ("figure", "image", "img") and source and pair.once(source[1], index):
            yield index, match, source[1]


def _other_file(target: str) -> str:
    folder, slash, name = target.rpartition("/")
    return f"{folder}{slash}banner-2019{name[name.rfind('.') :]}" if "." in name else f"{folder}{slash}banner-2019"


# --- code --------------------------------------------------------------------------------------------------------


@operator("drop-code-block", "structure", "missing-code")
def drop_code_block(pair: Pair) -> Iterator[Plant]:
    for mine, _ in pair.twins("code"):
        yield _cut(pair, mine.start, mine.end, f"code of {mine.end - mine.start - 2} lines")


@operator("change-code", "structure", "code-changed")
def change_code(pair: Pair) -> Iterator[Plant]:
    for index, line, source in _code_lines(pair):
        for match in IDENTIFIER.finditer(line):
            changed = match[0][:-1] + ("y" if match[0][-1] == "x" else "x")
            if changed not in source:
                yield _edit(pair, index, *match.span(), changed, f"code: {line.strip()} → {changed}")
                break


@operator("drop-code-line", "structure", "code-changed")
def drop_code_line(pair: Pair) -> Iterator[Plant]:
    for index, line, _ in _code_lines(pair):
        yield Plant(index, index + 1, (), f"code line: {line.strip()}")


def _code_lines(pair: Pair) -> Iterator[tuple[int, str, str]]:
    """Lines of code, neither comments nor holding strings, that the source's block has as well, exactly once."""
    for mine, theirs in pair.twins("code"):
        info = pair.page.lines[mine.start].strip().strip("`~").strip()
        source = pair.source.lines[theirs.start + 1 : theirs.end - 1]
        own = pair.page.lines[mine.start + 1 : mine.end - 1]
        prose = re.match(r"(text|txt|log|plain|mermaid|console|output|md|markdown)", info)
        if not info or prose or len(own) < 4 or re.search(r"/\*|<!--|\"{3}|'{3}", "\n".join(own)):
            continue
        for index, line in enumerate(own, mine.start + 1):
            plain = IDENTIFIER.search(line) and not re.search(r"""["'#;│├└]|//""", line)
            if plain and source.count(line) == 1 and own.count(line) == 1:
                yield index, line, "\n".join(source)


@operator("change-code-language", "structure", "code-language")
def change_code_language(pair: Pair) -> Iterator[Plant]:
    for mine, theirs in pair.twins("code"):
        line = pair.page.lines[mine.start]
        match = re.match(r"^(\s*[`~]{3,})([a-zA-Z]+)(.*)$", line)
        if match and pair.source.lines[theirs.start].strip().startswith(match[1].strip() + match[2]):
            other = "ruby" if match[2] != "ruby" else "perl"
            yield Plant(mine.start, mine.start + 1, (match[1] + other + match[3],), f"language {match[2]} → {other}")


@operator("change-inline-code", "structure", "inline-code")
def change_inline_code(pair: Pair) -> Iterator[Plant]:
    for index, match in _inline_code(pair):
        name = IDENTIFIER.search(match[1])
        if name:
            changed = match[1][: name.end() - 1] + ("z" if name[0][-1] != "z" else "y") + match[1][name.end() :]
            if changed not in "\n".join(pair.source.lines):
                yield _edit(pair, index, *match.span(1), changed, f"`{match[1]}` → `{changed}`")


@operator("drop-inline-code", "structure", "inline-code")
def drop_inline_code(pair: Pair) -> Iterator[Plant]:
    for index, match in _inline_code(pair):
        line = pair.page.lines[index]
        if not line.startswith("|") and weight(line) - weight(match[0]) >= 20:
            yield _edit(pair, index, *match.span(), "", f"`{match[1]}` gone")


def _inline_code(pair: Pair) -> Iterator[tuple[int, re.Match[str]]]:
    for index, match in pair.page.spans(CODE):
        inside_link = any(m.start() < match.start() < m.end() for m in LINK.finditer(pair.page.lines[index]))
        alone = pair.once(match[1], index) and pair.once(match[0], index)
        if len(match[1]) >= 4 and alone and not inside_link and not HEADING.match(pair.page.lines[index]):
            yield index, match


# --- shortcodes, tags, admonitions, footnotes --------------------------------------------------------------------


@operator("drop-shortcode", "structure", "shortcode")
def drop_shortcode(pair: Pair) -> Iterator[Plant]:
    closed = {m[2] for _, m in pair.page.spans(SHORTCODE) if m[1]}
    for index, match in _shortcodes(pair):
        if match[2] not in closed:
            if pair.page.lines[index].strip() == match[0]:
                yield _cut(pair, index, index + 1, "shortcode")
            elif not pair.page.lines[index].startswith("|"):
                yield _edit(pair, index, *match.span(), "", f"shortcode {match[0]}")


@operator("change-shortcode-name", "structure", "shortcode")
def change_shortcode_name(pair: Pair) -> Iterator[Plant]:
    closed = {m[2] for _, m in pair.page.spans(SHORTCODE) if m[1]}
    for index, match in _shortcodes(pair):
        if match[2] not in closed:
            yield _edit(pair, index, *match.span(2), f"{match[2]}-old", f"shortcode {match[0]}")


def _shortcodes(pair: Pair) -> Iterator[tuple[int, re.Match[str]]]:
    for index, match in pair.page.spans(SHORTCODE):
        line = pair.page.lines[index]
        other = match[2] in ("figure", "image", "img", "alert", "comment") or match[1]
        elsewhere = HEADING.match(line) or line.startswith("[") or line[: match.start()].endswith("(")
        if not other and not elsewhere and pair.once(match[0], index):
            yield index, match


@operator("drop-shortcode-end", "structure", "shortcode", "admonition")
def drop_shortcode_end(pair: Pair) -> Iterator[Plant]:
    for index, match in pair.page.spans(SHORTCODE):
        alone = match[1] and match[2] != "comment" and pair.page.lines[index].strip() == match[0]
        if alone and pair.once(match[0], index):
            yield _cut(pair, index, index + 1, "closing tag")


@operator("drop-include", "structure", "missing-code", "shortcode")
def drop_include(pair: Pair) -> Iterator[Plant]:
    for index, line in enumerate(pair.page.lines):
        if line.startswith("{* ") and pair.once(line, index):
            yield _cut(pair, index, index + 1, "include")


@operator("drop-html-tag", "structure", "html-tag")
def drop_html_tag(pair: Pair) -> Iterator[Plant]:
    for index, match in pair.page.spans(TAG_PAIR):
        if pair.once(f"<{match[1]}", index):
            yield _edit(pair, index, *match.span(), match[2], f"<{match[1]}> around {match[2]}")


@operator("drop-details", "structure", "html-tag")
def drop_details(pair: Pair) -> Iterator[Plant]:
    lines = pair.page.lines
    for start, line in enumerate(lines):
        if re.match(r"\s*<details\b[^>]*>\s*$", line) and not pair.page.masked[start]:
            end = next((i for i in range(start, len(lines)) if lines[i].strip() == "</details>"), None)
            if end and pair.once("<details", start):
                yield Plant(start, end + 1, tuple(lines[start + 1 : end]), "<details> around its content")


def _admonitions(pair: Pair) -> Iterator[tuple[int, int, str]]:
    """(first line, last line, form) of every admonition whose like the source's section has as often."""
    page = pair.page
    for start, line in enumerate(page.lines):
        if page.masked[start]:
            continue
        number = page.section_of[start]
        here, there = page.section_text(number), pair.source.section_text(number)
        if fence := ADMONITION_FENCE.match(line):
            mark = fence[1]
            end = next((i for i in range(start + 1, len(page.lines)) if page.lines[i].strip() == mark), None)
            if end and here.count(fence[0]) == there.count(fence[0]):
                yield start, end, "fence"
        elif ADMONITION_QUOTE.match(line):
            end = start
            while end + 1 < len(page.lines) and page.lines[end + 1].startswith(">"):
                end += 1
            if end > start and here.count("> [!") == there.count("> [!"):
                yield start, end, "quote"
        elif ALERT.match(line.strip()) and len(ALERT.findall(here)) == len(ALERT.findall(there)):
            end = next((i for i in range(start, len(page.lines)) if CLOSING_ALERT.search(page.lines[i])), None)
            if end and end > start and page.lines[end].strip().startswith("{{") and ALERT.fullmatch(line.strip()):
                yield start, end, "shortcode"


@operator("drop-admonition", "structure", "admonition", "shortcode")
def drop_admonition(pair: Pair) -> Iterator[Plant]:
    for start, end, _ in _admonitions(pair):
        if _whole(pair, start, end + 1):
            yield _cut(pair, start, end + 1, "admonition")


@operator("unwrap-admonition", "structure", "admonition", "shortcode")
def unwrap_admonition(pair: Pair) -> Iterator[Plant]:
    for start, end, form in _admonitions(pair):
        inner = pair.page.lines[start + 1 : end + (form == "quote")]
        if form == "quote":
            inner = [re.sub(r"^> ?", "", line) for line in inner]
        yield Plant(start, end + 1, tuple(inner), f"admonition without its frame: {pair.page.lines[start]}")


@operator("change-admonition", "structure", "admonition")
def change_admonition(pair: Pair) -> Iterator[Plant]:
    for start, _, form in _admonitions(pair):
        pattern = {"fence": ADMONITION_FENCE, "quote": ADMONITION_QUOTE}.get(form)
        match = pattern.match(pair.page.lines[start]) if pattern else None
        if match and match[2] != "details":
            mild = match[2].lower() in ("note", "info", "tip", "check")
            other = "tip" if not mild else "CAUTION" if form == "quote" else "danger"
            yield _edit(pair, start, *match.span(2), other, f"admonition {match[2]} → {other}")


@operator("drop-footnote-text", "structure", "footnote")
def drop_footnote_text(pair: Pair) -> Iterator[Plant]:
    lines = pair.page.lines
    for index, line in enumerate(lines[:-1]):
        match = re.match(r"\[\^([^\]]+)\]:", line)
        alone = not lines[index + 1].strip() or lines[index + 1].startswith("[^")
        if match and alone and f"[^{match[1]}]:" in "\n".join(pair.source.lines):
            mark = next((i for i, other in enumerate(lines) if f"[^{match[1]}]" in other and i != index), None)
            yield replace(_cut(pair, index, index + 1, "footnote"), also=mark)


@operator("drop-footnote-mark", "structure", "footnote")
def drop_footnote_mark(pair: Pair) -> Iterator[Plant]:
    for index, match in pair.page.spans(re.compile(r"\[\^([^\]]+)\](?!:)")):
        if pair.once(match[0], index) or "\n".join(pair.page.lines).count(match[0]) == 2:
            yield _edit(pair, index, *match.span(), "", f"mark {match[0]}")


# --- links -------------------------------------------------------------------------------------------------------


def _links(pair: Pair, target: str = "") -> Iterator[tuple[int, re.Match[str]]]:
    """Inline links whose target the source's section has, once each, and that match a pattern."""
    for index, match in pair.page.spans(LINK):
        shown = "![" not in match[1] and "://" not in match[1]
        if shown and re.match(target, match[2]) and pair.once(f"]({match[2]})", index):
            yield index, match


@operator("unlink", "links", "missing-link")
def unlink(pair: Pair) -> Iterator[Plant]:
    for index, match in _links(pair):
        yield _edit(pair, index, *match.span(), match[1], f"link {match[0]} to its text")


@operator("drop-link", "links", "missing-link")
def drop_link(pair: Pair) -> Iterator[Plant]:
    for index, match in _links(pair):
        if weight(pair.page.lines[index]) - weight(match[0]) >= 20:
            yield _edit(pair, index, *match.span(), "", f"link {match[0]} gone")


@operator("change-link-path", "links", "link-target", "missing-link")
def change_link_path(pair: Pair) -> Iterator[Plant]:
    for index, match in _links(pair, r"https?://[^/?#]+/[^?#]*[^/?#]"):
        target = re.match(r"(https?://[^/]+/(?:[^?#]*/)?)([^/?#]+)(/?)(?:[?#].*)?$", match[2])
        if target:
            other = f"{target[1]}overview-of-widgets{target[3]}"
            yield _edit(pair, index, *match.span(2), other, f"{match[2]} → {other}")


@operator("change-link-host", "links", "link-target", "missing-link")
def change_link_host(pair: Pair) -> Iterator[Plant]:
    for index, match in _links(pair, r"https?://"):
        other = re.sub(r"^(https?://)[^/?#]+", r"\1widgets.example.net", match[2])
        yield _edit(pair, index, *match.span(2), other, f"{match[2]} → {other}")


@operator("break-site-link", "links", "broken-link", "link-target")
def break_site_link(pair: Pair) -> Iterator[Plant]:
    for index, match in _links(pair, r"/[^/?#]+/[^?#]*"):
        yield _edit(pair, index, *match.span(2), _broken(match[2]), f"{match[2]} → {_broken(match[2])}")


@operator("break-relative-link", "links", "broken-link", "link-target")
def break_relative_link(pair: Pair) -> Iterator[Plant]:
    for index, match in _links(pair, r"(?!https?:|mailto:|[/#{<])[^?#:]*[a-z0-9]"):
        yield _edit(pair, index, *match.span(2), _broken(match[2]), f"{match[2]} → {_broken(match[2])}")


def _broken(target: str) -> str:
    path, mark, rest = target.partition("#")
    folder, slash, name = path.rstrip("/").rpartition("/")
    ending = re.search(r"\.\w+$", name)
    tail = "/" if path.endswith("/") else ""
    return f"{folder}{slash}no-such-widget{ending[0] if ending else ''}{tail}{mark}{rest}"


@operator("link-language", "links", "link-language", "link-target", "broken-link")
def link_language(pair: Pair) -> Iterator[Plant]:
    """A link to the source's page: with its language before it, or, where the page's own was, without."""
    own, source = f"/{pair.language.tag}/", f"/{pair.language.source}/"
    for index, match in _links(pair, rf"/(?!static/|img/|{source[1:]})[a-z]"):
        yield _edit(pair, index, *match.span(2), source[:-1] + match[2], f"{match[2]} → {source[:-1]}{match[2]}")
    for index, match in pair.page.spans(LINK):
        bare = "/" + match[2].removeprefix(own)
        section = pair.source.section_text(pair.page.section_of[index])
        if match[2].startswith(own) and section.count(f"]({bare})") == 1:
            yield _edit(pair, index, *match.span(2), bare, f"{match[2]} → {bare}")


@operator("change-fragment", "links", "broken-anchor", "link-target")
def change_fragment(pair: Pair) -> Iterator[Plant]:
    for index, match in _links(pair, r"(?!https?:)[^#]*#."):
        path, _, fragment = match[2].partition("#")
        if pair.language.has(path):
            yield _edit(pair, index, *match.span(2), f"{path}#old-{fragment}", f"{match[2]} → #old-{fragment}")


@operator("link-space", "links", "link-syntax")
def link_space(pair: Pair) -> Iterator[Plant]:
    for index, match in _links(pair):
        yield _edit(pair, index, *match.span(), f"[{match[1]}] ({match[2]})", f"space in {match[0]}")


@operator("link-full-width", "links", "link-syntax")
def link_full_width(pair: Pair) -> Iterator[Plant]:
    for index, match in _links(pair):
        yield _edit(pair, index, *match.span(), f"[{match[1]}]（{match[2]}）", f"brackets of {match[0]}")


@operator("undefined-label", "links", "link-syntax", "missing-link")
def undefined_label(pair: Pair) -> Iterator[Plant]:
    text, source = "\n".join(pair.page.lines).lower(), "\n".join(pair.source.lines).lower()
    for index, match in pair.page.spans(REFERENCE):
        label = match[2].lower()
        if f"\n[{label}]:" in text and f"[{label}]" in source and text.count(f"[{label}]") == 2:
            yield _edit(pair, index, *match.span(2), f"{match[2]}-2", f"label of {match[0]}")


@operator("drop-definition", "links", "link-syntax", "missing-link")
def drop_definition(pair: Pair) -> Iterator[Plant]:
    text, source = "\n".join(pair.page.lines).lower(), "\n".join(pair.source.lines).lower()
    for index, line in enumerate(pair.page.lines):
        match = DEFINITION.match(line)
        if match and not pair.page.masked[index]:
            label = f"[{match[1].lower()}]"
            after = pair.page.lines[index + 1] if index + 1 < len(pair.page.lines) else ""
            apart = not after.strip() or after[0] == "["
            use = next((i for i, other in enumerate(pair.page.lines) if label in other.lower() and i != index), None)
            image = re.search(r"!\[[^\]]*\]?" + re.escape(label), text)
            if apart and use is not None and not image and text.count(label) == 2 and f"\n{label}:" in source:
                yield Plant(index, index + 1, (), f"definition {line}", also=use)


# --- language ----------------------------------------------------------------------------------------------------


@operator("typo", "language", "typo", "name")
def typo(pair: Pair) -> Iterator[Plant]:
    """Two letters of a word swapped, one dropped, or one doubled, by turns."""
    text = "\n".join([*pair.page.lines, *pair.source.lines])
    for turn, (index, match) in enumerate(pair.page.spans(WORD)):
        word, at = match[0], len(match[0]) // 2
        slips = (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        )
        slip = slips[turn % 3]
        inside = any(m.start() < match.start() < m.end() for m in NO_TEXT.finditer(pair.page.lines[index]))
        if slip != word and slip not in text and not inside and "{{" not in pair.page.lines[index]:
            yield _edit(pair, index, *match.span(), slip, f"{word} → {slip}")
