"""What a process keeps of the office in memory."""

from __future__ import annotations

import pytest

from bot.office_memory import OfficeMemory
from handlers.casework.arrangements import set_arrangement
from handlers.casework.office_arrangements import PHONE
from handlers.office import OfficeSettings
from handlers.results import Done
from store.database import Database
from store.states import Role
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.contracts.contracts import member
from tests.measure import opened


class _FailedError(Exception):
    """As if the database went away."""


def _arrange(work: Work) -> None:
    assert isinstance(set_arrangement(work, member(work, "张办", Role.OFFICE), PHONE, "0357-1234567"), Done)


async def test_what_was_taken_up_before_a_failure_is_another_edition(
    database: Database, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = await OfficeMemory.read(database, clock, opened(), OfficeSettings())
    before = memory.edition
    await database.write(_arrange, clock())

    def fail(_work: Work) -> None:
        raise _FailedError

    with monkeypatch.context() as broken:
        broken.setattr(memory.answers, "hold", fail)
        with pytest.raises(_FailedError):
            await memory.refresh()
    assert memory.edition == before + 1
    await memory.refresh()
    assert memory.edition == before + 1
