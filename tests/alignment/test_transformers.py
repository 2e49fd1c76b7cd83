"""Models of sentence-transformers, for real: one is built of a toy vocabulary of two languages, saved and loaded."""

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="torch is not installed")

EN = "## the dog\n\nsleeps\n\n## the cat\n\ndrinks milk\n\n## the fish\n\nswims\n"
ES = "## el perro\n\nduerme\n\n## el pez\n\nnada\n"
MEANINGS = (
    "dog perro", "sleeps duerme", "cat gato", "drinks bebe", "milk leche", "fish pez", "swims nada", "the el",
)  # fmt: skip

BUILD = """
import sys, numpy
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
words, rows = {"[UNK]": 0}, [numpy.zeros(16)]
for n, pair in enumerate(sys.argv[2:]):
    for word in pair.split():
        words[word] = len(words)
        rows.append(numpy.eye(16)[n])
tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
tokenizer.normalizer = normalizers.Lowercase()
tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
weights = numpy.array(rows, dtype="float32")
SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], device="cpu").save(sys.argv[1])
"""


def python(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, *arguments], capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("models") / "toy")
    done = python("-c", BUILD, folder, *MEANINGS)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "a.en.md").write_text(EN, "utf-8")
    (tmp_path / "a.es.md").write_text(ES, "utf-8")
    return tmp_path


@pytest.mark.slow
def test_a_model_in_a_folder_decides(site: Path, model: str) -> None:
    done = python("-m", "trcheck", "-C", str(site), "es", "--format", "concise", "--no-cache", "--semantic", model)
    assert "the section “the cat” is missing" in done.stdout, done.stderr


@pytest.mark.slow
def test_a_model_that_is_none_is_one_line(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = str(tmp_path_factory.mktemp("nothing"))
    done = python("-m", "trcheck", "-C", str(site), "es", "--no-cache", "--semantic", folder)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"trcheck: error: semantic model `{folder}` cannot be loaded (")
