"""Glossary files of a site, read once before any page: TOML, CSV and TBX become a `trcheck.text.glossary.Glossary`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from trcheck.config import Config, ConfigError, read_file
from trcheck.glossary.csv import read_csv
from trcheck.glossary.tbx import read_tbx
from trcheck.glossary.toml import read_toml
from trcheck.options import KeyPath, OptionError
from trcheck.text.glossary import Glossary, Term

_READERS: dict[str, Callable[[str, str, str], Iterator[Term]]] = {
    ".toml": read_toml,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".tbx": read_tbx,
    ".xml": read_tbx,
}
_LARGEST = 20_000_000  # bytes


def load_glossary(root: Path, config: Config, named: Iterable[tuple[KeyPath, str]], source: str) -> Glossary:
    """The glossary of a site, from the files that keys of its configuration name; `source` is its source language.

    Raises a `ConfigError` that names the file, the line and what to do.
    """
    return Glossary(term for key, name in named for term in _read(root, config, key, name, source))


def _read(root: Path, config: Config, key: KeyPath, name: str, source: str) -> Iterator[Term]:
    read = _READERS.get(Path(name).suffix.lower())
    if read is None:
        endings = ", ".join(_READERS)
        raise config.error(OptionError(f"glossary `{name}` ends in none of {endings}", key))
    try:
        size = (root / name).stat().st_size
    except OSError as error:
        raise config.error(OptionError(f"cannot read glossary `{name}`: {error.strerror}", key)) from None
    if size > _LARGEST:
        raise ConfigError(f"cannot read {name}: it is larger than {_LARGEST // 1_000_000} MB")
    return read(read_file(root / name, name).removeprefix("\ufeff"), name, source)
