"""Applications on paper: submitted at the counter for the contractor, mended there, accepted by somebody else."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from bot.wiring import Parts
from handlers.casework.table import ActName
from handlers.identity.actors import Door
from handlers.identity.who import staff_member
from handlers.results import Done
from handlers.texts import desk as texts
from handlers.texts import incoming
from store.queries.applications import application_numbered, applications_on, steps_of
from store.queries.contracts import contract_numbered
from store.states import State
from store.tables.applications import Application, StepRow
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, units
from tests.handlers.casework import given
from tests.handlers.casework.doing import perform
from tests.scenarios.desk.conftest import AUDITOR, BUREAU, OFFICE, OTHER_OFFICE
from tests.scenarios.desk.test_acting import answered

Desk = Callable[[str], Dialogue]
CONTRACT = "演示-2026-01"
APPLIED = ("十万", "购置快递分拣设备", "张明", "13812345678")
SIGNER = "法定代表人李某签字，企业公章"


async def registered(county: Parts, clock: FrozenClock, kind: str = "application") -> str:
    """The 收文号 of a paper that came in on the contract."""

    def act(work: Work) -> str:
        office = staff_member(work, OFFICE)
        assert office is not None
        result = perform(work, office, ActName.REGISTER_PAPER, CONTRACT, given.incoming(kind))
        assert isinstance(result, Done), result
        return result.subject

    return await county.database.write(act, clock())


def check(work: Work, *, number: str) -> None:
    """Another member finds at the console that what was entered is what the paper says."""
    other = staff_member(work, OTHER_OFFICE)
    assert other is not None
    at_console = replace(other, door=Door.CONSOLE)
    assert isinstance(perform(work, at_console, ActName.CHECK_ENTRY, number), Done)


async def newest(county: Parts, clock: FrozenClock) -> tuple[Application, list[StepRow]]:
    def look(work: Work) -> tuple[Application, list[StepRow]]:
        contract = contract_numbered(work, CONTRACT)
        assert contract is not None
        found = applications_on(work, contract.id)[-1]
        return found, steps_of(work, found.id)

    return await county.database.read(look, clock())


async def submitted(office: Dialogue, county: Parts, clock: FrozenClock) -> str:
    paper = await registered(county, clock)
    done = await answered(office, f"登记申请 {CONTRACT}", *APPLIED, "1、2", paper, SIGNER, "确认")
    assert "已办：登记申请" in done.text
    return done.text.split("（")[1].split("）")[0]


async def test_an_application_on_paper_is_submitted_with_its_evidence(
    desk: Desk, county: Parts, clock: FrozenClock
) -> None:
    office = desk(OFFICE)
    card = await office.says(f"合同 {CONTRACT}")
    assert "登记申请：前期预付资金" in [offer.label for offer in card.offers]
    paper = await registered(county, clock)
    shown = await answered(office, f"登记申请：前期预付资金 {CONTRACT}", *APPLIED, "全部", paper, SIGNER)
    assert "依据：第十条" in shown.text
    assert texts.SENDER_NEVER_ACCEPTS in shown.text
    done = await office.says("确认")
    assert "现在是“待受理”" in done.text
    application, (step,) = await newest(county, clock)
    assert application.submitted_by == step.actor
    assert (application.state, application.amount) == (State.SUBMITTED, 10_000_000)
    declaration = json.loads(application.declaration)
    assert declaration["on_paper"]
    assert f"关于拨付资金的申请（收文〔2026〕4号，落款2026年11月24日），{SIGNER}" in declaration["words"]
    shown = await desk(AUDITOR).says(f"查 {application.number}")
    assert "承诺（纸质，第十条）：关于拨付资金的申请（收文〔2026〕4号" in shown.text
    assert "柜台收到的纸质材料：拨付申请书（加盖公章）、项目建设合同复印件" in shown.text
    assert "还缺" not in shown.text


async def test_who_submits_never_accepts(desk: Desk, county: Parts, clock: FrozenClock) -> None:
    number = await submitted(desk(OFFICE), county, clock)
    refused = await desk(OFFICE).says(f"受理 {number}")
    assert "请由其他工作人员受理" in refused.text
    assert not refused.asks
    assert incoming.UNCHECKED in (await desk(OTHER_OFFICE).says(f"受理 {number}")).text
    await county.database.write(partial(check, number=number), clock())
    assert "现在是“已受理" in (await answered(desk(OTHER_OFFICE), f"受理 {number}", "确认")).text


async def test_what_the_rules_refuse_is_refused_where_it_is_typed(desk: Desk) -> None:
    office = desk(OFFICE)
    over = await answered(office, f"代收申请 {CONTRACT}", "9000万")
    assert "比例出自贵单位合同" in over.text
    assert over.text.count(texts.TYPE_AGAIN) == 1
    lacking = await answered(office, *APPLIED, "1")
    assert "【办公室设置（办法未规定）】办公室公布的清单里，还缺：项目建设合同复印件" in lacking.text
    for words in ("1、2、9", "都挺好", "1和2和9", "一份"):
        assert texts.papers_how(count=3) in (await office.says(words)).text, words
    assert "【6/7 收文号】" in (await office.says("第1项、第2项")).text
    assert incoming.NO_SUCH_PAPER in (await office.says("收文〔2026〕99号")).text


async def test_a_kind_that_is_not_open_is_refused_with_the_passage(desk: Desk) -> None:
    refused = await desk(OFFICE).says(f"登记申请：中期建设资金 {CONTRACT}")
    assert units(refused) == ["18"]
    assert not refused.asks


async def test_it_is_the_offices_and_on_a_contract_in_use(desk: Desk) -> None:
    assert "由领导小组办公室办理" in (await desk(BUREAU).says(f"登记申请 {CONTRACT}")).text
    paused = await desk(OFFICE).says("登记申请 演示-2026-09")
    assert "已暂停" in paused.text
    assert not paused.asks
    assert (await desk(OFFICE).says("登记申请")).text == texts.with_contract(label="登记申请")


async def test_what_was_returned_is_mended_at_the_counter_and_papers_are_not_asked_twice(
    desk: Desk, county: Parts, clock: FrozenClock
) -> None:
    office, other = desk(OFFICE), desk(OTHER_OFFICE)
    number = await submitted(office, county, clock)
    await answered(other, f"退回补正 {number}", "用途写具体些", "跳过", "确认")
    card = await office.says(f"查 {number}")
    assert "登记补正" in [offer.label for offer in card.offers]
    assert "项目建设合同复印件" not in card.text.split("告知：")[1]
    paper = await registered(county, clock, "resubmission")
    done = await answered(office, f"登记补正 {number}", paper, "企业公章", "跳过", "8万", "确认")
    assert "现在是“待受理”" in done.text
    application, steps = await newest(county, clock)
    assert application.amount == 8_000_000
    assert json.loads(application.data)["contact"] == "张明"
    assert [step.act for step in steps] == ["submit", "return", "resubmit"]
    assert "还缺" not in (await office.says(f"查 {number}")).text


async def test_the_contractor_mends_in_the_chat_what_was_submitted_on_paper(
    desk: Desk, county: Parts, clock: FrozenClock
) -> None:
    number = await submitted(desk(OFFICE), county, clock)
    await answered(desk(OTHER_OFFICE), f"退回补正 {number}", "用途写具体些", "跳过", "确认")
    code = (await desk(OFFICE).says(f"发绑定码 {CONTRACT}")).text.split("绑定码：")[1].split("\n")[0]
    contractor = Dialogue(county, "经办人")
    shown = await answered(contractor, code, "确认绑定", f"补正 {number}")
    assert "确认属实" in shown.text
    await contractor.says("确认属实")
    application = await county.database.read(lambda work: application_numbered(work, number), clock())
    assert application is not None
    assert application.state == State.SUBMITTED
