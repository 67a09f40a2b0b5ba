"""Strangers are told apart from all of whom anything is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, LargeBinary, Table

from store.columns import Instant
from store.personal import names_an_account
from store.queries.strangers import _KEPT, OF_THE_TALK, has_nothing_of
from store.schema import whole_metadata
from store.scratch import on_nothing
from store.work import Work
from tests.clocks import FrozenClock

KEPT = [
    one
    for one in whole_metadata().sorted_tables
    if names_an_account(one.columns.keys()) and one.name not in {kind.__tablename__ for kind in OF_THE_TALK}
]


@pytest.mark.parametrize("table", KEPT, ids=lambda table: table.name)
def test_a_row_of_any_table_that_names_accounts_makes_one_known(table: Table, clock: FrozenClock) -> None:
    def act(work: Work) -> tuple[bool, bool, bool]:
        before = has_nothing_of(work.connection, "web", "v1")
        row = {column.name: _some(column) for column in table.columns} | {"channel": "web", "address": "v1"}
        work.connection.execute(table.insert().values(row))
        others = has_nothing_of(work.connection, "web", "v2"), has_nothing_of(work.connection, "wechat", "v1")
        return before, has_nothing_of(work.connection, "web", "v1"), all(others)

    assert on_nothing(act, clock()) == (True, False, True)


def test_each_table_is_looked_at_by_an_index(clock: FrozenClock) -> None:
    def plan(work: Work) -> str:
        text = _KEPT._text(work.connection.dialect, ())
        values = tuple("x" for _ in text.names)
        return str(work.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text.sql}", values).all())

    said = on_nothing(plan, clock()).replace("SCAN CONSTANT ROW", "")
    assert "SCAN" not in said
    assert said.count("SEARCH") == len(KEPT)


_VALUES: dict[type[object], object] = {
    Instant: datetime(2026, 1, 1, tzinfo=UTC),
    Date: date(2026, 1, 1),
    Boolean: False,
    Integer: 1,
    BigInteger: 1,
    LargeBinary: b"x",
}


def _some(column: Column[object]) -> object:
    return None if column.nullable else _VALUES.get(type(column.type), "x")
