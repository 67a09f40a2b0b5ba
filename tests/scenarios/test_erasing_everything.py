"""Every table is filled; a person is erased by their own word; what remains is what the marks say, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Date, LargeBinary, String, Table, insert, select, update

from bot.wiring import Parts
from handlers.applications.intention_form import IntentionForm
from handlers.messages import Channel, Event, EventKind
from handlers.talk.holdings import LINES
from store.audit.entries import append, digest, is_digest_of
from store.columns import Instant
from store.personal import Erased, mark_of, names_an_account, personal_columns
from store.retention.expiry import delete_expired
from store.retention.purging import purge
from store.schema import whole_metadata
from store.states import OutboxState, Role
from store.tables.messages import Claim, ClaimKey
from store.tables.people import Firm
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.handlers.contracts.contracts import CREDIT_CODES, member
from tests.stored import everything_stored

ADDRESS = "oCANARY-4711"
WHO = "binding:1"
WORDS = "CANARY.digested."

_MADE_BY_THE_TALK = {"claims", "claim_keys", "sessions", "channel_pace"}
_DIGESTED = {"audit_rows.facts", "audit_adopted.value"}
"""They hold digests, never words; what remains of those is looked at by themselves."""

_FIXED: dict[str, object] = {"channel": Channel.WECHAT.value, "address": ADDRESS}
_OF_TABLE: dict[str, object] = {
    "outbox.state": OutboxState.DEAD.value,  # nobody takes these rows up while the test runs
    "pending_turns.attempts": 9,
    "staff.roles": "[]",
    "audit_salts.subject": WHO,
    "applications.submitted_by": WHO,
    "application_steps.actor": WHO,
    "materials.received_by": WHO,
    "materials.application_id": 1,
    "discarded_files.path": f"2026-11/{'b' * 32}",
}


def _canary(column: Column[Any]) -> str:
    return f"CANARY.{column.table.name}.{column.name}."


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
            found = None if column.nullable and column.foreign_keys else 1
    found = _FIXED.get(column.name, found)
    return _OF_TABLE.get(f"{column.table.name}.{column.name}", found)


def _row(table: Table, work: Work) -> dict[str, object]:
    """Numbers of rows are given by the database: the first of each table is 1."""
    numbered = {one.name for one in table.primary_key if one.autoincrement is not False and one.name == "id"}
    return {one.name: _value(one, work) for one in table.columns if one.name not in numbered}


@dataclass(slots=True)
class _Filled:
    digest: str = ""

    def fill(self, work: Work) -> None:
        """A row of every table, what the person's talk has made already aside."""
        member(work, "甲", Role.OFFICE)
        work.add(Firm(name="示例甲公司", credit_code=CREDIT_CODES[0], created_at=work.now))
        for table in whole_metadata().sorted_tables:
            if table.name not in _MADE_BY_THE_TALK:
                work.session.execute(insert(table).values(_row(table, work)))
        file = _row(whole_metadata().tables["materials"], work)
        unsent = {
            "name": f"{WORDS}jpg",
            "draft_id": 1,
            "application_id": None,
            "path": f"2026-11/{'a' * 32}",
            "copy": None,
        }
        work.session.execute(insert(whole_metadata().tables["materials"]).values(file | unsent))
        work.session.execute(update(Claim).values(answer=_canary(whole_metadata().tables["claims"].c.answer)))
        row = whole_metadata().tables["sessions"].c
        theirs = {"data": _canary(row.data), "ephemeral": _canary(row.ephemeral).encode()}
        work.session.execute(update(whole_metadata().tables["sessions"]).values(theirs))
        self.digest = digest(work, WORDS, of=WHO)
        append(work, "firm:1", actor=WHO, act="correct", facts={"content": self.digest})

    def still_tells(self, work: Work) -> bool | None:
        return is_digest_of(work, self.digest, WORDS)


def _looked_for() -> list[Column[Any]]:
    """Every personal column into which a mark was written."""
    hashed = {"claims.key_hash", "claims.person_hash"}
    apart = hashed | _DIGESTED
    return [
        column
        for table in whole_metadata().sorted_tables
        for column, _mark in personal_columns(table)
        if column.name != "address" and f"{table.name}.{column.name}" not in apart
    ]


@pytest.mark.parametrize("way", ["asks", "leaves"])
async def test_what_remains_of_a_person_is_what_is_said_to_be_kept(
    database_url: str, clock: FrozenClock, tmp_path: Path, way: str
) -> None:
    filled = _Filled()
    async with running(database_url, clock) as parts:
        person = Dialogue(parts, ADDRESS, Channel.WECHAT)
        await person.says("第九条")
        await parts.database.write(filled.fill, clock())
        before = await _stored(parts, tmp_path)
        assert {one for one in _looked_for() if _canary(one).encode() not in before} == set()
        if way == "leaves":
            await person.sends(Event(EventKind.UNSUBSCRIBE))
        else:
            await person.says("删除我的信息")
            assert "已经删除" in (await person.says("确认删除")).text
        after = await _stored(parts, tmp_path)
        assert await parts.database.read(filled.still_tells, clock()) is None
        clock.advance(days=186)  # the log of sign-ins is what stays longest of what expires
        await parts.database.write(delete_expired, clock())
        await purge(parts.database, clock())
        later = await _stored(parts, tmp_path)
        assert await _old_hashes(parts) == []
    for gone in (ADDRESS, WORDS):
        assert gone.encode() in before
        assert gone.encode() not in after
    assert _remains(after) == _names(Erased.KEPT) | _names(Erased.EXPIRES)
    assert _remains(later) == _names(Erased.KEPT)
    for column in _looked_for():
        if (mark := mark_of(column)) is not None and mark.kept is not None:
            name = f"{column.table.name}.{column.name}"
            print(f"{name} is kept of {mark.whose.value}: {mark.kept.value}")  # noqa: T201 -- what is kept, and why, is what readers of the test want


async def test_one_is_told_of_every_table_that_keeps_something(database_url: str, clock: FrozenClock) -> None:
    filled = _Filled()
    async with running(database_url, clock) as parts:
        person = Dialogue(parts, ADDRESS, Channel.WECHAT)
        await person.says("第九条")
        await parts.database.write(filled.fill, clock())
        told = (await person.says("查我的信息")).text
        while "更多" in told.splitlines()[-1]:
            told = f"{told}\n{(await person.says('更多')).text}"
    for start in _STARTS:
        assert start in told, start


_STARTS = (
    "对话：",
    "与工作人员的对话：1 条",
    "绑定：示例甲公司",
    "您留给工作人员电话告知用的号码：",
    "没有提交的草稿：1 份（{}），其中材料 1 个",
    "申请 1 份、材料 1 个、办理记录 1 条；单位在追回、收回中的说明 1 份",
    "摘要：2 条",
    "等待送达给您的消息：1 条",
    "意见投诉的内容和答复：1 条",
    "等待答复的您的消息：1 条",
    "输错绑定码的次数",
    "工作人员账号：",
    "意向登记：1 条",
    "办公室给您打电话的记录：1 条",
)


def test_no_table_that_keeps_something_of_people_is_left_out_of_what_they_are_told() -> None:
    """One that is new gets a line in handlers/talk/holdings.py, or is what a form keeps."""
    kinds = [*(table for line in LINES for table in line.tables), *(kept.table for kept in IntentionForm.keeps)]
    told = {kind.__tablename__ for kind in kinds}
    tables = whole_metadata().sorted_tables
    keeps = {
        table.name for table in tables if any(personal_columns(table)) or names_an_account(table.columns.keys())
    }
    assert keeps - told == set()
    assert len(_STARTS) == len(LINES) + len(IntentionForm.keeps)


def _names(erased: Erased) -> set[Column[Any]]:
    return {one for one in _looked_for() if (mark := mark_of(one)) is not None and mark.erased is erased}


def _remains(stored: bytes) -> set[Column[Any]]:
    return {one for one in _looked_for() if _canary(one).encode() in stored}


async def _old_hashes(parts: Parts) -> list[object]:
    """What is left by which somebody could be told: hashes, and the keys of their days."""
    today = parts.clock().date()

    def left(work: Work) -> list[object]:
        days = work.session.scalars(select(ClaimKey.day).where(ClaimKey.day < today))
        return [*days, *work.session.scalars(select(Claim.person_hash))]

    return await parts.database.read(left, parts.clock())


async def _stored(parts: Parts, folder: Path) -> bytes:
    """PostgreSQL writes bytes in hexadecimal."""
    stored = await everything_stored(parts.database, folder)
    if parts.database.is_sqlite:
        return stored
    for one in _looked_for():
        stored = stored.replace(_canary(one).encode().hex().encode(), _canary(one).encode())
    return stored
