"""The learnt linear model at run time: mapped from one file and scored with numpy alone."""

from __future__ import annotations

from pathlib import Path
from typing import Self

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from policy_kb import texts
from policy_kb.array_file import Arrays, read, write
from policy_kb.errors import KbError
from policy_kb.matching.neighbours import Neighbours
from policy_kb.matching.terms import Floats, Terms

UNSTATED = "unstated"
OOS = "oos"
MODEL, EARLIER = "model.bin", "model.npz"


class Head(Struct, frozen=True):
    """One-against-rest machines over the same features: for each name a margin with its bias."""

    names: tuple[str, ...]
    weights: NDArray[np.int8]  # every row once, for both heads together
    scale: Floats
    bias: Floats

    def margins(self, rows: NDArray[np.int32], values: Floats) -> Floats:
        """The margins of all names. `rows` are those of the weights."""
        weights = self.weights.take(rows, axis=0).astype(np.float32)
        margins: Floats = values.dot(weights)
        margins *= self.scale
        margins += self.bias
        return margins

    @classmethod
    def read(cls, name: str, data: Arrays) -> Self:
        """Read what `arrays` gave."""
        return cls(
            names=tuple(_text(data[f"{name}_names"]).split("\n")),
            weights=data[f"{name}_weights"],
            scale=data[f"{name}_scale"],
            bias=data[f"{name}_bias"],
        )

    def arrays(self, name: str) -> Arrays:
        """What is kept in the model's file."""
        return {
            f"{name}_names": _bytes("\n".join(self.names)),
            f"{name}_weights": self.weights,
            f"{name}_scale": self.scale,
            f"{name}_bias": self.bias,
        }


class LinearModel(Struct, frozen=True):
    """Two heads over the same features.

    `classes` compete for what a question is (passage ids, `unstated`, `oos`, flows);
    `places` for the passage nearest to it, whether it states the matter or not.
    """

    classes: Head
    places: Head
    terms: Terms
    rows: NDArray[np.int32]  # of the weights, for each term
    inputs: str
    neighbours: Neighbours | None = None

    @classmethod
    def load(cls, folder: Path) -> Self | None:
        """The folder's model, which `save` wrote; None where nothing was learnt.

        Raises:
            KbError: an earlier version wrote the file.
        """
        if not (folder / MODEL).is_file() and not (folder / EARLIER).is_file():
            return None
        try:
            return cls._read(read(folder / MODEL))
        except (OSError, ValueError, KeyError) as error:
            raise KbError(texts.MODEL_OF_EARLIER) from error

    @classmethod
    def _read(cls, data: Arrays) -> Self:
        return cls(
            classes=Head.read("class", data),
            places=Head.read("place", data),
            terms=Terms.read(data),
            rows=data["rows"],
            inputs=_text(data["inputs"]),
            neighbours=Neighbours.read(data),
        )

    def save(self, folder: Path) -> Path:
        """Write one file; the same model gives the same bytes."""
        arrays: Arrays = {
            "rows": self.rows,
            "inputs": _bytes(self.inputs),
            **self.terms.arrays(),
            **self.classes.arrays("class"),
            **self.places.arrays("place"),
            **(self.neighbours.arrays() if self.neighbours is not None else {}),
        }
        write(folder / MODEL, arrays)
        (folder / EARLIER).unlink(missing_ok=True)
        return folder / MODEL


def _text(data: NDArray[np.generic]) -> str:
    return data.tobytes().decode()


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), dtype=np.uint8)
