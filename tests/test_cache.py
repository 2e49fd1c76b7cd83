"""What is kept between runs: found again, bounded, and never the reason for a failure."""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from trcheck.cache import DIRECTORY, Cache, cache_folder, digest


def test_what_was_put_is_found_again(tmp_path: Path) -> None:
    Cache(tmp_path / "new" / "folder", "facts").put({b"a": b"1", b"b": b""})
    assert Cache(tmp_path / "new" / "folder", "facts").get([b"a", b"b", b"c"]) == {b"a": b"1", b"b": b""}
    assert Cache(tmp_path / "new" / "folder", "other").get([b"a"]) == {}


def test_more_keys_than_a_statement_takes(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "facts")
    items = {digest(str(i)): str(i).encode() for i in range(3_000)}
    cache.put(items)
    assert cache.get(items) == items


def test_a_new_value_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "facts")
    cache.put({b"a": b"1"})
    cache.put({b"a": b"2"})
    assert cache.get([b"a"]) == {b"a": b"2"}


def test_the_longest_unused_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "facts", limit=130_000)
    old = {digest("old", str(i)): bytes(1_000) for i in range(80)}
    cache.put(old)
    with sqlite3.connect(tmp_path / "facts.sqlite") as database:
        database.execute("UPDATE kept SET used = used - 1")
    database.close()
    used = list(old)[:10]
    cache.get(used)
    new = {digest("new", str(i)): bytes(1_000) for i in range(30)}
    cache.put(new)
    assert set(cache.get([*old, *new])) >= {*used, *new}
    assert len(cache.get(old)) < len(old)


@pytest.mark.parametrize("damage", [b"this is no database" * 100, b""])
def test_a_file_that_is_no_database_makes_way(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "facts.sqlite").write_bytes(damage)
    cache = Cache(tmp_path, "facts")
    assert cache.get([b"a"]) == {}
    cache.put({b"a": b"1"})
    assert cache.get([b"a"]) == {b"a": b"1"}


def test_nothing_is_kept_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = Cache(tmp_path / "file", "facts")
    cache.put({b"a": b"1"})
    assert cache.get([b"a"]) == {}


def test_another_process_that_writes_for_long_stops_nobody(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "facts")
    cache.put({b"a": b"1"})
    other = sqlite3.connect(tmp_path / "facts.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert cache.get([b"a"]) == {}
    other.execute("ROLLBACK")
    other.close()
    assert cache.get([b"a"]) == {b"a": b"1"}


def _put_some(folder: Path, start: int) -> None:
    cache = Cache(folder, "facts")
    for i in range(start, start + 20):
        cache.put({digest(str(i)): str(i).encode()})


def test_processes_write_at_once(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4) as executor:
        list(executor.map(_put_some, [tmp_path] * 4, range(0, 80, 20)))
    assert len(Cache(tmp_path, "facts").get(digest(str(i)) for i in range(80))) == 80


def test_keys_tell_apart_where_their_parts_end() -> None:
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", ""), digest(b"ab", b"c")}) == 4


def test_the_environment_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(DIRECTORY, os.fspath(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv(DIRECTORY)
    assert cache_folder().name == "trcheck"
