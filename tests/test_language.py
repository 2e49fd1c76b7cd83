"""Language tags as sites spell them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from trcheck.language import canonical, has_spaces, is_language, is_word, primary, same_language, script

TAGS = "es zh pt-br zh-CN zh_CN zh-Hans en-US sr-latn es-419 ca-valencia zh-hans-cn fil cn jp PT-BR KR ckb"
OTHERS = "docs api img js go src lib css dev man v1 en1 e english to-zz pt-xx zh-abcd index README en-us-x 日本 es- -es"


@pytest.mark.parametrize("tag", TAGS.split())
def test_is_language(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize("name", [*OTHERS.split(), ""])
def test_is_no_language(name: str) -> None:
    assert not is_language(name)


@pytest.mark.parametrize(("tag", "word"), [("cs", True), ("it", True), ("cn", True), ("to-do", True), ("es", False)])
def test_is_word(tag: str, word: bool) -> None:
    assert is_language(tag)
    assert is_word(tag) is word


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("zh_cn", "zh-CN"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("PT-br", "pt-BR"),
        ("sr-latn", "sr-Latn"),
        ("cn", "zh-CN"),
        ("jp", "ja"),
        ("iw", "he"),
        ("es-419", "es-419"),
        ("gsw", "gsw"),
        ("not a tag", "not a tag"),
    ],
)
def test_canonical(tag: str, name: str) -> None:
    assert canonical(tag) == name


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("zh-cn", "zh_CN", True),
        ("zh", "zh-cn", True),
        ("zh-Hans", "zh-CN", True),
        ("zh-Hant", "zh-TW", True),
        ("zh", "zh-TW", False),
        ("zh", "zh-Hant", False),
        ("pt", "pt-BR", True),
        ("pt-PT", "pt-BR", False),
        ("en", "en-US", True),
        ("cn", "zh", True),
        ("sr", "sr-Latn", False),
        ("es", "en", False),
    ],
)
def test_same_language(a: str, b: str, same: bool) -> None:
    assert same_language(a, b) is same
    assert same_language(b, a) is same


def test_primary() -> None:
    assert [primary(tag) for tag in ("pt-br", "zh_TW", "jp", "en")] == ["pt", "zh", "ja", "en"]


@pytest.mark.parametrize(
    ("tag", "name", "spaces"),
    [
        ("es", "Latn", True),
        ("zh-TW", "Hani", False),
        ("zh-Hans", "Hani", False),
        ("ja", "Jpan", False),
        ("ko", "Kore", True),
        ("uk", "Cyrl", True),
        ("sr-latn", "Latn", True),
        ("fa", "Arab", True),
        ("th", "Thai", False),
        ("dv", "Thaa", True),
        ("got", "Goth", True),
        ("no tag", "Latn", True),
    ],
)
def test_script(tag: str, name: str, spaces: bool) -> None:
    assert script(tag) == name
    assert has_spaces(tag) is spaces


def test_the_tags_of_sites_need_no_heavy_import() -> None:
    program = (
        "import sys; from trcheck.language import *; "
        "[(is_language(t), canonical(t), script(t), same_language(t, 'en')) for t in sys.argv[1:]]; "
        "print('langcodes' in sys.modules)"
    )
    known = [tag for tag in TAGS.split() if is_language(tag)]
    run = subprocess.run([sys.executable, "-c", program, *known], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
