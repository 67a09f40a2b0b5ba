"""Photos and scans: opened once to be sure that they are whole, and copied to look at without what they carry."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from handlers.filekinds import FileKind, Findings, Problem

MOST_PIXELS = 120_000_000
"""A phone's 108 million, and a scan of A0."""
_LONGEST_SIDE = 2400
_QUALITY = 85
_BAND = 128
"""Rows of a band when it is reduced."""

_BROKEN = (OSError, SyntaxError, ValueError, EOFError, ArithmeticError, LookupError, TypeError, RuntimeError)
"""What pillow's readers raise for bytes that are not what they seem."""


def inspect_picture(content: bytes, kind: FileKind) -> Findings | Problem:
    """Decode the whole picture; the copy stands upright and has neither place nor camera in it."""
    try:
        # Pillow warns of 90 million pixels; from twice as many on it raises.
        with warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning):
            picture = Image.open(io.BytesIO(content), formats=["JPEG" if kind is FileKind.JPEG else "PNG"])
        with picture:
            if picture.width * picture.height > MOST_PIXELS:
                return Problem.TOO_MANY_PIXELS
            # A JPEG can be decoded at a fraction of its size, which saves memory and time.
            picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
            return Findings(kind, copy=_copy(picture))
    except (Image.DecompressionBombError, MemoryError):
        return Problem.TOO_MANY_PIXELS
    except _BROKEN:
        return Problem.DAMAGED


def _copy(picture: Image.Image) -> bytes:
    seen = _reduced(picture)
    seen.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))  # first: turning a picture needs its memory once more
    upright = ImageOps.exif_transpose(seen)
    content = io.BytesIO()
    _on_white(upright).save(content, "JPEG", quality=_QUALITY, optimize=True)
    return content.getvalue()


def _reduced(picture: Image.Image) -> Image.Image:
    """The same made smaller by a whole factor, band by band: of a large one no second is in memory."""
    factor = 2 * max(picture.size) // (3 * _LONGEST_SIDE)
    if factor <= 1:
        return _readable(picture)
    height = picture.height
    step = factor * _BAND
    bands = [_band(picture, top, min(top + step, height), factor) for top in range(0, height, step)]
    whole = Image.new(bands[0].mode, (bands[0].width, sum(band.height for band in bands)))
    for place, band in enumerate(bands):
        whole.paste(band, (0, place * _BAND))
    whole.info = picture.info
    return whole


def _band(picture: Image.Image, top: int, bottom: int, factor: int) -> Image.Image:
    return _readable(picture.crop((0, top, picture.width, bottom))).reduce(factor)


def _readable(picture: Image.Image) -> Image.Image:
    """The same in a mode that can be made smaller without losing what is to be read."""
    if picture.mode.startswith("I"):  # 16 bits of grey, which a conversion alone would make white
        return picture.point(lambda grey: grey * (1 / 256)).convert("L")
    if picture.mode == "1":
        return picture.convert("L")
    return picture.convert("RGBA") if picture.mode in {"P", "PA"} else picture


def _on_white(picture: Image.Image) -> Image.Image:
    """The same without transparency, and without the metadata that `save` would take along."""
    if picture.mode in {"RGBA", "LA"} or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        picture = Image.new("RGBA", seen.size, "white")
        picture.alpha_composite(seen)
    plain = picture.convert("RGB")
    plain.info.clear()
    return plain
