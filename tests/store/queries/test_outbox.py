"""What waits is counted by index alone, however much of it there is, and to the last row."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, update

from store.database import Database
from store.outbox.rows import NewOutboxRow, put_out
from store.queries.outbox import Depth, count_rows, depths
from store.states import OutboxState
from store.tables.messages import OutboxRow
from tests.clocks import FrozenClock
from tests.statements import planned

_THERE = {
    ("telegram", OutboxState.SENT): 3,
    ("wechat", OutboxState.SENT): 2,
    ("wechat", OutboxState.DEAD): 5,
    ("wechat", OutboxState.READY): 4,
    ("wecom", OutboxState.HELD): 1,
}
"""How many are put out, a minute apart."""


async def _put(database: Database, clock: FrozenClock) -> None:
    def put(connection: Connection) -> None:
        for (channel, state), count in _THERE.items():
            for number in range(count):
                key = f"{channel}:{state.value}:{number}"
                put_out(connection, [NewOutboxRow(key, channel, "anna", "[]")], clock())
                mine = update(OutboxRow).where(OutboxRow.dedupe_key == key)
                connection.execute(mine.values(state=state.value, due=clock() + timedelta(days=1)))
                clock.advance(minutes=1)

    await database.run(put)


async def test_each_channel_is_counted_by_state_with_the_oldest_that_could_leave(
    database: Database, clock: FrozenClock
) -> None:
    began = clock()
    await _put(database, clock)
    async with database.reading() as connection:
        found = await connection.run_sync(depths)
    assert found == {
        "wechat": Depth({OutboxState.READY: 4, OutboxState.DEAD: 5}, began + timedelta(minutes=10)),
        "wecom": Depth({OutboxState.HELD: 1}),
    }
    counted = {OutboxState.READY: 4, OutboxState.HELD: 1, OutboxState.SENT: 5, OutboxState.DEAD: 5}
    assert await count_rows(database) == counted
    assert (await count_rows(database, (OutboxState.DEAD,)))[OutboxState.DEAD] == 5


async def test_nothing_is_counted_where_nothing_was_put_out(database: Database) -> None:
    async with database.reading() as connection:
        assert await connection.run_sync(depths) == {}
    assert set((await count_rows(database)).values()) == {0}


async def test_no_row_is_read_to_count_them(database: Database, clock: FrozenClock) -> None:
    await _put(database, clock)
    with planned(database, "outbox") as plans:
        await count_rows(database)
    (plan,) = plans
    if database.is_sqlite:
        assert "ix_outbox_waits_since" in plan
        assert all("COVERING INDEX" in line for line in plan.splitlines() if " outbox" in line)
    else:
        assert "Seq Scan on outbox" not in plan
