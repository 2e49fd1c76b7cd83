"""Sites made of a few files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Path]:
    """Write files into a folder: each is given as its path, or as its path and, on the next lines, its text."""

    def make(*files: str) -> Path:
        for given in files:
            name, _, text = given.partition("\n")
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        return tmp_path

    return make
