"""What the pages of a language do with the keys of front matter, and what that decides."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from trcheck.model.keys import KeyUse
from trcheck.model.metadata import Habits


def habits(ours: Mapping[str, KeyUse], theirs: Mapping[str, KeyUse] | None = None) -> Habits:
    return Habits(lambda: ours, lambda: theirs or {}, 0.8, 10)


@pytest.mark.parametrize(
    ("kept", "expected", "decided"),
    [(8, 10, True), (2, 10, False), (5, 10, None), (9, 9, None), (0, 0, None), (17, 20, True), (3, 20, False)],
)
def test_a_majority_of_enough_pages_decides(kept: int, expected: int, decided: bool | None) -> None:
    assert habits({"zone": KeyUse(kept, expected, kept, 0)}).keep("zone") is decided
    assert habits({"zone": KeyUse(expected, expected, expected, kept)}).repeat("zone") is decided


@pytest.mark.parametrize(
    ("wrong", "right", "in_source", "used"),
    [(1, 0, 0, False), (3, 20, 0, True), (3, 30, 0, False), (2, 0, 0, False), (1, 90, 1, True)],
)
def test_a_key_of_enough_pages_is_no_slip(wrong: int, right: int, in_source: int, used: bool) -> None:
    found = habits({"zome": KeyUse(wrong), "zone": KeyUse(right)}, {"zome": KeyUse(in_source)})
    assert found.use("zome", "zone") is used


def test_a_key_that_no_page_has() -> None:
    nothing = habits({})
    assert (nothing.keep("zone"), nothing.repeat("zone"), nothing.use("zome", "zone")) == (None, None, False)
