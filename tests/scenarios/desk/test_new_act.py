"""An act made here is offered, asked, recorded, audited and told by its row alone, all through the desk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from enum import StrEnum
from typing import cast

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from bot.wiring import Parts
from handlers.casework.application_records import Noted
from handlers.casework.fields import Words, asked
from handlers.casework.table import TABLE, ActName, IncompleteActError, Table
from handlers.messages import Channel
from handlers.notices.delivery import mark, notices_since
from policy_kb.models import Model
from store.queries.applications import application_numbered, steps_of
from store.queries.desk import applications_in
from store.states import State
from store.tables.audit import AuditRow
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.scenarios.desk.conftest import OFFICE, PAYER


class _Name(StrEnum):
    CALL_IN = "call_in"


class _Fields(Model):
    """Why somebody is asked to come."""

    why: Words = asked(("约谈事由", "请写约谈的事由。"))


CALL_IN = replace(
    TABLE[ActName.RETURN],
    act=cast("ActName", _Name.CALL_IN),
    to=(State.SUBMITTED,),
    fields=_Fields,
    record=Noted(told=("why",)),
    staff_words="约谈申请人",
    applicant_words="办公室约谈",
    typed=("约谈",),
    waits=False,
    guards=(),
)


@pytest.fixture
async def parts(county_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    async with running(county_url, clock, table=Table((*TABLE, CALL_IN))) as made:
        yield made


async def test_a_new_act_works_through_the_desk_by_its_row_alone(parts: Parts, clock: FrozenClock) -> None:
    def begun(work: Work) -> tuple[str, object]:
        return applications_in(work, [State.SUBMITTED], 1)[0].number, mark(work)

    def recorded(work: Work) -> tuple[str, str, str]:
        application = application_numbered(work, number)
        assert application is not None
        step = steps_of(work, application.id)[-1]
        entry = work.all(select(AuditRow).where(AuditRow.chain == number))[-1]
        return step.act, step.told, entry.act

    number, before = await parts.database.read(begun, clock())
    office, payer = Dialogue(parts, OFFICE, Channel.CONSOLE), Dialogue(parts, PAYER, Channel.CONSOLE)
    shown = await office.says(number)
    assert "约谈申请人" in [offer.label for offer in shown.offers]
    assert "约谈申请人" not in [offer.label for offer in (await payer.says(number)).offers]
    assert "领导小组办公室" in (await payer.says(f"约谈 {number}")).text
    assert "请写约谈的事由" in (await office.says(f"约谈 {number}")).text
    assert "核对工期安排" in (await office.says("核对工期安排")).text
    await office.says("确认登记")
    assert await parts.database.read(recorded, clock()) == ("call_in", "核对工期安排", "call_in")
    assert "约谈申请人（" in (await office.says(number)).text
    told = await parts.database.read(lambda work: notices_since(work, before), clock())  # type: ignore[arg-type] # a mark
    assert [one.text for one in told if "办公室约谈" in one.text and "核对工期安排" in one.text]
    assert "约谈申请人" in (await office.says("帮助")).text


def test_one_that_lacks_something_is_refused_with_what_it_lacks() -> None:
    for lack, message in (
        ({"record": Noted()}, "act call_in: the words of why go nowhere"),
        ({"staff_words": ""}, "act call_in: it has no words"),
    ):
        with pytest.raises(IncompleteActError, match=message):
            Table((*TABLE, replace(CALL_IN, **lack)))
