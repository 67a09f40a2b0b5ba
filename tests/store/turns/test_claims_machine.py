"""Any interleaving of claims, starts, ends and deaths: one at a time, in order, one answer a message."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from store.database import Database
from store.turns.claims import (
    Answered,
    ClaimRequest,
    Committed,
    Completion,
    Elsewhere,
    Granted,
    Lost,
    Queued,
    StartRequest,
)
from store.turns.writer import Writer
from tests.clocks import FrozenClock

PEOPLE, KEYS = st.sampled_from("ab"), st.sampled_from("123")
PICK = st.integers(min_value=0, max_value=99)


@dataclass
class Held:
    """A claim as the process that made it sees it."""

    person: str
    key: str
    seq: int
    owner: str
    until: datetime
    working: bool
    evicted: bool = False


class Claims(RuleBasedStateMachine):
    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.template, self.folder / "test.db")
        self.clock = FrozenClock()
        self.runner = asyncio.Runner()
        self.database = Database.open(f"sqlite:///{self.folder / 'test.db'}")
        self.held: list[Held] = []
        self.answers: dict[tuple[str, str], str] = {}
        self.owners = 0
        self.runner.run(self._open())

    async def _open(self) -> None:
        self.writer = Writer(self.database, self.clock)
        self.writer.start()

    async def _close(self) -> None:
        await self.writer.close()
        await self.database.close()

    def teardown(self) -> None:
        self.runner.run(self._close())
        self.runner.close()
        shutil.rmtree(self.folder)

    def living(self, person: str) -> list[Held]:
        return [one for one in self.held if one.person == person and one.until > self.clock.now]

    def expect_start(self, person: str, key: str, result: Granted | Queued) -> None:
        """Granted exactly when nobody else's living message is earlier or at work."""
        others = [one for one in self.living(person) if one.key != key]
        blocked = any(one.working or one.seq < result.seq for one in others)
        assert isinstance(result, Queued) == blocked

    @rule(person=PEOPLE, key=KEYS)
    def claim(self, person: str, key: str) -> None:
        self.owners += 1
        owner = str(self.owners)
        result = self.runner.run(self._ask(ClaimRequest("web", person, key, owner)))
        holders = [one for one in self.living(person) if one.key == key]
        match result:
            case Answered():
                assert result.answer == self.answers[person, key]
            case Elsewhere():
                assert holders
            case Granted() | Queued():
                assert not holders
                assert (person, key) not in self.answers
                self.expect_start(person, key, result)
                self.held = [one for one in self.held if (one.person, one.key) != (person, key)]
                self.hold(person, key, owner, result)
            case _:
                pytest.fail(f"unexpected {result}")

    @precondition(lambda self: any(not one.working for one in self.held))
    @rule(pick=PICK)
    def start(self, pick: int) -> None:
        waiting = [one for one in self.held if not one.working]
        one = waiting[pick % len(waiting)]
        result = self.runner.run(self._ask(StartRequest("web", one.person, one.seq, one.owner)))
        assert isinstance(result, Granted | Queued)
        self.expect_start(one.person, one.key, result)
        if isinstance(result, Granted):
            self.held.remove(one)
            self.hold(one.person, one.key, one.owner, result)

    @precondition(lambda self: any(one.working for one in self.held))
    @rule(pick=PICK)
    def complete(self, pick: int) -> None:
        working = [one for one in self.held if one.working]
        one = working[pick % len(working)]
        answer = f'["{one.owner}"]'
        end = Completion("web", one.person, one.key, one.owner, answer)
        assert self.runner.run(self._ask(end)) == (Lost() if one.evicted else Committed())
        assert self.runner.run(self._ask(end)) == Lost()
        self.held.remove(one)
        if not one.evicted:
            self.answers[one.person, one.key] = answer

    @rule(seconds=st.integers(min_value=1, max_value=6))
    def advance(self, seconds: int) -> None:
        self.clock.advance(seconds=seconds)

    def hold(self, person: str, key: str, owner: str, result: Granted | Queued) -> None:
        if isinstance(result, Granted):
            for other in self.held:
                other.evicted = other.evicted or (other.person == person and other.working)
        until = self.clock.now + self.writer.lease
        self.held.append(Held(person, key, result.seq, owner, until, isinstance(result, Granted)))
        assert sum(one.working for one in self.living(person)) <= 1

    async def _ask(self, item: ClaimRequest | StartRequest | Completion) -> object:
        return await self.writer.ask(item)


@pytest.mark.soak
def test_any_interleaving_keeps_one_at_a_time_in_order_and_one_answer(migrated_file: Path) -> None:
    Claims.template = migrated_file
    examples = 400 if os.environ.get("EZHEN_TEST_SOAK") == "1" else 20
    checks = [HealthCheck.too_slow]
    run_state_machine_as_test(
        Claims,
        settings=settings(
            max_examples=examples, stateful_step_count=25, deadline=None, suppress_health_check=checks
        ),
    )
