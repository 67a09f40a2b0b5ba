"""Corrections of the register: of an application, a contract or a case, and those that wait for a check."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from store.base import Record
from store.states import CorrectionState
from store.tables.applications import Application
from store.tables.contracts import Contract, ReturnCase
from store.tables.corrections import OF_PAYMENTS, OF_RESULTS, Correction
from store.work import Work


def corrections_on(work: Work, subject: Record, *states: CorrectionState) -> list[Correction]:
    """The corrections on an application, a contract itself or a case, oldest first; or those that stand so."""
    query = select(Correction).where(_on(subject)).order_by(Correction.id)
    return [one for one in work.all(query) if not states or CorrectionState(one.state) in states]


def corrections_numbered(work: Work, ids: Sequence[int]) -> list[Correction]:
    """The corrections with these ids."""
    return work.all(select(Correction).where(Correction.id.in_(ids))) if ids else []


def result_correctors(work: Work, application_id: int) -> set[int]:
    """The ids of the members who recorded or checked a correction of its results that waits or is in force."""
    return _correctors(work, application_id, is_of_results())


def payment_correctors(work: Work, application_id: int) -> set[int]:
    """The same of its payments and their reversals."""
    return _correctors(work, application_id, is_of_payments())


def _correctors(work: Work, application_id: int, which: ColumnElement[bool]) -> set[int]:
    query = select(Correction).where(Correction.application_id == application_id, which)
    return {by for one in work.all(query) for by in (one.recorded_by, one.checked_by) if by is not None}


def is_of_results() -> ColumnElement[bool]:
    """Whether a correction is of a meeting's result, and was not refused."""
    return (Correction.kind == OF_RESULTS) & (Correction.state != CorrectionState.REFUSED.value)


def is_of_payments() -> ColumnElement[bool]:
    """Whether a correction is of a payment or a reversal, and was not refused."""
    return Correction.kind.in_(OF_PAYMENTS) & (Correction.state != CorrectionState.REFUSED.value)


def _on(subject: Record) -> ColumnElement[bool]:
    match subject:
        case Application():
            return Correction.application_id == subject.id
        case ReturnCase():
            return Correction.case_id == subject.id
        case Contract():
            of_itself = Correction.application_id.is_(None) & Correction.case_id.is_(None)
            return (Correction.contract_id == subject.id) & of_itself
        case _:
            raise TypeError(type(subject).__name__)
