"""Where the review of each quarter of the fund stands, and for which it is called (Article 13)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from handlers.casework.calendar_settings import quarter_lead
from handlers.dates import local_day, start_of
from handlers.values.quarters import Quarter, quarter_of, quarters_from
from store.queries.lists.quarters import first_entered, fund_reviews
from store.work import Work

_DAY = timedelta(days=1)


class QuarterState(StrEnum):
    """Where the review of a quarter stands."""

    DONE = "done"
    MISSING = "missing"  # it has ended
    DUE = "due"  # it ends soon
    RUNNING = "running"
    COMING = "coming"


class WaitingQuarter(Struct, frozen=True):
    """A quarter whose review is called for, and since when."""

    quarter: Quarter
    since: datetime
    has_ended: bool


def state_of(quarter: Quarter, today: date, lead: timedelta, *, is_done: bool) -> QuarterState:
    """Where the review of a quarter stands on a day; it is called for so long before the quarter ends."""
    if is_done:
        return QuarterState.DONE
    if today > quarter.last:
        return QuarterState.MISSING
    if today < quarter.first:
        return QuarterState.COMING
    return QuarterState.DUE if today > quarter.last - lead else QuarterState.RUNNING


def waiting_quarters(work: Work) -> tuple[WaitingQuarter, ...]:
    """Those that wait for the supervisor: none from before the first contract was entered here."""
    today, entered = local_day(work.now), first_entered(work)
    if entered is None:
        return ()
    lead = quarter_lead(work)
    quarters = tuple(quarters_from(quarter_of(local_day(entered)), quarter_of(today)))
    done = fund_reviews(work, [one.stored for one in quarters])
    states = {one: state_of(one, today, lead, is_done=one.stored in done) for one in quarters}
    called = (QuarterState.MISSING, QuarterState.DUE)
    return tuple(
        WaitingQuarter(one, start_of(one.last - lead + _DAY), state is QuarterState.MISSING)
        for one, state in states.items()
        if state in called
    )
