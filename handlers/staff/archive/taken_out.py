"""What leaves of a contract's directory on paper or as a sheet; each is recorded, and says who took it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from handlers.casework.archive_directory import Directory, directory_of
from handlers.dates import day, local_day
from handlers.staff.actions.acting import Acting
from handlers.staff.archive.archive_view import listed_in, subject_of
from handlers.staff.cards.people import firm_name
from handlers.staff.exporting import export_mark, marked_sheet
from handlers.texts import archive as texts
from store.queries.archive import transfers_of
from store.tables.contracts import Contract

Grouped = tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
"""Of each folder its name and the cells of its lines."""


class Paper(Struct, frozen=True, kw_only=True):
    """A directory or a 移交清单 to print. Nothing is filled in by whom and when before it is handed over."""

    title: str
    number: str
    firm: str
    project: str
    term: str
    place: str
    as_of: str
    folders: Grouped
    count: int
    mark: str
    handed_by: str = ""
    received_by: str = ""
    handed_on: str = ""
    note: str = ""


def directory_paper(acting: Acting, contract: Contract, title: str = texts.TITLE) -> Paper:
    """归档文件目录, or the 移交清单 of what would be handed over now."""
    directory = directory_of(acting.work, contract)
    return _paper(
        acting,
        contract,
        title,
        term=directory.term,
        place=directory.place,
        as_of=day(local_day(acting.work.now)),
        folders=grouped(directory),
    )


def transfer_paper(acting: Acting, contract: Contract, place: int) -> Paper | None:
    """移交清单 of a hand-over, as the directory was then; None where there was none of this number."""
    row = next((one for one in transfers_of(acting.work, contract.id) if one.place == place), None)
    if row is None:
        return None
    listed, folders = listed_in(row), dict[str, list[tuple[str, ...]]]()
    lines = listed["lines"]
    for name, *cells in lines if isinstance(lines, list) else ():
        folders.setdefault(name, []).append(tuple(cells))
    return _paper(
        acting,
        contract,
        f"{texts.TRANSFER}（{texts.handed(place=place)}）",
        term=str(listed["term"]),
        place=str(listed["place"]),
        as_of=day(local_day(row.recorded_at)),
        folders=tuple((name, tuple(cells)) for name, cells in folders.items()),
        handed_by=row.handed_by,
        received_by=row.received_by,
        handed_on=day(row.handed_on),
        note=row.note,
    )


def directory_sheet(acting: Acting, contract: Contract) -> bytes:
    """归档文件目录 as a sheet."""
    mark = export_mark(acting.work, acting.member, subject=subject_of(contract), what=texts.TITLE)
    return sheet_of(directory_of(acting.work, contract), contract.number, mark, acting.kb.written_out)


def sheet_of(directory: Directory, number: str, mark: str, naming: Callable[[str], str]) -> bytes:
    """The lines of all folders under their headings; `naming` calls the bodies as the guide does."""
    rows = [(name, *cells) for name, lines in grouped(directory) for cells in lines]
    return marked_sheet(
        title=texts.title_of(number=number, title=texts.TITLE),
        mark=naming(mark),
        headings=(texts.FOLDER[0], *texts.HEADINGS),
        rows=[tuple(map(naming, row)) for row in rows],
    )


def grouped(directory: Directory) -> Grouped:
    """The cells of all lines, folder by folder."""
    return tuple((one.title, tuple(line.cells for line in one.lines)) for one in directory.folders)


def _paper(
    acting: Acting,
    contract: Contract,
    title: str,
    *,
    term: str,
    place: str,
    as_of: str,
    folders: Grouped,
    handed_by: str = "",
    received_by: str = "",
    handed_on: str = "",
    note: str = "",
) -> Paper:
    return Paper(
        title=title,
        number=contract.number,
        firm=firm_name(acting.work, contract),
        project=contract.project,
        term=term,
        place=place,
        as_of=as_of,
        folders=folders,
        count=_count(folders),
        mark=export_mark(acting.work, acting.member, subject=subject_of(contract), what=title),
        handed_by=handed_by,
        received_by=received_by,
        handed_on=handed_on,
        note=note,
    )


def _count(folders: Sequence[tuple[str, Sequence[tuple[str, ...]]]]) -> int:
    return sum(len(lines) for _name, lines in folders)
