"""What turns are decided on before their messages are claimed: read for all who ask meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy import Connection

from store.bodies import bodies_key
from store.database import Database
from store.errors import kind_of
from store.keyring import Ring
from store.queries.pauses import pause_notice
from store.turns.claims import Basis
from store.turns.sessions import Remembered, read_sessions
from store.turns.waiting import Person

_LOG = structlog.get_logger(__name__)

_MOST = 64


class Looking:
    """One look at a time; whoever comes meanwhile is in the next one. Nothing that writes is waited for."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asking: dict[Person, list[asyncio.Future[Basis | None]]] = {}
        self._task: asyncio.Task[None] | None = None
        self._as_of: tuple[Ring, datetime]

    def ask(self, person: Person, ring: Ring, now: datetime) -> asyncio.Future[Basis | None]:
        """The person's basis as of a moment after this call; None where the database does not answer."""
        future: asyncio.Future[Basis | None] = asyncio.get_running_loop().create_future()
        self._asking.setdefault(person, []).append(future)
        self._as_of = ring, now
        if self._task is None:
            self._task = asyncio.create_task(self._look(), name="looks at sessions")
        return future

    async def close(self) -> None:
        """Let the look that is under way end."""
        if self._task is not None:
            await asyncio.wait({self._task})

    async def _look(self) -> None:
        try:
            while self._asking:
                asking = dict(list(self._asking.items())[:_MOST])
                for person in asking:
                    del self._asking[person]
                # As of whoever came last: one look may follow another all day.
                found = await self._bases(list(asking), *self._as_of)
                for person, waiting in asking.items():
                    _tell(waiting, found.get(person))
        finally:
            self._task = None

    async def _bases(self, people: Collection[Person], ring: Ring, now: datetime) -> dict[Person, Basis]:
        look = partial(look_at, people=people, ring=ring, now=now, key=bodies_key(self._database.keys))
        try:
            return await self._database.glance(look)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the claim meets it and says so
            _LOG.warning("sessions not looked at", kind=kind_of(error))
            return {}


def _tell(waiting: Collection[asyncio.Future[Basis | None]], basis: Basis | None) -> None:
    for future in waiting:
        if not future.done():
            future.set_result(basis)


def look_at(
    connection: Connection, *, people: Collection[Person], ring: Ring, now: datetime, key: bytes
) -> dict[Person, Basis]:
    """The bases of all these people, also of those of whom nothing is remembered."""
    pause = pause_notice(connection)
    sessions = read_sessions(connection, people, ring=ring, now=now, key=key)
    return {person: _basis(sessions.get(person, Remembered()), pause) for person in people}


def _basis(known: Remembered, pause: str) -> Basis:
    return Basis(known.session, known.mark, pause=pause, ephemeral=known.ephemeral)
