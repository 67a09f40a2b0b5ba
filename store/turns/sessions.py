"""Sessions of talks: read together for many people, told apart by their marks, kept with the ends of turns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, Executable, select

from store.bodies import open_body, seal_body
from store.keyring import Ring
from store.prepared import Engine, Prepared
from store.tables.messages import SessionRow
from store.turns.claims import Completion, Mark
from store.turns.ephemeral import empty_boxes, open_ephemeral, seal_ephemeral
from store.turns.waiting import Person

_BLOCK = 1024
"""Bytes: nearly every session fits into one."""

_PERSON = (SessionRow.channel, SessionRow.address)
_MARK = (SessionRow.version, SessionRow.updated_at)

_READ = Prepared(
    lambda engine: select(*_PERSON, *_MARK, SessionRow.data, SessionRow.ephemeral).where(
        engine.among("people", *_PERSON)
    )
)


def _keeping(engine: Engine) -> Executable:
    statement = engine.insert(SessionRow)
    new = statement.excluded
    changed = {"data": new.data, "updated_at": new.updated_at, "ephemeral": new.ephemeral}
    return statement.on_conflict_do_update(
        index_elements=["channel", "address"], set_={**changed, "version": SessionRow.version + 1}
    )


_KEEP = Prepared(_keeping)


class Remembered(Struct, frozen=True):
    """A person's session as stored, and the ephemeral one, if it lives; nothing of somebody new."""

    session: str | None = None
    ephemeral: str | None = None
    mark: Mark | None = None


def read_sessions(
    connection: Connection, people: Collection[Person], *, ring: Ring, now: datetime, key: bytes
) -> dict[Person, Remembered]:
    """The sessions of those of whom something is remembered; `key` opens them."""
    if not people:
        return {}
    return {
        (channel, address): Remembered(
            open_body(key, data),
            open_ephemeral(ephemeral, channel, address, ring=ring, now=now),
            mark=(version, updated_at),
        )
        for channel, address, version, updated_at, data, ephemeral in _READ.rows(connection, people=sorted(people))
    }


def keep_sessions(
    connection: Connection, items: Sequence[Completion], *, ring: Ring, now: datetime, key: bytes
) -> None:
    """Encrypted, for what waits to be shown may hold a link, and an offer may hold what was asked."""
    kept = [item for item in items if item.session is not None]
    empty = empty_boxes(len(kept))
    rows = [
        {
            "channel": item.channel,
            "address": item.address,
            "version": 1,
            "data": seal_body(key, item.session or "", block=_BLOCK),
            "updated_at": now,
            "ephemeral": _box(item, ring, now) if item.ephemeral else box,
        }
        for item, box in zip(kept, empty, strict=True)
    ]
    _KEEP.run_each(connection, rows)


def _box(item: Completion, ring: Ring, now: datetime) -> bytes:
    return seal_ephemeral(item.ephemeral, item.channel, item.address, ring=ring, now=now)
