"""How often somebody may try to sign in: by address, by name, and by both, so that no stranger locks a member out.

Each try counts before anything is compared, so that a hundred at once are a hundred. After some that are free each
has to wait twice as long as the one before, at most a quarter of an hour; a day without any forgets them. Where a
member came in before only their own tries from there count: whoever hammers at their name elsewhere, or at another
name from there, keeps nobody out.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from store.dialects import lock_chain
from store.queries.sign_in import has_come_from
from store.tables.sign_in import SignInTry
from store.work import Work

_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=15), timedelta(minutes=15)
_FORGOTTEN = timedelta(days=1)
_PURPOSE = "sign-in tries"
_MOST_DOUBLED = 10


class Counted(Struct, frozen=True):
    """What a try counts against: a key, and how many are free."""

    key: bytes
    free: int


def counted(work: Work, name: str, household: str, staff_id: int | None) -> tuple[Counted, ...]:
    """What a try by this name from there counts against. Names are there as digests only."""
    return tuple(_counted(work, name, household, staff_id))


def waits_until(work: Work, against: tuple[Counted, ...]) -> datetime | None:
    """Until when nothing is looked at; None where it is. Tries that count against the same wait for each other."""
    for one in against:
        lock_chain(work.connection, f"sign-in:{one.key.hex()}")
    rows = [row for one in against if (row := work.lock(SignInTry, one.key)) is not None]
    latest = max((row.not_before for row in rows), default=work.now)
    return latest if latest > work.now else None


def count_try(work: Work, against: tuple[Counted, ...]) -> None:
    """One more, as if it were wrong."""
    for one in against:
        row = work.get(SignInTry, one.key)
        if row is None:
            row = work.add(SignInTry(key=one.key, failed=0, last_at=work.now, not_before=work.now))
        if work.now - row.last_at > _FORGOTTEN:
            row.failed = 0
        row.failed, row.last_at = row.failed + 1, work.now
        row.not_before = work.now + _wait(row.failed - one.free)


def is_last_free(work: Work, against: tuple[Counted, ...]) -> bool:
    """Whether as many went wrong in a row, by this name from there, as are free: from now on each has to wait."""
    row = work.get(SignInTry, against[0].key)
    return row is not None and row.failed == against[0].free


def forgive(work: Work, against: tuple[Counted, ...]) -> None:
    """It was right: this one does not count, and what was wrong at this door before is forgotten."""
    for place, one in enumerate(against):
        row = work.get(SignInTry, one.key)
        if row is not None:
            row.failed = 0 if place == 0 else max(0, row.failed - 1)
            row.not_before = work.now


def _counted(work: Work, name: str, household: str, staff_id: int | None) -> Iterator[Counted]:
    yield Counted(key_of(work, "both", name, household), 5)
    if staff_id is not None and household and has_come_from(work, staff_id, household):
        return
    yield Counted(key_of(work, "name", name), 30)
    if household:
        yield Counted(key_of(work, "address", household), 50)


def _wait(beyond: int) -> timedelta:
    if beyond < 0:
        return timedelta(0)
    doubled: int = 1 << min(beyond, _MOST_DOUBLED)
    return min(_LONGEST_WAIT, _FIRST_WAIT * doubled)


def key_of(work: Work, *parts: str) -> bytes:
    """What a try counts against, as a digest that only this installation can make."""
    return hmac.digest(work.keys.derive(_PURPOSE), "\0".join(parts).encode(), "sha256")
