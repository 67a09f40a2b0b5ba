"""Who stands in for whom stands on both their pages, and the trail of a case names both."""

from __future__ import annotations

import re

from bot.wiring import Parts
from handlers.casework.deputy_rows import DeputeFields
from handlers.casework.fields import NoteFields
from handlers.casework.perform import apply_row
from handlers.casework.transitions import ActName
from handlers.identity.who import staff_numbered
from handlers.results import Done
from store.states import Role
from store.work import Work
from tests.bot.web.staff.conftest import Office
from tests.clocks import FrozenClock
from tests.handlers.casework.doing import perform
from tests.handlers.casework.town import TODAY, TOMORROW, Town


async def test_pages_and_trail_name_both(office: Office, parts: Parts, clock: FrozenClock) -> None:
    def act(work: Work) -> str:
        town = Town(work)
        days = {"first_day": TODAY, "last_day": TOMORROW, "paper": "安乡e办〔2026〕3号"}
        fields = DeputeFields.model_validate({"deputy": town.supervisor.name, **days})
        assert isinstance(apply_row(work, town.administrator, ActName.DEPUTE, town.office.name, fields), Done)
        number = town.submitted()
        deputy = staff_numbered(work, town.supervisor.id)
        assert deputy is not None
        assert isinstance(perform(work, deputy, ActName.ACCEPT, number, NoteFields()), Done)
        return number

    number = await parts.database.write(act, clock())
    represented, deputy = await office("张办", Role.OFFICE), await office("钱督", Role.SUPERVISOR)
    assert "您的工作由钱督代理（依据：安乡e办〔2026〕3号）" in await represented.get("/staff/account")
    assert "您现在代理张办的工作（依据：安乡e办〔2026〕3号）" in await deputy.get("/staff/account")
    assert "代理" in await represented.get("/staff/members/张办")
    assert "钱督（代理张办）" in await represented.get(f"/staff/applications/{number}")
    administrator = await office("周管", Role.ADMINISTRATOR)
    (end,) = set(
        re.findall(
            r'href="(/staff/act/act.end_deputy/deputy/\d+)"', await administrator.get("/staff/members/张办")
        )
    )
    assert "结束代理" in await administrator.get(end)
