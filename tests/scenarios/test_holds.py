"""What a contractor has to know of their money at once: holds, conditions, 退票, debts."""

from __future__ import annotations

import pytest

from handlers.casework.contracts import amend
from handlers.casework.table import ActName
from handlers.values.contract_terms import NewAmendment
from store.states import AmendmentKind, State
from tests.handlers.casework import given
from tests.handlers.casework.town import TODAY, Town, done
from tests.scenarios.county import County


@pytest.mark.parametrize(("kind", "state"), [(AmendmentKind.PAUSE, "已暂停"), (AmendmentKind.END, "已终止")])
async def test_the_contract_that_holds_the_money_is_named(county: County, kind: AmendmentKind, state: str) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.brought_to(State.APPROVED))
    new = NewAmendment(kind=kind, document="函1号", effective_on=TODAY)
    await county.act(lambda town: done(amend(town.work, town.bureau, town.contract.number, new)))
    told = (await talk.says(number)).text
    assert f"合同{state}，其余部分现在不能拨付" in told
    assert "系统校验" in told


async def test_of_what_is_archived_unpaid_the_reason_stays_to_be_read(county: County) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.brought_to(State.APPROVED))
    new = NewAmendment(kind=AmendmentKind.END, document="函1号", effective_on=TODAY)
    await county.act(lambda town: done(amend(town.work, town.bureau, town.contract.number, new)))
    await county.act(lambda town: town.does(ActName.ARCHIVE, number))
    told = (await talk.says(number)).text
    assert "没有拨付，也不再拨付。原因：合同已终止。" in told


async def test_what_cannot_be_mended_any_more_is_not_asked_for(county: County) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.submitted())
    await county.act(lambda town: town.does(ActName.RETURN, number, given.lacking()))
    assert "补正" in str((await talk.says(number)).offers)
    new = NewAmendment(kind=AmendmentKind.END, document="函1号", effective_on=TODAY)
    await county.act(lambda town: done(amend(town.work, town.bureau, town.contract.number, new)))
    told = await talk.says(number)
    assert "合同已终止，不能再补正" in told.text
    assert "领导小组办公室登记不予受理，贵单位也可以撤回申请" in told.text
    assert [offer.label for offer in told.offers] == ["催办", "撤回申请"]
    await talk.presses(1)
    await county.act(lambda town: town.does(ActName.DECLINE, number))
    assert "不予受理" in (await talk.says(number)).text


async def test_the_condition_is_what_the_contractor_must_do(county: County) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.brought_to(State.TABLED))
    await county.act(lambda town: town.does(ActName.AGREE_IN_PRINCIPLE, number, given.in_principle(400_000)))
    assert "补齐环评手续" not in (await talk.says(number)).text
    await county.act(lambda town: town.does(ActName.MINUTES, number, given.minutes()))
    told = (await talk.says(number)).text
    assert "贵单位现在要办：落实审议提出的条件：补齐环评手续。" in told
    assert "不需要贵单位办理" not in told


async def test_after_a_payment_came_back_the_account_is_to_be_checked(county: County) -> None:
    talk = await county.talker()
    number = await county.act(lambda town: town.brought_to(State.APPROVED))
    await county.act(lambda town: town.does(ActName.PAY, number, town.payment(100_000)))
    await county.act(lambda town: town.does(ActName.REVERSE, number, given.reversal("V-1")))
    told = (await talk.says(number)).text
    assert "请核对收款账户" in told
    assert "凭合同或盖章函件" in told


def _demanded(town: Town) -> None:
    town.brought_to(State.PAID)
    town.does(ActName.RECOVER, town.contract.number, given.recovery(100_000))
    town.does(ActName.NOTIFY, "1", given.demand())


async def test_a_debt_is_told_before_anything_else(county: County) -> None:
    talk = await county.talker()
    await county.act(_demanded)
    told = (await talk.says("查进度")).text
    assert told.startswith("贵单位有一件缴款通知")
    assert "回复“企业说明”" in "".join(talk.notices) + told


async def test_an_explanation_without_a_colon_is_recorded_too(county: County) -> None:
    talk = await county.talker()
    await county.act(_demanded)
    told = (await talk.says("企业说明 我单位资金周转困难")).text
    assert "的说明已记入" in told


async def test_a_number_of_nobody_elses_is_not_found_for_mending(county: County) -> None:
    talk = await county.talker()
    await county.act(lambda town: town.submitted())
    told = (await talk.says("补正 AZ-2026-000000")).text
    assert told.startswith("没有查到贵单位编号为 AZ-2026-000000 的申请")
