"""Two who bring the same code at once are one, and a hundred tries at once are a hundred: on either engine."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from argon2 import PasswordHasher

from handlers.casework.staffing import add_staff
from handlers.identity.sign_in_log import Caller
from handlers.identity.signing_in import HeldOff, Opened, Try, begin_try, finish_try
from handlers.identity.who import OPERATOR
from store.database import Database
from store.states import Role
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.identity.enrolled import PASSWORD, code_of, enrolled

NAME = "办公室甲"


async def _enrol(database: Database, clock: FrozenClock) -> tuple[str, tuple[str, ...]]:
    def act(work: Work) -> tuple[str, tuple[str, ...]]:
        add_staff(work, OPERATOR, NAME, frozenset({Role.OFFICE}))
        return enrolled(work, NAME)

    found = await database.write(act, clock())
    clock.now += timedelta(minutes=5)
    return found


async def _tries(database: Database, clock: FrozenClock, code: str, address: str) -> Opened | HeldOff | None:
    caller = Caller(address, "a browser")
    begun = await database.write(lambda work: begin_try(work, NAME, caller), clock())
    if isinstance(begun, HeldOff):
        return begun
    return await database.write(
        lambda work: finish_try(work, begun, is_password=True, code=code, caller=caller), clock()
    )


async def test_one_code_lets_one_in(database: Database, clock: FrozenClock) -> None:
    secret, _ = await _enrol(database, clock)
    code = code_of(secret, clock())
    found = await asyncio.gather(*(_tries(database, clock, code, f"10.0.0.{place}") for place in range(5)))
    assert [isinstance(one, Opened) for one in found].count(True) == 1
    assert not any(isinstance(one, HeldOff) for one in found)


async def test_one_recovery_code_lets_one_in(database: Database, clock: FrozenClock) -> None:
    _, codes = await _enrol(database, clock)
    found = await asyncio.gather(*(_tries(database, clock, codes[3], f"10.0.0.{place}") for place in range(5)))
    opened = [one for one in found if isinstance(one, Opened)]
    assert [one.codes_left for one in opened] == [9]


async def test_tries_at_once_are_all_counted(database: Database, clock: FrozenClock) -> None:
    await _enrol(database, clock)
    found = await asyncio.gather(*(_tries(database, clock, "000000", "10.0.0.1") for _ in range(12)))
    assert sum(one is None for one in found) == 5
    assert sum(isinstance(one, HeldOff) for one in found) == 7


async def test_an_unknown_name_is_compared_with_a_hash_of_the_same_cost(
    database: Database, clock: FrozenClock
) -> None:
    """So that the time tells nobody which names there are."""

    def act(work: Work) -> str:
        begun = begin_try(work, "没有的人", Caller("10.0.0.1", ""))
        assert isinstance(begun, Try)
        return begun.password_hash

    stored = await database.write(act, clock())
    assert not PasswordHasher().check_needs_rehash(stored)
    assert PASSWORD not in stored
