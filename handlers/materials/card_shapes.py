"""The rectangle in a picture: what differs from the colour along the picture's edge, a little askew or not."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from PIL import Image, ImageFilter

RATIO = 85.60 / 53.98
"""ISO/IEC 7810, ID-1: identity cards and bank cards alike."""

_TOLERANCE = 0.03
_EDGE = 0.02
_EVEN = 0.8
_LEAST_DIFFERENCE = 24
_SMALLEST, _LARGEST = 0.04, 0.95
_FILLED = 0.9
_MOST_ASKEW = 14.0

Pixels = NDArray[np.int16]
Points = NDArray[np.float64]


class Quad(Struct, frozen=True):
    """A rectangle's corners as Pillow's QUAD takes them: upper left, lower left, lower right, upper right."""

    corners: tuple[float, ...]
    is_lying: bool


def fits_card(width: float, height: float) -> bool:
    """Whether the sides are in a card's proportion, lying or upright."""
    short, long = sorted((width, height))
    return short > 0 and abs(long / short / RATIO - 1) <= _TOLERANCE


def framed_quad(pixels: Pixels) -> Quad | None:
    """The one card-shaped rectangle against an even background; None where there is none."""
    mask = _differing(pixels)
    if mask is None or not _SMALLEST <= mask.mean() <= _LARGEST:
        return None
    outline, area = _outline(mask)
    angle = _angle(outline)
    left, top, right, bottom = _extents(outline, angle)
    width, height = right - left, bottom - top
    if not fits_card(width, height) or area < _FILLED * width * height:
        return None
    corners = np.array([(left, top), (left, bottom), (right, bottom), (right, top)])
    return Quad(tuple(map(float, _turned(corners, -angle).ravel())), width > height)


def _differing(pixels: Pixels) -> NDArray[np.bool_] | None:
    """What is not the background; None where the picture's edge is not even."""
    height, width, _ = pixels.shape
    depth = max(2, round(_EDGE * max(width, height)))
    if min(width, height) <= 4 * depth:
        return None
    inner = np.zeros((height, width), dtype=bool)
    inner[depth:-depth, depth:-depth] = True
    ground = np.median(pixels[~inner], axis=0)
    difference = np.abs(pixels - ground).max(axis=2)
    most = max(_LEAST_DIFFERENCE, 1.3 * float(np.quantile(difference[~inner], _EVEN)))
    if most > 2 * _LEAST_DIFFERENCE:
        return None
    # A speck of noise or dust is not the rectangle's edge.
    mask = Image.fromarray(((difference > most) * 255).astype(np.uint8))
    return np.asarray(mask.filter(ImageFilter.MedianFilter(5))) > 0


def _outline(mask: NDArray[np.bool_]) -> tuple[Points, float]:
    """The first and last point of every row and column, as corners of pixels; and the area between them."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    first, last = mask[rows].argmax(axis=1), mask.shape[1] - mask[rows, ::-1].argmax(axis=1)
    over, under = mask[:, columns].argmax(axis=0), mask.shape[0] - mask[::-1, columns].argmax(axis=0)
    points = [
        np.column_stack((first, rows + 0.5)),
        np.column_stack((last, rows + 0.5)),
        np.column_stack((columns + 0.5, over)),
        np.column_stack((columns + 0.5, under)),
    ]
    return np.concatenate(points), float((last - first).sum())


def _angle(outline: Points) -> float:
    """The turn, in degrees, under which the outline needs the least room."""
    best = 0.0
    for reach, step in ((_MOST_ASKEW, 2.0), (1.5, 0.5)):
        tried = best + np.arange(-reach, reach + step / 2, step)
        # A straight rectangle stays straight: a turn has to save something.
        best = min(map(float, tried), key=lambda angle: (round(_room(outline, angle)), abs(angle)))
    return best


def _room(outline: Points, angle: float) -> float:
    left, top, right, bottom = _extents(outline, angle)
    return (right - left) * (bottom - top)


def _extents(outline: Points, angle: float) -> tuple[float, float, float, float]:
    turned = _turned(outline, angle)
    left, top = turned.min(axis=0)
    right, bottom = turned.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def _turned(points: Points, angle: float) -> Points:
    radians = np.deg2rad(angle)
    matrix = np.array([[np.cos(radians), np.sin(radians)], [-np.sin(radians), np.cos(radians)]])
    turned: Points = points @ matrix
    return turned
