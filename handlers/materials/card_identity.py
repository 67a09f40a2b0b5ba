"""The two sides of a resident identity card, as tables of what lies where on its pale ground."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from handlers.materials.card_places import Face, Mask, Place, apart, ground_of, part, runs, share


class _Mark(StrEnum):
    INK = "ink"
    DARK = "dark"  # hair, coats
    SKIN = "skin"
    RED = "red"


class _Hint(Struct, frozen=True):
    """How much of a mark is in a place."""

    mark: _Mark
    place: Place
    least: float
    most: float


_FRONT = (
    _Hint(_Mark.SKIN, (0.60, 0.10, 0.96, 0.76), 0.08, 0.70),  # the portrait
    _Hint(_Mark.DARK, (0.60, 0.10, 0.96, 0.76), 0.03, 1.00),
    _Hint(_Mark.SKIN, (0.04, 0.05, 0.56, 0.76), 0.00, 0.02),  # name, birth, address
    _Hint(_Mark.INK, (0.04, 0.05, 0.56, 0.76), 0.01, 0.25),
    _Hint(_Mark.INK, (0.04, 0.78, 0.96, 0.94), 0.03, 0.45),  # the number
)
_NUMBER = (0.30, 0.78, 0.96, 0.94)
_LEAST_DIGITS = 9
"""Of eighteen: some run together."""

_BACK = (
    _Hint(_Mark.RED, (0.03, 0.05, 0.27, 0.48), 0.15, 1.00),  # the emblem, and no other red
    _Hint(_Mark.RED, (0.32, 0.00, 1.00, 1.00), 0.00, 0.01),
    _Hint(_Mark.RED, (0.00, 0.55, 1.00, 1.00), 0.00, 0.01),
    _Hint(_Mark.INK, (0.28, 0.08, 0.95, 0.52), 0.04, 0.50),  # the title
    _Hint(_Mark.INK, (0.04, 0.55, 0.96, 0.67), 0.00, 0.03),  # an empty band
    _Hint(_Mark.INK, (0.12, 0.69, 0.96, 0.96), 0.01, 0.25),  # who issued it, until when
    _Hint(_Mark.INK, (0.02, 0.55, 0.11, 0.92), 0.00, 0.05),
)

_DARKEST, _LIGHTEST, _MOST_COLOUR, _MOST_YELLOW = 145, 249, 45, 8
_INK, _HAIR = 45, 110
_EVEN = 0.5


def is_id_front(face: Face) -> bool:
    """Print at the left, a portrait in the right third, the number along the foot."""
    marks = _marks(face)
    if marks is None or not _fits(marks, _FRONT):
        return False
    return runs(part(marks[_Mark.INK], _NUMBER)) >= _LEAST_DIGITS


def is_id_back(face: Face) -> bool:
    """A red emblem in the upper left, the title beside it, an empty band, two lines along the foot."""
    marks = _marks(face)
    return marks is not None and _fits(marks, _BACK)


def _fits(marks: Mapping[_Mark, Mask], hints: tuple[_Hint, ...]) -> bool:
    return all(hint.least <= share(marks[hint.mark], hint.place) <= hint.most for hint in hints)


def _marks(face: Face) -> Mapping[_Mark, Mask] | None:
    """What is on the ground; None where it is not such a card's: pale, rather bluish, never quite white."""
    ground = ground_of(face)
    red, _, blue = ground
    is_pale = _DARKEST <= ground.mean() <= _LIGHTEST and np.ptp(ground) <= _MOST_COLOUR
    if not is_pale or red - blue > _MOST_YELLOW or (apart(face, ground) <= _INK).mean() < _EVEN:
        return None
    light = face.mean(axis=2)
    return {
        _Mark.INK: light < ground.mean() - _INK,
        _Mark.DARK: light < ground.mean() - _HAIR,
        _Mark.SKIN: _skin(face),
        _Mark.RED: _red(face),
    }


def _skin(face: Face) -> Mask:
    """Skin of any shade that a camera's white balance leaves: red before green before blue, none far ahead."""
    red, green, blue = face[..., 0], face[..., 1], face[..., 2]
    is_lit = (face > np.array((95, 40, 20))).all(axis=2)
    return is_lit & _within(red - green, 16, 89) & _within(green - blue, 6, 255)


def _red(face: Face) -> Mask:
    red = face[..., 0]
    return _within(red, 101, 255) & _within(red - face[..., 1:].max(axis=2), 56, 255)


def _within(values: NDArray[np.int16], least: int, most: int) -> Mask:
    return (values >= least) & (values <= most)
