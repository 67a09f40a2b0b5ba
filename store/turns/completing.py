"""Completions of one batch: answers, sessions, outbox rows and incidents of turns that still own their claims."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from sqlalchemy import Connection, bindparam, delete, select, tuple_, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from store.bodies import ANSWER_BLOCK, bodies_key, seal_body
from store.dialects import insert
from store.keyfile import KeyFile
from store.keyring import Ring, seal
from store.outbox.outcomes import note_contact
from store.outbox.rows import put_out
from store.states import ClaimState
from store.tables.messages import Claim, Incident, PendingTurn, SessionRow
from store.turns.claims import Committed, Completion, Lost, Postponement, Renewal, Result, TransactionCompletion
from store.turns.ephemeral import open_ephemeral, seal_ephemeral
from store.turns.forgetting import forget_people
from store.turns.handing_over import rows_of_answer
from store.turns.line import FROM_MEMORY
from store.turns.misses import note_misses
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

_DONE = (
    update(Claim)
    .where(Claim.seq == bindparam("of_seq"))
    .values(
        state=ClaimState.DONE.value,
        answer=bindparam("to_answer"),
        late=bindparam("to_late"),
        lease_until=bindparam("to_lease"),
    )
)

ON_ITS_WAY = timedelta(seconds=5)
"""How long a response that is committed may be on its way to who waited: no platform holds the line longer."""

_INBOUND_BLOCK = 4096
"""Bytes: every message that people write fits into one."""

_SESSION_BLOCK = 1024
"""Bytes: nearly every session fits into one."""

Ending = Completion | TransactionCompletion


@dataclass(frozen=True, slots=True)
class _Owned:
    key_hash: bytes
    late: bool


def renew_leases(connection: Connection, renewals: Sequence[Renewal], *, now: datetime, lease: timedelta) -> None:
    """Put off the end of the leases of turns still at work."""
    owners = [owner for renewal in renewals for owner in renewal.owners]
    mine = (Claim.owner.in_(owners), Claim.state != ClaimState.DONE.value)
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
    *,
    ring: Ring,
    now: datetime,
    pulled: Collection[str] = (),
    fits: Fits = everything_fits,
    keys: KeyFile | None = None,
) -> list[Result]:
    """Write the ends of turns; a turn whose claim was taken over is told that it lost, and writes nothing."""
    owned = _owned(connection, items)
    mine = [item for item in items if item.owner in owned]
    if not mine:
        return [Lost() for _ in items]
    key = bodies_key(keys)
    # Looked at before the acts: what an act tells its own person stands in its answer already.
    wrote = [_person(item) for item in mine if item.is_contact]
    waiting = waiting_rows(connection, wrote, pulled, key=key) if wrote else {}
    ended = [_ended(connection, item, now, keys) for item in mine]
    notices: dict[Person, tuple[str, ...]] = {}
    if waiting:
        places = {_person(item): _place(item, waiting, owned, pulled, fits) for item in ended if item.is_contact}
        notices = _tell_waiting(connection, waiting, places, now)
        ended = [_after_notices(item, notices, places) for item in ended]
    note_contact(connection, _in_pushed_talks(ended, pulled), now)
    _end(connection, ended, owned, ring=ring, now=now, key=key)
    committed = {item.owner: _committed(item, owned, notices) for item in ended}
    return [committed.get(item.owner, Lost()) for item in items]


class _Place(Enum):
    """Where what waited for the person of a turn stands."""

    BEFORE = auto()  # in the answer itself
    AHEAD = auto()  # too much for one message: it leaves by the outbox, and the answer behind it
    APART = auto()  # it leaves by the outbox, whenever the answer does


def _place(
    item: Completion, waiting: Waiting, owned: dict[str, _Owned], pulled: Collection[str], fits: Fits
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


def _committed(item: Completion, owned: dict[str, _Owned], notices: Mapping[Person, tuple[str, ...]]) -> Committed:
    given = notices.get(_person(item), ())
    return Committed(late=_is_late(item, owned), forgot=item.forget, notices=given)


def _ended(connection: Connection, item: Ending, now: datetime, keys: KeyFile | None) -> Completion:
    """How the turn ends: acts are performed here, each behind a savepoint of its own."""
    if not isinstance(item, TransactionCompletion):
        return item
    try:
        with connection.begin_nested():
            return working(connection, act=item.perform, now=now, keys=keys)
    except DBAPIError as error:
        if not isinstance(error, IntegrityError):  # the database's own trouble: the batch is tried again
            raise
        return item.fail(error)
    except Exception as error:  # noqa: BLE001 -- whatever an act raises, it ends its own turn only
        return item.fail(error)


def _owned(connection: Connection, items: Sequence[Ending]) -> dict[str, _Owned]:
    """The claims that these turns still own, by owner."""
    owners = [item.owner for item in items]
    query = select(Claim.owner, Claim.key_hash, Claim.late).where(
        Claim.owner.in_(owners), Claim.state != ClaimState.DONE.value
    )
    rows = connection.execute(query.with_for_update())
    return {row.owner: _Owned(row.key_hash, row.late) for row in rows}


def _is_late(item: Completion, owned: dict[str, _Owned]) -> bool:
    return owned[item.owner].late or item.late


def _end(
    connection: Connection,
    ended: Sequence[Completion],
    owned: dict[str, _Owned],
    *,
    ring: Ring,
    now: datetime,
    key: bytes,
) -> None:
    forget_people(connection, [item for item in ended if item.forget], ring, now)
    connection.execute(delete(PendingTurn).where(PendingTurn.seq.in_([item.seq for item in ended])))
    _answer(connection, ended, owned, ring=ring, now=now)
    _keep_sessions(connection, ended, ring=ring, now=now, key=key)
    _put_out(connection, [item for item in ended if _is_late(item, owned)], owned, now, key=key)
    _record_incidents(connection, ended)
    note_misses(connection, ended, now)


def _answer(
    connection: Connection, items: Sequence[Completion], owned: dict[str, _Owned], *, ring: Ring, now: datetime
) -> None:
    rows = [
        {
            "of_seq": item.seq,
            "to_answer": _encrypted(item, ring),
            "to_late": _is_late(item, owned),
            "to_lease": now + ON_ITS_WAY,
        }
        for item in items
    ]
    if rows:
        connection.execute(_DONE, rows)


def _encrypted(item: Completion, ring: Ring) -> str:
    """Only who brings the very same message again can read its answer."""
    key = seal(ring.new_answers, item.channel, item.address, item.key)
    mark = FROM_MEMORY if item.from_memory else ""
    return seal_body(key, f"{mark}{item.answer}", block=ANSWER_BLOCK)


def _keep_sessions(
    connection: Connection, items: Sequence[Completion], *, ring: Ring, now: datetime, key: bytes
) -> None:
    """Encrypted, for what waits to be shown may hold a link, and an offer may hold what was asked."""
    rows = [
        {
            "channel": item.channel,
            "address": item.address,
            "version": 1,
            "data": seal_body(key, item.session, block=_SESSION_BLOCK),
            "updated_at": now,
            "ephemeral": seal_ephemeral(item.ephemeral, item.channel, item.address, ring=ring, now=now),
        }
        for item in items
        if item.session is not None
    ]
    if not rows:
        return
    statement = insert(connection, SessionRow)
    keep = statement.on_conflict_do_update(
        index_elements=["channel", "address"],
        set_={
            "data": statement.excluded.data,
            "updated_at": statement.excluded.updated_at,
            "ephemeral": statement.excluded.ephemeral,
            "version": SessionRow.version + 1,
        },
    )
    connection.execute(keep, rows)


def _put_out(
    connection: Connection, items: Sequence[Completion], owned: dict[str, _Owned], now: datetime, *, key: bytes
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
