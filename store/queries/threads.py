"""Talks with staff: opened, said in, ordered about, looked up and thrown away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Executable,
    bindparam,
    exists,
    func,
    select,
    update,
)

from store.bodies import bodies_key, open_body, seal_body
from store.prepared import Engine, Prepared
from store.states import OutboxState, ThreadState, ThreadStep, ThreadVoice
from store.tables.messages import OutboxRow
from store.tables.threads import Thread, ThreadMessage, ThreadOrder
from store.work import Work

STAFF_WORDS = "thread:"
"""Begins the keys of outbox rows that tell people of their talk with staff."""

IDLE = timedelta(minutes=30)
"""After so long without a word the assistant answers again."""

_WITH_STAFF = (ThreadState.TAKING.value, ThreadState.TAKEN.value)
_AWAITED = (ThreadState.WAITING.value, *_WITH_STAFF)
_OPEN = tuple(state.value for state in ThreadState if state is not ThreadState.CLOSED)


class PendingOrder(Struct, frozen=True):
    """An order that waits for its place in the person's line."""

    id: int
    channel: str
    address: str


class Said(Struct, frozen=True):
    """Something said in a talk with staff, in the clear."""

    id: int
    voice: ThreadVoice
    staff_id: int | None
    words: str
    at: datetime
    sent_at: datetime | None


def open_thread_of(work: Work, channel: str, address: str) -> Thread | None:
    """The person's newest talk with staff that is not closed, held until the transaction ends."""
    mine = (Thread.channel == channel, Thread.address == address, Thread.state.in_(_OPEN))
    found = work.session.scalar(select(Thread.id).where(*mine).order_by(Thread.id.desc()).limit(1))
    return work.lock(Thread, found) if found is not None else None


def waiting_thread_of(work: Work, channel: str, address: str) -> Thread | None:
    """The person's talk that nobody has taken over yet."""
    waits = (Thread.channel == channel, Thread.address == address, Thread.state == ThreadState.WAITING.value)
    return work.session.scalar(select(Thread).where(*waits).order_by(Thread.id.desc()).limit(1))


def begin_thread(work: Work, channel: str, address: str) -> Thread:
    """A new talk, which waits for somebody."""
    return work.add(
        Thread(
            channel=channel,
            address=address,
            state=ThreadState.WAITING.value,
            opened_at=work.now,
            last_at=work.now,
            waits_since=None,
            taken_by=None,
            unit="",
            silent_since=None,
            taken_at=None,
        )
    )


def say_in_thread(
    work: Work, thread: Thread, voice: ThreadVoice, words: str, *, staff_id: int | None = None
) -> ThreadMessage:
    """Keep what was said, encrypted; what the person says waits for an answer, and an answer ends that."""
    if voice is ThreadVoice.PERSON:
        thread.waits_since = thread.waits_since or work.now
    if voice is ThreadVoice.STAFF:
        thread.waits_since = None
    if voice is not ThreadVoice.NOTE:
        thread.last_at = work.now
    return work.add(
        ThreadMessage(
            thread_id=thread.id,
            channel=thread.channel,
            address=thread.address,
            voice=voice.value,
            staff_id=staff_id,
            words=seal_body(bodies_key(work.keys), words),
            at=work.now,
            sent_at=None,
        )
    )


def order_step(work: Work, thread: Thread, step: ThreadStep, message: ThreadMessage | None = None) -> ThreadOrder:
    """Have something done in the person's own line."""
    return work.add(
        ThreadOrder(
            thread_id=thread.id,
            channel=thread.channel,
            address=thread.address,
            step=step.value,
            message_id=message.id if message else None,
            ordered_at=work.now,
            done_at=None,
        )
    )


def _oldest_pending(_engine: Engine) -> Executable:
    first = select(func.min(ThreadOrder.id)).where(ThreadOrder.done_at.is_(None)).group_by(ThreadOrder.thread_id)
    query = select(ThreadOrder.id, ThreadOrder.channel, ThreadOrder.address)
    return query.where(ThreadOrder.id.in_(first)).order_by(ThreadOrder.id).limit(bindparam("most"))


_PENDING = Prepared(_oldest_pending)  # both are asked for every second
_ANY_IDLE = Prepared(lambda _engine: select(Thread.id).where(*_idle(bindparam("since"))).limit(1))


def pending_orders(connection: Connection, most: int = 200) -> list[PendingOrder]:
    """Of each talk the oldest order that is not done yet."""
    return [PendingOrder(*row) for row in _PENDING.rows(connection, most=most)]


def has_idle(connection: Connection, now: datetime) -> bool:
    """Whether talks were taken over in which nobody has spoken for a while."""
    return bool(_ANY_IDLE.rows(connection, since=now - IDLE))


def order_idle_back(work: Work) -> int:
    """Have the talks handed back in which nobody has spoken for a while; says how many."""
    found = work.all(select(Thread).where(*_idle(work.now - IDLE)).with_for_update())
    for thread in found:
        order_step(work, thread, ThreadStep.LEFT_IDLE)
    return len(found)


def is_with_staff(thread: Thread) -> bool:
    """Whether a member of staff has the talk, or is about to."""
    return thread.state in _WITH_STAFF


def has_ended_idle(thread: Thread, now: datetime) -> bool:
    """Whether nobody has spoken for a while in a talk that was taken over."""
    return is_with_staff(thread) and thread.last_at <= now - IDLE


def words_of(work: Work, thread_id: int, *, after: int = 0, most: int = 500) -> list[Said]:
    """What was said since message `after`, oldest first: the newest so many."""
    mine = (ThreadMessage.thread_id == thread_id, ThreadMessage.id > after)
    rows = work.all(select(ThreadMessage).where(*mine).order_by(ThreadMessage.id.desc()).limit(most))
    return [_said(work, row) for row in reversed(rows)]


def deliveries_of(work: Work, thread_id: int) -> dict[int, OutboxState]:
    """Of each answer by its id: where it stands on its way to the person; what arrived long ago is not there."""
    orders = select(ThreadOrder.id, ThreadOrder.message_id).where(
        ThreadOrder.thread_id == thread_id, ThreadOrder.message_id.is_not(None)
    )
    keys = {f"{STAFF_WORDS}{row.id}": row.message_id for row in work.session.execute(orders)}
    rows = select(OutboxRow.dedupe_key, OutboxRow.state).where(OutboxRow.dedupe_key.in_(list(keys)))
    found = work.session.execute(rows) if keys else ()
    return {keys[key]: OutboxState(state) for key, state in found}


def words_of_message(work: Work, message_id: int | None) -> str:
    """What one message says; empty where it is gone."""
    row = work.get(ThreadMessage, message_id) if message_id is not None else None
    return open_body(bodies_key(work.keys), row.words) if row is not None else ""


def note_sent(work: Work, message_id: int | None) -> None:
    """An answer is on its way to the person."""
    mine = ThreadMessage.id == message_id
    work.session.execute(update(ThreadMessage).where(mine).values(sent_at=work.now))


def count_waiting(work: Work, *, before: int = 0, channel: str = "") -> int:
    """How many talks wait to be taken over; those older than talk `before` and of a channel, where named."""
    waiting: list[ColumnElement[bool]] = [Thread.state == ThreadState.WAITING.value]
    if before:
        waiting.append(Thread.id < before)
    if channel:
        waiting.append(Thread.channel == channel)
    return work.session.scalar(select(func.count()).select_from(Thread).where(*waiting)) or 0


def count_unanswered(work: Work, thread: Thread) -> int:
    """How much the person has said since a member answered last."""
    if thread.waits_since is None:
        return 0
    theirs = (ThreadMessage.thread_id == thread.id, ThreadMessage.voice == ThreadVoice.PERSON.value)
    query = select(func.count()).select_from(ThreadMessage).where(*theirs, ThreadMessage.at >= thread.waits_since)
    return work.session.scalar(query) or 0


def purge_threads(work: Work, before: datetime) -> None:
    """Delete the talks in which nobody has spoken since, with all that was said and ordered in them."""
    old = select(Thread.id).where(Thread.last_at < before)
    work.remove_all(select(ThreadOrder).where(ThreadOrder.thread_id.in_(old)))
    work.remove_all(select(ThreadMessage).where(ThreadMessage.thread_id.in_(old)))
    work.remove_all(select(Thread).where(Thread.last_at < before))


def _idle(since: datetime | BindParameter[datetime]) -> tuple[ColumnElement[bool], ...]:
    pending = exists().where(ThreadOrder.thread_id == Thread.id, ThreadOrder.done_at.is_(None))
    return (Thread.state == ThreadState.TAKEN.value, Thread.last_at <= since, ~pending)


def _said(work: Work, row: ThreadMessage) -> Said:
    words = open_body(bodies_key(work.keys), row.words)
    return Said(row.id, ThreadVoice(row.voice), row.staff_id, words, row.at, row.sent_at)


def threads_in(work: Work, states: Sequence[ThreadState], most: int) -> list[Thread]:
    """The talks that stand so: who waits longest first, then where somebody spoke last."""
    named = [state.value for state in states]
    order = (Thread.waits_since.is_(None), Thread.waits_since, Thread.last_at.desc())
    return work.all(select(Thread).where(Thread.state.in_(named)).order_by(*order).limit(most))


def last_said(work: Work, ids: Sequence[int]) -> dict[int, Said]:
    """The last words of the person in each of these talks."""
    theirs = (ThreadMessage.thread_id.in_(ids), ThreadMessage.voice == ThreadVoice.PERSON.value)
    newest = select(func.max(ThreadMessage.id)).where(*theirs).group_by(ThreadMessage.thread_id)
    rows = work.all(select(ThreadMessage).where(ThreadMessage.id.in_(newest))) if ids else []
    return {row.thread_id: _said(work, row) for row in rows}


def has_words_for(work: Work, channel: str, address: str) -> bool:
    """Whether staff said something that the person's page has not shown yet."""
    theirs = (OutboxRow.channel == channel, OutboxRow.address == address)
    ready = (OutboxRow.state == OutboxState.READY.value, OutboxRow.dedupe_key.startswith(STAFF_WORDS))
    return work.session.scalar(select(OutboxRow.id).where(*theirs, *ready).limit(1)) is not None


def has_open_talk(work: Work, channel: str, address: str) -> bool:
    """Whether the person waits for staff, or talks with them."""
    mine = (Thread.channel == channel, Thread.address == address, Thread.state.in_(_AWAITED))
    return work.session.scalar(select(Thread.id).where(*mine).limit(1)) is not None
