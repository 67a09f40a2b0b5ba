"""Counts of the office's work for the overview: a statement a chart, however much there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, and_, case, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from store.base import Record
from store.queries.lists.applications import Limits, overdue_count
from store.queries.lists.contracts import count_past_due, is_unserved
from store.queries.lists.counts import Came, applications_in, keep_counts
from store.queries.lists.inspections import has_open_findings
from store.queries.serving import unserved_declines
from store.queries.supervision import INSPECTION
from store.states import CaseState, ContractState
from store.tables.applications import Intention
from store.tables.contracts import Contract, Oversight, ReturnCase
from store.tables.messages import MissRow
from store.work import Work


class Span(Struct, frozen=True):
    """From a moment on, and before another."""

    since: datetime
    until: datetime


class Deadlines(Struct, frozen=True, kw_only=True):
    """What is late, what comes due within the days asked for, and what was not served; of now."""

    contracts_late: int
    contracts_soon: int
    cases_late: int
    cases_soon: int
    cases_unserved: int
    applications_late: int
    declines_unserved: int
    inspections_late: int
    inspections_open: int


def stays(work: Work, states: Collection[str], spans: Sequence[Span]) -> dict[str, dict[int, int]]:
    """Of each state how many applications came to it in each of the spans, by the span's place."""
    keep_counts(work)
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    came = union_all(*(one for place in range(len(spans)) for one in _came_in(states, place, spans))).subquery()
    query = select(came.c.state, came.c.place, func.sum(came.c.count)).group_by(came.c.state, came.c.place)
    for state, place, count in work.session.execute(query):
        found[state][int(place)] = int(count)
    return found


def _came_in(states: Collection[str], place: int, spans: Sequence[Span]) -> Iterator[Select[str, int, int]]:
    """Those of one span by state; spans follow each other, the first and the last take the rest."""
    since = spans[place].since if place else None
    before = spans[place].until if place < len(spans) - 1 else None
    for query in applications_in(states, Came(since, before)):
        state, count = query.selected_columns
        yield query.with_only_columns(state.label("state"), literal(place).label("place"), count.label("count"))


def misses_in(work: Work, spans: Sequence[Span]) -> dict[int, int]:
    """How many questions were noted as not answered in each span."""
    place = _place(MissRow.at, spans)
    query = select(place, func.count()).where(MissRow.at >= spans[0].since, MissRow.at < spans[-1].until)
    return {int(number): count for number, count in work.session.execute(query.group_by(place))}


def intentions_in(work: Work, spans: Sequence[Span]) -> dict[int, tuple[int, int]]:
    """Of the entries registered in each span how many are open, and how many were seen to."""
    place, handled = _place(Intention.registered_at, spans), func.count(Intention.handled_at)
    query = select(place, func.count(), handled)
    query = query.where(Intention.registered_at >= spans[0].since, Intention.registered_at < spans[-1].until)
    found = work.session.execute(query.group_by(place))
    return {int(number): (count - seen, seen) for number, count, seen in found}


def deadlines(work: Work, today: date, soon: date, limits: Limits) -> Deadlines:
    """All of them in one statement; what comes due from today to that day, with it, is soon."""
    keep_counts(work)
    in_use = Contract.state.in_((ContractState.ACTIVE.value, ContractState.PAUSED.value))
    open_ = ReturnCase.state != CaseState.CLOSED.value
    counts: Mapping[str, Select[int]] = {
        "contracts_late": select(count_past_due(today)),
        "contracts_soon": _count(Contract, and_(in_use, Contract.due_on.between(today, soon))),
        "cases_late": _count(ReturnCase, and_(open_, ReturnCase.pay_by < today)),
        "cases_soon": _count(ReturnCase, and_(open_, ReturnCase.pay_by.between(today, soon))),
        "cases_unserved": _count(ReturnCase, is_unserved()),
        "applications_late": select(overdue_count(limits)),
        "declines_unserved": _number_of(unserved_declines()),
        "inspections_late": _count(Oversight, and_(Oversight.kind == INSPECTION, has_open_findings(today))),
        "inspections_open": _count(Oversight, and_(Oversight.kind == INSPECTION, has_open_findings())),
    }
    columns = (query.scalar_subquery().label(name) for name, query in counts.items())
    row = work.session.execute(select(*columns)).one()
    return Deadlines(**dict(zip(counts, row, strict=True)))


def _count(kind: type[Record], condition: ColumnElement[bool]) -> Select[int]:
    return select(func.count()).select_from(kind).where(condition)


def _number_of(query: Select[int]) -> Select[int]:
    return select(func.count()).select_from(query.subquery())


def _place(column: InstrumentedAttribute[datetime], spans: Sequence[Span]) -> ColumnElement[int]:
    """The place of the span in which a moment lies; spans follow each other, the last takes the rest."""
    whens = [(column < span.until, place) for place, span in enumerate(spans[:-1])]
    return case(*whens, else_=len(spans) - 1) if whens else literal(0)
