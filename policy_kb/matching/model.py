"""The learnt linear model at run time: loaded from one npz and scored with numpy alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from policy_kb.matching.grams import Features
from policy_kb.matching.neighbours import Neighbours

CHANNELS = ("characters", "sounds", "matters")
UNSTATED = "unstated"
OOS = "oos"
MODEL = "model.npz"
_SECOND_VOICE = 0.2
"""What the vote of the nearest samples counts beside the margins (chosen by leaving one author out)."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel's vocabulary: a term's row in the weights, its rarity, and how loud the channel is."""

    rows: dict[str, int]
    rarity: NDArray[np.float32]
    loudness: float

    def vector(self, terms: Sequence[str], first: int) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """Rows of the weights and TF-IDF values (sublinear, of unit length times loudness)."""
        counts = Counter(map(self.rows.get, terms))
        counts.pop(None, None)
        rows = np.array(list(counts), dtype=np.intp)
        values = (1 + np.log(np.array(list(counts.values()), dtype=np.float32))) * self.rarity[rows]
        length = float(np.sqrt(values @ values)) or 1.0
        return rows + first, (values * (self.loudness / length)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Two heads over the same features, one-against-rest margins with their bias.

    `classes` compete for what a question is (passage ids, `unstated`, `oos`, flows);
    `places` for the passage nearest to it, whether it states the matter or not.
    """

    classes: tuple[str, ...]
    places: tuple[str, ...]
    channels: tuple[Channel, ...]
    weights: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]
    inputs: str
    neighbours: Neighbours | None = None

    def scores(self, features: Features) -> tuple[dict[str, float], dict[str, float]]:
        """The margins of `classes` and of `places`, with what the nearest samples say."""
        total, first = self.bias, 0
        for channel, terms in zip(self.channels, _channels(features), strict=True):
            rows, values = channel.vector(terms, first)
            if not first and self.neighbours is not None:
                votes = self.neighbours.votes(rows, values, len(self.classes), len(self.places))
                total = total + _SECOND_VOICE * votes
            total = total + (values @ self.weights[rows].astype(np.float32)) * self.scale
            first += len(channel.rows)
        margins, cut = total.tolist(), len(self.classes)
        return dict(zip(self.classes, margins[:cut], strict=True)), dict(
            zip(self.places, margins[cut:], strict=True)
        )

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as data:
            channels = tuple(
                Channel(
                    _vocabulary(data[f"{name}_terms"]), data[f"{name}_rarity"], float(data[f"{name}_loudness"])
                )
                for name in CHANNELS
            )
            return cls(
                classes=tuple(_text(data["classes"]).split("\n")),
                places=tuple(_text(data["places"]).split("\n")),
                channels=channels,
                weights=data["weights"],
                scale=data["scale"],
                bias=data["bias"],
                inputs=_text(data["inputs"]),
                neighbours=Neighbours.read(data),
            )

    def save(self, path: Path) -> None:
        """Write one compressed file; the same model gives the same bytes of content."""
        arrays: dict[str, NDArray[np.generic]] = {}
        for name, channel in zip(CHANNELS, self.channels, strict=True):
            arrays[f"{name}_terms"] = _bytes("\n".join(channel.rows))
            arrays[f"{name}_rarity"] = channel.rarity
            arrays[f"{name}_loudness"] = np.array(channel.loudness, dtype=np.float64)
        np.savez_compressed(
            path,
            allow_pickle=False,
            classes=_bytes("\n".join(self.classes)),
            places=_bytes("\n".join(self.places)),
            weights=self.weights,
            scale=self.scale,
            bias=self.bias,
            inputs=_bytes(self.inputs),
            **arrays,
            **(self.neighbours.arrays() if self.neighbours is not None else {}),
        )


def _channels(features: Features) -> tuple[tuple[str, ...], ...]:
    return features.characters, features.sounds, features.matters


def _vocabulary(data: NDArray[np.uint8]) -> dict[str, int]:
    text = _text(data)
    return {term: row for row, term in enumerate(text.split("\n"))} if text else {}


def _text(data: NDArray[np.uint8]) -> str:
    return data.tobytes().decode()


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), dtype=np.uint8)
