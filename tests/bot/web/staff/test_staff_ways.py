"""What staff are told at once, and each member's own choice of where: over the console's own doors."""

from __future__ import annotations

import re

from sqlalchemy import select

from bot.web.staff.account import PAGE
from bot.wiring import Parts
from handlers.casework.amendment_fields import PayeeChange
from handlers.casework.arrangements import set_arrangement
from handlers.casework.pausing import pause_assistant, resume_assistant
from handlers.casework.perform import apply_row
from handlers.casework.transitions import ActName
from handlers.messages import Channel
from handlers.notices.delivery import tell_staff
from handlers.notices.staff_channels import STAFF_CHANNELS
from handlers.notices.staff_sending import tell_destinations
from handlers.results import Done, Refused, Result
from handlers.texts import staff_notices as texts
from store.states import NoticeSubject, Role, State
from store.tables.messages import OutboxRow
from store.tables.notices import StaffNotice
from store.tables.people import StaffLink
from store.work import Work
from tests.bot.web.staff.conftest import Office, Seat
from tests.bot.web.staff.test_action_page import County, county, hidden
from tests.handlers.casework.town import TODAY, Town
from tests.handlers.contracts.contracts import member

__all__ = ["county"]

ON = frozenset({Channel.WECOM, Channel.WECOM_ROBOT, Channel.TELEGRAM})
ADDRESS = "zhangban"


async def urgent(county: County) -> list[tuple[str, str, str]]:
    """Role, words and brief of what was told at once."""
    rows = await county.do(lambda work: work.all(select(StaffNotice).where(StaffNotice.urgent)))
    return [(row.role, row.text, row.brief) for row in rows]


async def told(county: County, parts: Parts) -> list[tuple[str, str]]:
    """Where a notice to the office is sent now."""

    def act(work: Work) -> list[tuple[str, str]]:
        work.remove_all(select(OutboxRow))  # as if it had arrived
        tell_staff(work, Role.OFFICE, text="新申请。", about=NoticeSubject.NOTHING, urgent=True)
        tell_destinations(work, ON, lambda _about, _number: "", lambda _work, _person, _notices: ())
        return [(row.channel, row.address) for row in work.all(select(OutboxRow))]

    return await county.do(act)


async def entered(seat: Seat, name: str, userid: str) -> tuple[int, str]:
    path = f"/staff/act/act.enter_wecom/member/{name}"
    form = hidden(await seat.get(path))
    status, page = await seat.post(path, **form, **{"f.userid": userid, "stage": "review"})
    if status != 200:
        return status, seat.text(page)
    return await seat.post(path, **hidden(page) | {"stage": "record"})


async def test_an_administrator_enters_an_account_and_its_member_switches_it_off_and_on(
    office: Office, county: County, parts: Parts
) -> None:
    mine, other = await office("张办", Role.OFFICE), await office("李办", Role.OFFICE)
    administrator = await office("管理", Role.ADMINISTRATOR)
    assert (await entered(administrator, "张办", "zhang ban"))[0] == 422
    assert (await entered(administrator, "张办", ADDRESS))[0] == 200
    status, page = await entered(administrator, "李办", ADDRESS)
    assert (status, texts.ANOTHERS_USERID in page) == (422, True)
    assert ("wecom", ADDRESS) in await told(county, parts)
    page = await mine.get(PAGE)
    assert "企业微信账号，末尾“gban”" in mine.text(page)
    assert texts.TOLD in mine.text(page)
    (mute,) = re.findall(rf'action="({PAGE}/links/\w+/mute)"', page)
    assert (await other.post(mute))[0] == 422
    assert ("wecom", ADDRESS) in await told(county, parts)
    status, page = await mine.post(mute)
    assert (status, texts.MUTED in page) == (200, True)
    assert ("wecom", ADDRESS) not in await told(county, parts)
    (unmute,) = re.findall(rf'action="({PAGE}/links/\w+/unmute)"', page)
    assert (await mine.post(unmute))[0] == 200
    assert ("wecom", ADDRESS) in await told(county, parts)
    assert (await entered(administrator, "张办", "无"))[0] == 200
    assert ("wecom", ADDRESS) not in await told(county, parts)


async def test_a_linked_account_has_its_switch_once_the_office_allows_the_channel(
    office: Office, county: County, parts: Parts
) -> None:
    seat = await office("张办", Role.OFFICE)

    def link(work: Work) -> None:
        found = member(work, "张办", Role.OFFICE)
        work.add(StaffLink(channel="telegram", address="77", staff_id=found.id, linked_at=work.now))

    await county.do(link)
    page = seat.text(await seat.get(PAGE))
    assert texts.NOT_ALLOWED in page
    assert "不在此接收通知" not in page
    assert ("telegram", "77") not in await told(county, parts)

    def allow(work: Work) -> object:
        return set_arrangement(work, member(work, "张办", Role.OFFICE), STAFF_CHANNELS, "Telegram")

    assert isinstance(await county.do(allow), Done)
    assert "不在此接收通知" in seat.text(await seat.get(PAGE))
    assert ("telegram", "77") in await told(county, parts)


async def test_a_wrong_account_that_was_tried_is_told_at_once_though_nothing_is_done(
    office: Office, county: County
) -> None:
    number, contract = await county.do(_with_new_account)
    seat = await office("王工乙", Role.BUREAU)
    path = f"/staff/act/act.check_payee/contract/{contract}"
    form = hidden(await seat.get(path))
    wrong = {"f.account": "6222000011110000000", "stage": "review"}
    assert (await seat.post(path, **form, **wrong))[0] == 422
    found = await urgent(county)
    assert [role for role, _, _ in found] == ["office", "bureau", "supervisor"]
    for _, text, brief in found:
        assert contract in text
        assert contract in brief
        assert "6222" not in text + brief
    right = {"f.account": number, "stage": "review"}
    status, page = await seat.post(path, **hidden(await seat.get(path)), **right)
    assert status == 200
    assert (await seat.post(path, **hidden(page) | {"stage": "record"}))[0] == 200
    assert len(await urgent(county)) == 3


def _with_new_account(work: Work) -> tuple[str, str]:
    town, account = Town(work), "6222000011112222444"
    given = PayeeChange(
        document="盖章函", effective_on=TODAY, name=town.contract.payee_name, account=account, bank="演示银行"
    )
    town.does(ActName.CHANGE_PAYEE, town.contract.number, given, by=town.bureau)
    return account, town.contract.number


async def test_a_payment_to_another_name_is_told_at_once_by_whatever_door(county: County) -> None:
    def act(work: Work) -> Result:
        town = Town(work)
        number = town.brought_to(State.APPROVED)
        fields = town.payment(1).model_copy(update={"payee_name": "张三"})
        return apply_row(work, town.payer, ActName.PAY, number, fields)

    assert isinstance(await county.do(act), Refused)
    assert [role for role, _, _ in await urgent(county)] == ["office", "bureau", "supervisor"]


async def test_a_pause_and_its_end_are_told_at_once(county: County) -> None:
    def act(work: Work) -> None:
        administrator = member(work, "管理", Role.ADMINISTRATOR)
        assert isinstance(pause_assistant(work, administrator, notice="维护。", reason="升级"), Done)
        assert isinstance(resume_assistant(work, administrator), Done)

    await county.do(act)
    assert [(role, brief) for role, _, brief in await urgent(county)] == [
        ("administrator", texts.PAUSED_BRIEF),
        ("office", texts.PAUSED_BRIEF),
        ("administrator", texts.RESUMED_BRIEF),
        ("office", texts.RESUMED_BRIEF),
    ]
