"""Statements that SQLAlchemy writes once and the driver runs."""

from __future__ import annotations

from sqlalchemy import Connection, select

from store.database import Database
from store.outbox import outcomes
from store.outbox.rows import NewOutboxRow, put_out
from store.prepared import Engine, Prepared, _text_of
from store.states import OutboxState
from store.tables.messages import OutboxRow
from store.turns import claiming, completing, sessions, talks
from tests.clocks import FrozenClock

_LISTED = Prepared(
    lambda engine: (
        select(OutboxRow.address, OutboxRow.due)
        .where(
            engine.among("people", OutboxRow.channel, OutboxRow.address),
            OutboxRow.state == OutboxState.READY.value,
        )
        .order_by(OutboxRow.address)
    )
)


def _rows(connection: Connection, clock: FrozenClock, addresses: str) -> None:
    put_out(connection, [NewOutboxRow(f"k{one}", "web", one, "{}") for one in addresses], clock())


def _listed(connection: Connection, people: list[tuple[str, str]]) -> list[tuple[object, ...]]:
    return _LISTED.rows(connection, people=people)


async def test_lists_of_any_length_find_the_same_rows_with_their_types(
    database: Database, clock: FrozenClock
) -> None:
    async with database.writing() as connection:
        await connection.run_sync(_rows, clock, "abcdefg")
        for asked in ("a", "abc", "abcdefgx", "xyzuv"):
            people = [("web", address) for address in asked]
            found = await connection.run_sync(_listed, people)
            assert found == [(address, clock()) for address in asked if address in "abcdefg"]


async def test_what_every_message_asks_goes_by_an_index(database: Database) -> None:
    """On SQLite, whose plans do not hang on how full a table is."""
    if not database.is_sqlite:
        return
    asked = (
        (completing._OWNED, {"owners": 2}, "ix_claims_owner"),
        (claiming._UNFINISHED, {"hashes": 4}, "ix_claims_person_hash"),
        (claiming._ANSWERED, {"messages": 4}, "autoindex_claims"),
        (talks._TALKS, {"people": 2, "pulled": 1}, "uq_bindings_bound"),
        (outcomes._SEEN_IN_TALK, {"people": 2}, "uq_bindings_bound"),
        (sessions._READ, {"people": 2}, "autoindex_sessions"),
    )

    def plan(connection: Connection, prepared: Prepared, sizes: dict[str, int]) -> str:
        statement = _text_of(prepared._build(Engine(connection.dialect, sizes)), connection.dialect)
        values = tuple("x" for _ in statement.names)
        return str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement.sql}", values).all())

    async with database.reading() as connection:
        for prepared, sizes, index in asked:
            said = await connection.run_sync(plan, prepared, sizes)
            assert index in said
            assert "SCAN" not in said
