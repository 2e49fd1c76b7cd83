"""What was worked out and may be needed again: bytes by key, in SQLite files in the user's cache folder.

Any number of processes may use a cache at once. Whatever is wrong with it (nowhere to write, damaged, locked for too
long), nothing is found in it and nothing is kept: the run takes longer then and says the same. What was not used for
longest goes first when a file grows past its bound.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

DIRECTORY = "TRCHECK_CACHE_DIR"
"""The environment variable that names the folder to use in place of the user's cache."""

_T = TypeVar("_T")
_WAIT = 1.0  # seconds for another process to finish writing
_DAY = 86_400  # seconds
_MOST_VARIABLES = 500  # of a statement; any SQLite takes 999
_TABLE = "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL)"


def cache_folder() -> Path:
    """Where everything that is kept between runs stands."""
    if named := os.environ.get(DIRECTORY):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("trcheck")


def digest(*parts: bytes | str) -> bytes:
    """A key made of several parts, no two sequences of parts alike."""
    made = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "little"))
        made.update(data)
    return made.digest()


class Cache:
    """A cache file: `name` tells it from the others in the folder, `limit` bounds its size in bytes."""

    def __init__(self, folder: Path, name: str, limit: int = 256_000_000) -> None:
        self._path = folder / f"{name}.sqlite"
        self._limit = limit

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that are kept."""
        wanted = list(keys)
        return self._ask(lambda database: _get(database, wanted), {}) if wanted and self._path.exists() else {}

    def put(self, items: Mapping[bytes, bytes]) -> None:
        """Keep values by their keys."""
        if items:
            self._ask(lambda database: _put(database, items, self._limit), None)

    def _ask(self, question: Callable[[sqlite3.Connection], _T], otherwise: _T) -> _T:
        """Ask the database in a transaction of its own. A file that is no database makes way for a new one."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=_WAIT)) as database, database:
                database.execute("PRAGMA synchronous = OFF")
                database.execute(_TABLE)
                return question(database)
        except (sqlite3.OperationalError, OSError):
            return otherwise
        except sqlite3.DatabaseError:
            with suppress(OSError):
                self._path.unlink()
            return otherwise


def _get(database: sqlite3.Connection, keys: list[bytes]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    today = int(time.time()) // _DAY
    for some in _parts(keys):
        among = f"key IN ({','.join('?' * len(some))})"
        rows = database.execute(f"SELECT key, value, used FROM kept WHERE {among}", some).fetchall()
        found.update((key, value) for key, value, _ in rows)
        if any(used != today for _, _, used in rows):
            database.execute(f"UPDATE kept SET used = ? WHERE {among}", [today, *some])
    return found


def _put(database: sqlite3.Connection, items: Mapping[bytes, bytes], limit: int) -> None:
    today = int(time.time()) // _DAY
    rows = ((key, value, today) for key, value in items.items())
    database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
    pages, free, size = (
        database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    if (pages - free) * size > limit:
        oldest = "SELECT key FROM kept ORDER BY used, key LIMIT (SELECT (count(*) + 1) / 2 FROM kept)"
        database.execute(f"DELETE FROM kept WHERE key IN ({oldest})")


def _parts(keys: list[bytes]) -> Iterator[list[bytes]]:
    for start in range(0, len(keys), _MOST_VARIABLES):
        yield keys[start : start + _MOST_VARIABLES]
