"""Pictures that look like an identity card or a bank card: told by shape and layout, without reading a word.

See docs/decisions/cards-by-their-look.md for what this cannot tell.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageFilter

from handlers.materials.card_bank import is_bank_card
from handlers.materials.card_identity import is_id_back, is_id_front
from handlers.materials.card_places import HEIGHT, WIDTH, Face
from handlers.materials.card_shapes import fits_card, framed_quad

_LONGEST_SIDE = 512
_LAYOUTS = (is_id_front, is_id_back, is_bank_card)


def is_card_picture(content: bytes) -> bool:
    """Whether a JPEG that was made here, such as a viewing copy, looks like a card."""
    with Image.open(io.BytesIO(content), formats=["JPEG"]) as picture:
        picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
        return looks_like_card(picture)


def looks_like_card(picture: Image.Image) -> bool:
    """Whether the whole picture, or the one rectangle in it, has the shape and the layout of such a card."""
    size = picture.size
    small = picture.convert("RGB")
    small.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), reducing_gap=2.0)
    calm = small.filter(ImageFilter.MedianFilter(3))
    return any(layout(face) for face in _faces(calm, size) for layout in _LAYOUTS)


def _faces(picture: Image.Image, size: tuple[int, int]) -> Iterator[Face]:
    """Every rectangle of a card's shape, lying, either way up."""
    if fits_card(*size):
        yield from _both_ways(picture)
    quad = framed_quad(np.asarray(picture, dtype=np.int16))
    if quad is not None:
        shape = (WIDTH, HEIGHT) if quad.is_lying else (HEIGHT, WIDTH)
        face = picture.transform(shape, Image.Transform.QUAD, quad.corners, Image.Resampling.BILINEAR)
        yield from _both_ways(face)


def _both_ways(card: Image.Image) -> Iterator[Face]:
    lying = card if card.width > card.height else card.transpose(Image.Transpose.ROTATE_90)
    face = np.asarray(lying.resize((WIDTH, HEIGHT), Image.Resampling.BOX), dtype=np.int16)
    yield face
    yield face[::-1, ::-1]
