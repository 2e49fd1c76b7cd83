"""What an aligned pair of pages says about the words and names of its source: which words of the translation stand in
the same blocks. `trcheck.text.lexicon` makes forms of the sum.

Little is kept of a page, so that many pages can be added up: of the words of its source those that stand in two of its
blocks at least, up to `_MOST_WORDS`, and of the translation's units those that go with them best.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from trcheck.language import has_spaces
from trcheck.model import Alignment, Block, BlockPair
from trcheck.text.lexicon import JOINED, KEPT, PAGES, PAIR, SOURCE, TARGET, source_words, target_units

_MOST_WORDS = 80
_MOST_UNITS = 4  # for a word
_LONGEST = 1500  # characters of a block; in longer ones everything goes with everything
_AT_ALL = 0.3  # of Dice's coefficient on a page


def observe_words(alignment: Alignment) -> dict[str, Counter[str]]:
    """The counters of one pair of pages, by the topics of `trcheck.text.lexicon`."""
    source, translation = alignment.source.language, alignment.translation.language
    pairs = [(_text(pair.source), _text(pair.translation)) for pair in _leaves(alignment)]
    theirs = [set(source_words(text, source)) for text, _ in pairs]
    ours = [target_units(text, translation) for _, text in pairs]
    often = Counter(unit for units in ours for unit in units)
    ours = [{unit for unit in units if often[unit] > 1} for units in ours]
    found = {topic: Counter[str]() for topic in (SOURCE, KEPT, TARGET, PAIR, PAGES)}
    count = Counter(word for words in theirs for word in words)
    for word, blocks in sorted(count.items(), key=lambda item: (-item[1], item[0]))[:_MOST_WORDS]:
        if blocks < 2:
            break
        places = [number for number, words in enumerate(theirs) if word in words]
        found[SOURCE][word] = blocks
        found[KEPT][word] = sum(_holds(pairs[number][1], word, translation) for number in places)
        together = Counter(unit for number in places for unit in ours[number] if unit != word)
        measures = {unit: 2 * both / (blocks + often[unit]) for unit, both in together.items() if both > 1}
        for unit in sorted(measures, key=lambda unit: (-measures[unit], -len(unit), unit))[:_MOST_UNITS]:
            if measures[unit] >= _AT_ALL:
                key = f"{word}{JOINED}{unit}"
                found[PAIR][key], found[PAGES][key] = together[unit], 1
                found[TARGET][unit] = often[unit]
    return found


def _leaves(alignment: Alignment) -> Iterator[BlockPair]:
    for pair in alignment.pairs():
        if not pair.children and all(block.end - block.start <= _LONGEST for block in pair.source):
            yield pair


def _text(blocks: tuple[Block, ...]) -> str:
    return "\n".join(leaf.prose for block in blocks for leaf in block.leaves())


def _holds(text: str, word: str, language: str) -> bool:
    """Whether a translation has a word of the source as it stands."""
    return word in source_words(text, language) if has_spaces(language) else word in text.casefold()
