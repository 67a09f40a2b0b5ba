"""What is counted by month comes to what the rows say, from any moment on and before any other."""

from __future__ import annotations

import itertools
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from functools import partial

from msgspec.structs import replace
from sqlalchemy import select

from benchmarks.county import EACH, FIRST, NOW, fill
from handlers.casework.table import TABLE
from handlers.casework.waiting import waiting_rules
from store.database import Database
from store.monthly.kept import differing_months
from store.queries.dashboard import Span, stays
from store.queries.lists.applications import ApplicationFilter, Office, list_applications
from store.queries.lists.areas import UNLISTED
from store.queries.lists.contracts import ContractFilter, list_contracts
from store.queries.lists.counts import count_signed
from store.queries.lists.paging import Paging
from store.states import ContractState, State
from store.tables.applications import Application
from store.tables.contracts import Contract
from store.work import Work

_DAY = timedelta(days=1)
_MONTH = datetime(2026, 8, 31, 16, tzinfo=UTC)
"""One begins in the county."""

_MOMENTS = (None, _MONTH, datetime(2026, 9, 12, 16, tzinfo=UTC))
_LIMITS = {"submitted": NOW - 30 * _DAY, "approved": _MONTH, "paid": NOW - 200 * _DAY, "tabled": NOW}
_OFFICE = Office(rules=waiting_rules(TABLE), limits=_LIMITS)
_ASKED = Paging(1, 25)


async def test_applications_are_counted_as_they_are_listed(database: Database) -> None:
    await database.run(partial(fill, keys=None, applications=200))
    await database.read(_check_applications, NOW)


def _check_applications(work: Work) -> None:
    rows = work.session.execute(select(Application, Contract.areas).join(Contract)).all()
    for states, areas, is_overdue in itertools.product(
        ((), ("submitted", "paid", "returned")), ((), ("1", UNLISTED)), (False, True)
    ):
        for since, until in itertools.product(_MOMENTS, _MOMENTS):
            wanted = ApplicationFilter(
                states=states, areas=areas, is_overdue=is_overdue, came_since=since, came_until=until
            )
            expected = [one.id for one, said in rows if _is_wanted(one, said, wanted)]
            page = list_applications(work, wanted, _OFFICE, Paging(1, 200))
            assert (page.total, set(page.ids)) == (len(expected), set(expected)), wanted


def _is_wanted(one: Application, areas: str | None, wanted: ApplicationFilter) -> bool:
    limit = _OFFICE.limits.get(one.state)
    return (
        (not wanted.states or one.state in wanted.states)
        and (not wanted.areas or _is_for(areas, wanted.areas))
        and (not wanted.is_overdue or (limit is not None and one.state_since < limit))
        and (wanted.came_since is None or one.state_since >= wanted.came_since)
        and (wanted.came_until is None or one.state_since < wanted.came_until)
    )


def _is_for(areas: str | None, wanted: Collection[str]) -> bool:
    said = {UNLISTED} if areas == "" else set((areas or "").split(","))
    return not said.isdisjoint(wanted)


async def test_stays_and_contracts_are_counted_as_their_rows_say(database: Database) -> None:
    await database.run(partial(fill, keys=None, applications=200))
    await database.read(_check_the_others, NOW)


def _check_the_others(work: Work) -> None:
    states = ("submitted", "paid")
    edges = [NOW - days * _DAY for days in (9_999, 100, 30, 0)]
    spans = [Span(since, until) for since, until in itertools.pairwise(edges)]
    found = stays(work, states, spans)
    for state, (place, span) in itertools.product(states, enumerate(spans)):
        rows = work.all(select(Application).where(Application.state == state))
        last = place == len(spans) - 1
        count = sum(span.since <= one.state_since and (last or one.state_since < span.until) for one in rows)
        assert found.get(state, {}).get(place, 0) == count
    contracts, in_use = work.all(select(Contract)), (ContractState.ACTIVE.value,)
    for day in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 11, 24), date(2099, 1, 1)):
        late = [one.id for one in contracts if one.due_on < day]
        assert list_contracts(work, ContractFilter(past_due_on=day), _ASKED).total == len(late)
        for by in (day, day - 40 * _DAY):
            signed = [one for one in contracts if by < one.signed_on <= day]
            assert work.session.scalar(select(count_signed(in_use, day, by))) == len(signed)
    assert list_contracts(work, ContractFilter(states=("ended",)), _ASKED).total == 0
    assert list_contracts(work, ContractFilter(), _ASKED).total == len(contracts)


def _act(work: Work) -> None:
    """Rows change, are counted meanwhile, and change again."""
    returned = ApplicationFilter(states=(State.RETURNED.value,), areas=("7",))
    before = list_applications(work, returned, _OFFICE, _ASKED).total
    contract = work.get(Contract, FIRST)
    assert contract is not None
    theirs = work.all(select(Application).where(Application.contract_id == FIRST))
    for one in theirs:
        one.state, one.state_since = State.RETURNED.value, NOW
    contract.areas, contract.due_on = "7", date(2027, 1, 1)
    assert list_applications(work, returned, _OFFICE, _ASKED).total == before + EACH
    ended = ContractFilter(states=(ContractState.ENDED.value,))
    contract.state = ContractState.ENDED.value
    assert list_contracts(work, ended, _ASKED).total == 1
    contract.state, theirs[0].state = ContractState.PAUSED.value, State.SUBMITTED.value
    assert list_contracts(work, ended, _ASKED).total == 0
    assert list_applications(work, replace(returned, areas=()), _OFFICE, _ASKED).total >= before + EACH - 1


async def test_a_unit_of_work_counts_what_it_changed_itself(database: Database) -> None:
    await database.run(partial(fill, keys=database.keys, applications=40))
    await database.write(_act, NOW)
    assert await database.run(differing_months) == []
