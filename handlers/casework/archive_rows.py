"""The rows of a contract's archive: materials come in and are removed, pieces are described, it is handed over."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator

from handlers.casework import archive_fields as fields
from handlers.casework.application_guards import no_day_to_come
from handlers.casework.application_records import staff_id
from handlers.casework.archive_directory import directory_of
from handlers.casework.archive_pieces import pieces_of
from handlers.casework.archive_settings import expected_pieces
from handlers.casework.attempt import Attempt, Guard, Recorded, Transition, guard, office, system
from handlers.casework.registers import row_number
from handlers.casework.transitions import OFFICE_STEP, ActName, Basis, Subject, on
from handlers.dates import local_day
from handlers.materials.names import told_apart
from handlers.results import Reason
from handlers.texts import archive as texts
from handlers.texts import casework as words
from handlers.texts import refusals
from policy_kb.models import Model
from policy_kb.roles import PassageRole
from store.queries import archive as rows
from store.states import ContractState, Role
from store.tables.applications import Material
from store.tables.archive import ArchiveTransfer, ContractMaterial, PieceNote

MOST_MATERIALS = 500
"""Files of a contract's life."""

_KEEPERS = frozenset({Role.OFFICE, Role.BUREAU})


@guard("sha256")
def _not_there_yet(attempt: Attempt) -> Iterator[Reason]:
    there = rows.contract_materials(attempt.work, attempt.contract.id)
    sha256 = attempt.given(fields.AddMaterialFields).sha256
    if any(file.sha256 == sha256 and row.removed_at is None for row, file in there):
        yield system(texts.THERE_ALREADY)
    elif len(there) >= MOST_MATERIALS:
        yield system(texts.TOO_MANY)


@guard("dated_on")
def _not_of_a_day_to_come(attempt: Attempt) -> Iterator[Reason]:
    on = attempt.given(fields.AddMaterialFields).dated_on
    if on is not None and on > local_day(attempt.work.now):
        yield system(refusals.day_to_come(field=texts.DATED_ON[0]))


@guard("item")
def _on_the_list(attempt: Attempt) -> Iterator[Reason]:
    given = attempt.fields
    assert isinstance(given, fields.AddMaterialFields | fields.DescribePieceFields)
    if given.item and not any(given.item in names for names in expected_pieces(attempt.work).values()):
        yield office(texts.NO_SUCH_ITEM)


def _added(attempt: Attempt) -> Recorded:
    """A material of the contract, and what the directory says of it."""
    given, contract, work = attempt.given(fields.AddMaterialFields), attempt.contract, attempt.work
    names = {file.name for _row, file in rows.contract_materials(work, contract.id)}
    file = work.add(
        Material(
            draft_id=None,
            application_id=None,
            paper_id=None,
            contract_id=contract.id,
            firm_id=contract.firm_id,
            item="",
            name=told_apart(given.name, names),
            media_type=given.media_type,
            size=given.size,
            sha256=given.sha256,
            path=given.path,
            copy=given.copy_path,
            invoice=given.invoice,
            received_at=given.at,
            received_by=attempt.actor.reference,
        )
    )
    row = work.add(
        ContractMaterial(
            contract_id=contract.id,
            material_id=file.id,
            folder=given.folder.value,
            item=given.item,
            title=given.title,
            author=given.author,
            document=given.document,
            dated_on=given.dated_on,
            added_by=staff_id(attempt),
            added_at=work.now,
            removed_by=None,
            removed_at=None,
            reason="",
        )
    )
    return Recorded(record=row, facts={"material": file.id, "sha256": given.sha256})


@guard(hides=True)
def _anything_to_remove(attempt: Attempt) -> Iterator[Reason]:
    there = rows.contract_materials(attempt.work, attempt.contract.id)
    if all(row.removed_at is not None for row, _file in there):
        yield system(texts.NOTHING_TO_REMOVE)


@guard("material")
def _removable(attempt: Attempt) -> Iterator[Reason]:
    row = _named(attempt)
    if row is None:
        yield system(texts.NO_SUCH_MATERIAL)
    elif row.removed_at is not None:
        yield system(texts.REMOVED_ALREADY)
    elif rows.is_archived_since(attempt.work, row):
        yield system(texts.ARCHIVED_ALREADY)


def _named(attempt: Attempt) -> ContractMaterial | None:
    number = row_number(attempt.given(fields.RemoveMaterialFields).material)
    return rows.contract_material(attempt.work, attempt.contract.id, number) if number is not None else None


def _removed(attempt: Attempt) -> Recorded:
    """The row stays, with who removed it and why; so does the file."""
    row = _named(attempt)
    assert row is not None
    row.removed_by, row.removed_at = staff_id(attempt), attempt.work.now
    row.reason = attempt.given(fields.RemoveMaterialFields).reason
    return Recorded(record=row, facts={"material": row.material_id})


@guard("piece")
def _in_the_directory(attempt: Attempt) -> Iterator[Reason]:
    named = attempt.given(fields.DescribePieceFields).piece
    if all(piece.key != named for piece in pieces_of(attempt.work, attempt.contract)):
        yield system(texts.NO_SUCH_PIECE)


def _described(attempt: Attempt) -> Recorded:
    given, contract, work = attempt.given(fields.DescribePieceFields), attempt.contract, attempt.work
    row = rows.piece_notes(work, contract.id).get(given.piece)
    if row is None:
        row = PieceNote(contract_id=contract.id, piece=given.piece)
    row.reference, row.secrecy, row.pages = given.reference, given.secrecy, given.pages
    row.remark, row.item = given.remark, given.item
    row.noted_by, row.noted_at = staff_id(attempt), work.now
    return Recorded(record=row if row.id else work.add(row), facts={"piece": given.piece})


def _handed_over(attempt: Attempt) -> Recorded:
    """The directory as it is now stays with the hand-over: its list prints the same for good."""
    given, contract, work = attempt.given(fields.HandOverFields), attempt.contract, attempt.work
    directory = directory_of(work, contract)
    listed = [[folder.title, *line.cells] for folder in directory.folders for line in folder.lines]
    stored = json.dumps(
        {"term": directory.term, "place": directory.place, "lines": listed}, ensure_ascii=False, sort_keys=True
    )
    row = work.add(
        ArchiveTransfer(
            contract_id=contract.id,
            place=len(rows.transfers_of(work, contract.id)) + 1,
            handed_by=given.handed_by,
            received_by=given.received_by,
            handed_on=given.handed_on,
            note=given.note,
            lines=stored,
            recorded_by=staff_id(attempt),
            recorded_at=work.now,
        )
    )
    digest = hashlib.sha256(stored.encode()).hexdigest()
    return Recorded(record=row, facts={"pieces": len(listed), "sha256": digest})


def _row(
    act: ActName,
    *guards: Guard,
    model: type[Model],
    record: Callable[[Attempt], Recorded],
    roles: frozenset[Role] = _KEEPERS,
    basis: Basis = OFFICE_STEP,
    own_page: bool = False,
) -> Transition:
    staff_words, applicant_words = words.ACTS[act.value]
    return Transition(
        act=act,
        on=Subject.CONTRACT,
        from_states=frozenset(ContractState),
        to=(),
        roles=roles,
        basis=basis,
        guards=guards,
        fields=model,
        record=record,
        staff_words=staff_words,
        applicant_words=applicant_words,
        tells_firm=False,
        tells=(),
        in_talk=False,
        waits=False,
        moves=False,
        own_page=own_page,
        not_theirs=texts.NOT_THEIRS,
    )


ARCHIVE_ROWS = (
    _row(
        ActName.ADD_MATERIAL,
        _not_there_yet,
        _not_of_a_day_to_come,
        _on_the_list,
        model=fields.AddMaterialFields,
        record=_added,
        own_page=True,
    ),
    _row(
        ActName.REMOVE_MATERIAL,
        _anything_to_remove,
        _removable,
        model=fields.RemoveMaterialFields,
        record=_removed,
    ),
    _row(
        ActName.DESCRIBE_PIECE,
        _in_the_directory,
        _on_the_list,
        model=fields.DescribePieceFields,
        record=_described,
        own_page=True,
    ),
    _row(
        ActName.HAND_OVER,
        no_day_to_come,
        model=fields.HandOverFields,
        record=_handed_over,
        roles=frozenset({Role.BUREAU}),
        basis=on(PassageRole.ARCHIVE),
    ),
)
"""Archiving is the bureau's (Article 8), so it is the bureau that records a hand-over from the office."""
