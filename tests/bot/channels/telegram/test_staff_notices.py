"""A member's linked private talk: told by number and step, and acting by the button below it."""

from __future__ import annotations

import json

from bot.clock import utc_now
from bot.wiring import Parts
from handlers.casework.staffing import link_account
from handlers.identity.codes import LINK_LIVES, issue
from handlers.identity.who import staff_member
from handlers.messages import Channel, Person
from handlers.notices.delivery import tell_staff
from handlers.notices.staff_channels import STAFF_CHANNELS
from handlers.notices.staff_destinations import add_missing
from store.queries.applications import application_numbered
from store.queries.arrangements import arrange
from store.queries.desk import applications_in
from store.states import NoticeSubject, Purpose, Role, State
from store.work import Work
from tests.bot.channels.telegram.support import ANNA, running
from tests.fakes.telegram import FakeTelegram
from tests.scenarios.desk.conftest import OFFICE


async def test_a_notice_is_number_and_step_and_its_button_does_the_act(
    fake: FakeTelegram, county_url: str
) -> None:
    async with running(fake, county_url) as parts:
        await parts.database.write(_switch_on, utc_now())
        number = await parts.database.write(_tell, utc_now())
        await fake.until(lambda: len(fake.sent) == 1)
        notice = fake.sent[0]
        assert notice.chat == ANNA
        assert notice.labels == [f"1 受理 {number}", f"2 查看 {number}"]
        await fake.press(notice, 0)
        await fake.until(lambda: len(fake.sent) == 2)
        await fake.say(ANNA, "确认")
        await fake.until(lambda: len(fake.sent) == 3)
        assert "已办" in fake.sent[2].text
        assert await _state(parts, number) == State.ACCEPTED
    for message in fake.sent:
        assert "示例" not in message.text
        assert "元" not in message.text


def _switch_on(work: Work) -> None:
    member = staff_member(work, OFFICE)
    assert member is not None
    code = issue(work, Purpose.LINK, member.id, LINK_LIVES, by=None)
    assert link_account(work, Person(Channel.TELEGRAM, str(ANNA)), code)
    arrange(work, STAFF_CHANNELS, json.dumps([Channel.TELEGRAM.value]), None)
    add_missing(work, frozenset({Channel.TELEGRAM}))  # what is told before a talk is known stays in the inbox


def _tell(work: Work) -> str:
    number = applications_in(work, [State.SUBMITTED], 1)[0].number
    text = "示例公司申请的10万元待受理。"
    tell_staff(work, Role.OFFICE, text=text, about=NoticeSubject.APPLICATION, number=number, urgent=True)
    return number


async def _state(parts: Parts, number: str) -> str:
    def look(work: Work) -> str:
        application = application_numbered(work, number)
        assert application is not None
        return application.state

    return await parts.database.read(look, utc_now())
