"""Makes the files that offices send: PDFs with Chinese text, and Word documents with automatic numbers."""

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from pypdf import PdfWriter


def pdf_bytes(pages: list[str]) -> bytes:
    """A PDF whose pages show these lines; its font has a character map and no glyphs."""
    objects: list[bytes] = [b"", b""]  # catalogue and page tree, filled in below

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def stream(body: bytes) -> bytes:
        return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body)

    to_unicode = add(stream(_CHARACTER_MAP))
    descendant = add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    font = add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [%d 0 R] "
        b"/ToUnicode %d 0 R >>" % (descendant, to_unicode)
    )
    kids = []
    for page in pages:
        content = add(stream(_content(page)))
        kids.append(
            add(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (content, font)
            )
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    return _assembled(objects)


_CHARACTER_MAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"1 beginbfrange <0000> <FFFF> <0000> endbfrange\nendcmap end end"
)


def _content(page: str) -> bytes:
    lines = [b"<%s> Tj T*" % line.encode("utf-16-be").hex().encode() for line in page.split("\n")]
    return b"\n".join([b"BT /F1 12 Tf 16 TL 50 800 Td", *lines, b"ET"])


def _assembled(objects: list[bytes]) -> bytes:
    out, offsets = BytesIO(), []
    out.write(b"%PDF-1.5\n")
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % at for at in offsets))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def locked(data: bytes, *, user: str, owner: str) -> bytes:
    """The same PDF behind passwords."""
    writer = PdfWriter(clone_from=BytesIO(data))
    writer.encrypt(user, owner, algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def numbered_word(levels: list[tuple[str, str]], paragraphs: list[tuple[int | None, str]]) -> Word:
    """A Word document with automatic numbers: `(format, pattern)` a level, `(level, text)` a paragraph."""
    document = Document()
    document.part.numbering_part.element.append(parse_xml(_abstract(levels)))
    # The schema wants abstract lists before lists; the reader takes any order.
    document.part.numbering_part.element.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    for level, text in paragraphs:
        paragraph = document.add_paragraph(text)
        if level is not None:
            properties = paragraph._p.get_or_add_pPr()
            number = OxmlElement("w:numPr")
            for name, value in (("w:ilvl", str(level)), ("w:numId", "77")):
                child = OxmlElement(name)
                child.set(qn("w:val"), value)
                number.append(child)
            properties.append(number)
    return document


def _abstract(levels: list[tuple[str, str]]) -> str:
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for at, (style, pattern) in enumerate(levels)
    )
    return f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{inner}</w:abstractNum>'


def saved(document: Word, path: Path) -> Path:
    document.save(str(path))
    return path
