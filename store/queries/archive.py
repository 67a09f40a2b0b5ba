"""The contract's archive: materials that staff uploaded, notes on lines of the directory, hand-overs."""

from __future__ import annotations

from sqlalchemy import func, or_, select

from store.states import State
from store.tables.applications import Application, Material, Meeting, Payment, StepRow
from store.tables.archive import ArchiveTransfer, ContractMaterial, PieceNote
from store.tables.contracts import ReturnCase, ReturnedMoney
from store.tables.incoming import IncomingPaper
from store.work import Work


def contract_materials(work: Work, contract_id: int) -> list[tuple[ContractMaterial, Material]]:
    """What staff uploaded of a contract's life with its files, the removed as well, in order of arrival."""
    query = select(ContractMaterial, Material).join(Material, Material.id == ContractMaterial.material_id)
    query = query.where(ContractMaterial.contract_id == contract_id).order_by(ContractMaterial.id)
    return [(row, material) for row, material in work.session.execute(query)]


def contract_material(work: Work, contract_id: int, material_id: int) -> ContractMaterial | None:
    """The uploaded material of a contract by its file's id."""
    query = select(ContractMaterial).where(
        ContractMaterial.contract_id == contract_id, ContractMaterial.material_id == material_id
    )
    return work.one(query)


def contract_of_material(work: Work, material_id: int) -> ContractMaterial | None:
    """What a file is that staff uploaded for a contract."""
    return work.one(select(ContractMaterial).where(ContractMaterial.material_id == material_id))


def files_of_contract(work: Work, contract_id: int) -> list[Material]:
    """The files of all applications on a contract and of all papers registered on it, in order of arrival."""
    applications = select(Application.id).where(Application.contract_id == contract_id)
    papers = select(IncomingPaper.id).where(IncomingPaper.contract_id == contract_id)
    mine = or_(Material.application_id.in_(applications), Material.paper_id.in_(papers))
    return work.all(select(Material).where(mine).order_by(Material.id))


def papers_on(work: Work, contract_id: int) -> list[IncomingPaper]:
    """The papers registered on a contract that count, in the order of their numbers."""
    query = select(IncomingPaper).where(IncomingPaper.contract_id == contract_id, IncomingPaper.voided == "")
    return work.all(query.order_by(IncomingPaper.year, IncomingPaper.place))


def steps_on(work: Work, contract_id: int) -> list[StepRow]:
    """Every step of all applications on a contract, in the order of recording."""
    query = select(StepRow).join(Application, Application.id == StepRow.application_id)
    return work.all(query.where(Application.contract_id == contract_id).order_by(StepRow.id))


def meetings_on(work: Work, contract_id: int) -> list[Meeting]:
    """The meetings' results on all applications of a contract, in the order of recording."""
    query = select(Meeting).join(Application, Application.id == Meeting.application_id)
    return work.all(query.where(Application.contract_id == contract_id).order_by(Meeting.id))


def payments_on(work: Work, contract_id: int) -> list[Payment]:
    """Payments and reversals of all applications on a contract, in the order of recording."""
    query = select(Payment).join(Application, Application.id == Payment.application_id)
    return work.all(query.where(Application.contract_id == contract_id).order_by(Payment.id))


def returned_on(work: Work, contract_id: int) -> list[ReturnedMoney]:
    """What came back in all cases on a contract, in the order of recording."""
    query = select(ReturnedMoney).join(ReturnCase, ReturnCase.id == ReturnedMoney.case_id)
    return work.all(query.where(ReturnCase.contract_id == contract_id).order_by(ReturnedMoney.id))


def piece_notes(work: Work, contract_id: int) -> dict[str, PieceNote]:
    """What was entered of the lines of a contract's directory, by line."""
    found = work.all(select(PieceNote).where(PieceNote.contract_id == contract_id).order_by(PieceNote.id))
    return {one.piece: one for one in found}


def transfers_of(work: Work, contract_id: int) -> list[ArchiveTransfer]:
    """The hand-overs of a contract's archive, the first first."""
    query = select(ArchiveTransfer).where(ArchiveTransfer.contract_id == contract_id)
    return work.all(query.order_by(ArchiveTransfer.place))


def is_archived_since(work: Work, row: ContractMaterial) -> bool:
    """Whether its contract's archive was handed over, or an application archived, after it came in."""
    archived = select(func.count(StepRow.id)).join(Application, Application.id == StepRow.application_id)
    archived = archived.where(
        Application.contract_id == row.contract_id,
        StepRow.to_state == State.ARCHIVED.value,
        StepRow.from_state != State.ARCHIVED.value,
        StepRow.at >= row.added_at,
    )
    handed = select(func.count(ArchiveTransfer.id)).where(
        ArchiveTransfer.contract_id == row.contract_id, ArchiveTransfer.recorded_at >= row.added_at
    )
    return bool(work.session.scalar(archived) or work.session.scalar(handed))
