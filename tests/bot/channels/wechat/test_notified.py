"""From an act at the desk to the lock screen: through the outbox, in the account's form, once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot import wiring
from bot.channels.wechat.notice_forms import NoticeForms
from bot.settings import Settings
from bot.web_application import web_application
from store.queries.outbox import count_rows
from store.states import OutboxState
from tests.bot.channels.wechat.support import OPENID, PATIENCE, Clock, settings
from tests.bot.channels.wechat.test_casework import OFFICE, Phone, applied, bound, done
from tests.fakes.wechat import FakeWeChat
from tests.fakes.wechat_notices import TEMPLATE, Notice
from tests.handlers.materials.inspecting import inspect_here
from tests.measure import opened
from tests.processes import environment, run_bot

PROGRESS, MEND = "PROGRESS_TEMPLATE", "MEND_TEMPLATE"
LINES = {
    "progress": f"{PROGRESS} character_string1=number thing2=step",
    "mend": f"{MEND} thing1=number thing2=hint",
}


@pytest.fixture
async def phone(county_url: str, clock: Clock, fake: FakeWeChat, tmp_path: Path) -> AsyncIterator[Phone]:
    forms = NoticeForms.model_validate(LINES)
    account = settings(api_base=fake.base).model_copy(update={"templates": forms})
    fake.notices.fields = {PROGRESS: {"character_string1", "thing2"}, MEND: {"thing1", "thing2"}}
    configured = Settings(database_url=county_url, files=tmp_path / "files", wechat=account)
    async with (
        wiring.assembled(configured, clock=clock, kb=opened(), inspect=inspect_here) as parts,
        TestClient(TestServer(web_application(parts, wechat_seconds=PATIENCE))) as client,
    ):
        yield Phone(client, parts, fake)


async def acts(phone: Phone, fake: FakeWeChat, *words: str) -> Notice:
    """What arrives after an act at the desk."""
    fake.notices.something_sent.clear()
    await done(phone, OFFICE, *words)
    phone.parts.outbox.wake()
    await asyncio.wait_for(fake.notices.something_sent.wait(), timeout=60)
    return fake.notices.sent[-1]


async def test_days_after_the_last_word_a_step_reaches_the_lock_screen_with_number_and_step_alone(
    phone: Phone, fake: FakeWeChat, clock: Clock
) -> None:
    await bound(phone)
    number = await applied(phone)
    before = list(fake.sent)
    clock.advance(days=4)
    got = await acts(phone, fake, f"受理 {number}", "确认")
    values = {"character_string1": number, "thing2": "已受理"}
    assert got == Notice(TEMPLATE, OPENID, PROGRESS, values)
    assert (fake.sent, len(fake.notices.sent)) == (before, 1)
    assert (await count_rows(phone.parts.database)).get(OutboxState.HELD, 0) == 0


async def test_what_is_to_be_mended_is_not_on_the_lock_screen_and_is_told_on_asking(
    phone: Phone, fake: FakeWeChat
) -> None:
    await bound(phone)
    number = await applied(phone)
    got = await acts(phone, fake, f"退回补正 {number}", "1. 申请书没有盖章", "跳过", "确认")
    assert got.values == {"thing1": number, "thing2": "请发送“进度查询”查看补正内容"}
    assert "申请书没有盖章" in await phone.says("进度查询")


def test_doctor_says_which_way_each_kind_takes(tmp_path: Path) -> None:
    account = {
        "EZHEN_WECHAT__APP_ID": "wxba5fad812f8e6fb9",
        "EZHEN_WECHAT__APP_SECRET": "hidden",
        "EZHEN_WECHAT__TOKEN": "AAAAA",
        "EZHEN_WECHAT__MODE": "plain",
        "EZHEN_WECHAT__API_BASE": "http://127.0.0.1:1",
        "EZHEN_WECHAT__TEMPLATES__PROGRESS": LINES["progress"],
        "EZHEN_WECHAT__SUBSCRIPTIONS__PROGRESS": LINES["progress"],
        "EZHEN_WECHAT__TEMPLATES__MEND": LINES["mend"],
    }
    told = run_bot("doctor", env=environment(tmp_path) | account).stdout
    words = "客服消息 → 都发不出时留到对方下次发消息"
    assert f"[正常] 微信通知“进度更新”：订阅通知 → 模板消息 → {words}\n" in told
    assert f"[正常] 微信通知“需要补正”：模板消息 → {words}\n" in told
    assert f"[正常] 微信通知“拨付更新”：{words}\n" in told
    assert f"[正常] 微信其他通知：{words}\n" in told
