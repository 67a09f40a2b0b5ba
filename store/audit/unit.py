"""What the audit needs of a unit of work: it is part of every one, and so knows none."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, TypeVar

from msgspec import Struct
from sqlalchemy import Connection

from store.audit.session import AuditedSession
from store.base import Record
from store.keyfile import KeyFile

_R = TypeVar("_R", bound=Record)


class Cause(Struct, frozen=True):
    """Who changes rows, and why, as the entries say that no act of its own writes."""

    actor: str
    act: str


class Unit(Protocol):
    """One transaction, as `store.work.Work` is."""

    now: datetime
    connection: Connection
    cause: Cause

    @property
    def session(self) -> AuditedSession:
        """The session that notes what changes."""

    @property
    def keys(self) -> KeyFile:
        """The installation's key."""

    def add(self, row: _R) -> _R:
        """Write a new row now."""

    def get(self, kind: type[_R], key: object) -> _R | None:
        """The row with this primary key."""
