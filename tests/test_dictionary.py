"""Word lists: what is known, and how they are kept."""

from pathlib import Path

import pytest

from trcheck.text.dictionary import Dictionaries


@pytest.fixture(scope="module")
def dictionaries() -> Dictionaries:
    return Dictionaries()


@pytest.mark.parametrize(
    ("word", "language", "known"),
    [
        ("recognized", "en", True),
        ("Recognized", "en", True),
        ("eecognized", "en", False),
        ("pavillion", "en", False),
        ("presampled", "en", True),  # by its prefix
        ("modularization", "en", True),  # by its ending
        ("regex", "en", True),  # by our own list
        ("también", "es", True),
        ("tambien", "es", False),
        ("registrarla", "es", True),
        ("mostrárselo", "es", True),  # two pronouns, and the accent that they bring
        ("proporcona", "es", False),
        ("recognized", "es", False),
        ("invocable", "es", True),  # from invocar
        ("intallés", "fr", False),  # no “in” before a word that nobody uses
        ("simplement", "fr", True),
        ("delas", "pt-BR", True),
        ("Middlewarefunktionen", "de", True),  # a compound, its head from English
        ("Konfigurationsdatei", "de", True),  # with a joint
        ("Konfiguratoinsdatei", "de", False),
        ("rumah", "ms-MY", True),
        ("word", "zh", False),
    ],
)
def test_words_are_known_as_listed_or_built(dictionaries: Dictionaries, word: str, language: str, known: bool) -> None:
    assert dictionaries.known(word, language) is known


def test_near_words_are_listed_or_in_use(dictionaries: Dictionaries) -> None:
    assert dictionaries.near("eecognized", "en") == ["recognized"]
    assert dictionaries.near("xylonifx", "en", {"Xylonix"}) == ["xylonix"]


def test_near_words_have_other_accents(dictionaries: Dictionaries) -> None:
    assert "configuração" in dictionaries.near("configuracao", "pt")
    assert "también" in dictionaries.near("tambièn", "es")


def test_near_words_may_be_compounds(dictionaries: Dictionaries) -> None:
    assert "standardbasispfad" in dictionaries.near("standardbassispfad", "de")


def test_commonness_tells_common_words_from_rare_ones(dictionaries: Dictionaries) -> None:
    assert dictionaries.commonness("because", "en") > dictionaries.commonness("splendid", "en") > 0
    assert dictionaries.commonness("decastere", "en") == 0
    assert dictionaries.commonness("rumah", "ms") == 0


def test_near_words_obey_the_spelling(dictionaries: Dictionaries) -> None:
    assert dictionaries.near("serialicen", "es", {"serializen"}) == []
    assert dictionaries.near("serialicn", "es", {"serialicen"}) == ["serialicen"]


def test_a_list_is_unpacked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Dictionaries(tmp_path).known("rumah", "ms")
    monkeypatch.setattr("trcheck.text.word_lists._unpack", lambda code: pytest.fail(f"unpacked {code} again"))
    assert Dictionaries(tmp_path).known("rumah", "ms")
    (kept,) = tmp_path.iterdir()
    assert kept.suffix == ".words"


def test_a_damaged_list_is_made_anew(tmp_path: Path) -> None:
    assert Dictionaries(tmp_path).known("rumah", "ms")
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:1000])
    assert Dictionaries(tmp_path).known("rumah", "ms")
    assert kept.stat().st_size > 1000


def test_nothing_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Dictionaries(tmp_path / "file").known("rumah", "ms")
