"""The learnt linear model at run time: loaded from one npz and scored with numpy alone."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from policy_kb.matching.grams import Features
from policy_kb.matching.neighbours import Floats, Neighbours

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

    def counted(self, terms: Iterable[str]) -> Mapping[int | None, int]:
        """The rows of the terms that were learnt, and how often each stands in the message."""
        counts = Counter(map(self.rows.get, terms))
        counts.pop(None, None)
        return counts


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
    firsts: NDArray[np.intp] = field(init=False)  # each channel's first row in the weights
    rarity: Floats = field(init=False)  # of the terms of all channels

    def __post_init__(self) -> None:
        sizes = [len(channel.rows) for channel in self.channels]
        object.__setattr__(self, "firsts", np.cumsum([0, *sizes[:-1]], dtype=np.intp))
        object.__setattr__(self, "rarity", np.concatenate([channel.rarity for channel in self.channels]))

    def scores(self, features: Features) -> Floats:
        """The margins of `classes`, then of `places`, with what the nearest samples say."""
        counted = [
            channel.counted(terms) for channel, terms in zip(self.channels, _channels(features), strict=True)
        ]
        rows, values = self._vector(counted)
        total: Floats = (values @ self.weights.take(rows, axis=0).astype(np.float32)) * self.scale + self.bias
        if self.neighbours is None:
            return total
        seen = len(counted[0])
        votes = self.neighbours.votes(rows[:seen], values[:seen], len(self.classes), len(self.places))
        return total + votes * np.float32(_SECOND_VOICE)

    def _vector(self, counted: Sequence[Mapping[int | None, int]]) -> tuple[NDArray[np.intp], Floats]:
        """Rows of the weights and TF-IDF values (sublinear, each channel of unit length times loudness)."""
        sizes = [len(counts) for counts in counted]
        rows = np.fromiter(chain.from_iterable(counted), np.intp, sum(sizes)) + self.firsts.repeat(sizes)
        counts = chain.from_iterable(counts.values() for counts in counted)
        values: Floats = np.log(np.fromiter(counts, np.float32, len(rows))) + np.float32(1)
        values *= self.rarity.take(rows)
        start = 0
        for channel, size in zip(self.channels, sizes, strict=True):
            part = values[start : start + size]
            part *= channel.loudness / (math.sqrt(part @ part) or 1.0)
            start += size
        return rows, values

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
