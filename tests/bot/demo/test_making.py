"""The demonstration: every state by real acts, sound chains, nothing that could be taken for real."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.demo.deciding import prepare_demo
from bot.demo.making import make_demo
from bot.demo.playing import DemoFailed
from bot.demo.script import demo_script
from bot.errors import SettingsError
from bot.wiring import Parts
from handlers.audit.verify_chains import verify
from handlers.casework.invented import is_demo
from handlers.casework.staffing import add_staff
from handlers.identity.who import OPERATOR
from handlers.materials.handing_in import Materials
from handlers.texts import demo as texts
from store.database import Database
from store.files import FileStore
from store.queries.contracts import all_contracts
from store.queries.desk import applications_in
from store.queries.outbox import count_rows
from store.queries.people import all_staff
from store.states import ComplaintState, ContractState, OutboxState, Role, State
from store.tables.complaints import Complaint
from store.work import Work
from tests.bot.channels.wechat.support import settings as wechat_settings
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.handlers.materials.inspecting import Unlimited, inspect_here
from tests.measure import opened


@pytest.mark.rotated("demonstrations", 2)
async def test_every_state_is_reached_on_either_engine_and_the_chains_are_sound(
    database: Database, clock: FrozenClock, tmp_path: Path
) -> None:
    await make_demo(
        database,
        opened(),
        Materials(FileStore(tmp_path), clock, {}, inspect=inspect_here, allowances=Unlimited()),
        clock,
    )
    found = await database.read(lambda work: applications_in(work, list(State), 99), clock())
    assert {one.state for one in found} == {state.value for state in State} - {State.DRAFT.value}
    verdict = await database.read(verify, clock())
    assert verdict.breaks == ()
    assert verdict.chains > len(found)


@pytest.fixture
async def parts(sqlite_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    async with running(sqlite_url, clock) as made:
        yield made


@pytest.fixture
async def demonstrated(county_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    """A database that was started with the demonstration before."""
    async with running(county_url, clock) as made:
        yield made


@pytest.mark.rotated("demonstrations", 2)
async def test_everything_is_marked_as_invented_and_nobody_is_told_of_the_past(parts: Parts) -> None:
    assert await prepare_demo(parts, wanted=None)
    contracts = await parts.database.read(all_contracts, parts.clock())
    assert all("演示" in contract.number and "演示" in firm.name for contract, firm in contracts)
    assert {contract.state for contract, _ in contracts} == {
        ContractState.ENTERED.value,
        ContractState.ACTIVE.value,
        ContractState.PAUSED.value,
    }
    assert all("演示" in one.name for one in await parts.database.read(all_staff, parts.clock()))
    assert (await count_rows(parts.database)).get(OutboxState.READY, 0) == 0
    contractor = Dialogue(parts, "演示承办乙")
    assert "8 件申请" in (await contractor.says("我的申请")).text
    assert contractor.notices == []


async def test_a_draft_and_an_intention_are_there(demonstrated: Parts) -> None:
    assert "【" in (await Dialogue(demonstrated, "演示承办丙").says("继续填写")).text
    assert "意向" in (await Dialogue(demonstrated, "演示农户").says("查我的信息")).text


async def test_what_was_left_openly_is_there_in_every_stage(demonstrated: Parts) -> None:
    rows = await demonstrated.database.read(lambda work: work.all(select(Complaint)), demonstrated.clock())
    assert {row.state for row in rows} == {state.value for state in ComplaintState} - {
        ComplaintState.ANSWERED.value
    }
    own = (await Dialogue(demonstrated, "演示农户").says("我的意见")).text
    assert all(kept in own for kept in ("已经办结", "已转给该机关", "等待受理"))
    assert "培训班的日期" not in own


async def test_a_script_that_breaks_a_rule_leaves_nothing(parts: Parts) -> None:
    script = demo_script()
    broken = script.model_copy(update={"contract": (*script.contract, script.contract[0])})
    with pytest.raises(DemoFailed, match="已经登记过"):
        await make_demo(parts.database, parts.kb, parts.materials, parts.clock, broken)
    assert not await parts.database.read(is_demo, parts.clock())
    assert await parts.database.read(all_staff, parts.clock()) == []


async def test_a_second_start_makes_nothing_twice(demonstrated: Parts) -> None:
    assert await prepare_demo(demonstrated, wanted=None)
    assert await prepare_demo(demonstrated, wanted=True)
    contracts = await demonstrated.database.read(all_contracts, demonstrated.clock())
    assert len(contracts) == len(demo_script().contract)


async def test_it_can_be_switched_off(parts: Parts) -> None:
    assert not await prepare_demo(parts, wanted=False)
    assert await parts.database.read(all_contracts, parts.clock()) == []


async def test_a_database_that_was_used_gets_none(parts: Parts) -> None:
    await Dialogue(parts).says("支持哪些方面")
    assert not await prepare_demo(parts, wanted=None)
    with pytest.raises(SettingsError, match="已经有数据"):
        await prepare_demo(parts, wanted=True)


async def test_real_staff_are_never_mixed_with_invented_firms(parts: Parts) -> None:
    def enter(work: Work) -> None:
        add_staff(work, OPERATOR, "真人", frozenset({Role.OFFICE}))

    await parts.database.write(enter, parts.clock())
    assert not await prepare_demo(parts, wanted=None)


async def test_beside_real_channels_it_is_refused(sqlite_url: str, clock: FrozenClock) -> None:
    async with running(sqlite_url, clock, wechat=wechat_settings()) as parts:
        assert not await prepare_demo(parts, wanted=None)
        with pytest.raises(SettingsError) as refused:
            await prepare_demo(parts, wanted=True)
        assert str(refused.value) == texts.BESIDE_KEYS


async def test_a_demonstration_is_never_put_on_real_channels(county_url: str, clock: FrozenClock) -> None:
    async with running(county_url, clock, wechat=wechat_settings()) as parts:
        with pytest.raises(SettingsError) as refused:
            await prepare_demo(parts, wanted=None)
        assert str(refused.value) == texts.DEMO_DATABASE
