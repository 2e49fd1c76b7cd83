"""Where terms stand in running text."""

from pathlib import Path

import pytest

from trcheck.text.lemmas import Lemmas
from trcheck.text.terms import Matcher


@pytest.fixture(scope="module")
def lemmas(tmp_path_factory: pytest.TempPathFactory) -> Lemmas:
    return Lemmas(tmp_path_factory.mktemp("lemmas"))


def found(language: str, form: str, text: str, lemmas: Lemmas, **how: bool) -> list[str]:
    matcher = Matcher(language, lambda word: lemmas.lemma(word, language))
    return [text[match.start : match.end] for match in matcher.find(form, text, **how)]


@pytest.mark.parametrize(
    ("language", "form", "text", "expected"),
    [
        ("en", "tide table", "A Tide\ntable, a tide  table and a tide-table.", ["Tide\ntable", "tide  table"]),
        ("en", "net", "Nets, a network and a net_1; the net.", ["net"]),
        ("zh", "灯塔", "老灯塔们", ["灯塔"]),
        ("zh", "Kelpie 海图", "在Kelpie海图和 Kelpie 海图上", ["Kelpie海图", "Kelpie 海图"]),
        ("zh", "Pod", "两个Pod和Podman", ["Pod"]),
        ("th", "สมอ", "ทิ้งสมอเรือ", ["สมอ"]),
    ],
)
def test_as_written(language: str, form: str, text: str, expected: list[str], lemmas: Lemmas) -> None:
    assert found(language, form, text, lemmas) == expected


def test_capitals(lemmas: Lemmas) -> None:
    assert found("en", "Go", "Go where you go.", lemmas) == ["Go", "go"]
    assert found("en", "Go", "Go where you go.", lemmas, case_sensitive=True) == ["Go"]


@pytest.mark.parametrize(
    ("language", "form", "text", "expected"),
    [
        ("en", "tide table", "Two tide tables, tide-tables too.", ["tide tables", "tide-tables"]),
        ("en", "anchor", "Anchors, anchoring.", ["Anchors"]),
        ("ms", "rumah", "perumahan", []),
    ],
)
def test_inflected(language: str, form: str, text: str, expected: list[str], lemmas: Lemmas) -> None:
    assert found(language, form, text, lemmas, inflected=True) == expected
    assert found(language, form, text, lemmas) == []


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("메시", "서비스 메시를", ["메시를"]),
        ("컨테이너", "컨테이너들이", ["컨테이너들이"]),
        ("메시", "메모리", []),
    ],
)
def test_loosely(form: str, text: str, expected: list[str], lemmas: Lemmas) -> None:
    assert found("ko", form, text, lemmas, inflected=True, loosely=True) == expected


def test_base_forms_are_unpacked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Lemmas(tmp_path).lemma("Rumahnya", "ms") == "rumah"
    monkeypatch.setattr("trcheck.text.lemmas._unpack", lambda code: pytest.fail(f"unpacked {code} again"))
    again = Lemmas(tmp_path)
    assert [again.lemma(word, "ms-MY") for word in ("rumahnya", "rumah", "Xyz")] == ["rumah", "rumah", "xyz"]
    assert [path.suffix for path in tmp_path.iterdir()] == [".lemmas"]
    assert again.lemma("灯", "zh") == "灯"
