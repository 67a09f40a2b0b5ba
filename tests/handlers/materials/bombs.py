"""Files that swell when they are opened, made in no time: what is packed repeats, and so does its packing."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Iterator

from tests.handlers.materials import samples

_BLOCK = 1 << 20


def deflated(block: bytes, times: int) -> bytes:
    """`block` so many times, as zlib packs it: after a full flush the same bytes are packed the same again."""
    packer = zlib.compressobj(9)
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + piece * times


def pdf_of(objects: list[bytes]) -> bytes:
    """A PDF of these objects, the first of which is its root."""
    body, places = b"%PDF-1.5\n", []
    for number, made in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj %b endobj\n" % (number, made)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(body))
    return body + head + table + end


def stream(entries: bytes, content: bytes) -> bytes:
    return b"<< %b /Length %d >> stream\n%b\nendstream" % (entries, len(content), content)


def pdf_page(contents: bytes, *more: bytes) -> bytes:
    """One page that draws this stream, and further objects."""
    root = b"<< /Type /Catalog /Pages 2 0 R >>"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
    return pdf_of([root, pages, page, contents, *more])


def pdf_that_swells() -> bytes:
    """2.7 MB that become 2.7 GB."""
    return pdf_page(stream(b"/Filter /FlateDecode", deflated(b" " * _BLOCK, 2700)))


def pdf_packed_twice() -> bytes:
    inner = deflated(b" " * _BLOCK, 1000)
    return pdf_page(stream(b"/Filter [/FlateDecode /FlateDecode]", zlib.compress(inner)))


def pdf_of_packed_objects() -> bytes:
    """Many streams of objects, each below the bound of one."""
    packed = stream(b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", deflated(b"5 0 " + b" " * _BLOCK, 60))
    return pdf_page(stream(b"", b""), *[packed] * 5)


def pdf_of_a_swelling_table() -> bytes:
    """The very table of objects is packed, and swells."""
    body = b"%PDF-1.5\n1 0 obj << /Type /Catalog >> endobj\n"
    entries = b"/Type /XRef /Size 90000000 /W [1 4 2] /Root 1 0 R /Filter /FlateDecode"
    table = stream(entries, deflated(b"\1" * _BLOCK, 600))
    return body + b"2 0 obj " + table + b" endobj\nstartxref\n%d\n%%%%EOF" % len(body)


def docx_of(pieces: Iterator[bytes], *, padding: int = 0) -> bytes:
    """A document of these bytes; `padding` are bytes of a picture that cannot be packed."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        made.writestr("[Content_Types].xml", '<Types xmlns="t"/>')
        with made.open("word/document.xml", "w") as part:
            for piece in pieces:
                part.write(piece)
        # By chance alone it might begin as a program does.
        made.writestr("word/media/image1.jpg", b"\xff\xd8" + os.urandom(padding))
    return content.getvalue()


def _lines(megabytes: int) -> Iterator[bytes]:
    yield b"<a>"
    for _ in range(megabytes):
        yield b"\n" * _BLOCK
    yield b"</a>"


def docx_of_lines() -> bytes:
    """Within the bound of a package, of line ends alone: each was once a string of its own."""
    return docx_of(_lines(140))


def docx_of_lines_with_a_picture() -> bytes:
    """The same beside a photo, so that it does not swell more than documents do."""
    return docx_of(_lines(48), padding=_BLOCK)


def docx_of_one_tag() -> bytes:
    """A tag that has no end: a reader holds it whole."""

    def pieces() -> Iterator[bytes]:
        yield b"<a b='"
        for _ in range(12):
            yield os.urandom(_BLOCK // 2).hex().encode()
        yield b"'/>"

    return docx_of(pieces(), padding=_BLOCK)


def png_of_108_million_pixels() -> bytes:
    """A phone's largest picture, with transparency: half a gigabyte when it is open."""
    packed = deflated((b"\0" * (1 + 4 * 12000)) * 25, 360)
    head = (12000).to_bytes(4) + (9000).to_bytes(4) + bytes([8, 6, 0, 0, 0])
    return samples.png_of(head, packed)
