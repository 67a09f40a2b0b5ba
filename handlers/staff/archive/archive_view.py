"""The page of a contract's archive: its directory, what is missing, what was removed and handed over."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from msgspec import Struct

from handlers.casework.archive_directory import Directory, FolderLines, directory_of
from handlers.casework.table import TABLE
from handlers.casework.transitions import ActName
from handlers.dates import day, moment
from handlers.staff.actions.acting import Acting
from handlers.staff.cards.people import firm_name, staff_names
from handlers.texts import archive as texts
from handlers.texts import exporting
from policy_kb.models import Quotation
from policy_kb.roles import PassageRole
from store.queries.access import accesses_to
from store.queries.archive import contract_materials, transfers_of
from store.queries.contracts import contract_numbered
from store.states import Access, Folder
from store.tables.archive import ArchiveTransfer
from store.tables.contracts import Contract

_EXPORTS = 10
"""The newest exports that the page shows."""

_SEEN = 16
"""Figures of a digest: enough to tell two states of a folder apart."""


class Removed(Struct, frozen=True, kw_only=True):
    """A file that was removed: it stays on record, with why."""

    id: int
    title: str
    folder: str
    said: str
    reason: str


class Transfer(Struct, frozen=True, kw_only=True):
    """A hand-over as lists show it; `pieces` is how many lines were handed over."""

    place: int
    label: str
    handed: str
    handed_by: str
    received_by: str
    note: str
    pieces: int
    recorded: str


class ArchiveView(Struct, frozen=True, kw_only=True):
    """`quotation` is the passage on archives, where there is one; `uploaded` the ids of staff's own files."""

    number: str
    firm: str
    project: str
    quotation: Quotation | None
    directory: Directory
    uploaded: frozenset[int]
    removed: tuple[Removed, ...]
    transfers: tuple[Transfer, ...]
    exports: tuple[tuple[str, str, str], ...]
    may_keep: bool
    may_hand_over: bool

    @property
    def items(self) -> tuple[str, ...]:
        """Every piece that the office expects, by folders."""
        return tuple(dict.fromkeys(name for folder in self.directory.folders for name in folder.expected))

    @property
    def expects_any(self) -> bool:
        """Whether the office set what is expected."""
        return bool(self.items)


def archived_contract(acting: Acting, number: str) -> Contract | None:
    """The contract, for members who may look at cases."""
    return contract_numbered(acting.work, number) if acting.member.reads_cases else None


def subject_of(contract: Contract) -> str:
    """What records of who looked are about."""
    return f"contract:{contract.number}"


def may_keep(acting: Acting) -> bool:
    """Whether the member keeps archives."""
    return acting.member.has(*TABLE[ActName.ADD_MATERIAL].roles)


def archive_view(acting: Acting, contract: Contract) -> ArchiveView:
    """The page as it stands now."""
    work, files = acting.work, contract_materials(acting.work, contract.id)
    names = staff_names(work, {f"staff:{row.removed_by}" for row, _file in files})
    removed = tuple(
        Removed(
            id=file.id,
            title=row.title,
            folder=texts.FOLDERS[row.folder],
            said=f"{names.get(f'staff:{row.removed_by}', '')} {moment(row.removed_at)}",
            reason=row.reason,
        )
        for row, file in files
        if row.removed_at is not None
    )
    return ArchiveView(
        number=contract.number,
        firm=firm_name(work, contract),
        project=contract.project,
        quotation=acting.kb.role(PassageRole.ARCHIVE),
        directory=directory_of(work, contract),
        uploaded=frozenset(file.id for _row, file in files),
        removed=removed,
        transfers=tuple(map(_transfer, transfers_of(work, contract.id))),
        exports=_exports(acting, contract),
        may_keep=may_keep(acting),
        may_hand_over=acting.member.has(*TABLE[ActName.HAND_OVER].roles),
    )


def folder_of(directory: Directory, folder: Folder) -> FolderLines:
    """One folder of a directory."""
    return next(one for one in directory.folders if one.folder is folder)


def digest_of(folder: FolderLines) -> str:
    """Tells a folder that somebody saw from what it is now."""
    said = [[line.piece.key, line.item, line.noted, *line.cells] for line in folder.lines]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:_SEEN]


def listed_in(transfer: ArchiveTransfer) -> Mapping[str, object]:
    """The directory as it was handed over: term, place and lines, each line behind its folder's name."""
    found: Mapping[str, object] = json.loads(transfer.lines)
    return found


def _transfer(row: ArchiveTransfer) -> Transfer:
    lines = listed_in(row)["lines"]
    return Transfer(
        place=row.place,
        label=texts.handed(place=row.place),
        handed=day(row.handed_on),
        handed_by=row.handed_by,
        received_by=row.received_by,
        note=row.note,
        pieces=len(lines) if isinstance(lines, list) else 0,
        recorded=moment(row.recorded_at),
    )


def _exports(acting: Acting, contract: Contract) -> tuple[tuple[str, str, str], ...]:
    """The newest prints and exports: when, by whom, what."""
    found = accesses_to(acting.work, subject_of(contract), most=_EXPORTS)
    names = staff_names(acting.work, {f"staff:{one.staff_id}" for one in found})
    return tuple(
        (moment(one.at), names.get(f"staff:{one.staff_id}", ""), one.detail or exporting.HOW[Access(one.how)])
        for one in found
        if one.how == Access.EXPORT.value
    )
