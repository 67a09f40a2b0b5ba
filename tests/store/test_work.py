"""The unit of work: a row is locked as it is now, also where it was read before."""

from __future__ import annotations

from sqlalchemy import delete, update

from store.database import Database
from store.tables.applications import Arrangement
from store.tables.people import Staff
from store.work import Work
from tests.clocks import FrozenClock

_NOW = FrozenClock().now


def _entered(work: Work) -> None:
    work.add(Staff(name="张办", roles="[]", active=True, created_at=work.now))


async def test_a_row_that_others_changed_since_it_was_read_is_locked_with_the_change(database: Database) -> None:
    await database.write(_entered, _NOW)

    def act(work: Work) -> tuple[bool, bool]:
        read = work.get(Staff, 1)
        work.connection.execute(update(Staff).values(active=False))
        locked = work.lock(Staff, 1)
        assert locked is not None
        return read is locked, locked.active

    assert await database.write(act, _NOW) == (True, False)


async def test_a_row_that_others_deleted_since_it_was_read_is_none(database: Database) -> None:
    def act(work: Work) -> object:
        work.add(Arrangement(name="a", value="1", set_by=None, set_at=work.now))
        work.connection.execute(delete(Arrangement))
        return work.lock(Arrangement, "a")

    assert await database.write(act, _NOW) is None


async def test_a_row_that_never_was_is_none(database: Database) -> None:
    assert await database.write(lambda work: work.lock(Staff, 9), _NOW) is None


async def test_what_this_act_changed_before_is_kept_when_the_row_is_locked_again(database: Database) -> None:
    await database.write(_entered, _NOW)

    def act(work: Work) -> bool:
        first = work.lock(Staff, 1)
        assert first is not None
        first.active = False
        again = work.lock(Staff, 1)
        assert again is not None
        return again.active

    assert await database.write(act, _NOW) is False
