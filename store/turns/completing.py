"""Completions of one batch: answers, sessions, outbox rows and incidents of turns that still own their claims."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, delete, select, tuple_, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from store.bodies import ANSWER_BLOCK, bodies_key, seal_body
from store.dialects import insert
from store.keyfile import KeyFile
from store.keyring import Ring, seal
from store.outbox.outcomes import note_contact
from store.outbox.rows import put_out
from store.prepared import Prepared
from store.states import ClaimState
from store.tables.messages import IS_UNFINISHED, Claim, Incident, PendingTurn, SessionRow
from store.turns.claiming import CREATE_CLAIM
from store.turns.claims import Committed, Completion, Lost, Postponement, Renewal, Result, TransactionCompletion
from store.turns.ephemeral import open_ephemeral
from store.turns.forgetting import forget_people
from store.turns.handing_over import rows_of_answer
from store.turns.line import FROM_MEMORY, ON_ITS_WAY, Owned
from store.turns.misses import note_misses
from store.turns.sessions import keep_sessions
from store.turns.talks import Talks
from store.turns.waiting import (
    Fits,
    Person,
    Waiting,
    everything_fits,
    hand_along,
    messages_in,
    messages_of,
    release,
    waiting_rows,
    with_notices,
)
from store.work import working

_DONE = Prepared(
    lambda _engine: (
        update(Claim)
        .where(Claim.seq == bindparam("of_seq"))
        .values(
            state=ClaimState.DONE.value,
            answer=bindparam("to_answer"),
            late=bindparam("to_late"),
            lease_until=bindparam("to_lease_until"),
        )
    )
)

_OWNED = Prepared(
    lambda engine: (
        select(Claim.owner, Claim.seq, Claim.key_hash, Claim.late)
        .where(engine.among("owners", Claim.owner, also=[IS_UNFINISHED]))
        .with_for_update()
    )
)
_DROP_PENDING = Prepared(lambda engine: delete(PendingTurn).where(engine.among("seqs", PendingTurn.seq)))


_INBOUND_BLOCK = 4096
"""Bytes: every message that people write fits into one."""

Ending = Completion | TransactionCompletion


def renew_leases(connection: Connection, renewals: Sequence[Renewal], *, now: datetime, lease: timedelta) -> None:
    """Put off the end of the leases of turns still at work."""
    owners = [owner for renewal in renewals for owner in renewal.owners]
    mine = (Claim.owner.in_(owners), IS_UNFINISHED)
    connection.execute(update(Claim).where(*mine).values(lease_until=now + lease))


def postpone_turns(
    connection: Connection, items: Sequence[Postponement], *, ring: Ring, now: datetime, key: bytes
) -> list[Result]:
    """Mark unfinished claims as late, whoever owns them, and keep their messages; none of a sensitive talk.

    Such a one has a row all the same, of the same length and with nothing in it: none would tell what it is.
    `key` encrypts what is kept.
    """
    seqs = [item.seq for item in items]
    unfinished = (Claim.seq.in_(seqs), Claim.state != ClaimState.DONE.value)
    marked = connection.scalars(update(Claim).where(*unfinished).values(late=True).returning(Claim.seq))
    late = set(marked)
    hidden = _in_ephemeral_talks(connection, items, ring, now)
    kept = {
        item.seq
        for item in items
        if item.seq in late and item.inbound is not None and (item.channel, item.address) not in hidden
    }
    rows = {
        item.seq: _pending(item, key=key, now=now, is_kept=item.seq in kept) for item in items if item.seq in late
    }
    _keep_pending(connection, [row for seq, row in rows.items() if seq in kept], has_words=True)
    _keep_pending(connection, [row for seq, row in rows.items() if seq not in kept], has_words=False)
    return [Committed(late=True, kept=item.seq in kept) if item.seq in late else Lost() for item in items]


def _pending(item: Postponement, *, key: bytes, now: datetime, is_kept: bool) -> dict[str, object]:
    return {
        "seq": item.seq,
        "channel": item.channel,
        "address": item.address,
        "inbound": seal_body(key, (item.inbound or "") if is_kept else "", block=_INBOUND_BLOCK),
        "created_at": now,
        "attempts": 0,
    }


def _keep_pending(connection: Connection, rows: Sequence[dict[str, object]], *, has_words: bool) -> None:
    """Words replace what stands there without, of a message that came again when the talk was another."""
    if not rows:
        return
    statement = insert(connection, PendingTurn)
    replaced = {"inbound": statement.excluded.inbound}
    connection.execute(
        statement.on_conflict_do_update(index_elements=["seq"], set_=replaced)
        if has_words
        else statement.on_conflict_do_nothing(),
        rows,
    )


def _in_ephemeral_talks(
    connection: Connection, items: Sequence[Postponement], ring: Ring, now: datetime
) -> set[tuple[str, str]]:
    people = {(item.channel, item.address) for item in items}
    query = select(SessionRow.channel, SessionRow.address, SessionRow.ephemeral).where(
        tuple_(SessionRow.channel, SessionRow.address).in_(people)
    )
    return {
        (row.channel, row.address)
        for row in connection.execute(query)
        if open_ephemeral(row.ephemeral, row.channel, row.address, ring=ring, now=now) is not None
    }


def end_turns(
    connection: Connection,
    items: Sequence[Ending],
    owned: Mapping[str, Owned],
    *,
    ring: Ring,
    now: datetime,
    talks: Talks,
    pulled: Collection[str] = (),
    fits: Fits = everything_fits,
    keys: KeyFile | None = None,
) -> list[Result]:
    """Write the ends of turns; a turn whose claim was taken over is told that it lost, and writes nothing.

    `talks` are those of their people, looked up before the acts: what an act tells its own person stands in its
    answer already.
    """
    mine = [item for item in items if item.owner in owned]
    if not mine:
        return [Lost() for _ in items]
    key = bodies_key(keys)
    wrote = talks.waiting and {_person(item) for item in mine if item.is_contact} & talks.waiting
    waiting = waiting_rows(connection, wrote, pulled, key=key) if wrote else {}
    ended = [_ended(connection, item, now, keys) for item in mine]
    notices: dict[Person, tuple[str, ...]] = {}
    if waiting:
        places = {_person(item): _place(item, waiting, owned, pulled, fits) for item in ended if item.is_contact}
        notices = _tell_waiting(connection, waiting, places, now)
        ended = [_after_notices(item, notices, places) for item in ended]
    if talks.noticed:
        note_contact(connection, _in_pushed_talks(ended, pulled) & talks.noticed, now)
    _end(connection, ended, owned, ring=ring, now=now, key=key)
    committed = {item.owner: _committed(item, owned, notices) for item in ended}
    return [committed.get(item.owner, Lost()) for item in items]


class _Place(Enum):
    """Where what waited for the person of a turn stands."""

    BEFORE = auto()  # in the answer itself
    AHEAD = auto()  # too much for one message: it leaves by the outbox, and the answer behind it
    APART = auto()  # it leaves by the outbox, whenever the answer does


def _place(
    item: Completion, waiting: Waiting, owned: Mapping[str, Owned], pulled: Collection[str], fits: Fits
) -> _Place:
    """Nothing is added to an answer that comes late, or to the last one of somebody who is forgotten."""
    rows = [row for row in waiting.get(_person(item), ()) if row.is_readable]
    if not rows or item.forget or _is_late(item, owned):
        return _Place.APART
    if item.channel in pulled:
        return _Place.BEFORE
    if item.from_memory:  # in a pause the outbox waits as well
        return _Place.APART
    together = [*(row.payload for row in rows), *messages_in(item.answer)]
    return _Place.BEFORE if fits(item.channel, together) else _Place.AHEAD


def _tell_waiting(
    connection: Connection, waiting: Waiting, places: Mapping[Person, _Place], now: datetime
) -> dict[Person, tuple[str, ...]]:
    """Settle what stands before answers, and let the rest go; says what is shown to whom."""
    shown = {
        person: [row for row in rows if row.is_readable]
        for person, rows in waiting.items()
        if places[person] is _Place.BEFORE
    }
    given = [row for rows in shown.values() for row in rows]
    if given:
        hand_along(connection, given, now)
    ids = {row.id for row in given}
    release(connection, [row for rows in waiting.values() for row in rows if row.id not in ids], now)
    return messages_of(shown)


def _person(item: Ending) -> Person:
    return item.channel, item.address


def _in_pushed_talks(ended: Sequence[Completion], pulled: Collection[str]) -> set[tuple[str, str]]:
    """Who has before them what the platform delivered until now."""
    return {_person(item) for item in ended if item.channel not in pulled and not item.forget and item.is_contact}


def _after_notices(
    item: Completion, notices: Mapping[Person, tuple[str, ...]], places: Mapping[Person, _Place]
) -> Completion:
    if not item.is_contact:
        return item
    given = notices.get(_person(item))
    if given:
        return replace(item, answer=with_notices(item.answer, given))
    return replace(item, late=True) if places[_person(item)] is _Place.AHEAD else item


def _committed(
    item: Completion, owned: Mapping[str, Owned], notices: Mapping[Person, tuple[str, ...]]
) -> Committed:
    given = notices.get(_person(item), ())
    return Committed(_is_late(item, owned), forgot=item.forget, notices=given, seq=owned[item.owner].seq)


def _ended(connection: Connection, item: Ending, now: datetime, keys: KeyFile | None) -> Completion:
    """How the turn ends: acts are performed here, each behind a savepoint of its own."""
    if not isinstance(item, TransactionCompletion):
        return item
    try:
        with connection.begin_nested():
            return working(connection, act=item.perform, now=now, keys=keys)
    except (DBAPIError, sqlite3.Error) as error:
        if not isinstance(error, IntegrityError | sqlite3.IntegrityError):
            raise  # the database's own trouble, with which SQLite may undo all of the batch: it is tried again
        return item.fail(error)
    except Exception as error:  # noqa: BLE001 -- whatever an act raises, it ends its own turn only
        return item.fail(error)


def owned_claims(connection: Connection, items: Sequence[Ending]) -> dict[str, Owned]:
    """The claims that these turns still own, by owner."""
    owners = [item.owner for item in items]
    rows = _OWNED.rows(connection, owners=owners)
    return {owner: Owned(seq, key_hash, late) for owner, seq, key_hash, late in rows}


def _is_late(item: Completion, owned: Mapping[str, Owned]) -> bool:
    return owned[item.owner].late or item.late


def _end(
    connection: Connection,
    ended: Sequence[Completion],
    owned: Mapping[str, Owned],
    *,
    ring: Ring,
    now: datetime,
    key: bytes,
) -> None:
    forget_people(connection, [item for item in ended if item.forget], ring, now)
    known = [owned[item.owner].seq for item in ended if owned[item.owner].row is None]
    if known:
        _DROP_PENDING.run(connection, seqs=known)
    _answer(connection, ended, owned, ring=ring, now=now)
    keep_sessions(connection, ended, ring=ring, now=now, key=key)
    _put_out(connection, [item for item in ended if _is_late(item, owned)], owned, now, key=key)
    _record_incidents(connection, ended)
    note_misses(connection, ended, now)


def _answer(
    connection: Connection, items: Sequence[Completion], owned: Mapping[str, Owned], *, ring: Ring, now: datetime
) -> None:
    new: list[Mapping[str, Any]] = []
    known: list[Mapping[str, Any]] = []
    for item in items:
        mine = owned[item.owner]
        row = {"answer": _encrypted(item, ring), "late": _is_late(item, owned), "lease_until": now + ON_ITS_WAY}
        if mine.row is not None:
            new.append({**mine.row, **row, "state": ClaimState.DONE.value})
        else:
            known.append({"of_seq": mine.seq, **{f"to_{name}": value for name, value in row.items()}})
    CREATE_CLAIM.run_each(connection, new)
    _DONE.run_each(connection, known)


def _encrypted(item: Completion, ring: Ring) -> str:
    """Only who brings the very same message again can read its answer."""
    key = seal(ring.new_answers, item.channel, item.address, item.key)
    mark = FROM_MEMORY if item.from_memory else ""
    return seal_body(key, f"{mark}{item.answer}", block=ANSWER_BLOCK)


def _put_out(
    connection: Connection, items: Sequence[Completion], owned: Mapping[str, Owned], now: datetime, *, key: bytes
) -> None:
    """The rows' keys come from the claim, so that no message can go out twice."""
    rows = [row for item in items for row in rows_of_answer(item, owned[item.owner].key_hash, key=key)]
    put_out(connection, rows, now)


def _record_incidents(connection: Connection, items: Sequence[Completion]) -> None:
    rows = [
        {
            "reference": item.incident.reference,
            "at": item.incident.at,
            "place": item.incident.place,
            "error": item.incident.error,
        }
        for item in items
        if item.incident is not None
    ]
    if rows:
        connection.execute(insert(connection, Incident).on_conflict_do_nothing(), rows)
