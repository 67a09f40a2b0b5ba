"""The charts of the overview: every figure leads to the list of what it counts, with the same condition."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import urlencode

from handlers.casework.transitions import ENDED
from handlers.dates import start_of
from handlers.money import Unit, figure
from handlers.staff.actions.acting import Acting
from handlers.staff.dashboard.chart import Chart, ChartRow, Figure
from handlers.staff.dashboard.months import MonthOf, months_before
from handlers.staff.ledgers.asking import LedgerAsked
from handlers.staff.lists.applications import STAYS
from handlers.staff.lists.contracts import SOON
from handlers.staff.lists.present import Present
from handlers.texts import casework, console_ledgers, console_lists
from handlers.texts import dashboard as texts
from store.measures import Measure, Sums, amount_of
from store.queries.dashboard import (
    Span,
    deadlines,
    intentions_in,
    misses_in,
    stays,
)
from store.queries.ledger.months import Month, month_sums
from store.queries.ledger.scope import Scope
from store.queries.ledger.sums import total
from store.queries.stood import states_before
from store.states import State

_FUND, _APPLICATIONS = "/staff/money", "/staff/applications"
_DAY = timedelta(days=1)
_MEASURES = (
    Measure.ALLOTTED,
    Measure.ARRIVED,
    Measure.CONTRACTED,
    Measure.APPROVED,
    Measure.NET,
    Measure.RETURNED,
    Measure.LEFT,
)
_STATES = tuple(state.value for state in State if state is not State.DRAFT)
_UNDER_WAY = tuple(state for state in _STATES if State(state) not in ENDED)
_IN_WAN = texts.in_unit(unit=console_ledgers.UNITS[Unit.WAN])
_EPOCH = timedelta(days=36_500)

_LISTS: Mapping[str, str] = {
    "applications_late": f"{_APPLICATIONS}?overdue=1",
    "contracts_late": "/staff/contracts?past_due=1",
    "contracts_soon": "/staff/contracts?soon=1",
    "cases_late": "/staff/cases?past_due=1",
    "cases_soon": "/staff/cases?soon=1",
    "cases_unserved": "/staff/cases?unserved=1",
    "declines_unserved": f"{_APPLICATIONS}?unserved=1",
    "inspections_late": "/staff/supervision/inspections?past_due=1",
    "inspections_open": "/staff/supervision/inspections?open=1",
}
_LATE = frozenset({"applications_late", "contracts_late", "cases_late", "inspections_late"})


def money(acting: Acting, asked: LedgerAsked) -> Chart:
    """What was allotted, arrived, contracted, approved, paid and came back, as of the day."""
    sums = total(acting.work, Scope(before=asked.before))
    rows = tuple(_measured(asked, sums, one) for one in _MEASURES)
    return Chart(
        key="money",
        title=texts.MONEY,
        heading=texts.PLACE,
        series=(_IN_WAN,),
        rows=rows,
        said=texts.MONEY_SAID,
        note=texts.MONEY_NOTE,
    )


def monthly(acting: Acting, asked: LedgerAsked) -> Chart:
    """What was paid less what the bank sent back, by the months of the vouchers."""
    months = months_before(asked.as_of)
    spans = [Month(place, one.first, one.last + _DAY) for place, one in enumerate(months, start=1)]
    found = month_sums(acting.work, Scope(before=asked.before), spans)
    nothing: Sums = {}
    rows = tuple(
        ChartRow(
            _month(one),
            (
                _sum(
                    amount_of(found[place].all if place in found else nothing, Measure.NET),
                    _entries(asked, Measure.NET, **_days(one)),
                ),
            ),
        )
        for place, one in enumerate(months, start=1)
    )
    return Chart(
        key="monthly",
        title=texts.MONTHLY,
        heading=texts.MONTH,
        series=(_IN_WAN,),
        rows=rows,
        said=texts.MONTHLY_SAID,
    )


def states(acting: Acting, asked: LedgerAsked) -> Chart:
    """How many applications stand in each state; of a past day, stood when it was over."""
    is_now = asked.as_of == asked.today
    found = states_before(acting.work, asked.before)
    then = {} if is_now else {"as_of": asked.as_of.isoformat()}
    rows = tuple(
        ChartRow(
            casework.STATES[state][0],
            (_count(found.get(state, 0), _APPLICATIONS, **{"state" if is_now else "was": state, **then}),),
        )
        for state in _STATES
    )
    return Chart(
        key="states",
        title=texts.STATES,
        heading=texts.STATE,
        series=(texts.COUNT,),
        rows=rows,
        said=texts.STATES_SAID,
        note="" if is_now else texts.STATES_NOTE,
    )


def days_in_states(acting: Acting, asked: LedgerAsked) -> Chart:
    """For how long what is under way has been where it is, the longest last."""
    if asked.as_of != asked.today:
        return _only_today("stays", texts.STAYS, texts.STATE)
    oldest_first = tuple(reversed(tuple(STAYS.items())))
    spans = [
        Span(
            start_of(asked.today - (timedelta(days=stay.last) if stay.last is not None else _EPOCH)),
            start_of(asked.today - timedelta(days=stay.first - 1)),
        )
        for _, stay in oldest_first
    ]
    found = stays(acting.work, _UNDER_WAY, spans)
    places = {name: place for place, (name, _) in enumerate(oldest_first)}
    rows = tuple(
        ChartRow(
            casework.STATES[state][0],
            tuple(
                _count(found.get(state, {}).get(places[name], 0), _APPLICATIONS, state=state, stay=name)
                for name in STAYS
            ),
        )
        for state in _UNDER_WAY
    )
    return Chart(
        key="stays",
        title=texts.STAYS,
        heading=texts.STATE,
        series=tuple(console_lists.STAYS.values()),
        rows=rows,
        said=texts.STAYS_SAID,
    )


def due(acting: Acting, asked: LedgerAsked, now: Present) -> Chart:
    """What is late, comes due, or was not served yet."""
    if asked.as_of != asked.today:
        return _only_today("due", texts.DUE, texts.PLACE)
    found = deadlines(acting.work, asked.today, asked.today + SOON, now.office.limits)
    rows = tuple(
        ChartRow(label, (_deadline(name, getattr(found, name)),)) for name, label in texts.DUE_ROWS.items()
    )
    return Chart(
        key="due", title=texts.DUE, heading=texts.PLACE, series=(texts.COUNT,), rows=rows, said=texts.DUE_SAID
    )


def questions(acting: Acting, asked: LedgerAsked) -> Chart:
    """What was asked and not answered, by month."""
    months = months_before(asked.as_of)
    found = misses_in(acting.work, [one.span for one in months])
    rows = tuple(
        ChartRow(_month(one), (_count(found.get(place, 0), "/staff/misses", **_days(one)),))
        for place, one in enumerate(months)
    )
    return Chart(
        key="questions",
        title=texts.QUESTIONS,
        heading=texts.MONTH,
        series=(texts.COUNT,),
        rows=rows,
        said=texts.QUESTIONS_SAID,
        note=texts.QUESTIONS_NOTE,
    )


def intentions(acting: Acting, asked: LedgerAsked) -> Chart:
    """What was registered, by month, and whether the office saw to it since."""
    months = months_before(asked.as_of)
    found = intentions_in(acting.work, [one.span for one in months])
    rows = tuple(
        ChartRow(
            _month(one),
            tuple(
                _count(count, "/staff/intentions", handled=handled, **_days(one))
                for count, handled in zip(found.get(place, (0, 0)), ("no", "yes"), strict=True)
            ),
        )
        for place, one in enumerate(months)
    )
    return Chart(
        key="intentions",
        title=texts.INTENTIONS,
        heading=texts.MONTH,
        series=(texts.ONE_OPEN, texts.ONE_SEEN),
        rows=rows,
        said=texts.INTENTIONS_SAID,
        note=texts.SEEN_NOW,
    )


def _only_today(key: str, title: str, heading: str) -> Chart:
    return Chart(key=key, title=title, heading=heading, series=(texts.COUNT,), rows=(), note=texts.ONLY_TODAY)


def _measured(asked: LedgerAsked, sums: Sums, measure: Measure) -> ChartRow:
    label = console_ledgers.MEASURES[measure]
    return ChartRow(label, (_sum(amount_of(sums, measure), _entries(asked, measure)),))


def _entries(asked: LedgerAsked, measure: Measure, **days: str) -> str:
    """The fund's ledger as of the same day, with the entries of that sum below."""
    return asked.elsewhere(_FUND, unit=Unit.WAN.value, measure=measure.value, **days)


def _sum(fen: int, address: str) -> Figure:
    return Figure(fen, figure(fen, Unit.WAN), address)


def _count(count: int, path: str, **asked: str) -> Figure:
    return Figure(count, str(count), f"{path}?{urlencode(asked)}")


def _deadline(name: str, count: int) -> Figure:
    return Figure(count, str(count), _LISTS[name], warns=name in _LATE and count > 0)


def _month(one: MonthOf) -> str:
    return texts.month(year=one.first.year, number=one.first.month)


def _days(one: MonthOf) -> dict[str, str]:
    return {"from": one.first.isoformat(), "to": one.last.isoformat()}
