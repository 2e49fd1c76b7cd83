"""What hides a page from its readers is read over, and nothing is taken for it that is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trcheck.reading.reader import parse
from trcheck.reading.residue import see_through


def read_over(text: str) -> list[tuple[str, str]]:
    return [(kind, text[start:end]) for kind, start, end in parse(text).residue]


def test_a_fence_around_a_page_is_read_over() -> None:
    text = "```markdown\n---\ntitle: Mill\nweight: 3\n---\n\n# Mill\n\n```sh\nopen gate\n```\n\nIt turns.\n```\n"
    page = parse(text)
    assert read_over(text) == [("fence", "```markdown")]
    assert [block.kind for block in page.blocks()] == ["heading", "code", "paragraph"]
    assert page.front_matter is not None
    assert [(e.path, text[e.start : e.end]) for e in page.front_matter.entries] == [("title", "Mill"), ("weight", "3")]
    heading = page.blocks()[0]
    assert text[heading.start : heading.end] == "# Mill"


@pytest.mark.parametrize(
    "text",
    [
        "```\n# Mill\n\nIt turns.\n```\n",
        "~~~md\n# Mill\n\nIt turns.\n~~~",
        "````markdown\n# Mill\n\n```\ncode\n```\n\nIt turns.\n````\n",
        "```markdown\n# Mill\n\nIt turns and is never closed.\n",
        "```\n# Mill\n\n```sh\nopen\n```\n\nIt turns.\n```\n",
        "So:\n\n```markdown\n# Mill\n\nIt turns day and night, when the gate is open.\n```\n\nGood luck!\n",
    ],
)
def test_fences_around_pages(text: str) -> None:
    assert [kind for kind, _ in read_over(text)] == ["fence"]
    assert parse(text).sections[1].title == "Mill"


def test_a_page_that_is_one_block_of_markdown_stands_in_a_fence() -> None:
    assert read_over("```md\nIt turns.\n```\n") == [("fence", "```md")]


@pytest.mark.parametrize(
    "text",
    [
        "```\n# a comment\nopen gate\n```\n\nIt turns.\n\n```\nclose gate\n```\n",
        "```markdown\n# Mill\n```\n\n" + "So begins a page about the mill, and it goes on for long. " * 8,
        "# Mill\n\n```markdown\n# How a page begins\n```\n",
        "---\ntitle: Mill\n---\n\n```markdown\n# How a page begins\n```\n",
        "```js\n# Mill\n```\n",
        "```md\nIt turns.\n```\n\nIt grinds.\n",
        "```\nopen gate\n```\n",
    ],
)
def test_code_is_no_fence_around_a_page(text: str) -> None:
    assert read_over(text) == []


def test_an_open_merge_is_read_as_our_side_has_it() -> None:
    conflict = "<<<<<<< HEAD\nIt turns.\n||||||| base\nIt turned.\n=======\nIt runs.\n>>>>>>> main"
    text = f"# Mill\n\n{conflict}\n\nIt grinds.\n"
    assert read_over(text) == [("conflict", conflict)]
    assert [block.text for block in parse(text).blocks()] == ["Mill", "It turns.", "It grinds."]


def test_markers_of_a_merge_in_code_are_code() -> None:
    text = "# Git\n\n```\n<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> main\n```\n"
    assert read_over(text) == []
    assert parse(text).blocks()[1].kind == "code"


@given(
    st.lists(st.sampled_from(["```", "```md", "~~~", "# Mill", "<<<<<<< a", "=======", ">>>>>>> b", "text", "", "---"]))
)
def test_the_text_keeps_its_length_and_lines(lines: list[str]) -> None:
    text = "\n".join(lines)
    seen = see_through(text)
    assert len(seen.text) == len(text)
    assert seen.text.count("\n") == text.count("\n")
    assert all(new in (old, " ", "\n") for old, new in zip(text, seen.text, strict=True))
