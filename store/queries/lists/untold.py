"""没有通知到的: notices that reached nobody of their firm, found and listed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true
from sqlalchemy.orm import aliased

from store.queries.lists.paging import Page, Paging, matches, paged
from store.states import NoticeState
from store.tables.applications import Application
from store.tables.contracts import Contract
from store.tables.notices import FirmNotice, PhoneTelling
from store.tables.people import Firm
from store.work import Work

CALL_AFTER = timedelta(days=1)
"""How long a firm may come by itself for what is held, or stands on a page, before it is to be called."""

NOBODY = "nobody"
_REACHED = (NoticeState.HANDED_OVER.value, NoticeState.SEEN.value)
_ON_THE_WAY = (NoticeState.WAITING.value, NoticeState.RELEASED.value, NoticeState.HELD.value)
_NOT_REACHED = (NoticeState.UNREACHABLE.value, *_ON_THE_WAY)


class UntoldFilter(Struct, frozen=True, kw_only=True):
    """What is wanted; made from `since` on, and before `until`. `states` are notice states, or `NOBODY`."""

    now: datetime
    words: str = ""
    states: Collection[str] = ()
    is_phoned: bool = False
    since: datetime | None = None
    until: datetime | None = None


class ListedNotice(Struct, frozen=True):
    """A notice with what it is about; `application` is its number, or empty."""

    notice: FirmNotice
    firm: Firm
    contract: str
    application: str
    collected: str  # what the application says, with whom to call


def is_untold(now: datetime) -> ColumnElement[bool]:
    """Whether a notice stands for an event that nobody of the firm had before them, and that wants a call.

    One row stands for all of an event's: the first. What cannot arrive wants a call at once, what may still be
    fetched after `CALL_AFTER`.
    """
    old = FirmNotice.made_at <= now - CALL_AFTER
    return and_(
        FirmNotice.state.in_(_NOT_REACHED),
        FirmNotice.phoned_at.is_(None),
        ~_another(lambda one: one.id < FirmNotice.id),
        ~_another(lambda one: one.state.in_(_REACHED)),
        or_(
            old,
            and_(
                FirmNotice.state == NoticeState.UNREACHABLE.value,
                ~_another(lambda one: one.state.in_(_ON_THE_WAY)),
            ),
        ),
    )


def is_pressing() -> ColumnElement[bool]:
    """Whether it is of an application or a case, or was for somebody.

    A contract is put in use before anybody of its firm is bound: what that tells them they read once they are.
    """
    return or_(
        FirmNotice.binding_id.is_not(None), FirmNotice.application_id.is_not(None), FirmNotice.case_id.is_not(None)
    )


def list_untold(work: Work, wanted: UntoldFilter, asked: Paging) -> Page:
    """A page of them, the oldest first; or of those that were told by telephone."""
    found = [_is_phoned() if wanted.is_phoned else is_untold(wanted.now)]
    if wanted.words.strip():
        found.append(names(wanted.words))
    if wanted.states:
        found.append(or_(*(_in_state(state) for state in wanted.states)))
    if wanted.since is not None:
        found.append(FirmNotice.made_at >= wanted.since)
    if wanted.until is not None:
        found.append(FirmNotice.made_at < wanted.until)
    query = select(FirmNotice.id).join(Firm, Firm.id == FirmNotice.firm_id)
    query = query.outerjoin(Contract, Contract.id == FirmNotice.contract_id)
    query = query.outerjoin(Application, Application.id == FirmNotice.application_id).where(*found)
    return paged(work, query, (FirmNotice.made_at.asc(), FirmNotice.id.asc()), asked)


def listed_notices(work: Work, ids: Sequence[int]) -> dict[int, ListedNotice]:
    """What is shown of these notices, by id."""
    query = select(FirmNotice, Firm, Contract.number, Application.number, Application.data)
    query = query.join(Firm, Firm.id == FirmNotice.firm_id)
    query = query.outerjoin(Contract, Contract.id == FirmNotice.contract_id)
    query = query.outerjoin(Application, Application.id == FirmNotice.application_id)
    found = work.session.execute(query.where(FirmNotice.id.in_(ids))) if ids else ()
    return {
        row.id: ListedNotice(row, firm, contract or "", number or "", data or "{}")
        for row, firm, contract, number, data in found
    }


def names(words: str) -> ColumnElement[bool]:
    """Whether firm, contract or application are named so."""
    columns = (Firm.name, Contract.number, Application.number)
    said = words.split()
    return and_(
        true(), *(or_(*(func.coalesce(matches(word, column), False) for column in columns)) for word in said)
    )


def newest_collected(work: Work, firms: frozenset[int]) -> dict[int, str]:
    """By firm what its newest application says, with whom to call."""
    newest = (
        select(func.max(Application.id))
        .join(Contract, Contract.id == Application.contract_id)
        .where(Contract.firm_id.in_(firms))
        .group_by(Contract.firm_id)
    )
    query = select(Contract.firm_id, Application.data).join(Contract, Contract.id == Application.contract_id)
    found = work.session.execute(query.where(Application.id.in_(newest))) if firms else ()
    return {firm: data for firm, data in found}  # noqa: C416 -- rows are no pairs to mypy


def _another(holds: Callable[[type[FirmNotice]], ColumnElement[bool]]) -> ColumnElement[bool]:
    """Whether there is a notice of the same event for which this holds."""
    one = aliased(FirmNotice)
    same = (one.firm_id == FirmNotice.firm_id, one.event == FirmNotice.event, one.id != FirmNotice.id)
    return exists().where(*same, holds(one))


def _is_phoned() -> ColumnElement[bool]:
    return and_(FirmNotice.phoned_at.is_not(None), exists().where(PhoneTelling.notice_id == FirmNotice.id))


def _in_state(state: str) -> ColumnElement[bool]:
    if state == NOBODY:
        return FirmNotice.binding_id.is_(None)
    if state == NoticeState.UNREACHABLE.value:
        return and_(FirmNotice.state == state, FirmNotice.binding_id.is_not(None))
    if state == NoticeState.WAITING.value:
        return FirmNotice.state.in_((state, NoticeState.RELEASED.value))
    return FirmNotice.state == state
