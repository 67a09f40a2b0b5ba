"""What a platform still takes for a person: opened by what they do, counted in the database when it is spent.

Every process reads the same row. What is not written down here is not guessed: the platform is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import Enum, StrEnum, auto
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Executable, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.database import Database
from store.prepared import Engine, Prepared
from store.states import OutboxRank, OutboxState
from store.tables.messages import ChannelAllowance, OutboxRow, PendingTurn

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Window(StrEnum):
    """What opened an allowance."""

    TALK = "talk"  # the person wrote
    TOUCH = "touch"  # they clicked, scanned, followed


class Opening(Struct, frozen=True):
    """So many messages from now on, in place of what was left of the same window."""

    window: Window
    lasts: timedelta
    messages: int


class Refusal(Enum):
    """Why nothing is sent to the person now."""

    GONE = auto()  # the platform said that they left
    CLOSED = auto()  # no window is open
    USED = auto()
    RESERVED = auto()  # what is left is for what matters more


class Unknown(Enum):
    """Nothing is written down of the person."""

    UNKNOWN = auto()


class Spent(Struct, frozen=True):
    """A message that was counted, and until when its window is open."""

    window: Window
    until: datetime


class Account(Struct, frozen=True):
    """Whose allowance."""

    channel: str
    address: str


def open_allowances(connection: Connection, opened: Sequence[tuple[Account, Opening]], now: datetime) -> None:
    """Open windows for people who did something, in the commit that takes it on."""
    for window in Window:
        rows = {one: opening for one, opening in opened if opening.window is window}
        if rows:
            ordered = sorted(rows.items(), key=lambda row: (row[0].channel, row[0].address))
            _OPEN[window].run_each(connection, [_row(one, opening, now) for one, opening in ordered])


async def is_gone(database: Database, account: Account) -> bool:
    """Whether the platform said that nothing reaches the person, who has done nothing since."""
    query = select(ChannelAllowance.gone_at).where(*_of(account))
    async with database.reading() as connection:
        return await connection.scalar(query) is not None


async def spend_allowance(
    database: Database, account: Account, rank: OutboxRank, now: datetime
) -> Spent | Refusal | Unknown:
    """Count a message before it is sent: of the window that ends first. Says which it was, or why none may be.

    A place is left for every answer that is still owed to the person, and for what matters more and waits.
    """
    async with database.writing() as connection:
        found = await _locked(connection, account)
        if found is None:
            return Unknown.UNKNOWN
        if found.gone_at is not None:
            return Refusal.GONE
        windows = _open_windows(found, now)
        left = sum(count for _, count in windows)
        if left == 0:
            return Refusal.USED if windows else Refusal.CLOSED
        if left <= await _owed(connection, account, rank):
            return Refusal.RESERVED
        spent = next(spent for spent, count in windows if count > 0)
        await _count(connection, account, spent, -1)
        return spent


async def give_back(database: Database, account: Account, spent: Spent) -> None:
    """Count a message as unsent: the platform did not take it. A window that was opened anew since is full."""
    async with database.writing() as connection:
        await _count(connection, account, spent, 1)


async def close_windows(database: Database, account: Account, now: datetime) -> None:
    """Note that the platform says that no window is open."""
    await _note(database, account, talk_until=now, touch_until=now)


async def empty_windows(database: Database, account: Account) -> None:
    """Note that the platform says that everything is used up."""
    await _note(database, account, talk_left=0, touch_left=0)


async def note_gone(database: Database, account: Account, now: datetime) -> None:
    """Note that the platform says that nothing reaches the person."""
    await _note(database, account, gone_at=now)


def _opening(engine: Engine, *opened: str) -> Executable:
    statement = engine.insert(ChannelAllowance)
    changed = {name: statement.excluded[name] for name in (*opened, "gone_at", "acted_at")}
    return statement.on_conflict_do_update(index_elements=["channel", "address"], set_=changed)


_OPEN = {
    Window.TALK: Prepared(lambda engine: _opening(engine, "talk_until", "talk_left")),
    Window.TOUCH: Prepared(lambda engine: _opening(engine, "touch_until", "touch_left")),
}


def _row(account: Account, opening: Opening, now: datetime) -> dict[str, object]:
    is_talk = opening.window is Window.TALK
    until, left = now + opening.lasts, opening.messages
    return {
        "channel": account.channel,
        "address": account.address,
        "talk_until": until if is_talk else _NEVER,
        "talk_left": left if is_talk else 0,
        "touch_until": _NEVER if is_talk else until,
        "touch_left": 0 if is_talk else left,
        "gone_at": None,
        "acted_at": now,
    }


async def _locked(connection: AsyncConnection, account: Account) -> Any:
    row = ChannelAllowance
    columns = (row.talk_until, row.talk_left, row.touch_until, row.touch_left, row.gone_at)
    return (await connection.execute(select(*columns).where(*_of(account)).with_for_update())).one_or_none()


def _open_windows(found: Any, now: datetime) -> list[tuple[Spent, int]]:
    """The windows that are open with what is left in each, the one that ends first in front."""
    windows = (
        (found.talk_until, Window.TALK, found.talk_left),
        (found.touch_until, Window.TOUCH, found.touch_left),
    )
    return [(Spent(window, until), left) for until, window, left in sorted(windows) if now < until]


async def _owed(connection: AsyncConnection, account: Account, rank: OutboxRank) -> int:
    """How many messages come before one of this rank: what is ready and matters more, and promised answers."""
    better = (OutboxRow.state == OutboxState.READY.value, OutboxRow.rank < rank.value)
    mine = (OutboxRow.channel == account.channel, OutboxRow.address == account.address)
    ready = await connection.scalar(select(func.count()).select_from(OutboxRow).where(*mine, *better)) or 0
    if rank is OutboxRank.ANSWER:
        return ready
    theirs = (PendingTurn.channel == account.channel, PendingTurn.address == account.address)
    promised = await connection.scalar(select(func.count()).select_from(PendingTurn).where(*theirs)) or 0
    return ready + promised


async def _count(connection: AsyncConnection, account: Account, spent: Spent, step: int) -> None:
    row = ChannelAllowance
    is_talk = spent.window is Window.TALK
    left, until = (row.talk_left, row.talk_until) if is_talk else (row.touch_left, row.touch_until)
    same = (*_of(account), until == spent.until)
    await connection.execute(update(row).where(*same).values({left: left + step}))


async def _note(database: Database, account: Account, **values: object) -> None:
    async with database.writing() as connection:
        await connection.execute(update(ChannelAllowance).where(*_of(account)).values(**values))


def _of(account: Account) -> tuple[Any, ...]:
    return (ChannelAllowance.channel == account.channel, ChannelAllowance.address == account.address)
