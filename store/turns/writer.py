"""The group-commit writer: what many turns ask for goes into one transaction, and so into one sync of the disk."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from functools import partial

import structlog
from msgspec import Struct
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from store.conflicts import is_conflict, try_again
from store.database import Database
from store.errors import WriteFailed, WriterClosed, kind_of
from store.keyring import KeyRing
from store.turns.batch import run_batch
from store.turns.claims import Basis, Committed, Item, Result
from store.turns.looking import Looking
from store.turns.waiting import Fits, everything_fits

_LOG = structlog.get_logger(__name__)

_CROWD, _GATHERING = 8, 0.001
"""Where so many wrote together last time, wait so many seconds for more: a sync costs the same for all."""

# These say that the database is in trouble, not that an item is bad: trying the rest one by one is of no use.
# A prepared statement says it in SQLite's own words.
_UNAVAILABLE = (
    OperationalError,
    InterfaceError,
    sqlite3.OperationalError,
    sqlite3.InterfaceError,
    OSError,
    TimeoutError,
)

_CLASSES = frozenset({"08", "53", "57", "58"})
"""PostgreSQL's SQLSTATEs of the same meaning: connection, resources (a full disk), intervention, system."""


class _Entry(Struct, frozen=True):
    item: Item
    future: asyncio.Future[Result]


class Writer:
    """Started and closed by its owner. `ask` waits for room, `submit` never does: what ends a turn must get in.

    A transaction that does not end within `hangs` seconds counts as trouble. `on_batch` is told the size and the
    seconds of every transaction, for the metrics. What waits for a person goes along with the next answer: in the
    channels `pulled` whatever it is, elsewhere where it `fits` into one message with it.
    """

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        *,
        lease: timedelta = timedelta(seconds=4),
        largest: int = 256,
        room: int = 4096,
        hangs: float = 3.0,
        pulled: Collection[str] = (),
        fits: Fits = everything_fits,
        on_batch: Callable[[int, float], None] = lambda _size, _seconds: None,
    ) -> None:
        self.lease = lease
        self._database = database
        self._clock = clock
        self._ring = KeyRing(database)
        self._looking = Looking(database)
        self._largest = largest
        self._hangs = hangs
        self._pulled = pulled
        self._fits = fits
        self._room = asyncio.Semaphore(room)
        self._on_batch = on_batch
        self._queue: deque[_Entry] = deque()
        self._wake = asyncio.Event()
        self._closed = False
        self._trouble: str | None = None
        self._began: float | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to drain the queue."""
        self._task = asyncio.create_task(self._drain(), name="group-commit writer")

    async def close(self) -> None:
        """Accept no more, write what is queued, stop."""
        self._closed = True
        self._wake.set()
        if self._task is not None:
            await self._task
        await self._looking.close()

    @property
    def waiting(self) -> int:
        """How many items are queued."""
        return len(self._queue)

    @property
    def trouble(self) -> str | None:
        """What keeps the database from taking writes, None where nothing does: the last batch failed, or hangs."""
        if self._began is not None and time.perf_counter() - self._began > self._hangs:
            return "hangs"
        return self._trouble

    async def look(self, channel: str, address: str) -> Basis | None:
        """What a turn of this person may be decided on; None where the database does not say."""
        now = self._clock()
        return await self._looking.ask((channel, address), await self._ring.at(now), now)

    async def ask(self, item: Item) -> Result:
        """Put an item in the queue when there is room, and wait until it stands in the database."""
        async with self._room:
            return await self.submit(item)

    def submit(self, item: Item) -> asyncio.Future[Result]:
        """Put an item in the queue at once; the order of submission is the order of execution."""
        if self._closed:
            raise WriterClosed("the writer takes no more items")
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._queue.append(_Entry(item, future))
        self._wake.set()
        return future

    async def _drain(self) -> None:
        crowd = 0
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._queue:
                if crowd >= _CROWD and not self._closed:
                    await asyncio.sleep(_GATHERING)
                crowd = count = min(self._largest, len(self._queue))
                await self._commit([self._queue.popleft() for _ in range(count)])
            if self._closed:
                return

    async def _commit(self, entries: Sequence[_Entry]) -> None:
        """One transaction for all; if it fails, one for each, so that a poisoned item fails alone.

        Whoever got into another's way, or chose a number that is taken, is not poisoned: all try twice more.
        """
        try:
            await try_again(partial(self._execute, entries), is_conflict, aside=(0, 0))
        except Exception as error:  # noqa: BLE001 -- whatever it is, it belongs to the callers
            _LOG.warning("batch failed", size=len(entries), error=type(error).__name__, kind=kind_of(error))
            if len(entries) == 1 and not is_conflict(error):
                _fail(entries, error)
            else:
                await self._commit_singly(entries)

    async def _commit_singly(self, entries: Sequence[_Entry]) -> None:
        for number, entry in enumerate(entries):
            try:
                await try_again(partial(self._execute, [entry]), is_conflict)
            except Exception as error:  # noqa: BLE001 -- as above
                if _is_unavailable(error):
                    _fail(entries[number:], error)
                    return
                _fail([entry], error)

    async def _execute(self, entries: Sequence[_Entry]) -> None:
        self._began = time.perf_counter()
        try:
            await self._write(entries)
        except Exception as error:
            if _is_unavailable(error):
                self._trouble = kind_of(error)
            raise
        else:
            self._trouble = None
        finally:
            self._began = None

    async def _write(self, entries: Sequence[_Entry]) -> None:
        began = time.perf_counter()
        now = self._clock()
        ring = await self._ring.at(now)
        items = [entry.item for entry in entries]
        batch = partial(
            run_batch,
            items=items,
            ring=ring,
            now=now,
            lease=self.lease,
            pulled=self._pulled,
            fits=self._fits,
            keys=self._database.keys,
        )
        results = await self._database.run(batch)
        self._on_batch(len(entries), time.perf_counter() - began)
        if any(isinstance(result, Committed) and result.forgot for result in results):
            await self._wipe()
        for entry, result in zip(entries, results, strict=True):
            if not entry.future.done():
                entry.future.set_result(result)

    async def _wipe(self) -> None:
        """Before anybody is told that it is done. Where it fails, the hourly purge does it."""
        try:
            await self._database.wipe()
        except (SQLAlchemyError, sqlite3.Error, OSError) as error:
            _LOG.warning("erased, but not yet wiped from the log", kind=kind_of(error))


def _is_unavailable(error: Exception) -> bool:
    # SQLite says DatabaseError itself, not one of its kinds, where the file is no database any more.
    if isinstance(error, _UNAVAILABLE) or type(error) in {DatabaseError, sqlite3.DatabaseError}:
        return True
    return isinstance(error, DBAPIError) and kind_of(error)[:2] in _CLASSES


def _fail(entries: Sequence[_Entry], error: Exception) -> None:
    for entry in entries:
        if not entry.future.done():
            failure = WriteFailed(type(error).__name__)
            failure.__cause__ = error
            entry.future.set_exception(failure)
