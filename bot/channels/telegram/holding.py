"""The lease of the one process that polls: taken, renewed in time, given back."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta

import structlog
from structlog.typing import FilteringBoundLogger

from store.database import Database
from store.leases import release_lease, take_lease

log: FilteringBoundLogger = structlog.get_logger(__name__)

_NAME = "telegram poller"
_LASTS = timedelta(seconds=10)
"""After a kill nobody polls for so long."""


class Holding:
    """Renewed when a quarter of it has gone, also while a poll waits."""

    def __init__(self, database: Database, clock: Callable[[], datetime], *, lasts: timedelta = _LASTS) -> None:
        self._database = database
        self._clock = clock
        self._lasts = lasts
        self._owner = secrets.token_hex(16)
        self._renewed: datetime | None = None

    async def hold(self) -> bool:
        """Whether the lease is ours, taken or renewed where needed."""
        now = self._clock()
        if self._renewed is not None and now - self._renewed < self._lasts / 4:
            return True
        is_ours = await take_lease(self._database, _NAME, self._owner, now=now, lasts=self._lasts)
        self._renewed = now if is_ours else None
        return is_ours

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Renew the lease while something takes its time. It is never broken off in the middle of a query."""
        is_over = asyncio.Event()
        renewing = asyncio.create_task(self._renew(is_over), name="telegram lease")
        try:
            yield
        finally:
            is_over.set()
            await renewing

    async def _renew(self, is_over: asyncio.Event) -> None:
        while not is_over.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(is_over.wait(), self._lasts.total_seconds() / 4)
                return
            try:
                await self.hold()
            except Exception as error:  # noqa: BLE001 -- the store is in trouble: the next poll will tell
                log.warning("telegram_lease_not_renewed", error=type(error).__name__)

    async def release(self) -> None:
        """Let another process take over at once."""
        if self._renewed is not None:
            self._renewed = None
            await release_lease(self._database, _NAME, self._owner)
