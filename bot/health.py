"""What `/health` tells a monitor: whether messages can be answered now, and what stands in the way."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from bot.clock import Clock
from store.database import Database
from store.errors import StoreError
from store.turns.claims import Probe, Result
from store.turns.writer import Writer

_TIMEOUT = 1.0
"""Seconds that a monitor is kept waiting for a write to come through."""


class Health:
    """Asked again and again. After trouble it tries a small write itself: at night nobody else would."""

    def __init__(
        self, database: Database, writer: Writer, clock: Clock, *, channels: Iterable[str], articles: int
    ) -> None:
        self._database = database
        self._writer = writer
        self._clock = clock
        self._started = clock()
        self._facts: dict[str, object] = {"channels": list(channels), "articles": articles}
        self._probe: asyncio.Future[Result] | None = None

    async def __call__(self) -> dict[str, object]:
        """Give the facts; `ok` is False where somebody must act."""
        trouble = await self._trouble()
        uptime = round((self._clock() - self._started).total_seconds())
        facts = {"ok": trouble is None, "database": trouble is None, **self._facts, "uptime_seconds": uptime}
        return facts if trouble is None else {**facts, "trouble": trouble}

    async def _trouble(self) -> str | None:
        if not await self._database.is_healthy():
            return "reading"
        if self._writer.trouble is not None:
            await self._try_a_write()
        return self._writer.trouble

    async def _try_a_write(self) -> None:
        """One at a time: where the store hangs, probes must not pile up behind it."""
        try:
            if self._probe is None or self._probe.done():
                self._probe = self._writer.submit(Probe())
                self._probe.add_done_callback(_retrieve)
        except StoreError:  # closed: we are stopping
            return
        await asyncio.wait({self._probe}, timeout=_TIMEOUT)


def _retrieve(probe: asyncio.Future[Result]) -> None:
    """Take the failure, which the writer has noted and logged already."""
    if not probe.cancelled():
        probe.exception()
