"""What the translations of a page say together: where several agree against the source, the source is at fault.

The rules are asked once more with the sides exchanged, the source as if it were the translation of each translation.
What they say then is the source's fault where other translations say the same: the rule finds it there too, what they
have instead stands at the same place of both translations, and between these two the rule finds nothing. Of the
translations it is then not said any more. Nothing of this is done where at most one of them differs from the source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from trcheck.model import Alignment, BlockPair, Document
from trcheck.rule import THEM, Defect, Page, Place, Said
from trcheck.text.wording import listing

Align = Callable[[Document, Document], Alignment]
"""How two pages are aligned, the first as the source."""

Ask = Callable[[Page], Sequence[Said]]
"""What the rules say of a page by its alignment."""

ENOUGH = 3
"""So many translations settle who is at fault. All under check are heard; others are read up to this number."""

_SURPLUS = "extra-content"
"""The rule that says of a translation what others say of the source when the sides are exchanged."""


@dataclass(frozen=True, eq=False)
class Witness:
    """A translation that was aligned with the source, and what is to be said of it. `today` is what the rules said by
    today's source; `before` is its alignment with the state that it was made from, where that is another one."""

    page: Page
    said: Sequence[Said]
    today: Sequence[Said]
    before: Alignment | None = None

    @property
    def language(self) -> str:
        return self.page.document.language

    @cached_property
    def differs(self) -> bool:
        """Whether there is anything that other translations can confirm or deny."""
        return any(said.defect.agreed for said in self.today) or _has_more(self.page.aligned)


class Consensus:
    """What the witnesses of a page agree on. `on_source` is what is wrong with the source by their word."""

    def __init__(self, witnesses: Iterable[Witness], align: Align, ask: Ask) -> None:
        self._witnesses = tuple(witnesses)
        self._align, self._ask = align, ask
        self._turned: dict[Witness, list[Said]] = {}
        self._between: dict[tuple[Witness, Witness], _Between] = {}
        self._settled: dict[Witness, list[Said]] = {witness: [] for witness in self._witnesses}
        differing = [witness for witness in self._witnesses if witness.differs]
        self.on_source = list(self._seen_by_all())
        if len(differing) > 1:
            self.on_source += self._agreements(differing)

    def on_translation(self, witness: Witness) -> Iterator[Said]:
        """What is left to be said of a translation. Where it stands alone with it, the message says so."""
        others = [other for other in self._witnesses if other is not witness]
        for said in witness.said:
            if not said.defect.message or said.defect.place.document.path == witness.page.aligned.source.path:
                continue
            if any(_same_cause(said, turned) for turned in self._settled[witness]):
                continue
            alone = said.defect.agreed and others and all(_agrees_with_source(other, said) for other in others)
            yield Said(said.rule, _alone(said.defect, others)) if alone else said

    def _seen_by_all(self) -> Iterator[Said]:
        """What rules found on the source itself when they compared it with one translation, said once for all."""
        found: dict[tuple[str, int, int, str], list[Defect]] = {}
        for witness in self._witnesses:
            for rule, defect in witness.said:
                document, start, end = defect.place
                if document.path == witness.page.aligned.source.path:
                    found.setdefault((rule, start, end, defect.key or defect.message), []).append(defect)
        for (rule, *_), defects in found.items():
            places = dict.fromkeys(place for defect in defects for place in defect.counterparts)
            yield Said(rule, replace(defects[0], counterparts=tuple(places)))

    def _agreements(self, differing: Sequence[Witness]) -> Iterator[Said]:
        for speaker in differing:
            for said in self._turned_by(speaker):
                if said in self._settled[speaker]:
                    continue
                agreeing, silent = {speaker: said}, 0
                for other in self._witnesses:
                    if other is not speaker:
                        between = self._between_them(speaker, other)
                        if answer := between.confirms(said, self._turned_by(other)):
                            agreeing[other] = answer
                        elif not between.has_place_of(said):
                            silent += 1
                against = len(self._witnesses) - len(agreeing)
                # Where it is not gone but another one, the translations may lag behind: all that have it must agree.
                changed = any(own.rule == said.rule and _stands_in(own, said) for own in speaker.today)
                if len(agreeing) > 1 and (against == silent if changed else len(agreeing) > against):
                    for witness, each in agreeing.items():
                        self._settled[witness].append(each)
                    ordered = {one: agreeing[one] for one in self._witnesses if one in agreeing}
                    yield _on_source(ordered, said, changed)

    def _turned_by(self, witness: Witness) -> list[Said]:
        """What the rules say of the source when it is taken for a translation of the witness. What it lacks only since
        the witness was translated, it has done without on purpose."""
        if witness not in self._turned:
            said = self._turn(witness.page, witness.page.aligned) if witness.differs else []
            if said and witness.before:
                before = self._turn(witness.page, witness.before)
                said = [each for each in said if any(_stand_together(each, other) for other in before)]
            self._turned[witness] = said
        return self._turned[witness]

    def _turn(self, page: Page, aligned: Alignment) -> list[Said]:
        turned = aligned.mirrored()
        asked = self._ask(replace(page, document=turned.translation, alignment=turned))
        return [said for said in asked if said.defect.agreed]

    def _between_them(self, one: Witness, other: Witness) -> _Between:
        if (one, other) not in self._between:
            self._between[one, other] = _Between(one.page, other.page, self._align, self._ask)
        return self._between[one, other]


class _Between:
    """Two translations, side by side."""

    def __init__(self, one: Page, other: Page, align: Align, ask: Ask) -> None:
        self._one, self._other, self._align, self._ask = one.document, other, align, ask

    @cached_property
    def _alignment(self) -> Alignment:
        return self._align(self._one, self._other.document)

    @cached_property
    def _said(self) -> Sequence[Said]:
        return self._ask(replace(self._other, alignment=self._alignment))

    def has_place_of(self, said: Said) -> bool:
        """Whether the other translation has what stands against a defect of the source in the one."""
        return all(_pair_at(self._alignment, place) for place in said.defect.counterparts)

    def confirms(self, said: Said, others: Iterable[Said]) -> Said | None:
        """The one among the `others`, said by the other translation of the source, that says the same."""
        own = said.defect.counterparts
        for candidate in (other for other in others if other.rule == said.rule):
            theirs = candidate.defect.counterparts
            pairs = [_pair_at(self._alignment, place) for place in own]
            if all(pair and any(_holds(pair, place) for place in theirs) for pair in pairs):
                if not self._disputed(said.rule, own):
                    return candidate
            elif len(own) == len(theirs):
                # Which of the items of a list is gone, structure often cannot tell: that as many are is enough.
                lists = [self._list_around(place) for place in own]
                if all(pair and any(_holds(pair, place) for place in theirs) for pair in lists):
                    whole = [_first(self._one, pair) for pair in lists if pair]
                    if not self._disputed(said.rule, whole):
                        return candidate
        return None

    def _disputed(self, rule: str, places: Iterable[Place]) -> bool:
        """Whether a rule finds that the other translation differs from the one at any of some places of this one."""
        found = [place for each in self._said if each.rule == rule for place in each.defect.counterparts]
        return any(_overlap(place, other) for place in places for other in found)

    def _list_around(self, place: Place) -> BlockPair | None:
        """The pair of lists or tables in which a place is an item or row."""
        around = [pair for pair in self._alignment.pairs() if _covers(pair, place)]
        for outer, inner in pairwise(around):
            block = inner.source[0]
            if block.kind in ("item", "row") and (block.start, block.end) == (place.start, place.end):
                return outer
        return None


def _has_more(aligned: Alignment) -> bool:
    """Whether a translation has anything that the source lacks."""
    if aligned.extra_sections or any(unpaired.block.kind != "break" for unpaired in aligned.extra()):
        return True
    return any(pair.source is None for pair in aligned.spans("link", "image"))


def _agrees_with_source(witness: Witness, said: Said) -> bool:
    """Whether a translation has what was said to differ in another one, as the source has it."""
    aligned, places = witness.page.aligned, said.defect.counterparts
    disputed = [place for own in witness.today if own.defect.agreed for place in own.defect.counterparts]
    return all(_pair_at(aligned, place) for place in places) and not any(
        _overlap(place, other) for place in places for other in disputed
    )


def _pair_at(aligned: Alignment, place: Place) -> BlockPair | None:
    """The innermost pair in whose source a place stands."""
    found = None
    for pair in aligned.pairs():
        if _covers(pair, place):
            found = pair
    return found


def _covers(pair: BlockPair, place: Place) -> bool:
    return pair.source[0].start <= place.start and place.end <= pair.source[-1].end


def _first(document: Document, pair: BlockPair) -> Place:
    """The place of the blocks of the first page in a pair."""
    return Place(document, pair.source[0].start, pair.source[-1].end)


def _holds(pair: BlockPair, place: Place) -> bool:
    return pair.translation[0].start <= place.start and place.end <= pair.translation[-1].end


def _same_cause(said: Said, turned: Said) -> bool:
    """Whether what was said of a translation is what is wrong with the source, or merely for information about it."""
    same = said.rule in (turned.rule, _SURPLUS) or said.defect.severity == "info"
    return same and _stands_in(said, turned)


def _stands_in(said: Said, turned: Said) -> bool:
    """Whether something was said of what a translation has in place of a defect of the source."""
    return any(_overlap(said.defect.place, place) for place in turned.defect.counterparts)


def _stand_together(one: Said, other: Said) -> bool:
    """Whether two defects are of one rule, and a place of a translation speaks for both."""
    places = ((ours, theirs) for ours in one.defect.counterparts for theirs in other.defect.counterparts)
    return one.rule == other.rule and any(_overlap(ours, theirs) for ours, theirs in places)


def _overlap(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end


def _on_source(agreeing: Mapping[Witness, Said], said: Said, changed: bool) -> Said:
    """The finding on the source; of what is not gone but `changed` it is never sure that it is not the newer one."""
    defect = said.defect
    message = defect.agreed.replace(THEM, listing(witness.language for witness in agreeing))
    return Said(
        said.rule,
        replace(
            defect,
            message=message + ("; mend it, or them if the source is newer" if changed else ""),
            counterparts=tuple(place for each in agreeing.values() for place in each.defect.counterparts),
            cause="source",
            severity="warning" if changed and defect.severity != "info" else defect.severity,
            key=defect.key or defect.agreed,
        ),
    )


def _alone(defect: Defect, others: Sequence[Witness]) -> Defect:
    agree = "agrees" if len(others) == 1 else "agree"
    message = f"{defect.message}; {listing(other.language for other in others)} {agree} with the source"
    return replace(defect, message=message, key=defect.key or defect.message)
