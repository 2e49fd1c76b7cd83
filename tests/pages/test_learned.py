"""What a site's pages say together, and that what was learned is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from trcheck.cache import Cache
from trcheck.config import Config
from trcheck.learning import facts
from trcheck.learning.facts import Facts, pack, total, unpack
from trcheck.model import Alignment
from trcheck.pages import learned
from trcheck.pages.discover import discover
from trcheck.pages.learned import PAIRS, Learned, pairs
from trcheck.pages.sums import gather

Make = Callable[..., Path]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have pages counted by their titles; the paths of those that were looked at."""
    paths: list[str] = []

    def count(alignment: Alignment) -> Facts:
        paths.append(alignment.translation.path)
        return {"titles": Counter(section.title for section in alignment.translation.sections if section.title)}

    monkeypatch.setattr(facts, "OBSERVERS", (count,))
    return paths


@pytest.fixture
def site(make_site: Make) -> Path:
    return make_site(
        "content/en/a.md\n# Harbour",
        "content/en/b.md\n# Harbour",
        "content/en/c.md\n# Boat",
        "content/es/a.md\n# Puerto",
        "content/es/b.md\n# Puerto",
        "content/es/c.md\n# Barco",
        "content/es/orphan.md\n# Nadie",
    )


def test_facts_add_up_over_the_pages_of_a_language(site: Path, seen: list[str]) -> None:
    found = Learned(site, discover(site, Config()))
    assert found.of("es") == {"titles": Counter({"Puerto": 2, "Barco": 1})}
    assert found.of("es") is found.of("es")
    assert seen == ["content/es/b.md", "content/es/c.md"]  # one of two that are the same


def test_only_pages_that_changed_are_looked_at_again(site: Path, seen: list[str], tmp_path: Path) -> None:
    kept = Cache(tmp_path, "learned")
    first = Learned(site, discover(site, Config()), kept).of("es")
    seen.clear()
    assert Learned(site, discover(site, Config()), kept).of("es") == first
    assert seen == []
    (site / "content/en/c.md").write_text("# Ship", "utf-8")
    (site / "content/es/b.md").write_text("# Muelle", "utf-8")
    assert Learned(site, discover(site, Config()), kept).of("es") == {
        "titles": Counter({"Puerto": 1, "Muelle": 1, "Barco": 1})
    }
    assert seen == ["content/es/b.md", "content/es/c.md"]


def test_a_page_that_cannot_be_read_says_nothing(site: Path, seen: list[str]) -> None:
    (site / "content/es/a.md").write_bytes(b"\xff\xfe\x00\xd8")
    assert Learned(site, discover(site, Config())).of("es") == {"titles": Counter({"Puerto": 1, "Barco": 1})}


def test_what_goes_wrong_in_learning_is_not_hidden(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(alignment: Alignment) -> Facts:
        raise ZeroDivisionError

    monkeypatch.setattr(facts, "OBSERVERS", (fail,))
    with pytest.raises(ZeroDivisionError):
        Learned(site, discover(site, Config())).of("es")


def test_of_many_pages_the_same_part_is_looked_at_whatever_else_comes(
    site: Path, make_site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learned, "MOST", 2)
    before = pairs(discover(site, Config()), "es")
    make_site("content/en/d.md", "content/es/d.md", "content/en/e.md", "content/es/e.md")
    after = pairs(discover(site, Config()), "es")
    assert len(before) == len(after) == 2
    assert {pair.translation for pair in after} - {pair.translation for pair in before} <= {
        "content/es/d.md",
        "content/es/e.md",
    }


def test_facts_are_the_same_in_parts(site: Path, seen: list[str]) -> None:
    wanted = pairs(discover(site, Config()), "es")
    parts = [gather(site, PAIRS, [pair], None) for pair in wanted]
    assert total(parts) == gather(site, PAIRS, wanted, None)


def test_packed_facts_come_out_as_they_went_in() -> None:
    facts = {"names": Counter({"Ωmega\t网格": 3, "\ud800": 1}), "none": Counter[str]()}
    assert unpack(pack(facts)) == facts
