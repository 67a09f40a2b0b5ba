"""在微信里收通知: a picture on the firm's own page, scanned in WeChat, binds whoever confirms the firm there."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import wiring
from bot.settings import Settings
from bot.wiring import Parts
from handlers.casework.bindings import unbind
from handlers.identity.who import OPERATOR, contractor
from handlers.messages import Channel, Event, EventKind, Person
from store.tables.people import OneTimeCode
from store.work import Work
from tests.bot.channels.wechat.support import APP_ID, SECRET, settings
from tests.bot.web.public.firms import Browser, bind, browsing
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue
from tests.fakes.wechat import QR, FakeWeChat, Fault
from tests.handlers.casework.settled import SettledTown
from tests.handlers.casework.town import done
from tests.handlers.materials.inspecting import inspect_here
from tests.measure import opened
from tests.scenarios.binding import people
from tests.scenarios.county import County

FIRM = "安泽县演示甲有限公司"


@pytest.fixture
async def fake(clock: FrozenClock) -> AsyncIterator[FakeWeChat]:
    async with FakeWeChat(clock, APP_ID, SECRET).serve() as fake:
        yield fake


@pytest.fixture
async def parts(town_url: str, clock: FrozenClock, fake: FakeWeChat) -> AsyncIterator[Parts]:
    configured = Settings(database_url=town_url, wechat=settings(api_base=fake.base))
    async with wiring.assembled(configured, clock=clock, kb=opened(), inspect=inspect_here) as made:
        yield made


@pytest.fixture
async def bound(parts: Parts, settled_town: SettledTown) -> AsyncIterator[Browser]:
    county = await County.begin(parts, settled_town.town)
    async with browsing(parts) as browser:
        await bind(county, browser)
        yield browser


async def scanned(browser: Browser, fake: FakeWeChat) -> str:
    """What the newest picture brings along, once it is on the page."""
    async with browser.client.post("/mine/follow") as response:
        assert response.status == 200
        page = await response.text()
    assert 'src="data:image/svg+xml' in page
    scene: str = json.loads(fake.scenes[-1])["scene"]["scene_str"]
    return scene


async def test_whoever_scans_it_follows_and_is_bound_once_they_confirm(
    parts: Parts, bound: Browser, fake: FakeWeChat, clock: FrozenClock
) -> None:
    assert "在微信里收通知" in await bound.open("/mine")
    before = len(await people(parts))
    phone = Dialogue(parts, "o1", Channel.WECHAT)
    asked = await phone.does(Event(EventKind.SUBSCRIBE, await scanned(bound, fake)))
    assert FIRM in asked.text
    assert len(await people(parts)) == before
    assert "绑定成功" in (await phone.says("确认绑定")).text
    assert ("o1", FIRM) in await people(parts)


async def test_it_is_good_once_and_for_half_an_hour(
    parts: Parts, bound: Browser, fake: FakeWeChat, clock: FrozenClock
) -> None:
    first, second = await scanned(bound, fake), await scanned(bound, fake)
    phone = Dialogue(parts, "o1", Channel.WECHAT)
    await phone.does(Event(EventKind.SCAN, first))
    await phone.says("确认绑定")
    assert FIRM not in (await Dialogue(parts, "o2", Channel.WECHAT).does(Event(EventKind.SCAN, first))).text
    clock.advance(minutes=31)
    assert FIRM not in (await Dialogue(parts, "o3", Channel.WECHAT).does(Event(EventKind.SCAN, second))).text
    rows = await parts.database.read(lambda work: work.all(select(OneTimeCode)), clock())
    assert all(row.expires_at - row.created_at == timedelta(minutes=30) for row in rows)


async def test_it_is_good_no_more_once_its_maker_is_unbound(
    parts: Parts, bound: Browser, fake: FakeWeChat, clock: FrozenClock
) -> None:
    scene = await scanned(bound, fake)

    def end(work: Work) -> None:
        actor = contractor(work, Person(Channel.WEB, bound.visitor))
        assert actor is not None
        done(unbind(work, OPERATOR, actor.binding_id))

    await parts.database.write(end, clock())
    assert FIRM not in (await Dialogue(parts, "o1", Channel.WECHAT).does(Event(EventKind.SCAN, scene))).text


async def test_a_stranger_gets_none(parts: Parts, fake: FakeWeChat) -> None:
    async with browsing(parts) as browser, browser.client.post("/mine/follow") as response:
        assert response.status == 403
    assert fake.scenes == []


async def test_where_the_platform_gives_no_picture_the_code_is_to_be_typed(
    bound: Browser, fake: FakeWeChat
) -> None:
    fake.always_fail(QR, Fault.code(48001))
    async with bound.client.post("/mine/follow") as response:
        page = await response.text()
    assert "现在取不到二维码" in page
    assert "绑定 " in page
