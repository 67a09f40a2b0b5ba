"""Photos and scans: opened once to be sure that they are whole, and copied to look at without what they carry."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageOps

from handlers.files import FileKind, Findings, Problem

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
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    content = io.BytesIO()
    _on_white(upright).save(content, "JPEG", quality=_QUALITY, optimize=True)
    return content.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """The same without transparency, and without the metadata that `save` would take along."""
    if picture.mode.startswith("I"):  # 16 bits of grey, which a conversion alone would make white
        picture = picture.point(lambda grey: grey * (1 / 256)).convert("L")
    if picture.mode in {"RGBA", "LA", "PA", "P"} or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        paper.alpha_composite(seen)
        picture = paper
    plain = picture.convert("RGB")
    plain.info.clear()
    return plain
