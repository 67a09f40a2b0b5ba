"""What reached nobody of a firm is told to whoever is bound next; a binding that ends takes nothing along."""

from __future__ import annotations

from handlers.casework.bindings import BindCode, issue_bind_code
from handlers.identity.who import OPERATOR
from handlers.messages import Channel
from handlers.notices.delivery import tell_firm
from handlers.notices.records import notices_of
from store.outbox.outcomes import About
from store.queries.contracts import contract_numbered
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running

CONTRACT = "演示-2026-01"


def tell(work: Work, what: str) -> None:
    contract = contract_numbered(work, CONTRACT)
    assert contract is not None
    tell_firm(work, contract.firm_id, key=what, text=what, about=About(contract.id))


def code(work: Work) -> str:
    issued = issue_bind_code(work, OPERATOR, CONTRACT)
    assert isinstance(issued, BindCode)
    return issued.code


def became(work: Work) -> list[str]:
    contract = contract_numbered(work, CONTRACT)
    assert contract is not None
    told = notices_of(work, contract_id=contract.id)
    return [f"{one.text} {each.state.value}" for one in told for each in one.deliveries]


async def test_what_reached_nobody_is_told_to_the_next_who_is_bound_and_to_nobody_twice(
    county_url: str, clock: FrozenClock
) -> None:
    async with running(county_url, clock) as parts:

        async def binds(name: str) -> Dialogue:
            person = Dialogue(parts, name, Channel.WEB)
            await person.says(await parts.database.write(code, clock()))
            assert "绑定成功" in (await person.says("1")).text
            return person

        await parts.database.write(lambda work: tell(work, "要补正。"), clock())
        clock.advance(days=40)
        first = await binds("甲")
        await first.says("你好")
        assert first.notices == ["【通知】（2026年11月24日的通知，当时没有送到贵单位）要补正。"]
        await parts.database.write(lambda work: tell(work, "已受理。"), clock())
        await first.says("解除绑定")
        assert first.notices.pop() == "【通知】已受理。"
        await parts.database.write(lambda work: tell(work, "已上报。"), clock())
        held = await parts.database.read(became, clock())
        await first.says("确认解除绑定")
        assert first.notices.pop() == "【通知】已上报。"
        assert held[-1] == "已上报。 waiting"
        await parts.database.write(lambda work: tell(work, "已拨付。"), clock())
        second = await binds("乙")
        await second.says("你好")
        assert second.notices == ["【通知】（2027年1月3日的通知，当时没有送到贵单位）已拨付。"]
        third = await binds("丙")
        await third.says("你好")
        assert third.notices == []
