"""Files as people send them along with a report, each telling of its making what nobody else's would."""

from __future__ import annotations

import io

from docx import Document
from PIL import Image

from tests.scenarios.canary.marks import Marks

_MAKER, _ARTIST, _GPS, _LATITUDE = 0x010F, 0x013B, 0x8825, 2


def photo(marks: Marks) -> tuple[str, bytes]:
    """A picture that tells by what and by whom it was taken."""
    exif, made = Image.Exif(), io.BytesIO()
    exif[_MAKER], exif[_ARTIST] = marks.camera, marks.openid
    exif.get_ifd(_GPS)[_LATITUDE] = (36.0, 9.0, 0.0)
    Image.new("RGB", (32, 24), "navy").save(made, "JPEG", exif=exif)
    return f"{marks.words}.jpg", made.getvalue()


def letter(marks: Marks) -> tuple[str, bytes]:
    """A document that tells who wrote it."""
    document, made = Document(), io.BytesIO()
    document.core_properties.author = marks.camera
    document.add_paragraph(marks.told)
    document.save(made)
    return f"{marks.words}.docx", made.getvalue()
