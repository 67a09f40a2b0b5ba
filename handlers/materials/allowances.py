"""How much a person may send: asked before a byte is taken, counted per draft and per day."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import date, datetime
from typing import Protocol

from msgspec import Struct

from handlers.dates import local_day
from handlers.filekinds import Problem
from handlers.identity.who import contractor
from handlers.messages import Person
from store.database import Database
from store.queries import materials as rows
from store.queries.quotas import locked_quota, quota_of
from store.tables.applications import Draft
from store.work import Work

MOST_BYTES = 20 * 1024 * 1024
MOST_FILES = 30
MOST_BYTES_TOGETHER = 200 * 1024 * 1024
MOST_FILES_A_DAY = 120
MOST_BYTES_A_DAY = 3 * MOST_BYTES_TOGETHER
"""Three whole applications a day, and files that were sent again. What was refused counts as well."""


class Allowance(Struct, frozen=True):
    """How many bytes a file may have, set aside until it is settled; and what is said of one that has more."""

    size: int = MOST_BYTES
    beyond: Problem = Problem.TOO_LARGE
    day: date | None = None
    holder: str = ""


ONE_FILE = Allowance()
"""A file that is nobody's: bounded in itself alone."""


class Allowances(Protocol):
    """Sets aside and settles, whoever else does so at the same time."""

    async def reserve(self, person: Person, draft: int) -> Allowance | Problem:
        """Set a file's bytes aside before it is fetched."""
        ...

    async def settle(self, allowance: Allowance, used: int) -> None:
        """Give back what was not used."""
        ...


class StoredAllowances:
    """`Allowances` in the database."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def reserve(self, person: Person, draft: int) -> Allowance | Problem:
        """See `Allowances`; nobody but those bound to the draft's firm has any."""
        return await self._database.write(lambda work: _reserve_for(work, person, draft), self._clock())

    async def settle(self, allowance: Allowance, used: int) -> None:
        """See `Allowances`."""
        await self._database.write(lambda work: _settle(work, allowance, used), self._clock())


def _reserve_for(work: Work, person: Person, draft_id: int) -> Allowance | Problem:
    by, draft = contractor(work, person), work.get(Draft, draft_id)
    if by is None or draft is None or draft.firm_id != by.firm_id:
        return Problem.NO_DRAFT
    return reserve(work, draft, by.reference)


def reserve(work: Work, draft: Draft, holder: str) -> Allowance | Problem:
    """Count a file of the holder's, and set its bytes aside; or say which bound is reached."""
    room = room_in(work, draft, holder)
    if isinstance(room, Problem):
        return room
    quota = locked_quota(work, local_day(work.now), holder)
    # Whoever sends two at once may have come first meanwhile.
    room = room_in(work, draft, holder)
    if isinstance(room, Problem):
        return room
    quota.files += 1
    quota.size += room.size
    return room


def room_in(work: Work, draft: Draft, holder: str) -> Allowance | Problem:
    """What one more file may have, without setting anything aside."""
    there = rows.materials_of_draft(work, draft.id)
    day = local_day(work.now)
    quota = quota_of(work, day, holder)
    files, size = (quota.files, quota.size) if quota else (0, 0)
    in_draft = MOST_BYTES_TOGETHER - sum(one.size for one in there)
    if len(there) >= MOST_FILES:
        return Problem.TOO_MANY
    if in_draft <= 0:
        return Problem.DRAFT_FULL
    if files >= MOST_FILES_A_DAY or size >= MOST_BYTES_A_DAY:
        return Problem.DAY_FULL
    bounds = (
        (MOST_BYTES, Problem.TOO_LARGE),
        (in_draft, Problem.DRAFT_FULL),
        (MOST_BYTES_A_DAY - size, Problem.DAY_FULL),
    )
    most, beyond = min(bounds, key=lambda bound: bound[0])
    return Allowance(most, beyond, day, holder)


def room_for_form(work: Work, draft: Draft, holder: str, size: int) -> Problem | None:
    """Why a form of so many bytes cannot be taken: said before its first byte is read."""
    room = room_in(work, draft, holder)
    if isinstance(room, Problem):
        return room
    quota = quota_of(work, local_day(work.now), holder)
    if size > MOST_BYTES_A_DAY - (quota.size if quota else 0):
        return Problem.DAY_FULL
    there = sum(one.size for one in rows.materials_of_draft(work, draft.id))
    return Problem.DRAFT_FULL if size > MOST_BYTES_TOGETHER - there else None


def _settle(work: Work, allowance: Allowance, used: int) -> None:
    if allowance.day is not None:
        locked_quota(work, allowance.day, allowance.holder).size -= allowance.size - used


class Counted:
    """Counts the bytes of a file as they come."""

    def __init__(self, source: AsyncIterator[bytes]) -> None:
        self._source = source
        self.size = 0

    async def chunks(self) -> AsyncIterator[bytes]:
        """The same bytes."""
        async for chunk in self._source:
            self.size += len(chunk)
            yield chunk
