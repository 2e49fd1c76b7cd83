"""That what was kept of a site's pages makes a run faster, and never says anything else."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trcheck.cache import Cache
from trcheck.learning.facts import Facts
from trcheck.pages.sums import Count, Pair, Sums

Make = Callable[..., Path]

AN_HOUR = 3_600 * 10**9
NAMES = "abcd"


class Counted:
    """Counts the words of pages, and notes which pages were looked at."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, root: Path, pair: Pair) -> Facts:
        self.seen.append(pair.translation)
        return {"words": Counter((root / pair.translation).read_text("utf-8").split())}


@pytest.fixture
def counted() -> Counted:
    return Counted()


@pytest.fixture
def site(make_site: Make) -> Path:
    return make_site("a.md\none two", "b.md\ntwo", "c.md\ntwo")


@pytest.fixture
def kept(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    return Cache(tmp_path_factory.mktemp("kept"), "learned")


def pairs(names: str) -> list[Pair]:
    return [Pair("", "", f"{name}.md", "es") for name in names]


def words(root: Path, kept: Cache | None, counted: Counted, names: str = "abc", *, later: bool = False) -> Facts:
    """The sum of a new run, if wanted one that begins so much later that no file can have changed since unnoticed."""
    counted.seen.clear()
    sums = Sums(root, kept)
    if later:
        sums._now += AN_HOUR
    return sums.of(Count("words", counted), pairs(names))


def test_pages_add_up(site: Path, kept: Cache, counted: Counted) -> None:
    expected = {"words": Counter(one=1, two=3)}
    assert words(site, None, counted) == words(site, kept, counted) == words(site, kept, counted) == expected


def test_pages_of_one_text_are_looked_at_once(site: Path, kept: Cache, counted: Counted) -> None:
    words(site, kept, counted)
    assert counted.seen == ["a.md", "c.md"]


def test_a_page_that_did_not_change_is_not_even_read(
    site: Path, kept: Cache, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = words(site, kept, counted, later=True)
    (site / "b.md").write_text("three", "utf-8")
    read: list[str] = []
    whole = Path.read_bytes

    def noted(path: Path) -> bytes:
        read.append(path.name)
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", noted)
    assert words(site, kept, counted, later=True) == {"words": Counter(one=1, two=2, three=1)} != first
    assert set(read) == {"b.md"}
    assert counted.seen == ["b.md"]


def test_a_page_written_anew_at_once_and_of_the_same_size_is_seen(site: Path, kept: Cache, counted: Counted) -> None:
    page = site / "b.md"
    words(site, kept, counted)
    before = page.stat()
    with page.open("r+", encoding="utf-8") as file:  # the same inode
        file.write("six")
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert words(site, kept, counted) == {"words": Counter(one=1, two=2, six=1)}


def test_a_page_whose_times_were_put_back_is_seen(site: Path, kept: Cache, counted: Counted) -> None:
    page = site / "b.md"
    words(site, kept, counted, later=True)
    before = page.stat()
    page.write_text("six", "utf-8")
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert words(site, kept, counted, later=True) == {"words": Counter(one=1, two=2, six=1)}


def test_a_fresh_copy_is_read_and_not_counted_again(site: Path, kept: Cache, counted: Counted, tmp_path: Path) -> None:
    first = words(site, kept, counted)
    copy = tmp_path / "elsewhere" / "copy"
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns("elsewhere"))
    assert words(copy, kept, counted) == first
    assert counted.seen == []


def test_pages_come_and_go(site: Path, kept: Cache, counted: Counted) -> None:
    words(site, kept, counted)
    (site / "c.md").unlink()
    (site / "d.md").write_text("four", "utf-8")
    assert words(site, kept, counted, "abcd") == {"words": Counter(one=1, two=2, four=1)}
    assert words(site, kept, counted, "a") == {"words": Counter(one=1, two=1)}
    assert words(site, kept, counted, "") == {}


def test_a_sum_whose_pages_are_kept_no_more_is_made_anew(
    site: Path, kept: Cache, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    words(site, kept, counted)
    (site / "b.md").write_text("three", "utf-8")
    few = Cache.get
    monkeypatch.setattr(Cache, "get", lambda self, keys: dict(list(few(self, keys).items())[:2]))
    assert words(site, kept, counted) == {"words": Counter(one=1, two=2, three=1)}


def test_what_is_counted_and_where_are_told_apart(site: Path, kept: Cache, counted: Counted) -> None:
    words(site, kept, counted)
    other = Count("lines", lambda root, pair: {"lines": Counter({"": 1})})
    assert Sums(site, kept).of(other, pairs("abc")) == {"lines": Counter({"": 3})}
    assert words(site, kept, counted) == {"words": Counter(one=1, two=3)}


def test_where_a_page_stands_matters_where_it_is_said_to(site: Path, kept: Cache) -> None:
    count = Count("paths", lambda root, pair: {"paths": Counter([pair.translation])}, placed=True)
    assert Sums(site, kept).of(count, pairs("abc")) == {"paths": Counter({"a.md": 1, "b.md": 1, "c.md": 1})}


CHANGES = st.lists(
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from(("", "one", "two", "one two one"))), max_size=5
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGES)
def test_whatever_changes_the_sum_is_that_of_a_first_run(
    tmp_path_factory: pytest.TempPathFactory, changes: list[dict[str, str]]
) -> None:
    root, counted = tmp_path_factory.mktemp("site"), Counted()
    kept = Cache(tmp_path_factory.mktemp("kept"), "learned")
    for change in changes:
        for name, text in change.items():
            (root / f"{name}.md").write_text(text, "utf-8")
        assert words(root, kept, counted, NAMES) == words(root, None, counted, NAMES)
