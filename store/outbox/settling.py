"""What became of attempts and of their channel: many in one commit, each by the row's owner only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import Enum
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, update

from store.database import Database
from store.outbox.missing import note_missing_told
from store.outbox.outcomes import note_sent, outcome
from store.outbox.pace import Rest, Standing, hold_pace, keep_pace, see_pace
from store.outbox.taking import UNSENT, TakenRow
from store.states import NoticeWay, OutboxState
from store.tables.messages import OutboxRow

_MILLISECOND = timedelta(milliseconds=1)


class Reach(Enum):
    """What an attempt says of the platform."""

    ANSWERED = "answered"  # whatever it said
    UNREACHED = "unreached"  # no connection, no answer in time, or trouble of its own
    UNTRIED = "untried"  # it was not asked


class Settlement(Struct, frozen=True):
    """What became of one attempt. `due` is when a row that stays ready is tried again."""

    state: OutboxState
    due: datetime
    reason: str = ""
    counts: bool = True  # False: the attempt does not count towards the last one
    way: NoticeWay | None = None  # in which it was taken
    receipt: str = ""  # by which the platform may still tell of it
    reaches_nobody: bool = False  # held, and its person has left the platform


class Attempted(Struct, frozen=True):
    """An attempt that is over. `pause_until`: the platform asked that the whole channel rest.

    `told_missing`: the message said that an earlier one may not have arrived.
    """

    row: TakenRow
    settlement: Settlement
    reach: Reach = Reach.ANSWERED
    pause_until: datetime | None = None
    told_missing: bool = False

    @property
    def is_plainly_sent(self) -> bool:
        """Whether it left in words, and the platform will tell no more of it: most do."""
        settlement = self.settlement
        is_sent = settlement.state is OutboxState.SENT and settlement.way is NoticeWay.WORDS
        return is_sent and not settlement.receipt


async def settle(
    database: Database, channel: str, attempts: Sequence[Attempted], now: datetime, rest: Rest
) -> set[int]:
    """Write down what became of a channel's rows, in one commit; says which were still their owner's.

    A sent text is wiped. `rest` is how long the channel is left alone while its platform is not there.
    """
    return await database.run(partial(_settle, channel=channel, attempts=attempts, now=now, rest=rest))


def _settle(
    connection: Connection, *, channel: str, attempts: Sequence[Attempted], now: datetime, rest: Rest
) -> set[int]:
    standing = _note_reach(connection, channel, attempts, now, rest)
    paused = standing.paused(now) if standing else timedelta()
    settled = _write_sent(connection, [one for one in attempts if one.is_plainly_sent], now)
    others = (one for one in attempts if not one.is_plainly_sent)
    settled |= {one.row.id for one in others if _write(connection, one, now, paused)}
    told = {one.row.address: one.row.id for one in attempts if one.told_missing and one.row.id in settled}
    note_missing_told(connection, channel, told, now)
    return settled


def _note_reach(
    connection: Connection, channel: str, attempts: Sequence[Attempted], now: datetime, rest: Rest
) -> Standing | None:
    """Locks the channel's row where something is to be said of it: not for what was sent in quiet times."""
    seen = see_pace(connection, channel)
    is_quiet = seen is None or not seen.failures
    if is_quiet and all(one.reach is not Reach.UNREACHED and one.pause_until is None for one in attempts):
        return seen
    before = hold_pace(connection, channel, now)
    after = after_attempts(before, attempts, now, rest)
    if after != before:
        keep_pace(connection, after)
    if before.is_out and not after.is_out:
        _try_again_now(connection, channel, now)
    return after


def _try_again_now(connection: Connection, channel: str, now: datetime) -> None:
    """Whoever's message was tried while nobody was there waits no longer than the others."""
    theirs = (OutboxRow.channel == channel, OutboxRow.state == OutboxState.READY.value)
    failed = (OutboxRow.failing_since.is_not(None), OutboxRow.owner.is_(None), OutboxRow.due > now)
    connection.execute(update(OutboxRow).where(*theirs, *failed).values(due=now))


def after_attempts(standing: Standing, attempts: Iterable[Attempted], now: datetime, rest: Rest) -> Standing:
    """Where the channel stands after attempts that ended together: one answer shows that the platform is there."""
    found = list(attempts)
    probed = any(one.row.probes for one in found)
    lost = sum(one.reach is Reach.UNREACHED for one in found)
    if any(one.reach is Reach.ANSWERED for one in found):
        standing = standing.reached(now)
    elif lost:
        standing = standing.unreached(now, rest, by_probe=probed, times=lost)
    elif probed:  # it was not asked after all: let another one ask
        standing = replace(standing, paused_until=now)
    for until in filter(None, (one.pause_until for one in found)):
        standing = standing.paused_to(until, now)
    return standing


def _write_sent(connection: Connection, sent: Sequence[Attempted], now: datetime) -> set[int]:
    """In two statements, however many they are; what was withdrawn meanwhile arrived all the same."""
    settled: set[int] = set()
    for owner in {one.row.owner for one in sent}:
        theirs = {one.row.id: one.row.dedupe_key for one in sent if one.row.owner == owner}
        values = {"state": OutboxState.SENT.value, "due": now, "settled_at": now}
        wiped = {"payload": None, "reason": None, "owner": None}
        mine = (OutboxRow.id.in_(list(theirs)), OutboxRow.owner == owner)
        written = update(OutboxRow).where(*mine).values(**values, **wiped).returning(OutboxRow.id)
        found = set(connection.scalars(written))
        note_sent(connection, list(theirs.values()), NoticeWay.WORDS, now)
        settled |= found
    return settled


def _write(connection: Connection, one: Attempted, now: datetime, paused: timedelta) -> bool:
    """Of a row that was withdrawn or taken over meanwhile only that it arrived is still to be noted."""
    row, settlement = one.row, one.settlement
    mine = (OutboxRow.id == row.id, OutboxRow.owner == row.owner)
    is_owner = connection.execute(update(OutboxRow).where(*mine).values(**_values(one, now))).rowcount == 1
    if not is_owner and settlement.state is not OutboxState.SENT:
        return False
    if settlement.state is OutboxState.READY and settlement.counts:
        begun = {"failing_since": now, "paused_before": paused // _MILLISECOND}
        first = (OutboxRow.id == row.id, OutboxRow.failing_since.is_(None))
        connection.execute(update(OutboxRow).where(*first).values(**begun))
    said = outcome(
        row.dedupe_key,
        settlement.state,
        settlement.reason,
        now,
        way=settlement.way,
        receipt=settlement.receipt,
        reaches_nobody=settlement.reaches_nobody,
    )
    connection.execute(said)
    return is_owner


def _values(one: Attempted, now: datetime) -> dict[str, Any]:
    settlement = one.settlement
    values: dict[str, Any] = {
        "state": settlement.state.value,
        "due": settlement.due,
        "reason": settlement.reason[:200] or None,
        "owner": None,
        "attempts": one.row.attempt if settlement.counts else one.row.attempt - 1,
        "settled_at": None if settlement.state.value in UNSENT else now,
    }
    if settlement.state is OutboxState.SENT:
        values["payload"] = None
    if settlement.state is OutboxState.HELD:
        values["failing_since"] = None  # while it waits for its person it grows no older
    return values
