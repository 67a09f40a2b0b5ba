"""Every table is filled; a person is erased by their own word; what remains is what the marks say, and no more."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Date, LargeBinary, String, Table, insert

from bot.wiring import Parts
from handlers.messages import Channel, Event, EventKind
from store.columns import Instant
from store.personal import Erased, mark_of, names_an_account, personal_columns
from store.schema import METADATA
from store.states import OutboxState, Role
from store.tables.people import Firm
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.handlers.contracts.contracts import CREDIT_CODES, member
from tests.stored import everything_stored

ADDRESS = "oCANARY-4711"


def _canary(column: Column[Any]) -> str:
    return f"CANARY.{column.table.name}.{column.name}."


# Nobody takes these rows up while the test runs.
_FIXED = {"channel": Channel.WECHAT.value, "address": ADDRESS, "attempts": 9, "state": OutboxState.DEAD.value}


def _value(column: Column[Any], work: Work) -> object:
    """Something of the column's type; a mark of its own where it is personal."""
    marked = _canary(column) if mark_of(column) is not None else "{}"
    match column.type:
        case Instant():
            found: object = None if column.nullable else work.now
        case Date():
            found = date(2026, 11, 24)
        case LargeBinary():
            found = marked.encode()
        case String():
            found = marked
        case Boolean():
            found = False
        case _:
            found = 1
    return _FIXED.get(column.name, found)


def _fill(work: Work) -> None:
    """A row of every table whose rows say whose they are."""
    member(work, "甲", Role.OFFICE)
    work.add(Firm(name="示例甲公司", credit_code=CREDIT_CODES[0], created_at=work.now))
    for table in _theirs():
        work.session.execute(insert(table).values({one.name: _value(one, work) for one in table.columns}))


def _theirs() -> list[Table]:
    return [table for table in METADATA.sorted_tables if names_an_account(table)]


@pytest.mark.parametrize("way", ["asks", "leaves"])
async def test_what_remains_of_a_person_is_what_is_said_to_be_kept(
    database_url: str, clock: FrozenClock, tmp_path: Path, way: str
) -> None:
    async with running(database_url, clock) as parts:
        person = Dialogue(parts, ADDRESS, Channel.WECHAT)
        await parts.database.write(_fill, clock())
        before = await _stored(parts, tmp_path)
        assert all(_canary(one).encode() in before for table in _theirs() for one in _marked(table))
        if way == "leaves":
            await person.sends(Event(EventKind.UNSUBSCRIBE))
        else:
            await person.says("删除我的信息")
            assert "已经删除" in (await person.says("确认删除")).text
        after = await _stored(parts, tmp_path)
    assert ADDRESS.encode() not in after
    remains = {one for table in _theirs() for one in _marked(table) if _canary(one).encode() in after}
    kept = {one for table in _theirs() for one, _mark in personal_columns(table, Erased.KEPT)}
    assert remains == kept


def _marked(table: Table) -> list[Column[Any]]:
    return [one for one, _mark in personal_columns(table) if one.name != "address"]


async def _stored(parts: Parts, folder: Path) -> bytes:
    """PostgreSQL writes bytes in hexadecimal."""
    stored = await everything_stored(parts.database, folder)
    if parts.database.is_sqlite:
        return stored
    for table in _theirs():
        for one in _marked(table):
            stored = stored.replace(_canary(one).encode().hex().encode(), _canary(one).encode())
    return stored
