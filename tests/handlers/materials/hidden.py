"""What hides from a reader that another reader finds, and what fetches from elsewhere without a click."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from handlers.filekinds import Problem
from tests.handlers.materials import samples
from tests.handlers.materials.bombs import pdf_of, stream
from tests.handlers.materials.ordinary_office import field, relation, word_with

_SCRIPT = b"7 0 << /S /JavaScript /JS (app.alert\\(1\\)) >>"
_SHARE = "\\\\10.0.0.9\\a\\b.png"


def pdf_opening(entries: bytes, *more: bytes, page: bytes = b"") -> bytes:
    """A PDF of one page, whose root or page has these entries."""
    root = b"<< /Type /Catalog /Pages 2 0 R %b >>" % entries
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    only = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R %b >>" % page
    return pdf_of([root, pages, only, stream(b"", b""), *more])


def packed_list(name: bytes, packed: bytes, how: bytes = b"/FlateDecode") -> bytes:
    return stream(b"/Type /%b /N 1 /First 4 /Filter %b" % (name, how), packed)


def unlisted(made: bytes, *, root: bytes = b"/OpenAction 7 0 R") -> bytes:
    """A PDF with one more object, of which its table knows nothing."""
    whole = pdf_opening(root)
    place = whole.index(b"xref\n0")
    more = b"9 0 obj %b endobj\n" % made
    end = whole[place:].replace(b"startxref\n%d" % place, b"startxref\n%d" % (place + len(more)))
    return whole[:place] + more + end


def _macros() -> bytes:
    return samples.changed_package(samples.word(), {"word/vbaProject.bin": b"macro"})


def _in_the_comment() -> bytes:
    """Macros in a package, and in its comment a harmless one."""
    return _macros()[:-2] + struct.pack("<H", len(samples.word())) + samples.word()


def _two_tables() -> bytes:
    """Two packages in one: the plain table leads to the macros, the large one (ZIP64) to a document."""
    evil, good = _macros()[:-22], bytearray(samples.word()[:-22])
    with zipfile.ZipFile(io.BytesIO(_macros())) as one, zipfile.ZipFile(io.BytesIO(samples.word())) as other:
        (count, start), (others, second) = ((len(each.filelist), each.start_dir) for each in (one, other))
    place = second
    while place < len(good):
        lengths = struct.unpack_from("<HHH", good, place + 28)
        (offset,) = struct.unpack_from("<I", good, place + 42)
        struct.pack_into("<I", good, place + 42, offset + len(evil))
        place += 46 + sum(lengths)
    body = evil + bytes(good)
    where = (others, others, len(good) - second, len(evil) + second)
    large = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, *where)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(body), 1)
    plain = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, count, count, len(evil) - start, start, 0)
    return body + large + locator + plain


def _rels(kind: str, target: str) -> Callable[[], bytes]:
    return lambda: word_with(relations=relation(kind, target, outside=True))


def _typed(instruction: str) -> Callable[[], bytes]:
    return lambda: word_with(field("{", instruction, "|", "}"))


def _sheet(**parts: str) -> Callable[[], bytes]:
    named = {f"xl/{name.replace('__', '/')}.xml": part for name, part in parts.items()}
    return lambda: samples.changed_package(samples.sheet(), named)


def _formula(text: str) -> Callable[[], bytes]:
    row = f"<row><c r='A1'><f>{text}</f></c></row>"
    return _sheet(worksheets__sheet1=f"<worksheet><sheetData>{row}</sheetData></worksheet>")


HIDDEN: dict[str, tuple[Callable[[], bytes], Problem]] = {
    "macros before a document": (lambda: _macros() + samples.word(), Problem.DAMAGED),
    "macros with a document in the comment": (_in_the_comment, Problem.DAMAGED),
    "a package with two tables": (_two_tables, Problem.DAMAGED),
    "an ofd with a script attached": (lambda: samples.ofd(**{"Doc_0/Attachs/a.BAT": "x"}), Problem.CARRIES_FILES),
    "a picture of another machine": (_rels("image", _SHARE), Problem.ACTIVE),
    "a picture of another machine, as a file": (_rels("image", "file://10.0.0.9/b.png"), Problem.ACTIVE),
    "a picture of another machine, as Windows has it": (_rels("image", f"file:///{_SHARE}"), Problem.ACTIVE),
    "looks of the web": (_rels("styles", "http://x.example/a.xml"), Problem.ACTIVE),
    "letters to many from the web": (_rels("mailMergeSource", "https://x.example/a"), Problem.ACTIVE),
    "a text of the web": (_typed(' INCLUDETEXT "http://x.example/a.docx" '), Problem.ACTIVE),
    "a text that a field names": (
        lambda: word_with(field("{", " INCLUDETEXT ", "{", " QUOTE 104 ", "|", "}", "|", "}")),
        Problem.ACTIVE,
    ),
    "a drawing of another machine": (
        _typed(' INCLUDEPICTURE "\\\\\\\\10.0.0.9\\\\a.png" \\d '),
        Problem.ACTIVE,
    ),
    "a link to another machine": (
        _typed(' LINK Word.Document.8 "\\\\\\\\10.0.0.9\\\\a.doc" \\a '),
        Problem.ACTIVE,
    ),
    "a formula of DDE": (_formula("cmd|'/c calc'!A0"), Problem.ACTIVE),
    "a formula that asks the web": (_formula('_xlfn.WEBSERVICE("http://x.example/")'), Problem.ACTIVE),
    "a name of DDE": (
        _sheet(names="<definedNames><definedName>cmd|' '!A</definedName></definedNames>"),
        Problem.ACTIVE,
    ),
    "a connection that is made at once": (
        _sheet(connections="<connections><connection refreshOnLoad='1'/></connections>"),
        Problem.ACTIVE,
    ),
    "a pdf that leads to another machine": (
        lambda: pdf_opening(b"", b"<< /S /GoToR /F (\\\\\\\\10.0.0.9\\\\a.pdf) >>"),
        Problem.ACTIVE,
    ),
    "a pdf that draws another machine's": (
        lambda: pdf_opening(b"", stream(b"/Subtype /Form /Ref << /F << /UF (//10.0.0.9/a.pdf) >> >>", b"")),
        Problem.ACTIVE,
    ),
    "a pdf that begins with the web": (
        lambda: pdf_opening(b"/OpenAction 5 0 R", b"<< /S /URI /URI (http://x.example) >>"),
        Problem.ACTIVE,
    ),
    "a pdf that begins with the web, behind a place": (
        lambda: pdf_opening(b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [5 0 R] >>", b"<< /S /URI >>"),
        Problem.ACTIVE,
    ),
    "a page that leads to the web": (
        lambda: pdf_opening(b"", page=b"/AA << /O << /S /URI /URI (http://x.example) >> >>"),
        Problem.ACTIVE,
    ),
    "a script in a list that no table names": (
        lambda: unlisted(packed_list(b"Obj#53tm", zlib.compress(_SCRIPT))),
        Problem.ACTIVE,
    ),
    "a script that its list does not count": (
        lambda: pdf_opening(b"/OpenAction 7 0 R", packed_list(b"ObjStm", zlib.compress(_SCRIPT))),
        Problem.ACTIVE,
    ),
    "a list that no table names, and nobody reads": (
        lambda: unlisted(packed_list(b"ObjStm", b"\x80\x0b", b"/LZWDecode")),
        Problem.DAMAGED,
    ),
}
"""As in `HOSTILE` beside it: what is made, and what is said of it."""
