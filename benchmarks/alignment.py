"""How many blocks of disturbed pages are paired rightly, by trcheck and by two plain methods beside it.

    python benchmarks/alignment.py SITE LANG... [--seed N] [--limit N] [--source en] [--misses FILE]

Pages whose sections hold the same kinds of blocks as their source's say by themselves what stands for what. Their
headings' ids are taken out, and in the translation paragraphs are merged, split and dropped and a section is moved, by
seed. A block of the source is paired rightly when it is paired with just what stands for it, or with nothing if that
was dropped. Beside trcheck with `--semantic off` and `embedded`:

- *embeddings alone*, after Bertalign (Liu and Zhu 2022): every block by its meaning, the best path in order, merges and
  splits by the mean of their embeddings;
- *length alone*, after Gale and Church (1993), with their figures.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import erfc, log, sqrt
from pathlib import Path

from common import page_pairs, percent, table
from plain import HEADING, HEADING_ID, PlainBlock, PlainPage
from trcheck.alignment.align import align
from trcheck.alignment.embeddings import Embeddings
from trcheck.alignment.encoder import Embedded
from trcheck.alignment.sequence import WITH_MERGES, align_sequences
from trcheck.reading.reader import parse

JUDGED = frozenset(("heading", "paragraph", "list", "table", "code", "quote", "image"))
SHARE = 0.06
"""Of the paragraphs that are merged with the next one, as many split, and as many dropped."""
MOVING = 0.4
"""The share of pages with a section that is moved."""
WORD = re.compile(r"\w")
SENTENCE_END = re.compile(r"[.!?] +(?=[A-ZÁÉÍÓÚÑ¿¡])|[。！？](?=[^\n」”）)])")

Partners = dict[int, set[int]]
"""For each block of the source by its number, the numbers of the translation's blocks that stand for it."""
Method = Callable[[PlainPage, PlainPage, str], Partners]


@dataclass(frozen=True, slots=True)
class Case:
    """A source page, its disturbed translation, and what stands for what."""

    path: str
    source: PlainPage
    translation: PlainPage
    right: Partners
    done: Counter[str]


def comparable(source: PlainPage, translation: PlainPage) -> bool:
    """Whether the blocks of two pages plainly stand for each other in order."""
    kinds = [(block.kind, block.section) for block in source.blocks]
    return len(kinds) > 3 and kinds == [(block.kind, block.section) for block in translation.blocks]


def without_ids(page: PlainPage) -> PlainPage:
    lines = [
        HEADING_ID.sub("", line) if HEADING.match(line) and not masked else line
        for line, masked in zip(page.lines, page.masked, strict=True)
    ]
    return PlainPage("\n".join(lines))


def disturbed(path: str, source: PlainPage, translation: PlainPage, wide: bool, rng: random.Random) -> Case | None:
    """A case made of a page, or None where its blocks cannot be told after they were disturbed."""
    done: Counter[str] = Counter()
    blocks = translation.blocks
    pieces: list[tuple[str, list[str], set[int]]] = []  # kind, lines, what they stand for
    for number, block in enumerate(blocks):
        lines = translation.lines[block.start : block.end]
        plain = block.kind == "paragraph" and WORD.search("".join(lines))
        draw = rng.random() if plain else 1.0
        before = pieces[-1] if pieces else ("", [], set[int]())
        if draw < SHARE and before[0] == "paragraph" and WORD.search("".join(before[1])):
            glue = [before[1][-1] + lines[0], *lines[1:]] if wide else lines
            pieces[-1] = ("paragraph", [*(before[1][:-1] if wide else before[1]), *glue], before[2] | {number})
            done["merged"] += 1
        elif SHARE <= draw < 2 * SHARE and (halves := split("\n".join(lines))):
            pieces += [("paragraph", half.split("\n"), {number}) for half in halves]
            done["split"] += 1
        elif 2 * SHARE <= draw < 3 * SHARE:
            done["dropped"] += 1
        else:
            pieces.append((block.kind, lines, {number}))
    if rng.random() < MOVING:
        pieces = moved(pieces, rng, done)
    head = "\n".join(translation.lines[: translation.body])
    text = f"{head}\n\n" + "\n\n".join("\n".join(lines) for _, lines, _ in pieces) + "\n"
    page = PlainPage(text)
    if [block.kind for block in page.blocks] != [kind for kind, _, _ in pieces]:
        return None
    right: Partners = {number: set() for number in range(len(blocks))}
    for place, (_, _, numbers) in enumerate(pieces):
        for number in numbers:
            right[number].add(place)
    return Case(path, source, page, right, done)


def split(text: str) -> tuple[str, str] | None:
    """A paragraph in two, at the end of the sentence nearest to its middle."""
    ends = [match.end() for match in SENTENCE_END.finditer(text) if 20 < match.end() < len(text) - 20]
    if not ends:
        return None
    end = min(ends, key=lambda place: abs(place - len(text) / 2))
    return text[:end].rstrip(), text[end:]


def moved(
    pieces: list[tuple[str, list[str], set[int]]], rng: random.Random, done: Counter[str]
) -> list[tuple[str, list[str], set[int]]]:
    """A section of the second level with all under it, put before another one."""
    starts = [n for n, (kind, lines, _) in enumerate(pieces) if kind == "heading" and lines[0].startswith("## ")]
    if len(starts) < 4:
        return pieces
    bounds = [*starts, len(pieces)]
    parts = [pieces[a:b] for a, b in itertools.pairwise(bounds)]
    part = parts.pop(rng.randrange(len(parts)))
    parts.insert(rng.randrange(len(parts)), part)
    done["sections moved"] += 1
    return [*pieces[: starts[0]], *(piece for each in parts for piece in each)]


def block_at(blocks: Sequence[PlainBlock], line: int) -> int | None:
    return next((n for n, block in enumerate(blocks) if block.start <= line < block.end), None)


def by_trcheck(embeddings: Embeddings | None) -> Method:
    def method(source: PlainPage, translation: PlainPage, language: str) -> Partners:
        one = parse("\n".join(source.lines), "source.md", "en")
        other = parse("\n".join(translation.lines), "translation.md", language)
        found: Partners = {}
        for pair in align(one, other, embeddings).pairs():
            ours = {block_at(source.blocks, one.position(block.start).line - 1) for block in pair.source}
            theirs = {block_at(translation.blocks, other.position(block.start).line - 1) for block in pair.translation}
            for number in ours - {None}:
                found.setdefault(int(number or 0), set()).update(n for n in theirs if n is not None)
        return found

    return method


def judged_by(page: PlainPage, block: PlainBlock) -> bool:
    return block.kind in JUDGED and bool(WORD.search(text_of(page, block)))


def text_of(page: PlainPage, block: PlainBlock) -> str:
    return " ".join(" ".join(page.lines[block.start : block.end]).split())


def from_steps(steps: Sequence[tuple[int, int, int, int]]) -> Partners:
    return {n: set(range(j, j_end)) for i, i_end, j, j_end in steps for n in range(i, i_end)}


def by_embeddings(embeddings: Embeddings) -> Method:
    def method(source: PlainPage, translation: PlainPage, language: str) -> Partners:
        ours = embeddings.rows([text_of(source, block) for block in source.blocks])
        theirs = embeddings.rows([text_of(translation, block) for block in translation.blocks])
        if ours is None or theirs is None:
            raise SystemExit("the embedded encoder cannot be loaded")

        def score(i: int, j: int, a: int, b: int) -> float:
            one, other = ours[i : i + a].sum(axis=0), theirs[j : j + b].sum(axis=0)
            alike = float(one @ other) / sqrt(float(one @ one) * float(other @ other))
            return (a + b) * (alike - 0.35) - 0.1 * (a + b - 2)

        return from_steps(align_sequences([0.0] * len(ours), [0.0] * len(theirs), score, WITH_MERGES))

    return method


PRIORS = {(1, 1): 0.89, (1, 2): 0.0445, (2, 1): 0.0445, (2, 2): 0.011}
GONE = -log(0.0099 / 2)


def by_length(source: PlainPage, translation: PlainPage, language: str) -> Partners:
    ours = [len(text_of(source, block)) for block in source.blocks]
    theirs = [len(text_of(translation, block)) for block in translation.blocks]
    ratio = sum(theirs) / sum(ours)

    def score(i: int, j: int, a: int, b: int) -> float:
        one, other = sum(ours[i : i + a]), sum(theirs[j : j + b])
        delta = (other - one * ratio) / sqrt(6.8 * (one + other / ratio) / 2)
        return log(PRIORS[a, b]) + log(max(erfc(abs(delta) / sqrt(2)), 1e-12))

    # A text against nothing is as far off as can be.
    cost = GONE - log(1e-6)
    return from_steps(align_sequences([cost] * len(ours), [cost] * len(theirs), score, tuple(PRIORS)))


def cases(root: Path, language: str, source: str, seed: int, limit: int) -> Iterator[Case]:
    rng = random.Random(seed)
    pairs = sorted(page_pairs(root, language, source).items())
    rng.shuffle(pairs)
    made = 0
    for path, source_path in pairs:
        page, other = (PlainPage((root / name).read_text(encoding="utf-8-sig")) for name in (path, source_path))
        if made < limit and comparable(other, page):
            case = disturbed(path, without_ids(other), without_ids(page), language.startswith(("zh", "ja")), rng)
            if case and sum(case.done.values()):
                made += 1
                yield case


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("languages", nargs="+")
    parser.add_argument("--source", default="en")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=1000, help="pages of a language at most")
    parser.add_argument("--misses", type=Path, help="write the blocks that trcheck paired wrongly to this file")
    options = parser.parse_args()
    embeddings = Embeddings(Embedded())
    methods: dict[str, Method] = {
        "off": by_trcheck(None),
        "embedded": by_trcheck(embeddings),
        "embeddings alone": by_embeddings(embeddings),
        "length alone": by_length,
    }
    rows, misses = [], []
    for language in options.languages:
        right: Counter[str] = Counter()
        judged = pages = 0
        done: Counter[str] = Counter()
        for case in cases(options.site, language, options.source, options.seed, options.limit):
            pages += 1
            done += case.done
            numbers = [n for n, block in enumerate(case.source.blocks) if judged_by(case.source, block)]
            judged += len(numbers)
            for name, method in methods.items():
                found = method(case.source, case.translation, language)
                for number in numbers:
                    if found.get(number, set()) == case.right[number]:
                        right[name] += 1
                    elif name in ("off", "embedded"):
                        misses.append(_miss(case, name, number, found.get(number, set())))
        what = ", ".join(f"{count} {name}" for name, count in sorted(done.items()))
        shares = (percent(right[name], judged) for name in methods)
        rows.append((f"{options.site.name}, {language} ({what})", pages, judged, *shares))
    print(table(("pages of", "pages", "blocks", *methods), rows))
    if options.misses:
        options.misses.write_text("\n".join(sorted(misses)) + "\n", encoding="utf-8")


def _miss(case: Case, name: str, number: int, found: set[int]) -> str:
    def said(page: PlainPage, numbers: set[int]) -> str:
        return " + ".join(text_of(page, page.blocks[n])[:60] for n in sorted(numbers)) or "–"

    block = case.source.blocks[number]
    wanted, got = said(case.translation, case.right[number]), said(case.translation, found)
    return f"{name}\t{case.path}\t{block.kind}\t{text_of(case.source, block)[:60]}\twanted {wanted}\tgot {got}"


if __name__ == "__main__":
    main()
