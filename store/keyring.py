"""The daily secrets that hash claims and encrypt talks: made ahead, tried while they live, destroyed on time."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from msgspec import Struct
from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from store.database import Database
from store.dialects import insert
from store.keyfile import KeyFile
from store.states import KeyKind
from store.tables.messages import ClaimKey

CLAIMS_LIVE = timedelta(hours=72)
EPHEMERAL_LIVES = timedelta(minutes=30)
_DAY = timedelta(days=1)
_AHEAD = timedelta(hours=1)
"""By how much the clock of another process may be ahead."""

# After the end of its day a key stays as long as the claims made under it.
_STAYS = {KeyKind.PLAIN: CLAIMS_LIVE, KeyKind.SENSITIVE: EPHEMERAL_LIVES}


class Ring(Struct, frozen=True):
    """The living keys from `begins` on, newest first; `until` is when the ring must be looked at again.

    `plain` hashes claims; `answers` (in the same order) encrypts what they were answered; `sensitive` encrypts the
    ephemeral sessions.
    """

    begins: datetime
    until: datetime
    plain: tuple[bytes, ...]
    answers: tuple[bytes, ...]
    sensitive: tuple[bytes, ...]
    new_plain: bytes
    new_answers: bytes
    new_sensitive: bytes


class KeyRing:
    """Keeps the ring of this process in step with the table.

    Tomorrow's keys are made today and tried in its last hour: a process whose clock is ahead hashes under a key
    that everybody knows. To try them all day would cost each message a fifth of its hashes for nothing.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ring: Ring | None = None
        self._lock = asyncio.Lock()

    async def at(self, now: datetime) -> Ring:
        """The ring for this moment."""
        ring = self._ring
        if ring is not None and ring.begins <= now < ring.until:
            return ring
        async with self._lock:
            if self._ring is None or not self._ring.begins <= now < self._ring.until:
                self._ring = await self._load(now)
            return self._ring

    async def _load(self, now: datetime) -> Ring:
        today = now.astimezone(UTC).date()
        async with self._database.writing() as connection:
            rows = [
                {"day": day, "kind": kind.value, "secret": secrets.token_bytes(32)}
                for day in (today, today + _DAY)
                for kind in KeyKind
            ]
            await connection.execute(insert(connection, ClaimKey).on_conflict_do_nothing(), rows)
            found = await connection.execute(select(ClaimKey.day, ClaimKey.kind, ClaimKey.secret))
            keys = {(row.day, KeyKind(row.kind)): row.secret for row in found}
        return _ring(keys, today, now, self._database.keys)


async def destroy_keys(connection: AsyncConnection, now: datetime) -> int:
    """Destroy every key whose claims are over; what was hashed under it says nothing any more."""
    result = await connection.execute(delete(ClaimKey).where(_is_over(now)))
    return result.rowcount


def seal(secret: bytes, *words: str) -> bytes:
    """The keyed hash of some words; each is set apart by its length, so that no two lists collide."""
    return hmac.digest(secret, _set_apart(words), "sha256")


def seal_under(keys: Iterable[bytes], *words: str) -> tuple[bytes, ...]:
    """The same words under each of these secrets."""
    message = _set_apart(words)
    return tuple([hmac.digest(secret, message, "sha256") for secret in keys])


def _set_apart(words: Iterable[str]) -> bytes:
    apart = b""
    for word in words:
        raw = word.encode()
        apart += len(raw).to_bytes(4, "big") + raw
    return apart


def last_day(kind: KeyKind, now: datetime) -> date:
    """The oldest day whose key of this kind still lives."""
    return (now.astimezone(UTC) - _STAYS[kind]).date()


def _is_over(now: datetime) -> ColumnElement[bool]:
    return or_(*(and_(ClaimKey.kind == kind.value, ClaimKey.day < last_day(kind, now)) for kind in KeyKind))


def _ring(keys: dict[tuple[date, KeyKind], bytes], today: date, now: datetime, file: KeyFile | None) -> Ring:
    plain, sensitive = _living(keys, KeyKind.PLAIN, now), _living(keys, KeyKind.SENSITIVE, now)
    return Ring(
        begins=datetime.combine(today, time(), UTC),
        until=_next_change(today, now),
        plain=plain,
        answers=tuple(_derived(file, "answers", key) for key in plain),
        sensitive=tuple(_derived(file, "ephemeral sessions", key) for key in sensitive),
        new_plain=keys[today, KeyKind.PLAIN],
        new_answers=_derived(file, "answers", keys[today, KeyKind.PLAIN]),
        new_sensitive=_derived(file, "ephemeral sessions", keys[today, KeyKind.SENSITIVE]),
    )


def _living(keys: dict[tuple[date, KeyKind], bytes], kind: KeyKind, now: datetime) -> tuple[bytes, ...]:
    oldest, newest = last_day(kind, now), (now.astimezone(UTC) + _AHEAD).date()
    days = sorted((day for day, of_kind in keys if of_kind is kind and oldest <= day <= newest), reverse=True)
    return tuple(keys[day, kind] for day in days)


def _derived(file: KeyFile | None, purpose: str, secret: bytes) -> bytes:
    """The day's secret mixed with the installation's: a copy of the database alone opens nothing."""
    return seal(secret, purpose) if file is None else file.derive(purpose, secret)


def _next_change(today: date, now: datetime) -> datetime:
    """When the sensitive key of yesterday goes, the day's last hour begins, or the day ends."""
    midnight = datetime.combine(today, time(), UTC)
    changes = midnight + EPHEMERAL_LIVES, midnight + _DAY - _AHEAD, midnight + _DAY
    return next(change for change in changes if now < change)
