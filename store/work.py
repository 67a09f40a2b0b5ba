"""The unit of work: everything that one act reads and writes, in the one transaction that commits it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Select, select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import InstrumentedAttribute

from store.audit.entries import seal_rest
from store.audit.session import AuditedSession
from store.audit.unit import Cause
from store.base import Record
from store.errors import KeyFault, UnusableKey
from store.keyfile import KeyFile
from store.monthly.kept import keep_months
from store.remembering import remember_answers
from store.standings.deriving import keep_standings

_R = TypeVar("_R", bound=Record)
_T = TypeVar("_T")

_AT_ONCE = 500

SYSTEM = Cause("system", "write")
PURGE = Cause("system", "purge")
"""What is older than its period goes."""


class Work:
    """One transaction. Rows that are added or changed are written when it commits, all or none.

    Every change of a row that is sealed (`store.sealing`) is told by an entry of its chain: by the act's own where
    it belongs to that chain, otherwise by one that `finish` adds, in the name of `cause`.

    `now` is the act's moment, aware UTC. Queries of an area stand beside its tables (`store.queries.contracts`,
    `store.queries.applications` …) and take a `Work`.
    """

    def __init__(
        self, connection: Connection, now: datetime, keys: KeyFile | None = None, *, is_snapshot: bool = False
    ) -> None:
        self.now = now
        self.is_snapshot = is_snapshot
        self._keys = keys
        self.connection = connection
        self.cause = SYSTEM
        self._session: AuditedSession | None = None

    @property
    def session(self) -> AuditedSession:
        """The session that notes what changes; made when it is asked for, which many a unit never does."""
        if self._session is None:
            self._session = AuditedSession(self.connection)
        return self._session

    @property
    def keys(self) -> KeyFile:
        """The installation's key.

        Raises:
            UnusableKey: the database was opened without one, to be looked at only.
        """
        if self._keys is None:
            raise UnusableKey(KeyFault.MISSING, None)
        return self._keys

    def remember(self) -> None:
        """Ask the same question once from here on: for a look at a snapshot by many rules."""
        remember_answers(self.session)

    def add(self, row: _R) -> _R:
        """Write a new row now, so that it has its id."""
        self.session.add(row)
        self.session.flush()
        return row

    def get(self, kind: type[_R], key: object) -> _R | None:
        """The row with this primary key."""
        return self.session.get(kind, key)

    def lock(self, kind: type[_R], key: object) -> _R | None:
        """The row as it is now, held until the transaction ends: two people acting at once make one change.

        In a snapshot it is only looked at: nothing is changed there, and nobody has to wait for it.
        """
        if self.is_snapshot:
            return self.session.get(kind, key)
        there: _R | None = self.session.identity_map.get(self.session.identity_key(kind, key))
        if there is None:
            return self.session.get(kind, key, with_for_update=True)
        if self.session.is_modified(there):  # by this transaction: reading again must not undo it
            self.session.flush()
        # A row that was read already is read again: what others committed meanwhile is no error, it is the news.
        try:
            self.session.refresh(there, with_for_update=True)
        except InvalidRequestError:  # deleted meanwhile, by whoever seals that
            self.session.expunge(there)
            self.session.changed.pop(there, None)
            return None
        return there

    def one(self, query: Select[_R]) -> _R | None:
        """The only row of a query, if there is one."""
        return self.session.scalars(query).one_or_none()

    def all(self, query: Select[_R]) -> list[_R]:
        """The rows of a query, in its order."""
        return list(self.session.scalars(query))

    def find(self, kind: type[_R], column: InstrumentedAttribute[str], value: str) -> _R | None:
        """The row whose unique column has this value."""
        return self.one(select(kind).where(column == value))

    def remove(self, row: Record) -> None:
        """Delete a row."""
        self.session.delete(row)
        self.session.flush()

    def remove_all(self, query: Select[_R]) -> int:
        """Delete the rows of a query, each by itself, so that entries tell of it; says how many."""
        gone = 0
        while some := self.all(query.limit(_AT_ONCE)):
            for row in some:
                self.session.delete(row)
            self.session.flush()
            gone += len(some)
        return gone

    def finish(self) -> None:
        """Write and seal what is still in memory; the owner of the transaction calls this before it commits."""
        if self._session is None:
            return
        seal_rest(self)
        keep_standings(self)
        keep_months(self)
        self._session.flush()
        self._session.expunge_all()

    def close(self) -> None:
        """Let go of what was read; the transaction is its owner's."""
        if self._session is not None:
            self._session.close()


def working(
    connection: Connection,
    *,
    act: Callable[[Work], _T],
    now: datetime,
    keys: KeyFile | None = None,
    is_snapshot: bool = False,
) -> _T:
    """Let an act work on a connection whose transaction the caller ends."""
    work = Work(connection, now, keys, is_snapshot=is_snapshot)
    found = act(work)
    work.finish()
    return found
