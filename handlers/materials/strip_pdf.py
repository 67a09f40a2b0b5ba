"""A PDF whose pages are pictures of the pages of another: nothing stands behind or beside what is seen."""

from __future__ import annotations

import io
from collections.abc import Mapping
from types import MappingProxyType

from PIL import Image
from pypdfium2 import PdfDocument, PdfPage

from handlers.filekinds import Problem, Stripped, Trace

MOST_PAGES = 40
"""What a process draws in its seconds."""

_SUFFIX = ".pdf"
_LONGEST_SIDE, _LARGEST_SCALE = 1600, 200 / 72
_QUALITY, _DOTS = 80, 150

_FIELDS: Mapping[Trace, tuple[str, ...]] = MappingProxyType(
    {
        Trace.TIME: ("CreationDate", "ModDate"),
        Trace.AUTHOR: ("Author",),
        Trace.PROGRAM: ("Creator", "Producer"),
        Trace.REMARKS: ("Title", "Subject", "Keywords"),
    }
)
_XMP = b"<x:xmpmeta"


def pages_as_pictures(content: bytes) -> Stripped | Problem:
    """Draw every page, with the stamps of signatures on it."""
    document = PdfDocument(content)
    if not 0 < len(document) <= MOST_PAGES:
        return Problem.TOO_SLOW
    document.init_forms()  # a signature's seal is a field of a form
    first, *rest = [_drawn(page) for page in document]
    made = io.BytesIO()
    first.save(
        made,
        "PDF",
        save_all=True,
        append_images=rest,
        quality=_QUALITY,
        resolution=_DOTS,
        creationDate=None,  # pillow writes the hour of now otherwise
        modDate=None,
    )
    return Stripped(made.getvalue(), _SUFFIX, _traces(document, content))


def _drawn(page: PdfPage) -> Image.Image:
    scale = min(_LONGEST_SIDE / max(page.get_size()), _LARGEST_SCALE)
    drawn: Image.Image = page.render(scale=scale).to_pil()
    return drawn.convert("RGB")


def _traces(document: PdfDocument, content: bytes) -> tuple[Trace, ...]:
    said = document.get_metadata_dict(skip_empty=True)
    found = {trace for trace, fields in _FIELDS.items() if any(field in said for field in fields)}
    if _XMP in content:
        found.add(Trace.REMARKS)
    return tuple(trace for trace in Trace if trace in found)
