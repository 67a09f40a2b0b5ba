"""What always holds of archives, whatever is done to them, and fields of acts on one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from handlers.casework.archive_fields import DescribePieceFields, RemoveMaterialFields
from handlers.casework.archive_pieces import pieces_of
from handlers.casework.transitions import ActName
from policy_kb.models import Model
from store.queries.archive import contract_materials, transfers_of
from store.states import State
from store.tables.applications import Application, StepRow
from store.tables.contracts import Contract
from store.work import Work
from tests.handlers.casework import given

ARCHIVING = (ActName.ADD_MATERIAL, ActName.REMOVE_MATERIAL, ActName.DESCRIBE_PIECE, ActName.HAND_OVER)


def fields_for(work: Work, contract: Contract, act: ActName, place: int) -> Model:
    """Fields of the act, of what `place` picks of what there is."""
    match act:
        case ActName.ADD_MATERIAL:
            return given.archived_file(f"{contract.number}-{place}.pdf")
        case ActName.REMOVE_MATERIAL:
            files = contract_materials(work, contract.id)
            number = files[place % len(files)][1].id if files else 999
            return RemoveMaterialFields(material=str(number), reason="传错了")
        case ActName.DESCRIBE_PIECE:
            pieces = pieces_of(work, contract)
            return DescribePieceFields(piece=pieces[place % len(pieces)].key, pages=place + 1)
        case _:
            return given.transfer()


def check_archives(work: Work) -> None:
    """Hand-overs have no gaps; what left the directory has a reason, and was neither archived nor handed over."""
    for contract in work.all(select(Contract)):
        transfers = transfers_of(work, contract.id)
        assert [one.place for one in transfers] == list(range(1, len(transfers) + 1))
        archived = [one.recorded_at for one in transfers] + _archived(work, contract)
        files = contract_materials(work, contract.id)
        for row, _file in files:
            if row.removed_at is not None:
                assert row.reason
                assert not [at for at in archived if row.added_at <= at < row.removed_at]
        listed = {file.id for piece in pieces_of(work, contract) for file in piece.files}
        assert {file.id for row, file in files if row.removed_at is None} <= listed
        assert not {file.id for row, file in files if row.removed_at is not None} & listed


def _archived(work: Work, contract: Contract) -> list[datetime]:
    steps = select(StepRow.at).join(Application, Application.id == StepRow.application_id)
    steps = steps.where(Application.contract_id == contract.id, StepRow.to_state == State.ARCHIVED.value)
    return list(work.session.scalars(steps.where(StepRow.from_state != State.ARCHIVED.value)))
