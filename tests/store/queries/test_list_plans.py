"""What either engine says of how it finds the rows of a list: by an index, and a page in the index's own order."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from msgspec.structs import replace
from sqlalchemy import event

from benchmarks.county import FIRST, NOW, fill
from handlers.casework.table import TABLE
from handlers.casework.waiting import waiting_rules
from store.database import Database
from store.measures import Measure
from store.queries import dashboard
from store.queries.ledger.lines import line_page
from store.queries.ledger.months import Month, month_sums
from store.queries.ledger.scope import Dimension, Scope
from store.queries.ledger.sums import sums_by, total
from store.queries.ledger.unpaid import approved_unpaid
from store.queries.lists.applications import ApplicationFilter, ApplicationSort, Office, list_applications
from store.queries.lists.areas import UNLISTED
from store.queries.lists.contracts import ContractFilter, ContractSort, list_contracts
from store.queries.lists.evaluations import list_evaluations
from store.queries.lists.paging import Paging
from store.queries.lists.quarters import Span, list_tasks, tasks_of
from store.queries.lists.waiting import WaitingFilter, WaitingKind, list_waiting
from store.queries.stood import states_before
from store.states import Role
from store.work import Work

_OFFICE = Office(
    rules=waiting_rules(TABLE), able={Role.OFFICE: (FIRST,), Role.PAYER: (FIRST + 3,)}, limits={"submitted": NOW}
)
_PAGE, _TODAY = Paging(), date(2026, 11, 24)
_WAITING = WaitingFilter(member=FIRST, roles=frozenset({Role.OFFICE}), kinds=tuple(WaitingKind), today=_TODAY)

_ORDERED: tuple[Callable[[Work], object], ...] = (
    *(
        partial(_list, wanted=ApplicationFilter(sort=sort, states=states), office=_OFFICE, asked=_PAGE)
        for _list in (list_applications,)
        for sort in (ApplicationSort.SINCE, ApplicationSort.SUBMITTED, ApplicationSort.AMOUNT)
        for states in ((), ("approved",))
    ),
    partial(list_applications, wanted=ApplicationFilter(sort=ApplicationSort.NUMBER), office=_OFFICE, asked=_PAGE),
    *(
        partial(list_contracts, wanted=ContractFilter(sort=sort), asked=_PAGE)
        for sort in (ContractSort.SIGNED, ContractSort.DUE, ContractSort.AMOUNT, ContractSort.NUMBER)
    ),
)
"""Lists of which a page is read in the order of an index, as far as the engine needs."""

_FOUND: tuple[Callable[[Work], object], ...] = (
    partial(list_waiting, wanted=_WAITING, office=_OFFICE, asked=_PAGE),
    partial(list_waiting, wanted=replace(_WAITING, words="测试1003号"), office=_OFFICE, asked=_PAGE),
    partial(list_applications, wanted=ApplicationFilter(holders=(Role.PAYER,)), office=_OFFICE, asked=_PAGE),
    partial(list_applications, wanted=ApplicationFilter(is_overdue=True), office=_OFFICE, asked=_PAGE),
    partial(
        list_applications,
        wanted=ApplicationFilter(is_overdue=True, areas=("3", UNLISTED)),
        office=_OFFICE,
        asked=_PAGE,
    ),
    partial(list_contracts, wanted=ContractFilter(areas=("3",)), asked=_PAGE),
    partial(list_contracts, wanted=ContractFilter(past_due_on=_TODAY), asked=_PAGE),
    partial(list_contracts, wanted=ContractFilter(is_unchecked=True), asked=_PAGE),
)
"""Lists of which an index finds the rows, in whatever order."""

_ON_A_DAY = datetime(2026, 6, 17, 16, tzinfo=UTC)
_MONTHS = [Month(number, date(2026, number, 1), date(2026, number + 1, 1)) for number in range(1, 7)]
_SPANS = [Span("2026Q1", date(2026, 1, 1), date(2026, 3, 31)), Span("2026Q2", date(2026, 4, 1), date(2026, 6, 30))]
_STAYS = [dashboard.Span(datetime(2026, 1, 1, tzinfo=UTC), _ON_A_DAY), dashboard.Span(_ON_A_DAY, NOW)]

_ADDED_UP: tuple[Callable[[Work], object], ...] = (
    lambda work: sums_by(work, Scope(before=_ON_A_DAY), Dimension.SOURCE, Dimension.YEAR),
    partial(total, scope=Scope(before=_ON_A_DAY, since=date(2026, 2, 3), until=date(2026, 5, 6))),
    partial(month_sums, scope=Scope(before=_ON_A_DAY), months=_MONTHS),
    partial(line_page, scope=Scope(before=_ON_A_DAY), measure=Measure.HELD, asked=Paging(3)),
    partial(states_before, moment=_ON_A_DAY),
    partial(
        list_applications, wanted=ApplicationFilter(stood=(_ON_A_DAY, ("paid",))), office=_OFFICE, asked=_PAGE
    ),
    partial(dashboard.stays, states=("submitted", "paid"), spans=_STAYS),
    partial(dashboard.deadlines, today=_TODAY, soon=_TODAY, limits=_OFFICE.limits),
    partial(tasks_of, spans=_SPANS),
    partial(list_tasks, span=_SPANS[0], asked=_PAGE),
    partial(list_evaluations, asked=_PAGE),
    partial(approved_unpaid, scope=Scope(before=NOW), asked=_PAGE),
)
"""What is added up of whole months as they are kept, and counted by an index."""

_TABLE = (
    r"(applications|application_standings|contracts|journal_entries|application_steps|amendments|oversights)\b"
)
_EVERY_ROW = re.compile(rf"SCAN {_TABLE}$|Seq Scan on {_TABLE}")
_SORTED = re.compile(r"TEMP B-TREE FOR ORDER BY|^(->  )?Sort  ")


async def test_indexes_find_what_is_listed_and_keep_it_in_order(database: Database) -> None:
    await database.run(partial(fill, keys=None, applications=400))
    for list_rows in (*_ORDERED, *_FOUND, *_ADDED_UP):
        for statement, plan in await database.read(partial(_explained, list_rows), NOW):
            lines = [line.strip() for line in plan]
            assert not any(_EVERY_ROW.search(line) for line in lines), (statement, plan)
            if list_rows in _ORDERED and "ORDER BY" in statement:
                assert not any(_SORTED.search(line) for line in lines), (statement, plan)


def _explained(list_rows: Callable[[Work], object], work: Work) -> list[tuple[str, list[str]]]:
    """The statements of a list, each with the plan that the engine would rather have than none."""
    connection = work.connection
    is_sqlite = connection.dialect.name == "sqlite"
    if not is_sqlite:  # of so few rows it would read and sort all
        for way in ("seqscan", "bitmapscan", "sort"):
            connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
    said: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        said.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    list_rows(work)
    event.remove(connection, "before_cursor_execute", note)
    asking = "EXPLAIN QUERY PLAN " if is_sqlite else "EXPLAIN "
    return [
        (statement, [str(row[-1]) for row in connection.exec_driver_sql(f"{asking}{statement}", parameters)])
        for statement, parameters in said
    ]
