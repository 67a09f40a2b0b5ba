"""Who was told what: the notices to firms as they are kept."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update
from sqlalchemy.orm import aliased

from store.states import NoticeState
from store.tables.notices import FirmNotice, PhoneTelling
from store.tables.people import Staff
from store.work import Work

_REACHED = (NoticeState.HANDED_OVER.value, NoticeState.SEEN.value)


class NoticeRow(Struct, frozen=True):
    """A notice, the telephone call that was recorded on it, and the name of whoever called."""

    notice: FirmNotice
    call: PhoneTelling | None
    caller: str


def notices_on(work: Work, subject: ColumnElement[bool], most: int) -> list[NoticeRow]:
    """The newest notices of a subject, oldest of them first; one statement."""
    query = (
        select(FirmNotice, PhoneTelling, Staff.name)
        .outerjoin(PhoneTelling, PhoneTelling.notice_id == FirmNotice.id)
        .outerjoin(Staff, Staff.id == PhoneTelling.told_by)
        .where(subject)
        .order_by(FirmNotice.id.desc())
        .limit(most)
    )
    found = [NoticeRow(notice, call, name or "") for notice, call, name in work.session.execute(query)]
    return found[::-1]


def on_application(application_id: int) -> ColumnElement[bool]:
    """What was told of an application."""
    return FirmNotice.application_id == application_id


def on_contract(contract_id: int) -> ColumnElement[bool]:
    """What was told of a contract, of its applications and its cases."""
    return FirmNotice.contract_id == contract_id


def on_case(case_id: int) -> ColumnElement[bool]:
    """What was told of a case of 追回 or 收回."""
    return FirmNotice.case_id == case_id


def of_event(notice: FirmNotice) -> ColumnElement[bool]:
    """What the firm was told at once with this notice."""
    return and_(FirmNotice.firm_id == notice.firm_id, FirmNotice.event == notice.event)


def to_binding(binding_id: int) -> ColumnElement[bool]:
    """What one person of a firm was told."""
    return FirmNotice.binding_id == binding_id


def note_phoned(work: Work, notice: FirmNotice) -> None:
    """What the notice says was told to the firm by telephone, whoever of it was to read it."""
    event = (FirmNotice.firm_id == notice.firm_id, FirmNotice.event == notice.event)
    work.session.execute(
        update(FirmNotice)
        .where(*event, FirmNotice.phoned_at.is_(None))
        .values(phoned_at=work.now)
        .execution_options(synchronize_session="fetch")
    )


def unreached_events(work: Work, firm_id: int, most: int) -> list[FirmNotice]:
    """The newest events of a firm's contracts that reached nobody of it, on the telephone either.

    Oldest of them first, a row of each.
    """
    other = aliased(FirmNotice)
    is_reached = or_(other.state.in_(_REACHED), other.phoned_at.is_not(None))
    reached = (other.event == FirmNotice.event, other.firm_id == firm_id, is_reached)
    first = (
        select(func.min(FirmNotice.id))
        .where(FirmNotice.firm_id == firm_id, FirmNotice.contract_id.is_not(None), ~exists().where(*reached))
        .group_by(FirmNotice.event)
    )
    newest = select(FirmNotice).where(FirmNotice.id.in_(first)).order_by(FirmNotice.id.desc()).limit(most)
    return work.all(newest)[::-1]
