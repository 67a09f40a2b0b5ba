"""Files as people send them, and as they had better not: all made here."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

import docx
import openpyxl
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

NUMBER = "26142000000012345678"

XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<EInvoice><Header><EIid>{NUMBER}</EIid><EInvoiceTag>SWEI3200</EInvoiceTag></Header>
<TaxSupervisionInfo><InvoiceNumber>{NUMBER}</InvoiceNumber><IssueTime>2026-09-01</IssueTime></TaxSupervisionInfo>
</EInvoice>""".encode()

OFD_PARTS = {
    "OFD.xml": """<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016">
<ofd:DocBody><ofd:DocInfo><ofd:CustomDatas><ofd:CustomData Name="发票代码">014002600111</ofd:CustomData>
<ofd:CustomData Name="发票号码">12345678</ofd:CustomData></ofd:CustomDatas></ofd:DocInfo>
</ofd:DocBody></ofd:OFD>""",
    "Doc_0/Document.xml": '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"/>',
}


def jpeg(size: tuple[int, int] = (640, 480), *, orientation: int | None = None, colour: str = "navy") -> bytes:
    content, exif = io.BytesIO(), Image.Exif()
    if orientation is not None:
        exif[0x0112] = orientation
    exif[0x010F] = "CameraMaker"
    Image.new("RGB", size, colour).save(content, "JPEG", exif=exif)
    return content.getvalue()


def png(size: tuple[int, int] = (64, 48), mode: str = "RGBA", colour: int = 0) -> bytes:
    content = io.BytesIO()
    Image.new(mode, size, colour).save(content, "PNG")
    return content.getvalue()


def png_of_size(width: int, height: int) -> bytes:
    """A picture that says it is that large, and is not."""
    return png_of(width.to_bytes(4) + height.to_bytes(4) + bytes([8, 2, 0, 0, 0]), zlib.compress(b"\0" * 1000))


def png_of(head: bytes, packed: bytes) -> bytes:
    """A picture with this head and these packed rows."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    parts = (chunk(b"IHDR", head), chunk(b"IDAT", packed), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def writer() -> PdfWriter:
    made = PdfWriter()
    made.add_blank_page(200, 200)
    return made


def pdf(made: PdfWriter | None = None) -> bytes:
    content = io.BytesIO()
    (made or writer()).write(content)
    return content.getvalue()


def pdf_with_root(**entries: object) -> bytes:
    made = writer()
    for name, value in entries.items():
        made.root_object[NameObject(f"/{name}")] = value
    return pdf(made)


def action(kind: str, **more: str) -> DictionaryObject:
    entries = {NameObject(f"/{name}"): TextStringObject(value) for name, value in more.items()}
    return DictionaryObject({NameObject("/S"): NameObject(f"/{kind}"), **entries})


def pdf_with_page_action(kind: str) -> bytes:
    made = writer()
    opened = DictionaryObject({NameObject("/O"): action(kind, JS="app.alert(1)")})
    made.pages[0][NameObject("/AA")] = opened
    return pdf(made)


def pdf_with_text(text: str, *, padding: int = 0) -> bytes:
    """A page whose words are written in Latin letters as UTF-16 codes of a font that maps them."""
    made = writer()
    page = made.pages[0]
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type0"),
            NameObject("/BaseFont"): NameObject("/Song"),
            NameObject("/Encoding"): NameObject("/Identity-H"),
            NameObject("/DescendantFonts"): ArrayObject(),
            NameObject("/ToUnicode"): made._add_object(_identity()),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): made._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = StreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 100 Td <{text.encode('utf-16-be').hex()}> Tj ET".encode() + b" " * padding)
    page[NameObject("/Contents")] = made._add_object(stream)
    return pdf(made)


def _identity() -> StreamObject:
    stream = StreamObject()
    stream.set_data(
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
        b"1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end"
    )
    return stream


def pdf_with_packed_script() -> bytes:
    """A script within a compressed stream of objects, where no search of the bytes finds it."""
    return pdf_with_packed(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>")


def pdf_with_packed(inner: bytes) -> bytes:
    """What is done on opening lies within a compressed stream of objects."""
    packed = zlib.compress(b"5 0 " + inner)
    objects = [
        b"1 0 obj << /Type /Catalog /Pages 2 0 R /OpenAction 5 0 R >> endobj\n",
        b"2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n",
        b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >> endobj\n",
        b"4 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >> stream\n%b\nendstream endobj\n"
        % (len(packed), packed),
    ]
    body, entries = b"%PDF-1.5\n", [(0, 0, 0xFFFF)]
    for made in objects:
        entries.append((1, len(body), 0))
        body += made
    entries += [(2, 4, 0), (1, len(body), 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(4) + more.to_bytes(2) for kind, place, more in entries)
    head = b"6 0 obj << /Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Length %d >> stream\n" % len(table)
    return body + head + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % len(body)


def package(parts: Mapping[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return content.getvalue()


def ofd(**more: str | bytes) -> bytes:
    return package({**OFD_PARTS, **more})


def word(text: str = "工程进度说明") -> bytes:
    document, content = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(content)
    return content.getvalue()


def sheet() -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(["名称", "金额"])
    book.save(content)
    book.close()
    return content.getvalue()


def changed_package(content: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """The same package with parts put in or replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as read:
        whole: dict[str, str | bytes] = {name: read.read(name) for name in read.namelist()}
    return package({**whole, **parts})


def bomb() -> bytes:
    return changed_package(word(), {"word/media/image1.emf": b"\0" * (160 * 1024 * 1024)})


def locked_zip_entry(content: bytes) -> bytes:
    """The first part marked as encrypted, in the table of contents and before the part."""
    bent = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        bent[bent.index(mark) + offset] |= 1
    return bytes(bent)
