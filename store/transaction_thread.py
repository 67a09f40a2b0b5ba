"""A thread of its own in which transactions run at one go, handed over with less ado than an executor's.

They are begun and committed by the driver: SQLAlchemy takes longer to do so than most of them to run. Who uses its
`execute` in one has it join what the driver has begun, see `store.engines`.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

_T = TypeVar("_T")

_Transaction = Callable[[Connection], Any]


class _Job(Struct, frozen=True):
    work: _Transaction
    loop: asyncio.AbstractEventLoop
    told: asyncio.Future[Any]

    def tell(self, settle: Callable[[Any], None], outcome: object) -> None:
        """Hand the outcome to who waits, from this thread."""
        with suppress(RuntimeError):  # the loop is closed
            self.loop.call_soon_threadsafe(self._settle, settle, outcome)

    def _settle(self, settle: Callable[[Any], None], outcome: object) -> None:
        if not self.told.done():
            settle(outcome)


class TransactionThread:
    """Runs one transaction after the other, each committed when its work returns and rolled back when it raises.

    Begun with the first of them; its owner closes it. What nobody waits for any more is not begun.
    """

    def __init__(self, engine: Engine, name: str, *, begin: str) -> None:
        self._engine = engine
        self._name = name
        self._begin = begin
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._connection: Connection | None = None
        self.changes = 0
        """Rows that the connection has changed until its last commit."""

    async def run(self, work: Callable[[Connection], _T]) -> _T:
        """The work's result, once it is committed."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name=self._name, daemon=True)
            self._thread.start()
        loop = asyncio.get_running_loop()
        told: asyncio.Future[_T] = loop.create_future()
        self._jobs.put(_Job(work, loop, told))
        return await told

    def close(self) -> None:
        """Let what was handed over end, then close the connection."""
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join()
            self._thread = None  # who comes late all the same waits for no thread that has ended
        self._engine.dispose()

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            if not job.told.cancelled():
                self._do(job)
            del job  # what a work holds on to goes with it, not with the next one
        self._give_back()

    def _do(self, job: _Job) -> None:
        try:
            # One for all of them: to take it from a pool and give it back costs as much as a short look.
            connection = self._connection = self._connection or self._engine.connect()
            result = self._transaction(connection, job.work)
        except BaseException as error:  # noqa: BLE001 -- whatever it is, it belongs to who waits
            self._give_back()
            job.tell(job.told.set_exception, error)
        else:
            job.tell(job.told.set_result, result)

    def _transaction(self, connection: Connection, work: _Transaction) -> Any:
        driver: Any = connection.connection.driver_connection
        driver.execute(self._begin)
        result = work(connection)
        if connection.in_transaction():
            connection.commit()
        else:
            driver.execute("COMMIT")
        self.changes = driver.total_changes
        return result

    def _give_back(self) -> None:
        """Roll back first: where a COMMIT failed SQLAlchemy does not, and nobody would write again."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        with suppress(SQLAlchemyError, sqlite3.Error):
            connection.connection.rollback()
        with suppress(SQLAlchemyError, sqlite3.Error):
            connection.close()
