"""归档文件目录 of a contract: its pieces in their folders, with what members noted, and what is missing."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from msgspec import Struct

from handlers.casework.archive_pieces import Held, Piece, pieces_of
from handlers.casework.archive_settings import archive_place, archive_term, expected_pieces
from handlers.texts import archive as texts
from store.queries.archive import piece_notes
from store.states import Folder
from store.tables.archive import PieceNote
from store.tables.contracts import Contract
from store.work import Work


class DirectoryLine(Struct, frozen=True, kw_only=True):
    """A line: `place` is its 序号 in its folder, counted from 1."""

    piece: Piece
    place: int
    reference: str = ""
    secrecy: str = ""
    pages: int | None = None
    noted: str = ""
    item: str = ""

    @property
    def remark(self) -> str:
        """备注: what was noted, what the records say, and where the document is."""
        piece = self.piece
        where = {Held.PAPER: texts.ELSEWHERE, Held.PRINT: texts.PRINTED, Held.FILES: ""}[piece.held]
        about = texts.of_application(number=piece.about) if piece.about else ""
        said = "" if texts.NO_SCAN in piece.remark else where
        return texts.remarks(parts=tuple(filter(None, (self.noted, about, piece.remark, said))))

    @property
    def cells(self) -> tuple[str, ...]:
        """Under the headings of the directory."""
        piece = self.piece
        on, pages = piece.on.isoformat() if piece.on else "", str(self.pages) if self.pages else ""
        said = (piece.document, piece.author, piece.title, on)
        return (str(self.place), self.reference, *said, self.secrecy, pages, self.remark)


class FolderLines(Struct, frozen=True, kw_only=True):
    """One folder with what the office expects in it (办公室设置), and which of that is missing."""

    folder: Folder
    lines: tuple[DirectoryLine, ...]
    expected: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def title(self) -> str:
        """The folder's name."""
        return texts.FOLDERS[self.folder.value]

    @property
    def there(self) -> int:
        """How many of the expected pieces are there."""
        return len(self.expected) - len(self.missing)


class Directory(Struct, frozen=True, kw_only=True):
    """All five folders. `term` (保管期限) and `place` (原件存放处) are empty where the office set none."""

    folders: tuple[FolderLines, ...]
    term: str
    place: str

    @property
    def lines(self) -> tuple[DirectoryLine, ...]:
        """All lines, folder by folder."""
        return tuple(line for folder in self.folders for line in folder.lines)


def directory_of(work: Work, contract: Contract) -> Directory:
    """The directory as the archive stands now."""
    notes, expected = piece_notes(work, contract.id), expected_pieces(work)
    names = tuple(name for several in expected.values() for name in several)
    by_folder: dict[Folder, list[DirectoryLine]] = {folder: [] for folder in Folder}
    for piece in pieces_of(work, contract):
        lines = by_folder[piece.folder]
        lines.append(_line(piece, len(lines) + 1, notes.get(piece.key), names))
    there = {line.item for lines in by_folder.values() for line in lines}
    folders = tuple(_folder(one, lines, expected[one], there) for one, lines in by_folder.items())
    return Directory(folders=folders, term=archive_term(work), place=archive_place(work))


def _line(piece: Piece, place: int, note: PieceNote | None, expected: tuple[str, ...]) -> DirectoryLine:
    item = (note.item if note else "") or piece.item or _called(piece, expected)
    if note is None:
        return DirectoryLine(piece=piece, place=place, item=item)
    return DirectoryLine(
        piece=piece,
        place=place,
        reference=note.reference,
        secrecy=note.secrecy,
        pages=note.pages,
        noted=note.remark,
        item=item,
    )


def _called(piece: Piece, expected: tuple[str, ...]) -> str:
    """The expected piece that has the very name of this one, or of its file."""
    names = {piece.title, *(file.name.rpartition(".")[0] for file in piece.files)}
    return next((name for name in expected if name in names), "")


def _folder(
    folder: Folder, lines: list[DirectoryLine], expected: tuple[str, ...], there: AbstractSet[str]
) -> FolderLines:
    """A piece that is expected here may lie elsewhere: with the firm's files, or on a paper that came in."""
    missing = tuple(name for name in expected if name not in there)
    return FolderLines(folder=folder, lines=tuple(lines), expected=expected, missing=missing)
