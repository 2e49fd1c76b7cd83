"""Directives in comments keep findings out."""

import pytest

from trcheck.reading.reader import parse
from trcheck.suppress import Suppressions, read_suppressions

KNOWN = ("missing-link", "name", "typo")


def suppressions(text: str, path: str = "a.md") -> Suppressions:
    return read_suppressions(parse(text, path), KNOWN)


def hidden(text: str, rule: str, word: str, path: str = "a.md") -> bool:
    return suppressions(text, path).hide(rule, text.index(word))


def test_ignore_hides_the_next_block_alone() -> None:
    text = "Before.\n\n<!-- trcheck-ignore typo -->\n\nNext one\nand its end.\n\nLater.\n"
    assert [hidden(text, "typo", word) for word in ("Before", "Next", "end", "Later")] == [False, True, True, False]
    assert not hidden(text, "name", "Next")


def test_ignore_before_a_list_hides_all_of_it() -> None:
    text = "<!-- trcheck-ignore typo -->\n\n- one\n- two\n  - three\n\nLater.\n"
    assert [hidden(text, "typo", word) for word in ("one", "three", "Later")] == [True, True, False]


def test_ignore_inside_a_paragraph_hides_that_paragraph() -> None:
    text = "First.\n\nThis one <!-- trcheck-ignore name --> is meant.\n\nNot this.\n"
    assert [hidden(text, "name", word) for word in ("First", "This", "meant", "Not")] == [False, True, True, False]


def test_disable_holds_until_enable() -> None:
    text = "One.\n\n<!-- trcheck-disable typo, name -->\n\nTwo.\n\n<!-- trcheck-enable name -->\n\nThree.\n"
    assert [hidden(text, "typo", word) for word in ("One", "Two", "Three")] == [False, True, True]
    assert [hidden(text, "name", word) for word in ("One", "Two", "Three")] == [False, True, False]
    text += "\n<!-- trcheck-enable -->\n\nFour.\n"
    assert [hidden(text, "typo", word) for word in ("Three", "Four")] == [True, False]


def test_ignore_file_hides_the_whole_page() -> None:
    text = "One.\n\nTwo.\n\n<!-- trcheck-ignore-file missing-link -->\n"
    assert [hidden(text, "missing-link", word) for word in ("One", "Two")] == [True, True]
    assert not hidden(text, "typo", "One")


def test_no_rule_named_means_all() -> None:
    text = "<!-- trcheck-ignore -->\nOne.\n\nTwo.\n"
    assert all(hidden(text, rule, "One") and not hidden(text, rule, "Two") for rule in KNOWN)


def test_a_reason_may_follow() -> None:
    found = suppressions("<!-- trcheck-ignore typo -- a word of the trade, not a slip -->\nOne.\n")
    assert list(found.ranges) == ["typo"]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("path", "comment"),
    [
        ("a.md", "<!--trcheck-ignore typo-->"),
        ("a.md", "<!--\ntrcheck-ignore: typo\n-->"),
        ("a.mdx", "{/* trcheck-ignore typo */}"),
        ("a.md", "{% comment %} trcheck-ignore typo {% endcomment %}"),
    ],
)
def test_comments_of_every_dialect_hold_directives(path: str, comment: str) -> None:
    text = f"Before.\n\n{comment}\n\nNext.\n"
    assert hidden(text, "typo", "Next", path)
    assert not hidden(text, "typo", "Before", path)


def test_what_is_not_understood_is_said_with_its_line() -> None:
    found = suppressions("One.\n\n<!-- trcheck-ignore tipo name -->\nTwo.\n\n<!-- trcheck-ignroe name -->\nThree.\n")
    assert found.problems == (
        "a.md:3: unknown rule `tipo`, did you mean `typo`?",
        "a.md:6: unknown trcheck directive `ignroe`, did you mean `ignore`?",
    )
    assert list(found.ranges) == ["name"]


def test_directives_that_name_only_unknown_rules_hide_nothing() -> None:
    assert suppressions("<!-- trcheck-ignore tipo -->\nOne.\n").ranges == {}


def test_other_comments_and_code_are_no_directives() -> None:
    assert suppressions("<!-- about trcheck-ignore typo -->\n\n`<!-- trcheck-ignore typo -->`\n") == Suppressions()
    assert suppressions("```html\n<!-- trcheck-ignore-file -->\n```\n") == Suppressions()
