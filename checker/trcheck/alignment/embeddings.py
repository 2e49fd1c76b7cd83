"""The embeddings of texts, each made once: kept in memory for a run, and in the user's cache folder for the next ones.

They are kept as half floats, and used as such in the run that made them too: so a second run gives what the first gave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from trcheck.alignment.encoder import Encoder, NoEncoderError
from trcheck.alignment.meaning import Meaning, beginning
from trcheck.cache import Cache, digest

if TYPE_CHECKING:
    from trcheck.alignment.encoder import Rows

_UNRELATED = (
    "The kettle is on the stove.",
    "Her brother sells used cars in another town.",
    "Every number that is even can be halved.",
    "It rained for most of the night.",
    "The committee has not voted on the budget yet.",
    "This species of moss grows on the north side of trees.",
)
"""Sentences that have nothing to do with each other; how alike a model takes them to be is where its scale begins."""


class Embeddings:
    """The embeddings that an encoder makes. `problem` says why there are none, where it could not be loaded."""

    def __init__(self, encoder: Encoder, kept: Cache | None = None) -> None:
        self._encoder = encoder
        self._kept = kept
        self._rows: dict[bytes, bytes] = {}
        self.problem = ""

    def knows(self, *languages: str) -> bool:
        """Whether texts of these languages can be compared."""
        return not self.problem and all(map(self._encoder.knows, languages))

    def meaning(self, source: Sequence[str], translation: Sequence[str]) -> Meaning | None:
        """How alike texts of the source and of the translation are; None where there is no telling."""
        if not source or not translation:
            return None
        rows = self.rows([*map(beginning, source), *map(beginning, translation)])
        base = self._base
        return None if rows is None or base is None else Meaning(source, translation, rows, base)

    def rows(self, texts: Sequence[str]) -> Rows | None:
        """The embedding of each text, as a row of length one; None where the encoder could not be loaded."""
        if self.problem or not texts:
            return None
        keys = [digest(self._encoder.name, text) for text in texts]
        try:
            self._know(dict(zip(keys, texts, strict=True)))
        except NoEncoderError as error:
            self.problem = str(error)
            return None
        import numpy as np

        rows = np.frombuffer(b"".join(self._rows[key] for key in keys), dtype="<f2").reshape(len(keys), -1)
        return rows.astype(np.float32)

    def _know(self, texts: Mapping[bytes, str]) -> None:
        missing = [key for key in texts if key not in self._rows]
        if missing and self._kept:
            self._rows.update(self._kept.get(missing))
            missing = [key for key in missing if key not in self._rows]
        if missing:
            # The shortest first, so that what is encoded together is of a length.
            missing.sort(key=lambda key: (len(texts[key]), key))
            made = self._encoder.encode([texts[key] for key in missing]).astype("<f2")
            new = {key: row.tobytes() for key, row in zip(missing, made, strict=True)}
            self._rows.update(new)
            if self._kept:
                self._kept.put(new)

    @cached_property
    def _base(self) -> float | None:
        rows = self.rows(_UNRELATED)
        if rows is None:
            return None
        count = len(rows)
        return round(float(((rows @ rows.T).sum() - (rows * rows).sum()) / (count * count - count)), 3)
