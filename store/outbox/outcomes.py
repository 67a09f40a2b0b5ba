"""Notices to firms, and what became of each: written where its message is settled, shown or dropped.

A message and its notice share a key. Whoever changes both locks the message first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Update,
    bindparam,
    case,
    exists,
    literal,
    select,
    tuple_,
    update,
)

from store.dialects import insert
from store.prepared import Engine, Prepared
from store.states import NoticeState, NoticeWay, OutboxState
from store.tables.messages import OutboxRow
from store.tables.notices import FirmNotice
from store.tables.people import Binding

NOBODY_BOUND = "nobody bound"
LEFT = "left the channel"
UNBOUND = "unbound"


class About(Struct, frozen=True):
    """What a notice is about, by row ids; nothing where it is about the firm itself."""

    contract_id: int | None = None
    application_id: int | None = None
    case_id: int | None = None


class NewNotice(Struct, frozen=True):
    """A notice to one person of a firm; `binding_id` None where nobody is bound. `key` is that of its message."""

    key: str
    event: str
    firm_id: int
    binding_id: int | None
    channel: str
    text: str
    about: About


def keep_notices(connection: Connection, notices: Sequence[NewNotice], now: datetime) -> None:
    """Write notices down in the caller's transaction; one that is there already stays as it is."""
    if notices:
        rows = [_row(one, now) for one in notices]
        connection.execute(insert(connection, FirmNotice).on_conflict_do_nothing(), rows)


def outcome(
    key: str,
    state: OutboxState,
    reason: str,
    now: datetime,
    *,
    way: NoticeWay | None = None,
    receipt: str = "",
    reaches_nobody: bool = False,
) -> Update:
    """What an attempt at sending came to; a message without a notice changes nothing.

    A person who was waited for wrote just before, and is in the talk that the message comes into; unless it comes
    later, at another attempt. `way` and `receipt` are those of what was sent. What `reaches_nobody` is held all
    the same: the person may come back.
    """
    mine = update(FirmNotice).where(FirmNotice.key == key, FirmNotice.state != NoticeState.SEEN.value)
    was_awaited = FirmNotice.state == NoticeState.RELEASED.value
    match state:
        case OutboxState.SENT:
            return mine.values(**_sent(way, receipt, now))
        case OutboxState.HELD | OutboxState.DEAD:
            is_held = state is OutboxState.HELD and not reaches_nobody
            became = NoticeState.HELD if is_held else NoticeState.UNREACHABLE
            return mine.values(state=became.value, state_at=now, reason=reason[:200] or None)
        case OutboxState.READY:
            again = case((was_awaited, NoticeState.WAITING.value), else_=FirmNotice.state)
            return mine.values(state=again, reason=reason[:200] or None)


def note_sent(connection: Connection, keys: Sequence[str], way: NoticeWay, now: datetime) -> None:
    """The platform took all of these in the same way, and will tell no more of them."""
    if keys:
        mine = (FirmNotice.key.in_(keys), FirmNotice.state != NoticeState.SEEN.value)
        connection.execute(update(FirmNotice).where(*mine).values(**_sent(way, "", now)))


def note_waiting_again(ids: Sequence[int], now: datetime) -> Update:
    """The operator sends these messages once more."""
    keys = select(OutboxRow.dedupe_key).where(OutboxRow.id.in_(ids))
    waiting = {"state": NoticeState.WAITING.value, "state_at": now, "reason": None}
    return update(FirmNotice).where(FirmNotice.key.in_(keys)).values(**waiting)


def note_released(connection: Connection, ids: Sequence[int], now: datetime) -> None:
    """The person wrote, and what of these messages was held and is still there leaves."""
    kept_back = (NoticeState.HELD.value, NoticeState.UNREACHABLE.value)
    keys = select(OutboxRow.dedupe_key).where(OutboxRow.id.in_(ids))
    mine = (FirmNotice.key.in_(keys), FirmNotice.state.in_(kept_back))
    connection.execute(update(FirmNotice).where(*mine).values(state=NoticeState.RELEASED.value, state_at=now))


def note_shown(connection: Connection, keys: Sequence[str], now: datetime) -> None:
    """These stood before an answer, or where the person looked."""
    shown = {**_seen(now), "handed_over_at": now, "way": NoticeWay.ANSWER.value}
    connection.execute(update(FirmNotice).where(FirmNotice.key.in_(keys)).values(**shown))


def note_not_arrived(connection: Connection, channel: str, receipt: str, reason: str, now: datetime) -> None:
    """The platform had taken it under this number, and tells that it did not arrive.

    Whoever wrote meanwhile, or looked at a page, has seen it all the same.
    """
    taken = FirmNotice.state == NoticeState.HANDED_OVER.value
    mine = (FirmNotice.channel == channel, FirmNotice.receipt == receipt, taken)
    lost = {"state": NoticeState.UNREACHABLE.value, "state_at": now, "reason": reason[:200]}
    connection.execute(update(FirmNotice).where(*mine).values(**lost))


def note_contact(connection: Connection, people: Collection[tuple[str, str]], now: datetime) -> None:
    """These people wrote in the talk in which the platform had put their notices before."""
    if people:
        _SEEN_IN_TALK.run(connection, people=sorted(people), now=now)


def note_left(connection: Connection, people: Collection[tuple[str, str]], now: datetime) -> None:
    """What still waits for these people reaches them no more. Asked before their messages are deleted."""
    theirs = tuple_(OutboxRow.channel, OutboxRow.address).in_(people)
    keys = select(OutboxRow.dedupe_key).where(theirs, OutboxRow.state != OutboxState.SENT.value)
    gone = {"state": NoticeState.UNREACHABLE.value, "state_at": now, "reason": LEFT}
    connection.execute(update(FirmNotice).where(FirmNotice.key.in_(keys)).values(**gone))


def _row(one: NewNotice, now: datetime) -> dict[str, Any]:
    state = NoticeState.UNREACHABLE if one.binding_id is None else NoticeState.WAITING
    return {
        "key": one.key,
        "event": one.event,
        "firm_id": one.firm_id,
        "contract_id": one.about.contract_id,
        "application_id": one.about.application_id,
        "case_id": one.about.case_id,
        "binding_id": one.binding_id,
        "channel": one.channel,
        "text": one.text,
        "made_at": now,
        "state": state.value,
        "state_at": now,
        "handed_over_at": None,
        "seen_at": None,
        "reason": NOBODY_BOUND if one.binding_id is None else None,
        "way": None,
        "receipt": None,
        "phoned_at": None,
    }


def _sent(way: NoticeWay | None, receipt: str, now: datetime) -> dict[str, Any]:
    was_awaited = FirmNotice.state == NoticeState.RELEASED.value
    return {
        "state": case((was_awaited, NoticeState.SEEN.value), else_=NoticeState.HANDED_OVER.value),
        "state_at": now,
        "handed_over_at": now,
        "seen_at": case((was_awaited, literal(now, FirmNotice.seen_at.type)), else_=None),
        "reason": None,
        "way": way.value if way else None,
        "receipt": receipt or None,
    }


def _seen(now: datetime) -> dict[str, Any]:
    return {"state": NoticeState.SEEN.value, "state_at": now, "seen_at": now, "reason": None}


def handed_over_to(engine: Engine, *columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """Which of the engine's `people` a platform has delivered notices to, behind other columns."""
    theirs = FirmNotice.binding_id == Binding.id, FirmNotice.state == NoticeState.HANDED_OVER.value
    return select(*columns, Binding.channel, Binding.address).where(_is_bound(engine), exists().where(*theirs))


def _is_bound(engine: Engine) -> ColumnElement[bool]:
    return engine.among("people", Binding.channel, Binding.address, also=[Binding.ended_at.is_(None)])


def _seen_in_talk(engine: Engine) -> Update:
    theirs = select(Binding.id).where(_is_bound(engine))
    now = bindparam("now", type_=FirmNotice.seen_at.type)
    return (
        update(FirmNotice)
        .where(FirmNotice.binding_id.in_(theirs), FirmNotice.state == NoticeState.HANDED_OVER.value)
        .values(state=NoticeState.SEEN.value, state_at=now, seen_at=now)
    )


_SEEN_IN_TALK = Prepared(_seen_in_talk)
