"""Makes the viewing copy of a file here and now; what bounds it is the process that it is made in."""

from __future__ import annotations

from handlers.filekinds import FileKind, Problem
from handlers.materials.view_copies import ViewCopy


def make_view(content: bytes, kind: FileKind, page: int) -> ViewCopy | Problem:
    """Make a copy to look at, here and now; `page`, from 1, is for kinds that have pages."""
    try:
        return _make(content, kind, page)
    except MemoryError:
        return Problem.BOMB
    except Exception:  # noqa: BLE001 -- readers raise all there is for bytes that somebody bent
        return Problem.DAMAGED


# Each reader is loaded for its own files: a process of its own makes every copy.
def _make(content: bytes, kind: FileKind, page: int) -> ViewCopy | Problem:
    match kind:
        case FileKind.PDF:
            from handlers.materials.view_pdf import picture_of_page  # noqa: PLC0415 -- see above

            return picture_of_page(content, page)
        case FileKind.DOCX:
            from handlers.materials.view_docx import words_of_docx  # noqa: PLC0415 -- see above

            return words_of_docx(content)
        case FileKind.XLSX:
            from handlers.materials.view_xlsx import words_of_xlsx  # noqa: PLC0415 -- see above

            return words_of_xlsx(content)
        case FileKind.XML:
            from handlers.materials.view_xml import words_of_xml  # noqa: PLC0415 -- see above

            return words_of_xml(content)
        case _:
            return Problem.UNKNOWN
