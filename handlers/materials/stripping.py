"""A copy of a file without what the original tells of its making: for people who must not be found by it.

A picture is drawn anew, a PDF's pages are pictures, and of a document the words alone are left: what was written
beside them, before them or under them stays behind, known or not.
"""

from __future__ import annotations

from handlers.filekinds import FileKind, Problem, Stripped
from handlers.materials.filetypes import inspect_file

PICTURE, PAGES, WORDS = ".jpg", ".pdf", ".txt"
"""What copies are; their names end so."""


def strip(content: bytes) -> Stripped | Problem:
    """Look through a file, here and now, and copy it. A recording has no copy, and so has a voucher."""
    try:
        found = inspect_file(content)
        if found is Problem.FILM:
            return Stripped(None, "", ())
        return found if isinstance(found, Problem) else _stripped(content, found.kind, found.copy)
    except MemoryError:
        return Problem.BOMB
    except Exception:  # noqa: BLE001 -- readers raise all there is for bytes that somebody bent
        return Problem.DAMAGED


# Each reader is loaded for its own files: a process of its own makes every copy.
def _stripped(content: bytes, kind: FileKind, picture: bytes | None) -> Stripped | Problem:
    match kind:
        case FileKind.JPEG | FileKind.PNG:
            from handlers.materials.strip_pictures import traces_of_picture  # noqa: PLC0415 -- see above

            return Stripped(picture, PICTURE, traces_of_picture(content))
        case FileKind.PDF:
            from handlers.materials.strip_pdf import pages_as_pictures  # noqa: PLC0415 -- see above

            return pages_as_pictures(content)
        case FileKind.DOCX | FileKind.XLSX:
            from handlers.materials.strip_words import words_alone  # noqa: PLC0415 -- see above

            return words_alone(content, kind)
        case FileKind.OFD | FileKind.XML:
            return Stripped(None, "", ())
