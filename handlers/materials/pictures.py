"""Photos and scans: opened once to be sure that they are whole, and copied to look at without what they carry."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageOps

from handlers.materials.files import FileKind, Findings, Problem

MOST_PIXELS = 64_000_000
_LONGEST_SIDE = 2400
_QUALITY = 85

_BROKEN = (OSError, SyntaxError, ValueError, EOFError, ArithmeticError, LookupError, TypeError, RuntimeError)
"""What pillow's readers raise for bytes that are not what they seem."""


def inspect_picture(path: Path, kind: FileKind) -> Findings | Problem:
    """Decode the whole picture; the copy stands upright and has neither place nor camera in it."""
    try:
        with Image.open(path, formats=["JPEG" if kind is FileKind.JPEG else "PNG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return Problem.TOO_MANY_PIXELS
            # A JPEG can be decoded at a fraction of its size, which saves memory and time.
            picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
            return Findings(kind, copy=_copy(picture))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Problem.TOO_MANY_PIXELS
    except MemoryError:
        return Problem.TOO_MANY_PIXELS
    except _BROKEN:
        return Problem.DAMAGED


def _copy(picture: Image.Image) -> bytes:
    seen = _readable(picture)
    seen.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))  # first: turning a picture needs its memory once more
    upright = ImageOps.exif_transpose(seen)
    content = io.BytesIO()
    _on_white(upright).save(content, "JPEG", quality=_QUALITY, optimize=True)
    return content.getvalue()


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
