"""The lease of the one process that polls: taken, renewed in time, given back."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from store.database import Database
from store.leases import release_lease, take_lease

_NAME = "telegram poller"
_LASTS = timedelta(seconds=30)


class Holding:
    """Renewed when a quarter of it has gone, so that it never ends during a poll."""

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

    async def release(self) -> None:
        """Let another process take over at once."""
        if self._renewed is not None:
            self._renewed = None
            await release_lease(self._database, _NAME, self._owner)
