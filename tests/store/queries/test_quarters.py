"""The task of a quarter on every contract, counted, and paged with those that lack it first."""

from __future__ import annotations

from datetime import date
from functools import partial

from sqlalchemy import Connection, insert, update

from benchmarks.county import FIRST, NOW, fill
from store.database import Database
from store.monthly.kept import derive_months
from store.queries.lists.paging import Paging
from store.queries.lists.quarters import Span, Tasks, list_tasks, tasks_of
from store.states import ContractState
from store.tables.contracts import Amendment, Contract, Oversight

_CONTRACTS, _SPAN = 12, Span("2026Q2", date(2026, 4, 1), date(2026, 6, 30))
_NEXT = Span("2026Q3", date(2026, 7, 1), date(2026, 9, 30))
_ENTERED, _LATER, _ENDED_BEFORE, _ENDED_WITHIN = FIRST, FIRST + 1, FIRST + 2, FIRST + 3
_DONE = (FIRST + 3, FIRST + 6, FIRST + 7, _ENDED_BEFORE, _LATER)


async def test_what_lacks_its_task_comes_first_and_every_page_counts_the_same(database: Database) -> None:
    await database.run(partial(fill, keys=None, applications=_CONTRACTS * 4))
    await database.run(_change)
    due = [
        number for number in range(FIRST, FIRST + _CONTRACTS) if number not in (_ENTERED, _LATER, _ENDED_BEFORE)
    ]
    done = [number for number in due if number in _DONE]
    missing = [number for number in due if number not in _DONE]
    spans = [_NEXT, _SPAN]
    assert await database.read(lambda work: tasks_of(work, spans), NOW) == {
        "2026Q2": Tasks(len(due), len(done)),
        "2026Q3": Tasks(len(due) - 1 + 1, 0),  # one had ended within the quarter before, one was signed
    }
    for only_missing, expected in ((False, missing + done), (True, missing)):
        for size in (1, 4, 5, 25):
            seen, number, pages = list[int](), 1, 1
            while number <= pages:
                page = await database.read(
                    partial(list_tasks, span=_SPAN, asked=Paging(number, size), only_missing=only_missing), NOW
                )
                assert page.total == len(expected)
                seen, number, pages = [*seen, *page.ids], number + 1, page.pages
            assert seen == expected
        beyond = await database.read(
            partial(list_tasks, span=_SPAN, asked=Paging(99, 4), only_missing=only_missing), NOW
        )
        assert list(beyond.ids) == expected[(beyond.pages - 1) * 4 :]


def _change(connection: Connection) -> None:
    contracts = update(Contract)
    connection.execute(contracts.values(signed_on=date(2026, 5, 5)))
    connection.execute(contracts.where(Contract.id == _ENTERED).values(state=ContractState.ENTERED.value))
    connection.execute(contracts.where(Contract.id == _LATER).values(signed_on=date(2026, 7, 1)))
    recorded = {"recorded_by": FIRST, "recorded_at": NOW}
    ended = {"kind": "end", "value": "", "document": "〔2026〕1号", "discarded": False, **recorded}
    for number, day in ((_ENDED_BEFORE, date(2026, 3, 31)), (_ENDED_WITHIN, date(2026, 4, 1))):
        connection.execute(insert(Amendment).values(contract_id=number, effective_on=day, **ended))
    done = {"kind": "review", "done_on": date(2026, 6, 1), "findings": "", **recorded}
    connection.execute(insert(Oversight), [{"contract_id": one, "quarter": "2026Q2", **done} for one in _DONE])
    connection.execute(insert(Oversight).values(contract_id=FIRST + 8, quarter="2026Q1", **done))
    derive_months(connection)
