"""Buttons below a notice: the acts of the desk with the number of their case, good whatever was shown since."""

from __future__ import annotations

from bot.wiring import Parts
from handlers.casework.staffing import link_account
from handlers.identity.codes import LINK_LIVES, issue
from handlers.identity.who import staff_member
from handlers.messages import Channel, Person
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.desk.notice_buttons import NoticeButtons
from handlers.texts import desk as texts
from store.states import NoticeSubject, Purpose, State
from store.tables.notices import StaffNotice
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue
from tests.scenarios.desk.conftest import OFFICE, PAYER
from tests.scenarios.desk.test_acting import Numbers, state_of

ACCOUNT = "linked"


async def labels(
    county: Parts,
    *numbers: str,
    channel: Channel = Channel.TELEGRAM,
    is_assessed: bool = False,
    about: NoticeSubject = NoticeSubject.APPLICATION,
) -> list[str]:
    buttons = NoticeButtons(Catalogue(county.table, county.kb.written_out), is_assessed=is_assessed)

    def made(work: Work) -> list[str]:
        notices = [
            StaffNotice(role="office", about=about.value, subject=number, text="", at=work.now)
            for number in numbers
        ]
        return [offer.label for offer in buttons(work, Person(channel, ACCOUNT), notices)]

    return await county.database.read(made, county.clock())


async def linked(county: Parts, clock: FrozenClock, name: str = OFFICE) -> Dialogue:
    def link(work: Work) -> None:
        member = staff_member(work, name)
        assert member is not None
        for channel in (Channel.WECHAT, Channel.TELEGRAM):
            code = issue(work, Purpose.LINK, member.id, LINK_LIVES, by=None)
            assert link_account(work, Person(channel, ACCOUNT), code)

    await county.database.write(link, clock())
    return Dialogue(county, ACCOUNT, Channel.TELEGRAM)


async def test_a_press_begins_the_act_outside_the_desk_and_ends_as_at_the_desk(
    county: Parts, clock: FrozenClock, numbers: Numbers
) -> None:
    phone, number = await linked(county, clock), numbers[State.SUBMITTED]
    assert await labels(county, number) == [f"受理 {number}", f"查看 {number}"]
    await phone.says("第九条")
    shown = await phone.presses(1, f"受理 {number}")
    assert shown.asks
    assert "元" not in shown.text
    assert "已办" in (await phone.says("确认")).text
    assert await state_of(county, number) == State.ACCEPTED
    again = await phone.presses(1, f"受理 {number}")
    assert not again.asks
    assert await labels(county, number) == [f"查看 {number}"]


async def test_what_is_open_is_said_to_be_undone_when_another_button_is_pressed(
    county: Parts, clock: FrozenClock, numbers: Numbers
) -> None:
    phone, number = await linked(county, clock), numbers[State.SUBMITTED]
    await phone.presses(1, f"受理 {number}")
    card = await phone.presses(2, f"查看 {number}")
    assert texts.UNFINISHED in card.text
    assert number in card.text
    assert await state_of(county, number) == State.SUBMITTED


async def test_several_cases_have_a_look_at_each(county: Parts, clock: FrozenClock, numbers: Numbers) -> None:
    await linked(county, clock)
    two = [numbers[State.SUBMITTED], numbers[State.ACCEPTED]]
    assert await labels(county, *two, two[0]) == [f"查看 {number}" for number in two]


async def test_money_is_on_no_button(county: Parts, clock: FrozenClock, numbers: Numbers) -> None:
    await linked(county, clock, PAYER)
    number = numbers[State.APPROVED]
    payer = Dialogue(county, PAYER, Channel.CONSOLE)
    assert "拨付" in (await payer.says("待办")).text + (await payer.says(f"查 {number}")).text
    assert await labels(county, number, is_assessed=True) == [f"查看 {number}"]


async def test_there_are_none_where_a_press_is_a_number_and_for_nobody_who_is_not_linked(
    county: Parts, clock: FrozenClock, numbers: Numbers
) -> None:
    number = numbers[State.SUBMITTED]
    assert await labels(county, number) == []
    stranger = Dialogue(county, "somebody", Channel.TELEGRAM)
    assert (await stranger.presses(1, f"受理 {number}")).text.startswith(texts.NOT_LINKED)
    await linked(county, clock)
    assert await labels(county, number, channel=Channel.WECHAT) == []


async def test_a_button_of_an_older_card_is_still_an_older_one(
    county: Parts, clock: FrozenClock, numbers: Numbers
) -> None:
    """It names no case: what it would be done to is not on it."""
    phone = await linked(county, clock)
    await phone.says("工作台")
    await phone.says(f"查 {numbers[State.SUBMITTED]}")
    await phone.says("待办")
    assert not (await phone.presses(1, "受理")).asks
