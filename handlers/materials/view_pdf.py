"""A page of a PDF as a picture, by pdfium: the engine that browsers have, built here without scripts."""

from __future__ import annotations

import io

import pypdfium2
from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from handlers.filekinds import Problem
from handlers.materials.view_copies import PagePicture

LONGEST_SIDE = 2000
"""Pixels: small print of an A4 page can be read, and no page is so large that its picture is."""

_LARGEST_SCALE = 300 / 72
_QUALITY = 85
_PASSWORD = pypdfium2.raw.FPDF_ERR_PASSWORD


def picture_of_page(content: bytes, page: int) -> PagePicture | Problem:
    """Draw one page, from 1, with the stamps of signatures on it."""
    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        return Problem.ENCRYPTED if error.err_code == _PASSWORD else Problem.DAMAGED
    total = len(document)
    if not 1 <= page <= total:
        return PagePicture(total, b"")
    document.init_forms()  # a signature's seal is a field of a form: without this it would not be drawn
    return PagePicture(total, _drawn(document[page - 1]))


def _drawn(page: PdfPage) -> bytes:
    longest = max(page.get_size())
    scale = min(LONGEST_SIDE / longest, _LARGEST_SCALE)
    picture = page.render(scale=scale).to_pil().convert("RGB")
    drawn = io.BytesIO()
    picture.save(drawn, "JPEG", quality=_QUALITY, optimize=True)
    return drawn.getvalue()
