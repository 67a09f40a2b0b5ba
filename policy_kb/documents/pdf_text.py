"""The text of a PDF, pages parted by form feeds; scans and encrypted files are refused."""

from __future__ import annotations

from io import BytesIO

from pypdf import PasswordType, PdfReader
from pypdf.errors import FileNotDecryptedError, WrongPasswordError

from policy_kb.documents import texts
from policy_kb.errors import UnreadableDocument

_PAGE_END = "\n\f"
_FEWEST_LETTERS = 4


def pdf_text(data: bytes) -> tuple[str, tuple[int, ...]]:
    """The text, and the numbers of pages that hold none."""
    try:
        pages = _pages(data)
    except UnreadableDocument:
        raise
    except (FileNotDecryptedError, WrongPasswordError) as error:
        raise UnreadableDocument(texts.ENCRYPTED) from error
    except Exception as error:  # pypdf lets nearly every kind of error out of a broken file
        raise UnreadableDocument(texts.BROKEN_PDF) from error
    blank = tuple(number for number, text in enumerate(pages, 1) if not _has_text(text))
    if len(blank) == len(pages):
        raise UnreadableDocument(texts.SCANNED_PDF)
    return _PAGE_END.join(pages), blank


def _pages(data: bytes) -> list[str]:
    reader = PdfReader(BytesIO(data))
    # Many offices lock printing alone; such a file opens without a password.
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise UnreadableDocument(texts.ENCRYPTED)
    return [_levelled(page.extract_text()) for page in reader.pages]


def _levelled(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")


def _has_text(text: str) -> bool:
    """Whether a page holds more than a page number that was stamped on a scan."""
    return sum(char.isalpha() for char in text) >= _FEWEST_LETTERS
