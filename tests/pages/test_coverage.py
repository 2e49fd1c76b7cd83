"""What a language has of a site: its share of the pages around one, its orphans, and how it uses keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from trcheck.config import Config
from trcheck.model.keys import KeyUse
from trcheck.pages.coverage import Coverage
from trcheck.pages.discover import Pages, discover
from trcheck.pages.keys import KEYS, key_uses
from trcheck.pages.learned import Learned
from trcheck.pages.selection import select

Make = Callable[..., Path]


def site(make_site: Make, *files: str) -> Pages:
    return discover(make_site(*files), Config())


def around(pages: Pages, language: str, path: str) -> float:
    group = pages.group_of(path)
    assert group is not None
    return Coverage(pages, language).around(group)


@pytest.fixture
def guides(make_site: Make) -> Pages:
    """Twenty guides, eighteen of them translated, and twelve news, one of them translated."""
    files = [f"content/en/guide/{i}.md" for i in range(20)] + [f"content/es/guide/{i}.md" for i in range(18)]
    files += [f"content/en/news/{i}.md" for i in range(12)] + ["content/es/news/0.md", "content/zh/news/0.md"]
    return site(make_site, *files, "content/en/about/us.md")


def test_coverage_is_that_of_the_nearest_folder_with_pages_enough(guides: Pages) -> None:
    assert around(guides, "es", "content/en/guide/19.md") == 0.9
    assert around(guides, "es", "content/en/news/1.md") == pytest.approx(1 / 12)
    assert around(guides, "es", "content/en/about/us.md") == pytest.approx(19 / 33)


def test_coverage_counts_layouts_in_which_the_language_has_pages(make_site: Make) -> None:
    pages = site(make_site, "docs/en/a.md", "docs/es/a.md", "docs/zh/a.md", "README.md", "README.zh.md")
    assert [around(pages, language, "README.md") for language in ("es", "zh")] == [0.0, 1.0]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["es"], {"about/us": ("es",), "guide/18": ("es",), "guide/19": ("es",)}),
        (["zh"], {}),
        ([], {"about/us": ("es",), "guide/18": ("es",), "guide/19": ("es",)}),
        (["en"], {"about/us": ("es",), "guide/18": ("es",), "guide/19": ("es",)}),
        (["content/en/guide/19.md"], {"guide/19": ("es",)}),
        (["content/es/guide/1.md"], {}),
    ],
)
def test_pages_that_languages_lack(arguments: list[str], expected: dict[str, tuple[str, ...]], guides: Pages) -> None:
    tasks = select(guides, arguments).tasks
    assert {task.group.key.partition(":")[2]: task.lacking for task in tasks if task.lacking} == expected


def test_moved_source(make_site: Make) -> None:
    pages = site(
        make_site,
        "content/en/a.md", "content/es/a.md",
        "content/en/new/b.md", "content/es/b.md",
        "content/en/new/c.md", "content/en/other/c.md", "content/es/c.md",
        "content/en/new/d/index.md", "content/es/d/index.md",
        "content/en/new/e/index.md", "content/es/f/index.md",
    )  # fmt: skip
    moved = {group.key.partition(":")[2]: Coverage(pages, "es").moved(group) for group in pages.orphans}
    assert moved == {"b": "content/en/new/b.md", "c": "", "d/index": "content/en/new/d/index.md", "f/index": ""}


def test_source_of_an_orphan(make_site: Make) -> None:
    pages = site(make_site, "content/en/a.md", "content/es/a.md", "content/es/sub/b.mdx")
    assert pages.source_of("content/es/sub/b.mdx") == "content/en/sub/b.mdx"


def test_use_of_keys(make_site: Make) -> None:
    pages = site(
        make_site,
        "content/en/a.md\n---\ntitle: A\nweight: 1\ntags: [x, y]\n---\n",
        "content/es/a.md\n---\ntitle: Á\nweight: 1\ntags: [y, x]\nlang: es\n---\n",
        "content/en/b.md\n---\ntitle: B\nweight: 2\n---\n",
        "content/es/b.md\n---\ntitle: Be\n---\n",
        "content/en/c.md\n---\ntitle: C\n---\n",
        "content/es/c.md\nno front matter\n",
        "content/es/d.md\n---\ntitle: D\n---\n",
    )
    learned = Learned(pages.root, pages)
    assert key_uses(learned.count(KEYS, "es", with_source=True)) == {
        "title": KeyUse(3, 2, 2, 0),
        "weight": KeyUse(1, 2, 1, 1),
        "tags": KeyUse(1, 1, 1, 1),
        "lang": KeyUse(1, 0, 0, 0),
    }
    assert key_uses(learned.count(KEYS, "en", with_source=True))["weight"] == KeyUse(2, 0, 0, 0)
