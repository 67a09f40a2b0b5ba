"""Ordinary PDFs, in the shapes in which office programs, scanners, and tax offices write them."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from pypdf.annotations import Link
from pypdf.generic import Fit, RectangleObject

from tests.handlers.materials import bombs, samples
from tests.handlers.materials.bombs import pdf_of, pdf_page, stream
from tests.handlers.materials.hidden import packed_list, pdf_opening, unlisted

_EMPTY = stream(b"", b"")


def _outlined() -> bytes:
    made = samples.writer()
    made.add_blank_page(200, 200)
    made.add_outline_item(title="第一章", page_number=0)
    made.add_annotation(0, Link(rect=(0, 0, 9, 9), target_page_index=1, fit=Fit.fit()))
    made.add_named_destination("附件", 1)
    return samples.pdf(made)


def _linked() -> bytes:
    made = samples.writer()
    made.add_uri(0, "https://inv-veri.example/", RectangleObject((0, 0, 50, 50)))
    return samples.pdf(made)


def _locked(algorithm: str) -> bytes:
    made = samples.writer()
    made.encrypt("", "owner", algorithm=algorithm)
    return samples.pdf(made)


def _scan(filters: bytes, content: bytes, *, bits: int = 1) -> bytes:
    head = (
        b"/Type /XObject /Subtype /Image /Width 2480 /Height 3508 /BitsPerComponent %d /ColorSpace /DeviceGray %b"
    )
    return pdf_page(_EMPTY, stream(head % (bits, filters), content))


def _form() -> bytes:
    root = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] /DA (/F 0 Tf) >> >>"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Annots [5 0 R] >>"
    text = b"<< /Subtype /Widget /FT /Tx /T (name) /V (a) /Rect [0 0 5 5] /A << /S /GoTo /D [3 0 R /Fit] >> >>"
    return pdf_of([root, pages, page, _EMPTY, text])


def _signed() -> bytes:
    """A seal of an authority, and what was added behind it when it was signed."""
    seal = b"<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] /Contents <00> >>"
    more = b"\n9 0 obj << /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) >> endobj\n"
    return pdf_page(_EMPTY, seal) + more


def _archival() -> bytes:
    xmp = b"<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'><pdfaid:part>2</pdfaid:part></x:xmpmeta>"
    font = stream(b"/Filter /FlateDecode /Length1 9", zlib.compress(b"\0\1\0\0" * 9000))
    intent = b"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) >>"
    return pdf_page(_EMPTY, stream(b"/Type /Metadata /Subtype /XML", xmp), font, intent)


def _linearised() -> bytes:
    return pdf_page(_EMPTY, b"<< /Linearized 1 /L 900 /H [1 2] /O 3 /E 500 /N 1 /T 700 >>")


PDFS: dict[str, Callable[[], bytes]] = {
    "an outline and links within": _outlined,
    "links to the web": _linked,
    "locked against changes, AES-256": lambda: _locked("AES-256"),
    "locked against changes, RC4": lambda: _locked("RC4-128"),
    "packed objects": lambda: samples.pdf_with_packed(b"<< /Title (a) /S /GoTo /D [3 0 R /Fit] >>"),
    "a page that it opens at": lambda: pdf_opening(b"/OpenAction [3 0 R /Fit]"),
    "one that is printed at once": lambda: pdf_opening(b"/OpenAction << /S /Named /N /Print >>"),
    "a link to the file beside it": lambda: pdf_page(_EMPTY, "<< /S /GoToR /F (附件.pdf) /D [0 /Fit] >>".encode()),
    "a list that a later one replaced": lambda: unlisted(
        packed_list(b"ObjStm", zlib.compress(b"7 0 << /Title (a) >>")), root=b""
    ),
    "a form without scripts": _form,
    "a signature": _signed,
    "for archives": _archival,
    "for the web": _linearised,
    "layers": lambda: pdf_page(
        _EMPTY, b"<< /Type /OCG /Name (layer) /Usage << /Print << /PrintState /ON >> >> >>"
    ),
    "a scan in jpeg": lambda: _scan(b"/Filter /DCTDecode", samples.jpeg(), bits=8),
    "a scan in jpeg, packed": lambda: _scan(
        b"/Filter [/FlateDecode /DCTDecode]", zlib.compress(samples.jpeg()), bits=8
    ),
    "a scan for the fax": lambda: _scan(
        b"/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 2480 >>", b"\0\1" * 50
    ),
    "a scan in jbig2": lambda: _scan(b"/Filter /JBIG2Decode", b"\0\0\0\0" * 50),
    "a blank scan at 600 dpi": lambda: _scan(
        b"/Filter /FlateDecode", bombs.deflated(b"\xff" * (1 << 20), 104), bits=8
    ),
    "an invoice": lambda: samples.pdf_with_text(f"电子发票 发票号码：{samples.NUMBER}"),
}
