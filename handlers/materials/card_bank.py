"""Bank cards: a strongly coloured, even ground with rounded corners, a chip, a row of digits."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from handlers.materials.card_places import HEIGHT, Face, Mask, apart, ground_of, part, runs, share

_LEAST_COLOUR = 50
_NEAR, _EVEN = 60, 0.55
"""How far a shaded ground strays from its middle colour, and how much of the card is ground."""

_CHIP, _BESIDE_CHIP = (0.08, 0.32, 0.24, 0.58), (0.40, 0.30, 1.00, 0.58)
_CHIP_SHARE, _BESIDE_SHARE = 0.35, 0.08
_DIMMEST, _BRIGHTEST, _OFF_GROUND = 100, 240, 45
_GREYEST, _LEAST_GOLD, _MOST_GOLD = 40, 25, 150

_LINE_TOPS = np.arange(0.46, 0.76, 0.015)
_MARGIN, _LINE = 0.05, 0.17
_ALONE = 0.03
_THIN, _THICK = 0.08, 0.6
_FEWEST, _MOST = 12, 24
_RAISED = 40

_TIP = (np.array((1, 1, 2)), np.array((1, 2, 1)))
"""Pixels at a corner that a card's radius of 3.18 mm leaves out; those further out may lie outside of anything."""

_ALIKE, _OTHER = 40, 30
_CORNERS = 3
"""A finger may cover one."""


def is_bank_card(face: Face) -> bool:
    """Whether the ground is a card's, and of corners, chip and digits as many are seen as a card shows.

    Where the corners cannot be seen, chip and digits are both needed.
    """
    ground = ground_of(face)
    away = apart(face, ground)
    if np.ptp(ground) < _LEAST_COLOUR or (away <= _NEAR).mean() < _EVEN:
        return False
    chip, digits = _has_chip(face, away), _has_digits(face)
    return (chip or digits) if _is_rounded(face) else (chip and digits)


def _has_chip(face: Face, away: NDArray[np.float64]) -> bool:
    """Gold or silver where the contacts are, and not all over the card."""
    light, colour = face.mean(axis=2), np.ptp(face, axis=2)
    gold = face[..., 0] - face[..., 2]
    golden = (gold >= _LEAST_GOLD) & (gold <= _MOST_GOLD) & (face[..., 1] >= face[..., 2])
    shines = (away > _OFF_GROUND) & (light >= _DIMMEST) & (light <= _BRIGHTEST)
    metal = shines & (golden | (colour <= _GREYEST))
    return share(metal, _CHIP) >= _CHIP_SHARE and share(metal, _BESIDE_CHIP) <= _BESIDE_SHARE


def _has_digits(face: Face) -> bool:
    """One line of a dozen narrow marks or more, with nothing close above and below it."""
    return any(_is_line(_raised(face, float(top))) for top in _LINE_TOPS)


def _is_line(band: Mask) -> bool:
    rows, edge = band.mean(axis=1), round(0.035 * HEIGHT)
    line = band[edge:-edge]
    is_alone = max(rows[:edge].max(), rows[-edge:].max()) <= _ALONE
    return bool(is_alone and _THIN <= line.mean() <= _THICK and _FEWEST <= runs(line) <= _MOST)


def _raised(face: Face, top: float) -> Mask:
    """What differs from the median of its own band: grounds may shade from one colour to another."""
    band = part(face, (0.05, top - _MARGIN, 0.95, top + _LINE))
    raised: Mask = apart(band, ground_of(band)) > _RAISED
    return raised


def _is_rounded(face: Face) -> bool:
    """Whether what shows at the corners is one other colour than the card's own beside them."""
    flips = (face, face[:, ::-1], face[::-1], face[::-1, ::-1])
    tips = [flip[_TIP].mean(axis=0) for flip in flips]
    insides = [flip[8:14, 8:14].mean(axis=(0, 1)) for flip in flips]
    edges = [flip[1:4, 30:60].mean(axis=(0, 1)) for flip in flips]
    ground = np.median(tips, axis=0)
    return (
        _most_corners(_far(tip, ground) <= _ALIKE for tip in tips)
        and _most_corners(_far(inside, ground) >= _OTHER for inside in insides)
        and _most_corners(_far(edge, ground) >= _OTHER for edge in edges)
    )


def _far(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(np.abs(one - other).max())


def _most_corners(corners: Iterable[bool]) -> bool:
    return sum(corners) >= _CORNERS
