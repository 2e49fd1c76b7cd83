"""When what pages do is a convention."""

from __future__ import annotations

from collections import Counter

from trcheck.learning.conventions import Conventions

FACTS = {
    "heading-ids": Counter(source=8, none=2),
    "link-prefix": Counter(own=7, none=3),
    "address": Counter(formal=9),
    "other-sites sea.example": Counter(own=10),
    "other-sites wiki.example": Counter(own=1, source=1),
    "words": Counter(boat=100),
}


def test_a_clear_majority_of_enough_places_is_a_convention() -> None:
    found = Conventions(FACTS, {})
    assert found.of("heading-ids").way == "source"
    assert found.of("heading-ids").share == "8 of 10"
    assert found.of("link-prefix").way == ""
    assert found.of("address").way == ""
    assert found.of("image-files").way == ""


def test_majority_and_number_of_places_can_be_set() -> None:
    assert Conventions(FACTS, {}, majority=0.7).of("link-prefix").way == "own"
    assert Conventions(FACTS, {}, majority=0.9).of("heading-ids").way == ""
    assert Conventions(FACTS, {}, at_least=9).of("address").way == "formal"


def test_what_is_pinned_needs_no_majority() -> None:
    found = Conventions(FACTS, {"link-prefix": "none", "other-sites": "source", "code-names": "other"})
    assert found.of("link-prefix").way == "none"
    assert found.of("link-prefix").share == "the"
    assert found.of("other-sites sea.example").way == "source"
    assert found.of("code-names").way == "other"
    assert found.of("code-names").meaning == "code blocks are named in another way"


def test_all_are_listed_in_the_order_of_the_topics() -> None:
    found = [each.topic for each in Conventions(FACTS, {"code-names": "other"}).all()]
    assert found == [
        "heading-ids",
        "link-prefix",
        "other-sites sea.example",
        "other-sites wiki.example",
        "code-names",
        "address",
    ]
