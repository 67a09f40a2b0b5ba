"""Staff look at what there is: their list, cards, contracts; nobody sees acts that are not theirs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from bot.wiring import Parts
from handlers.casework.staffing import deactivate
from handlers.casework.table import TABLE, ActName
from handlers.complaints.acts import leave_complaint
from handlers.identity.who import OPERATOR
from handlers.messages import Channel, Person
from handlers.texts import desk as texts
from store.queries.applications import application_numbered
from store.states import ComplaintKind, Role, State
from store.tables.applications import Application
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, units
from tests.handlers.casework.town import done
from tests.measure import opened
from tests.scenarios.desk.conftest import ADMINISTRATOR, AUDITOR, BUREAU, OFFICE, PAYER, SUPERVISOR

Desk = Callable[[str], Dialogue]
Numbers = dict[State, str]


_ELSEWHERE = re.compile(r"另有 (\d+) 件，在工作台网页")

ROLES = {
    OFFICE: Role.OFFICE,
    BUREAU: Role.BUREAU,
    PAYER: Role.PAYER,
    SUPERVISOR: Role.SUPERVISOR,
    AUDITOR: Role.AUDITOR,
    ADMINISTRATOR: Role.ADMINISTRATOR,
}


def labels(*acts: ActName) -> list[str]:
    return [TABLE[act].staff_words for act in acts]


async def test_the_list_holds_what_waits_for_the_member_the_oldest_first(desk: Desk, numbers: Numbers) -> None:
    listed = await desk(OFFICE).says("待办")
    waiting = [State.TABLED, State.POSTPONED, State.REPORTED, State.ACCEPTED, State.SUBMITTED]
    offers = [offer.label for offer in listed.offers]
    assert offers.pop(2).startswith("案件 1 追回前期预付资金")  # of one order with the applications
    assert [label.split()[0] for label in offers] == [numbers[state] for state in waiting]


async def test_what_is_done_at_the_console_alone_is_counted(county: Parts, desk: Desk) -> None:
    (before,) = _ELSEWHERE.findall((await desk(OFFICE).says("待办")).text)
    villager, said = Person(Channel.WECHAT, "villager"), "直播培训放在晚上吧"
    leave = partial(leave_complaint, person=villager, kind=ComplaintKind.SUGGESTION, words=said)
    done(await county.database.write(leave, county.clock()))
    listed = (await desk(OFFICE).says("待办")).text
    assert _ELSEWHERE.findall(listed) == [str(int(before) + 1)]
    assert said not in listed


async def test_other_roles_have_other_lists(desk: Desk, numbers: Numbers) -> None:
    paid = await desk(PAYER).says("待办")
    assert {offer.label.split()[0] for offer in paid.offers} == {numbers[State.PAYING], numbers[State.APPROVED]}
    bureau = await desk(BUREAU).says("我的待办")
    assert bureau.offers[0].label.startswith(numbers[State.PAID])
    assert f"不是必办）：{numbers[State.REPORTED]}、{numbers[State.ACCEPTED]}" in bureau.text


@pytest.mark.parametrize(
    ("name", "said"),
    [(AUDITOR, texts.READ_ONLY), (ADMINISTRATOR, texts.NO_BUSINESS), ("演示举报受理甲", texts.REPORTS_ELSEWHERE)],
)
async def test_who_does_no_business_here_is_told_so(desk: Desk, name: str, said: str) -> None:
    assert (await desk(name).says("待办")).text == said


async def test_a_button_of_the_list_opens_the_card(desk: Desk, numbers: Numbers) -> None:
    office = desk(OFFICE)
    await office.says("待办")
    card = await office.presses(6)
    assert card.text.startswith(f"【{numbers[State.SUBMITTED]}】中期建设资金")
    assert [offer.label for offer in card.offers][:2] == labels(ActName.ACCEPT, ActName.RETURN)


async def test_a_card_shows_sums_files_with_digests_and_who_did_what(desk: Desk, numbers: Numbers) -> None:
    card = await desk(OFFICE).says(f"查 {numbers[State.RETURNED]}")
    assert "申请 200,000元；审议同意 尚未审议；已拨付 0元" in card.text
    assert "〔项目建设合同复印件〕演示材料（2）.png（2 KB）SHA-256 " in card.text
    assert "退回补正（演示办公室甲）\n   告知：请一次补齐以下内容：\n1. 申请书没有盖章" in card.text
    assert "现在由申请人办理" in card.text
    assert "内部备注：电话里也说过一次" in card.text


async def test_a_card_shows_meeting_payments_and_reversal(desk: Desk, numbers: Numbers) -> None:
    card = await desk(PAYER).says(numbers[State.PAYING].lower().replace("-", ""))
    assert "第7次县政府常务会议" in card.text
    assert "同意部分金额；同意金额 600,000元；会议纪要 演示纪要〔2026〕7号，议题 五" in card.text
    assert "日 退票 100,000元，凭证 演示退票0001" in card.text
    assert "已拨付 200,000元" in card.text


@pytest.mark.rotated("whole stories", 3)
async def test_nobody_is_offered_acts_of_another_role(desk: Desk, numbers: Numbers) -> None:
    for name, role in ROLES.items():
        for state, number in numbers.items():
            shown = await desk(name).says(f"查 {number}")
            rows = (row for row in TABLE if role in row.roles and state in row.from_states)
            allowed = {opened().written_out(row.staff_words) for row in rows}
            offered = {offer.label for offer in shown.offers if not offer.label.startswith("合同 ")}
            assert offered <= allowed, (name, state)


async def test_a_contract_shows_terms_money_and_cases(desk: Desk) -> None:
    card = await desk(OFFICE).says("合同 演示-2026-08")
    assert "预付比例：30%" in card.text
    assert "尾号0003" in card.text
    assert "已拨付（减去退票和退回） 260,000元；其中前期预付资金 300,000元" in card.text
    assert "案件 1 追回前期预付资金：已通知，待缴款，余额 60,000元" in card.text


async def test_a_case_of_money_taken_back_shows_its_balance_and_that_its_procedure_is_unstated(
    desk: Desk,
) -> None:
    card = await desk(BUREAU).says("案件1")
    assert "程序办法未作规定" in card.text
    assert "应缴回 100,000元；已缴回 40,000元；余额 60,000元" in card.text
    assert "企业说明：施工队更换" in card.text


async def test_contracts_past_their_day_are_only_listed(desk: Desk) -> None:
    listed = await desk(BUREAU).says("逾期合同")
    assert [offer.value for offer in listed.offers] == ["合同 演示-2026-08"]
    assert len((await desk(AUDITOR).says("合同")).offers) == 10


async def test_the_checklist_is_named_as_the_offices_own(desk: Desk) -> None:
    shown = await desk(OFFICE).says("清单")
    assert "办公室公布的清单（办公室设置，办法未规定）" in shown.text
    assert "1. 拨付申请书（加盖公章）（必交）" in shown.text


@pytest.mark.parametrize("words", ["查 AZ-2026-000000", "受理 AZ-2026-000000", "合同 演示-2026-99", "案件99"])
async def test_a_number_that_there_is_not_is_said_to_be_so(desk: Desk, words: str) -> None:
    assert "没有找到" in (await desk(OFFICE).says(words)).text


async def test_a_question_of_the_measure_is_answered_as_for_everybody(desk: Desk) -> None:
    answer = await desk(OFFICE).says("烂尾咋办")
    assert units(answer) == ["9"]
    assert units(await desk(OFFICE).says("拨付 要经过哪些步骤"))


async def test_help_lists_what_this_member_may_do(desk: Desk) -> None:
    office, auditor = await desk(OFFICE).says("帮助"), await desk(AUDITOR).says("帮助")
    assert "受理、退回补正、不予受理" in office.text
    assert "登记拨付" not in office.text
    assert "您的角色不办业务，只能查看。" in auditor.text


async def test_who_left_learns_nothing(desk: Desk, county: Parts, clock: FrozenClock, numbers: Numbers) -> None:
    await county.database.write(lambda work: deactivate(work, OPERATOR, OFFICE), clock())
    for words in ("待办", f"查 {numbers[State.SUBMITTED]}", "帮助"):
        assert (await desk(OFFICE).says(words)).text == texts.NOT_STAFF


async def test_a_stranger_in_another_channel_cannot_enter(county: Parts, numbers: Numbers) -> None:
    stranger = Dialogue(county, "路人", Channel.WEB)
    assert texts.NOT_LINKED in (await stranger.says("工作台")).text
    assert "示例" not in (await stranger.says(f"查 {numbers[State.SUBMITTED]}")).text


async def test_the_newest_application_is_on_a_long_list_however_many_wait_for_others(
    county: Parts, desk: Desk, numbers: Numbers
) -> None:
    """Returned applications are held by their firms; 210 of them are older than the newest that was handed in."""

    def crowd(work: Work) -> None:
        _copies(work, numbers[State.RETURNED], 210, "AZ-2025-1", -timedelta(days=300))
        _copies(work, numbers[State.SUBMITTED], 12, "AZ-2026-9", timedelta(days=1))

    await county.database.write(crowd, county.clock())
    office, seen = desk(OFFICE), []
    page = await office.says("待办")
    while page.offers[-1].label == texts.TODO_MORE:
        seen += [offer.label.split()[0] for offer in page.offers[:-1]]
        page = await office.says(texts.TODO_MORE) if len(seen) < 10 else await office.presses(len(page.offers))
    seen += [offer.label.split()[0] for offer in page.offers]
    assert "AZ-2026-900011" in seen
    assert numbers[State.SUBMITTED] in seen
    assert len([number for number in seen if number.startswith("AZ-")]) == len(
        {*seen} - {"案件", "合同", texts.TODO_NEWEST}
    )
    assert not [number for number in seen if number.startswith("AZ-2025-1")]
    assert (await office.says("待办 第99页")).text == (await office.says("待办")).text


def _copies(work: Work, number: str, count: int, begins: str, later: timedelta) -> None:
    one = application_numbered(work, number)
    assert one is not None
    columns = {column.name: getattr(one, column.name) for column in Application.__table__.columns}
    for place in range(count):
        since = one.state_since + later + timedelta(seconds=place)
        copied = {"id": None, "number": f"{begins}{place:05}", "state_since": since}
        work.add(Application(**{**columns, **copied}))
