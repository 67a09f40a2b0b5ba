"""Internal notes on an application or a contract."""

from __future__ import annotations

from sqlalchemy import select

from store.tables.notes import CaseNote
from store.work import Work


def notes_on_application(work: Work, application_id: int) -> list[CaseNote]:
    """What members noted on an application, the newest first."""
    return work.all(select(CaseNote).where(CaseNote.application_id == application_id).order_by(CaseNote.id.desc()))


def notes_on_contract(work: Work, contract_id: int) -> list[CaseNote]:
    """What members noted on a contract itself, the newest first."""
    mine = select(CaseNote).where(CaseNote.contract_id == contract_id, CaseNote.application_id.is_(None))
    return work.all(mine.order_by(CaseNote.id.desc()))
