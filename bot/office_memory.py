"""What each process keeps in memory of the office: what it arranged about itself, and the answers it published."""

from __future__ import annotations

from typing import Self

from msgspec.structs import asdict

from bot.clock import Clock
from handlers.casework.office_arrangements import hold_arrangements
from handlers.office import Office, OfficeSettings
from handlers.talk.office_answers import OfficeAnswers
from policy_kb.kb import PolicyKB
from store.database import Database
from store.work import Work


class OfficeMemory:
    """Brought up to date within a minute, and at once in the process that recorded a change."""

    def __init__(self, database: Database, clock: Clock, kb: PolicyKB, entered: OfficeSettings) -> None:
        self._database = database
        self._clock = clock
        self._entered = entered
        self.office = Office.of(entered)
        self.answers = OfficeAnswers(kb)
        self.edition = 0
        """Another number after each change: what hangs on the office was made of this one."""

    @classmethod
    async def read(cls, database: Database, clock: Clock, kb: PolicyKB, entered: OfficeSettings) -> Self:
        """With what the database says now."""
        memory = cls(database, clock, kb, entered)
        await memory.refresh()
        return memory

    async def refresh(self) -> None:
        """Take up what was arranged and published since."""
        await self._database.read(self._hold, self._clock())

    def _hold(self, work: Work) -> None:
        before = self._state()
        try:
            hold_arrangements(work, self.office, self._entered)
            self.answers.hold(work)
        finally:  # what was taken up before the database failed is in use as well
            self.edition += self._state() != before

    def _state(self) -> tuple[object, ...]:
        return asdict(self.office), self.answers.published
