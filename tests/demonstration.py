"""The demonstration as a file to copy: made once a run."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from bot import settings, wiring
from bot.demo.making import make_demo
from handlers.casework.arrangements import open_terminal
from handlers.identity.who import OPERATOR
from tests.clocks import FrozenClock
from tests.handlers.materials.inspecting import inspect_here
from tests.made_once import made_once
from tests.measure import opened

_MADE_AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
"""On the day of the tests' clocks, before any of them."""


def made_in(base: Path) -> Path:
    """The file, given the temporary folder of this worker."""
    return made_once(base, "demonstration.db", lambda draft: asyncio.run(_make(draft, files_of(draft))))


def files_of(made: Path) -> Path:
    """Where the files of the demonstration lie."""
    return made.with_name("demonstration-files")


async def _make(file: Path, files: Path) -> None:
    configured = settings.Settings.model_validate({"database_url": f"sqlite:///{file}", "files": files})
    clock = FrozenClock(_MADE_AT)
    async with wiring.assembled(configured, clock=clock, kb=opened(), inspect=inspect_here) as parts:
        await parts.database.write(lambda work: open_terminal(work, OPERATOR), clock())
        await make_demo(parts.database, parts.kb, parts.materials, clock)
        await parts.database.checkpoint()
