"""Through the WeChat door: bound, applied with two photos, followed; then staff's acts and every refusal."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot import wiring
from bot.settings import Settings
from bot.web_application import web_application
from bot.wiring import Parts
from handlers.casework.bindings import BindCode, issue_bind_code
from handlers.identity.who import OPERATOR
from handlers.messages import Channel
from tests.bot.channels.wechat.support import OPENID, PATIENCE, Clock, settings, text_xml, xml_of
from tests.bot.channels.wechat.test_end_to_end import Client, say
from tests.dialogue import Dialogue
from tests.fakes.wechat import FakeWeChat, Media
from tests.handlers.materials import samples
from tests.handlers.materials.inspecting import inspect_here
from tests.measure import opened

OFFICE, OTHER_OFFICE, PAYER = "演示办公室甲", "演示办公室乙", "演示拨付甲"
FIRM = "示例连翘电商有限公司（演示）"
NUMBER = re.compile(r"AZ-\d{4}-\d{6}")


class Phone:
    """The contractor's WeChat, and the county behind it."""

    def __init__(self, client: Client, parts: Parts, fake: FakeWeChat) -> None:
        self._client = client
        self.parts = parts
        self._fake = fake
        self._ids = count(1)

    async def says(self, text: str) -> str:
        return await self._push(text_xml(text, message_id=str(next(self._ids))))

    async def sends(self, photo: bytes) -> str:
        media = f"MEDIA_{next(self._ids)}"
        self._fake.media[media] = Media(photo, {"Content-Type": "image/jpeg"})
        return await self._push(xml_of(MsgType="image", MsgId=str(next(self._ids)), MediaId=media))

    async def leaves(self) -> None:
        await self._push(xml_of(MsgType="event", Event="unsubscribe"))

    async def _push(self, xml: str) -> str:
        self._fake.act(OPENID)
        return await say(self._client, xml, self.parts.clock())

    async def tells(self, *texts: str) -> str:
        for text in texts:
            answer = await self.says(text)
        return answer

    def desk(self, name: str) -> Dialogue:
        return Dialogue(self.parts, name, Channel.CONSOLE)

    async def bind_code(self) -> str:
        contract = "演示-2026-01"
        found = await self.parts.database.write(
            lambda work: issue_bind_code(work, OPERATOR, contract), self.parts.clock()
        )
        assert isinstance(found, BindCode)
        return found.code


@pytest.fixture
async def phone(county_url: str, clock: Clock, fake: FakeWeChat, tmp_path: Path) -> AsyncIterator[Phone]:
    configured = Settings(database_url=county_url, files=tmp_path / "files", wechat=settings(api_base=fake.base))
    async with (
        wiring.assembled(configured, clock=clock, kb=opened(), inspect=inspect_here) as parts,
        TestClient(TestServer(web_application(parts, wechat_seconds=PATIENCE))) as client,
    ):
        yield Phone(client, parts, fake)


BASICS = ("30万", "购买设备和场地租赁", "张三", "13800000000")


async def bound(phone: Phone) -> None:
    code = await phone.bind_code()
    assert FIRM in await phone.says(f" {code.lower()} ")
    assert "绑定成功" in await phone.says("1")


async def applied(phone: Phone) -> str:
    """The 申请编号 of an application for 前期预付资金 with two photos."""
    await phone.tells("我要申请", "1", *BASICS)
    for _ in range(2):
        assert "已收到“" in await phone.sends(samples.jpeg())
        await phone.says("下一项")
    summary = await phone.tells("跳过", "下一项")
    assert "3. 申请金额：300,000元" in summary
    assert "本单位承诺：已阅知第十条“须如实提供材料，并对所提供材料的真实性、完整性和合法性负责”" in summary
    sent = NUMBER.search(await phone.says("确认属实"))
    assert sent
    return sent[0]


async def done(phone: Phone, name: str, *words: str) -> str:
    desk = phone.desk(name)
    for each in words:
        reply = await desk.says(each)
    return reply.text


async def test_from_the_bind_code_to_the_status(phone: Phone) -> None:
    await bound(phone)
    number = await applied(phone)
    status = await phone.says("到哪一步了")
    assert f"申请 {number}（前期预付资金，合同 演示-2026-01）：已提交，等待受理" in status
    assert "现在由领导小组办公室办理" in status


@pytest.mark.rotated("whole stories", 3)
async def test_every_step_of_staff_reaches_the_phone(phone: Phone, fake: FakeWeChat) -> None:
    await bound(phone)
    number = await applied(phone)
    voucher = ("30万", "1", "指标1号", "凭证E1", FIRM, "今天", "确认")
    await done(phone, OFFICE, f"受理 {number}", "确认")
    await done(phone, OFFICE, f"上报 {number}", "今天", "跳过", "跳过", "确认")
    await done(phone, OFFICE, f"提请审议 {number}", "今天", "跳过", "跳过", "确认")
    await done(phone, OTHER_OFFICE, f"同意 {number}", "第12次", "今天", "跳过", "确认")
    await done(phone, OTHER_OFFICE, f"纪要 {number}", "〔2026〕12号", "三", "确认")
    assert "现在是“已拨付，待归档”" in await done(phone, PAYER, f"拨付 {number}", *voucher)
    status = await phone.says(number)
    assert "已全部拨付" in status
    assert "第十四条" in status or any("第十四条" in text for _, text in fake.sent)
    assert "〔2026〕12号" not in status


async def test_money_beyond_the_contracts_ratio_is_refused_with_where_the_ratio_stands(phone: Phone) -> None:
    await bound(phone)
    refused = await phone.tells("我要申请", "1", "50万")
    assert "【系统校验】" in refused
    assert "比例出自贵单位合同；第九条只规定“预付比例需在合同上载明”" in refused
    assert "申请金额】" in refused


async def test_midterm_money_waits_for_a_result_under_article_18(phone: Phone) -> None:
    await bound(phone)
    refused = await phone.tells("我要申请", "2")
    assert "【第十八条】" in refused
    evaluation = ("第十七条", "领导小组", "评价1号", "今天", "1", "跳过", "确认")
    await done(phone, OFFICE, "评价 演示-2026-01", *evaluation)
    assert "已登记的是本级开展的评价" in await phone.says("2")
    await done(phone, OFFICE, "评价 演示-2026-01", "第十八条", "第三方", "评价2号", "今天", "1", "跳过", "确认")
    assert "申请金额】" in await phone.says("2")


async def test_follow_up_money_waits_for_the_acceptance_as_the_office_set(phone: Phone) -> None:
    await bound(phone)
    assert "【办公室设置（办法未规定）】" in await phone.tells("我要申请", "3")


async def test_a_second_open_application_is_refused(phone: Phone) -> None:
    await bound(phone)
    number = await applied(phone)
    refused = await phone.tells("我要申请", "1")
    assert number in refused
    assert "【系统校验】" in refused


async def test_required_papers_and_the_exact_declaration_are_asked_for(phone: Phone) -> None:
    await bound(phone)
    await phone.tells("我要申请", "1", *BASICS)
    assert "拨付申请书（加盖公章）】" in await phone.says("下一项")
    for _ in range(2):
        await phone.sends(samples.jpeg())
        await phone.says("下一项")
    assert "确认属实" in await phone.tells("跳过", "下一项", "好的")
    assert NUMBER.search(await phone.says("确认属实"))


async def test_a_paused_contract_takes_no_application(phone: Phone) -> None:
    await bound(phone)
    await phone.says("我要申请")
    await done(phone, "演示工信局甲", "暂停 演示-2026-01", "补充协议1号", "今天", "确认")
    refused = await phone.says("1")
    assert "暂停" in refused


async def test_a_stranger_learns_of_no_firm_and_no_application(phone: Phone) -> None:
    assert FIRM not in await phone.says("34679ACDEF")
    unknown = await phone.says("AZ-2026-000000")
    known = NUMBER.search(str((await phone.desk(OFFICE).says("待办")).offers))
    assert known
    assert (await phone.says(known[0])).replace(known[0], "") == unknown.replace("AZ-2026-000000", "")
