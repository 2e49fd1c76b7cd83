"""Which files belong to a site, and what is known of its groups."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from trcheck.config import Config
from trcheck.pages.discover import discover
from trcheck.pages.files import list_files

Make = Callable[..., Path]
CORPORA = Path(__file__).parents[3] / "shared" / "corpora"


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)


def test_what_git_ignores_stays_out(make_site: Make) -> None:
    root = make_site(
        ".gitignore\nbuild/\n*.draft.md\n",
        "en/a.md",
        "es/a.md",
        "es/new.md",
        "es/b.draft.md",
        "build/en/c.md",
        "build/es/c.md",
    )
    git(root, "init", "-q")
    git(root, "add", "en", ".gitignore")
    assert list_files(root) == [".gitignore", "en/a.md", "es/a.md", "es/new.md"]


def test_a_folder_of_a_repository_can_be_the_root(make_site: Make) -> None:
    root = make_site("site/en/a.md", "site/es/a.md", "other.md")
    git(root, "init", "-q")
    assert list_files(root / "site") == ["en/a.md", "es/a.md"]


def test_the_repository_of_a_hook_is_not_mistaken_for_the_root(
    make_site: Make, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site("en/a.md")
    git(root, "init", "-q")
    other = tmp_path_factory.mktemp("other")
    git(other, "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    assert list_files(root) == ["en/a.md"]


def test_a_file_that_git_knows_and_that_is_gone(make_site: Make) -> None:
    root = make_site("en/a.md", "es/a.md", "en/b.md", "es/b.md")
    git(root, "init", "-q")
    git(root, "add", ".")
    (root / "en/b.md").unlink()
    pages = discover(root, Config())
    assert [(group.source, dict(group.translations)) for group in pages.groups] == [
        ("en/a.md", {"es": "es/a.md"}),
        (None, {"es": "es/b.md"}),
    ]


def test_outside_of_git(make_site: Make) -> None:
    root = make_site("en/a.md", "node_modules/x/README.md", ".venv/b.md", "es/.cache/c.md", "es/d.md")
    assert list_files(root) == ["en/a.md", "es/d.md"]


def test_an_ignored_root_is_read_all_the_same(make_site: Make) -> None:
    root = make_site(".gitignore\nsite/\n", "site/en/a.md")
    git(root, "init", "-q")
    assert list_files(root / "site") == ["en/a.md"]


def test_links_that_go_round_in_circles_and_folders_named_like_pages(make_site: Make) -> None:
    root = make_site("en/a.md", "es/a.md", "en/b.md/inside.txt")
    (root / "es/loop").symlink_to(root / "es", target_is_directory=True)
    (root / "en/self.md").symlink_to(root / "en/self.md")
    (root / "es/self.md").symlink_to(root / "en/self.md")
    pages = discover(root, Config())
    assert [(group.source, dict(group.translations)) for group in pages.groups] == [("en/a.md", {"es": "es/a.md"})]


@pytest.mark.parametrize(
    ("glob", "left"),
    [
        ("en/drafts", ["en/a.md", "en/b/drafts/c.md", "en/b/x.mdx"]),
        ("drafts/", ["en/a.md", "en/b/x.mdx"]),
        ("*.mdx", ["en/a.md", "en/b/drafts/c.md", "en/drafts/d.md"]),
        ("en/*.md", ["en/b/drafts/c.md", "en/b/x.mdx", "en/drafts/d.md"]),
        ("en/**/*.md", ["en/b/x.mdx"]),
        ("en/b/**", ["en/a.md", "en/drafts/d.md"]),
        ("en/?.md", ["en/b/drafts/c.md", "en/b/x.mdx", "en/drafts/d.md"]),
        ("e", ["en/a.md", "en/b/drafts/c.md", "en/b/x.mdx", "en/drafts/d.md"]),
    ],
)
def test_exclude(glob: str, left: list[str], make_site: Make) -> None:
    root = make_site("en/a.md", "en/b/x.mdx", "en/drafts/d.md", "en/b/drafts/c.md")
    assert list_files(root, [glob]) == left


def test_groups(make_site: Make) -> None:
    root = make_site("c/en/a.md", "c/en/b.md", "c/es/a.md", "c/es/x.md", "c/zh/x.md", "README.md", "README.es.md")
    pages = discover(root, Config())
    assert pages.languages == ("es", "zh")
    group = pages.group_of("c/es/a.md")
    assert group is not None
    assert (group.key, group.source, group.language) == ("c/{lang}/{path}:a", "c/en/a.md", "en")
    assert pages.group_of("c/en/a.md") is group
    assert pages.language_of("c/es/a.md") == "es"
    assert pages.group_of("nothing.md") is None
    assert [one.source for one in pages.missing("es")] == ["c/en/b.md"]
    assert [dict(one.translations) for one in pages.orphans] == [{"es": "c/es/x.md", "zh": "c/zh/x.md"}]


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not there")
@pytest.mark.parametrize(
    ("site", "pairs"),
    [
        ("otel/es", {"es": 106}),
        ("otel/zh", {"zh": 148}),
        ("fastapi", {"es": 124, "zh": 124}),
        ("starlight", {"es": 36, "zh-cn": 37}),
        ("istio", {"es": 19, "zh": 17, "uk": 7}),
        ("recaps", {"es": 1, "zh": 1}),
        ("fixes", {}),
    ],
)
def test_real_sites(site: str, pairs: dict[str, int]) -> None:
    pages = discover(CORPORA / site, Config())
    found = {
        language: sum(1 for group in pages.groups if group.source and language in group.translations)
        for language in pages.languages
    }
    assert found == pairs
