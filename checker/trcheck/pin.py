"""Conventions that were learned, written into the configuration; all else in the file stays as it is, comments too."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AbstractTable

from trcheck.config import FILE, PYPROJECT, ConfigError, config_file


def pin(root: Path, path: Path | None, conventions: Mapping[str, Mapping[str, str]]) -> Path:
    """Write the way of each topic, by language, into the configuration that a run reads, or into a new one.

    Returns the file; a `ConfigError` where it cannot be written.
    """
    file = path or config_file(root) or root / FILE
    try:
        document = tomlkit.parse(file.read_text("utf-8")) if file.exists() else tomlkit.document()
        table: AbstractTable | tomlkit.TOMLDocument = document
        keys = ("tool", "trcheck", "conventions") if file.name == PYPROJECT else ("conventions",)
        for key in keys:
            table = table.setdefault(key, tomlkit.table(is_super_table=True))
        for language, ways in conventions.items():
            table.setdefault(language, tomlkit.table()).update(ways)
        draft = file.with_name(f".{file.name}.{os.getpid()}")
        try:
            draft.write_text(tomlkit.dumps(document), "utf-8", newline="\n")
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)
    except (OSError, TOMLKitError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ConfigError(f"cannot write {file}: {reason}") from None
    return file
