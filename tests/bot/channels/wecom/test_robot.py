"""The group's robot: at most twenty a minute over all processes, nothing lost, and silence once it is removed."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta

import aiohttp
import pytest

from bot.channels.base import Dead, Pause, Retry, Sent
from bot.channels.wechat.api import Done
from bot.channels.wechat.errors import Failure
from bot.channels.wechat.transport import Transport, open_session
from bot.channels.wecom.api import RobotApi
from bot.channels.wecom.sender import RobotSender
from bot.counting import NoCounters
from bot.metrics import Metrics
from bot.outbox.delivery import ChannelWorker
from handlers.messages import Channel
from handlers.turn import say
from store.database import Database
from store.outbox.rows import NewOutboxRow, put_out
from store.queries.outbox import count_rows
from store.states import OutboxState
from tests.bot.channels.wecom.support import CONSOLE, to_group
from tests.clocks import FrozenClock
from tests.fakes.wechat import Fault
from tests.fakes.wecom import KEY, ROBOT, FakeWeCom
from tests.keys import KEYS

MINUTE, TEN_MINUTES = timedelta(minutes=1), timedelta(minutes=10)


async def test_a_notice_stands_in_the_group_above_a_link(robot: RobotSender, fake: FakeWeCom) -> None:
    assert await robot.send(to_group("<@all> AZ-2026-0001 待受理", "/staff/applications/AZ-2026-0001")) == Sent()
    [(_, content)] = fake.said
    assert content == f"＜＠all＞ AZ-2026-0001 待受理\n[打开工作台]({CONSOLE}/staff/applications/AZ-2026-0001)"


async def test_nothing_to_say_is_not_sent(robot: RobotSender, fake: FakeWeCom) -> None:
    assert await robot.send(to_group(" ")) == Dead("empty")
    assert not fake.calls


async def test_too_fast_stops_the_channel_for_a_minute(
    robot: RobotSender, fake: FakeWeCom, clock: FrozenClock
) -> None:
    fake.fail(ROBOT, Fault.code(45009))
    assert await robot.send(to_group("一")) == Pause("minute_quota 45009", clock() + MINUTE)


async def test_a_removed_robot_is_asked_nothing_more(
    robot: RobotSender, fake: FakeWeCom, clock: FrozenClock, metrics: Metrics
) -> None:
    fake.is_robot_removed = True
    for _ in range(3):
        assert await robot.send(to_group("一")) == Pause(
            "configuration 93000", clock() + TEN_MINUTES, needs_somebody=True
        )
    assert fake.count(ROBOT) == 1
    assert b'ezhen_events_total{name="wecom_robot_configuration"} 1.0' in metrics.render()


@pytest.mark.parametrize(
    "fault", [Fault(is_silent=True), Fault(status=502), Fault(status=500, body=b"x"), Fault.code(-1)]
)
async def test_trouble_on_the_way_is_tried_again(robot: RobotSender, fake: FakeWeCom, fault: Fault) -> None:
    fake.fail(ROBOT, fault)
    assert isinstance(await robot.send(to_group("一")), Retry)
    assert await robot.send(to_group("一")) == Sent()


async def test_the_key_shows_in_no_failure_and_no_log(capsys: pytest.CaptureFixture[str]) -> None:
    async with open_session() as session:
        answer = await RobotApi(Transport(session, "http://127.0.0.1:1"), KEY).send_markdown("一")
    assert isinstance(answer, Failure)
    out = capsys.readouterr()
    assert KEY not in repr(answer) + out.out + out.err


async def test_a_key_is_checked_without_writing_to_the_group(fake: FakeWeCom) -> None:
    async with open_session() as session:
        api = RobotApi(Transport(session, f"{fake.base}{ROBOT}"), KEY)
        assert await api.check_access() == Done()
        fake.is_robot_removed = True
        assert isinstance(await api.check_access(), Failure)
    assert not fake.said


async def test_a_burst_of_messages_leaves_at_the_robots_pace_from_two_processes(
    fake: FakeWeCom, sqlite_url: str, clock: FrozenClock
) -> None:
    """The fake refuses the twenty-first within any sixty seconds, and none is refused."""
    database = Database.open(sqlite_url, KEYS)
    async with open_session() as session, AsyncExitStack() as stack:
        stack.push_async_callback(database.close)
        workers = [_worker(database, fake, session, clock) for _ in range(2)]
        rows = [
            NewOutboxRow(f"n{n}", Channel.WECOM_ROBOT.value, "group", say(f"第{n}件").to_json()) for n in range(22)
        ]
        async with database.writing() as connection:
            await connection.run_sync(put_out, rows, clock())
        for _ in range(200):
            await asyncio.gather(*(worker.send_due() for worker in workers))
            if len(fake.said) == 22:
                break
            clock.advance(seconds=1.6)
        assert [content.split("\n")[0] for _, content in fake.said] == [f"第{n}件" for n in range(22)]
        assert fake.count(ROBOT) == 22
        assert (await count_rows(database))[OutboxState.SENT] == 22


def _worker(
    database: Database, fake: FakeWeCom, session: aiohttp.ClientSession, clock: FrozenClock
) -> ChannelWorker:
    api = RobotApi(Transport(session, f"{fake.base}{ROBOT}"), KEY)
    sender = RobotSender(api, clock, NoCounters())
    return ChannelWorker(database, sender, clock, counters=NoCounters(), idle=1.0, jitter=lambda: 0.0)
