"""呈批 and 送达, as they are recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Select, select

from store.standings.facts import Facts
from store.states import State
from store.tables.applications import ApplicationStanding, StandingFacts
from store.tables.incoming import IncomingPaper
from store.tables.serving import Service, SignOff
from store.work import Work


def sign_offs_of(work: Work, application_id: int) -> list[SignOff]:
    """What was signed on an application, the newest first."""
    query = select(SignOff).where(SignOff.application_id == application_id)
    return work.all(query.order_by(SignOff.id.desc()))


def services_for(
    work: Work,
    *,
    application_id: int | None = None,
    case_id: int | None = None,
    oversight_id: int | None = None,
) -> list[Service]:
    """What was served of the one that is named, the newest first."""
    named = ((Service.application_id, application_id), (Service.case_id, case_id))
    query = select(Service)
    for column, key in (*named, (Service.oversight_id, oversight_id)):
        if key is not None:
            query = query.where(column == key)
    return work.all(_newest_first(query))


def services_on_contract(work: Work, contract_id: int) -> list[Service]:
    """Everything that was served on a contract, the newest first."""
    return work.all(_newest_first(select(Service).where(Service.contract_id == contract_id)))


def papers_behind(work: Work, rows: Sequence[Service] | Sequence[SignOff]) -> dict[int, IncomingPaper]:
    """The papers that show them, by id; no statement where there is nothing."""
    ids = {one.paper_id for one in rows}
    return {one.id: one for one in work.all(select(IncomingPaper).where(IncomingPaper.id.in_(ids)))} if ids else {}


def due_day(served_on: date, days: int) -> date:
    """The last day of a term of so many days: the day of service itself is not counted."""
    return served_on + timedelta(days=days)


def unserved_declines() -> Select[int]:
    """The applications that were declined, and nobody recorded that the firm was served."""
    unserved = Facts(standing=State.DECLINED.value, state=State.DECLINED.value, is_unserved=True)
    facts = select(StandingFacts.id).where(StandingFacts.facts == unserved.stored).scalar_subquery()
    return select(ApplicationStanding.application_id).where(ApplicationStanding.facts_id == facts)


def _newest_first(query: Select[Service]) -> Select[Service]:
    return query.order_by(Service.id.desc())
