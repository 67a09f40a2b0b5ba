"""What became of a notice pushed to a phone is kept with its application: held, let go, handed over, seen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot import wiring
from bot.settings import Settings
from bot.web_application import web_application
from handlers.notices.records import Delivery, notices_of
from store.queries.applications import application_numbered
from store.states import NoticeState
from store.work import Work
from tests.bot.channels.wechat.support import PATIENCE, Clock, settings
from tests.bot.channels.wechat.test_casework import OFFICE, Phone, applied, bound, done
from tests.fakes.wechat import FakeWeChat
from tests.handlers.materials.inspecting import inspect_here
from tests.measure import opened


@pytest.fixture
async def phone(county_url: str, clock: Clock, fake: FakeWeChat, tmp_path: Path) -> AsyncIterator[Phone]:
    configured = Settings(database_url=county_url, files=tmp_path / "files", wechat=settings(api_base=fake.base))
    async with (
        wiring.assembled(configured, clock=clock, kb=opened(), inspect=inspect_here) as parts,
        TestClient(TestServer(web_application(parts, wechat_seconds=PATIENCE))) as client,
    ):
        yield Phone(client, parts, fake)


async def last_told(phone: Phone, number: str) -> tuple[str, Delivery]:
    def look(work: Work) -> tuple[str, Delivery]:
        application = application_numbered(work, number)
        assert application is not None
        event = notices_of(work, application_id=application.id)[-1]
        (delivery,) = event.deliveries
        return event.text, delivery

    return await phone.parts.database.read(look, phone.parts.clock())


async def becomes(phone: Phone, number: str, state: NoticeState) -> Delivery:
    async with asyncio.timeout(60):
        while True:
            phone.parts.outbox.wake()
            _text, delivery = await last_told(phone, number)
            if delivery.state is state:
                return delivery
            await asyncio.sleep(0.02)


async def test_a_push_that_arrived_is_seen_when_its_person_writes_again(phone: Phone, clock: Clock) -> None:
    await bound(phone)
    number = await applied(phone)
    await done(phone, OFFICE, f"受理 {number}", "确认")
    handed_over = clock()
    text, _delivery = await last_told(phone, number)
    assert "已受理" in text
    assert (await becomes(phone, number, NoticeState.HANDED_OVER)).at == handed_over
    clock.advance(hours=3)
    await phone.says("到哪一步了")
    assert (await becomes(phone, number, NoticeState.SEEN)).at == clock()


async def test_what_is_held_is_seen_when_its_person_comes_for_it(phone: Phone, clock: Clock) -> None:
    await bound(phone)
    number = await applied(phone)
    clock.advance(days=4)
    await done(phone, OFFICE, f"受理 {number}", "确认")
    held = await becomes(phone, number, NoticeState.HELD)
    assert "等对方下次来时发出" in held.words
    clock.advance(days=1)
    shown, _, answer = (await phone.says("你好")).partition("\n\n")
    assert "已受理" in shown
    assert answer
    assert (await becomes(phone, number, NoticeState.SEEN)).at == clock()
    assert "已受理" not in await phone.says("你好")


async def test_whoever_leaves_before_reading_is_to_be_called(phone: Phone, clock: Clock) -> None:
    await bound(phone)
    number = await applied(phone)
    clock.advance(days=4)
    await done(phone, OFFICE, f"受理 {number}", "确认")
    await becomes(phone, number, NoticeState.HELD)
    await phone.leaves()
    delivery = await becomes(phone, number, NoticeState.UNREACHABLE)
    assert "没有通知到" in delivery.words
