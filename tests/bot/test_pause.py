"""The kill switch: while it is on, every process answers with the notice and sends nothing else."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.channels.base import Retry, Sent, Taken
from bot.counting import NoCounters
from bot.outbox.delivery import ChannelWorker
from handlers.casework.pausing import pause_assistant, resume_assistant
from handlers.identity.actors import StaffMember
from handlers.messages import Channel, Event, EventKind, Inbound, Person
from handlers.notices.staff_sending import tell_destinations
from handlers.results import Done, Refused
from handlers.texts.staff_notices import PAUSED_BRIEF
from handlers.turn import Outcome, Turn, say
from store.database import Database
from store.outbox.pace import Pace
from store.outbox.rows import NewOutboxRow, put_out
from store.outbox.taking import Take, take_rows
from store.queries.pauses import current_pause
from store.states import Role
from store.tables.messages import OutboxRow
from store.tables.people import Staff
from store.work import Work
from tests.bot.sending import FakeSender
from tests.bot.talking import echo, message, said, talking
from tests.clocks import FrozenClock
from tests.handlers.contracts.contracts import member
from tests.processes import environment, run_bot

NOTICE = "系统维护，暂停答复。请拨打办公室电话。"


def _administrator(work: Work) -> StaffMember:
    row = work.add(Staff(name="管理员甲", roles='["administrator"]', active=True, created_at=work.now))
    return StaffMember(row.id, row.name, frozenset({Role.ADMINISTRATOR}))


async def _pause(database: Database, clock: FrozenClock) -> StaffMember:
    actor = await database.write(_administrator, clock())
    done = await database.write(
        lambda work: pause_assistant(work, actor, notice=NOTICE, reason="答复有误，正在查"), clock()
    )
    assert isinstance(done, Done)
    return actor


async def test_answers_stop_at_once_in_every_process_and_start_again(
    database: Database, clock: FrozenClock
) -> None:
    async with talking(database, clock) as one, talking(database, clock) as other:
        assert said(await one.handle(message("一"))) == ["一"]
        actor = await _pause(database, clock)
        assert said(await one.handle(message("二"))) == [NOTICE]
        assert said(await other.handle(message("三", address="berta"))) == [NOTICE]
        await database.write(lambda work: resume_assistant(work, actor), clock())
        assert said(await other.handle(message("四", address="berta"))) == ["四"]


async def test_the_talk_goes_on_after_the_pause_where_it_was(database: Database, clock: FrozenClock) -> None:
    async with talking(database, clock) as dispatcher:
        await dispatcher.handle(message("一"))
        actor = await _pause(database, clock)
        await dispatcher.handle(message("二"))
        await database.write(lambda work: resume_assistant(work, actor), clock())
        assert said(await dispatcher.handle(message("三"))) == ["一;三"]


async def test_whoever_leaves_in_a_pause_is_forgotten_and_staff_work_on(
    database: Database, clock: FrozenClock
) -> None:
    async def respond(turn: Turn) -> Outcome:
        if isinstance(turn.inbound.content, Event):
            return Outcome(replies=(), session=turn.session, forget=True)
        return await echo(turn)

    async with talking(database, clock, respond) as dispatcher:
        await dispatcher.handle(message("一"))
        await _pause(database, clock)
        leaving = Inbound(Person(Channel.WECHAT, "anna"), "bye", Event(EventKind.UNSUBSCRIBE), clock())
        assert said(await dispatcher.handle(leaving)) == []
        assert said(await dispatcher.handle(message("待办", channel=Channel.CONSOLE))) == ["待办"]


async def test_nothing_waiting_leaves_in_a_pause_and_nothing_is_lost(
    database: Database, clock: FrozenClock
) -> None:
    async with database.writing() as connection:
        await connection.run_sync(put_out, [NewOutboxRow("k", "wechat", "anna", "{}")], clock())
    actor = await _pause(database, clock)
    pace, lease = Pace(timedelta(seconds=1), burst=5), timedelta(seconds=30)

    async def taken() -> int:
        rows, _ = await take_rows(database, Take("wechat", pace, "w", lease, 5), clock())
        return len(rows)

    assert await taken() == 0
    await database.write(lambda work: resume_assistant(work, actor), clock())
    clock.advance(seconds=1)
    assert await taken() == 1


async def test_staff_are_told_of_a_pause_while_it_holds(database: Database, clock: FrozenClock) -> None:
    """By whatever they are told; what waits for others stays."""
    on = frozenset({Channel.WECOM_ROBOT})

    def tell(work: Work) -> int:
        return tell_destinations(work, on, lambda _about, _number: "", lambda _work, _person, _notices: ())

    waiting = NewOutboxRow("a", "wecom_robot", "another", say("有事。").to_json())
    assert await database.write(tell, clock()) == 0
    await _pause(database, clock)
    await database.write(lambda work: put_out(work.connection, [waiting], work.now), clock())
    assert await database.write(tell, clock()) == 1
    sender = FakeSender(Channel.WECOM_ROBOT)
    worker = ChannelWorker(database, sender, clock, counters=NoCounters(), idle=60, jitter=lambda: 0.0)
    await worker.send_due()
    assert sender.sent == [PAUSED_BRIEF]


async def test_only_an_administrator_pauses_and_says_why(database: Database, clock: FrozenClock) -> None:
    actor = await database.write(_administrator, clock())
    clerk = await database.write(lambda work: member(work, "办公室乙", Role.OFFICE), clock())
    for who, notice, reason in ((clerk, NOTICE, "试试"), (actor, NOTICE, " "), (actor, "", "试试")):
        refused = await database.write(
            lambda work, who=who, notice=notice, reason=reason: pause_assistant(  # type: ignore[misc] # bound now
                work, who, notice=notice, reason=reason
            ),
            clock(),
        )
        assert isinstance(refused, Refused)
    assert await database.read(current_pause, clock()) is None
    refused = await database.write(lambda work: resume_assistant(work, actor), clock())
    assert isinstance(refused, Refused)


def test_the_commands_pause_and_resume_what_people_hear(tmp_path: Path) -> None:
    env = environment(tmp_path)
    run_bot("db", "upgrade", env=env)
    url = env["EZHEN_DATABASE_URL"]
    assert run_bot("staff", "add", "管理员甲", "--role", "administrator", env=env).returncode == 0
    paused = run_bot("pause", "--by", "管理员甲", "--reason", "答复有误", env=env)
    assert (paused.returncode, "已暂停" in paused.stdout) == (0, True), paused.stderr

    def heard() -> str:
        line = json.dumps({"user": "甲", "text": "支持哪些方面"})
        (reply,) = json.loads(run_bot("chat", "--jsonl", "--database", url, typed=line, env=env).stdout)["replies"]
        return str(reply["text"])

    assert "本助手暂停服务" in heard()
    assert run_bot("resume", "--by", "管理员甲", env=env).returncode == 0
    assert "第七条" in heard()
    again = run_bot("resume", "--by", "管理员甲", env=env)
    assert (again.returncode, "没有暂停" in again.stderr) == (1, True)
    assert run_bot("pause", "--by", "没有这个人", "--reason", "试", env=env).returncode == 1


class Noted(NoCounters):
    """Says when something was counted."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.sent = asyncio.Event()

    def count(self, name: str, amount: int = 1) -> None:
        self.names += [name] * amount
        if name.startswith("outbox_"):
            self.sent.set()


@pytest.mark.parametrize(
    ("first", "tries"), [(timedelta(), 2), (timedelta(minutes=2), 1), (None, 1)], ids=["short", "long", "none"]
)
async def test_the_late_notice_of_a_pause_waits_for_the_platform_but_not_for_long(
    database: Database, clock: FrozenClock, first: timedelta | None, tries: int
) -> None:
    sender, noted = FakeSender(), Noted()
    sender.answer = lambda _outgoing: Retry("slow down", after=first) if len(sender.tried) == 1 else Sent()
    senders = {Channel.WECHAT: sender}
    await _pause(database, clock)
    async with talking(database, clock, senders=senders, counters=noted) as dispatcher:
        assert await dispatcher.accept(message("在吗")) is Taken.NOW
        async with asyncio.timeout(60):
            await noted.sent.wait()
    assert len(sender.tried) == tries
    assert {outgoing.reply.text for outgoing in sender.tried} == {NOTICE}
    async with database.reading() as connection:
        assert (await connection.execute(select(OutboxRow.state, OutboxRow.payload))).all() == [("sent", None)]
    assert ("outbox_sent" if tries == 2 else "outbox_retry") in noted.names
