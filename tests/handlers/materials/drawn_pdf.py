"""PDFs that are hard to draw, and one that is easy."""

from __future__ import annotations

from pypdf import PdfWriter

from tests.handlers.materials import samples
from tests.handlers.materials.bombs import deflated, pdf_of, stream

_ROOT = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_MB = 1 << 20


def _page(contents: bytes, *more: bytes, box: bytes = b"0 0 600 800", resources: bytes = b"") -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [%b] /Contents 4 0 R /Resources << %b >> >>" % (box, resources)
    return pdf_of([_ROOT, _PAGES, page, stream(b"", contents), *more])


def coloured(box: bytes = b"0 0 600 800") -> bytes:
    """A page that is red all over."""
    return _page(b"1 0 0 rg -9999 -9999 99999 99999 re f", box=box)


def of_pages(count: int) -> bytes:
    made = PdfWriter()
    for _ in range(count):
        made.add_blank_page(200, 200)
    return samples.pdf(made)


def with_password() -> bytes:
    made = samples.writer()
    made.encrypt("secret")
    return samples.pdf(made)


def drawn_without_end() -> bytes:
    """A form draws the next ten times, and so on, twelve deep."""
    named = b"/XObject << /F %d 0 R >>"
    forms = [
        stream(
            b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << %b >>" % (named % place),
            b"/F Do " * 10,
        )
        for place in range(6, 18)
    ]
    last = stream(b"/Type /XObject /Subtype /Form /BBox [0 0 600 800]", b"0 0 600 800 re f ")
    return _page(b"/F Do " * 10, *forms, last, resources=named % 5)


def of_a_huge_picture() -> bytes:
    """300 KB that are a picture of 900 million points."""
    side = 30_000
    head = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1 /ColorSpace /DeviceGray"
        b" /Filter /FlateDecode"
    )
    picture = stream(head % (side, side), deflated(b"\0" * _MB, side * side // 8 // _MB))
    return _page(b"600 0 0 800 0 0 cm /I Do", picture, resources=b"/XObject << /I 5 0 R >>")


def whose_pages_are_themselves() -> bytes:
    return pdf_of([_ROOT, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>"])


def sealed() -> bytes:
    """A white page with a red seal: a signature's field, as seals on electronic papers are."""
    root = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] /SigFlags 3 >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Annots [5 0 R] >>"
    field = (
        b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Seal) /F 4 /P 3 0 R /Rect [200 300 400 500]"
        b" /AP << /N 6 0 R >> >>"
    )
    look = stream(b"/Type /XObject /Subtype /Form /BBox [0 0 200 200]", b"1 0 0 rg 0 0 200 200 re f")
    return pdf_of([root, _PAGES, page, stream(b"", b""), field, look])
