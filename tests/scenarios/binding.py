"""Two firms with a contract each, codes for them, and who is bound."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.wiring import Parts
from handlers.casework.arrangements import open_terminal
from handlers.casework.bindings import BindCode, issue_bind_code
from handlers.casework.contracts import add_contract
from handlers.identity.who import OPERATOR
from handlers.notices.delivery import Notice, notices_since
from handlers.results import Done
from store.outbox.notices import Mark
from store.queries.bindings import binding_rows
from store.states import Role
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.handlers.contracts.contracts import CREDIT_CODES, contract_terms, member

FIRM = "安泽县演示连翘加工有限公司"
OTHER = "安泽县演示物流有限公司"


@pytest.fixture
async def parts(database_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    """On either engine, with a contract of two firms each."""
    async with running(database_url, clock) as made:
        await with_contracts(made)
        yield made


@pytest.fixture
async def on_sqlite(sqlite_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    """The same for what hangs on people's words and not on the engine."""
    async with running(sqlite_url, clock) as made:
        await with_contracts(made)
        yield made


async def with_contracts(parts: Parts) -> None:
    """A contract of two firms each."""
    await parts.database.write(_contracts, parts.clock())


def _contracts(work: Work) -> None:
    """Accounts of members are confirmed as soon as they are linked: that is not what these talks are about."""
    assert isinstance(open_terminal(work, OPERATOR), Done)
    bureau = member(work, "工信甲", Role.BUREAU)
    other = {"firm_name": OTHER, "payee_name": OTHER, "credit_code": CREDIT_CODES[1]}
    assert isinstance(add_contract(work, bureau, contract_terms()), Done)
    assert isinstance(add_contract(work, bureau, contract_terms(number="AZ-HT-002", **other)), Done)


async def code_for(parts: Parts, number: str = "AZ-HT-001") -> str:
    found = await parts.database.write(lambda work: issue_bind_code(work, OPERATOR, number), parts.clock())
    assert isinstance(found, BindCode)
    return found.code


async def bound(parts: Parts, name: str = "承办甲") -> Dialogue:
    person = Dialogue(parts, name)
    await person.says(await code_for(parts))
    assert "绑定成功" in (await person.says("确认绑定")).text
    return person


async def people(parts: Parts) -> list[tuple[str, str]]:
    def look(work: Work) -> list[tuple[str, str]]:
        return [(row.address, firm.name) for row, firm in binding_rows(work)]

    return await parts.database.read(look, parts.clock())


async def notices(parts: Parts) -> list[Notice]:
    return await parts.database.read(lambda work: notices_since(work, Mark(0, 0)), parts.clock())
