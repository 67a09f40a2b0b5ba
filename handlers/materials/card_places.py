"""Where things lie on a card: places as fractions of its width and height, and how much of a mark is in one."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT = 256, 161

Face = NDArray[np.int16]
"""A card's pixels, lying: HEIGHT × WIDTH × (red, green, blue)."""

Mask = NDArray[np.bool_]
Place = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_MARKED = 0.12
_Cell = TypeVar("_Cell", np.int16, np.bool_)


def part(pixels: NDArray[_Cell], place: Place) -> NDArray[_Cell]:
    """The pixels of a place."""
    left, top, right, bottom = place
    height, width = pixels.shape[:2]
    return pixels[round(top * height) : round(bottom * height), round(left * width) : round(right * width)]


def share(mask: Mask, place: Place) -> float:
    """How much of a place is marked, from 0 to 1."""
    return float(part(mask, place).mean())


def runs(mask: Mask) -> int:
    """How many separate marks stand side by side."""
    marked = mask.mean(axis=0) >= _MARKED
    return int((np.diff(marked.astype(np.int8), prepend=0) == 1).sum())


def ground_of(face: Face) -> NDArray[np.float64]:
    """The colour that most of the card has."""
    ground: NDArray[np.float64] = np.median(face, axis=(0, 1))
    return ground


def apart(face: Face, ground: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far each pixel is from the ground, in the channel that tells most."""
    distance: NDArray[np.float64] = np.abs(face - ground).max(axis=2)
    return distance
