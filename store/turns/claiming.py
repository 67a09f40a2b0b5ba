"""Claims of one batch: everything is read at once, decided by the rules of the line, and written at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, bindparam, select, tuple_, update

from store.bodies import open_body
from store.dialects import insert
from store.keyring import CLAIMS_LIVE, Ring, seal
from store.outbox.allowances import Account, Opening, open_allowances
from store.queries.pauses import pause_notice
from store.states import ClaimState
from store.tables.messages import Claim, SessionRow
from store.turns.claims import ClaimRequest, Result, StartRequest
from store.turns.ephemeral import open_ephemeral
from store.turns.line import Entry, Hashed, Remembered, Snapshot

_COLUMNS = (
    Claim.seq,
    Claim.key_hash,
    Claim.person_hash,
    Claim.state,
    Claim.owner,
    Claim.lease_until,
    Claim.late,
    Claim.answer,
)
_TAKE = (
    update(Claim)
    .where(Claim.seq == bindparam("of_seq"))
    .values(owner=bindparam("to_owner"), state=bindparam("to_state"), lease_until=bindparam("to_lease"))
)


def take_claims(
    connection: Connection,
    items: Sequence[ClaimRequest | StartRequest],
    *,
    ring: Ring,
    now: datetime,
    lease: timedelta,
    key: bytes,
) -> list[Result]:
    """Decide every claim and start of a batch; one result an item, in order. `key` opens the sessions."""
    hashed = [_hash(item, ring) for item in items]
    sessions = _sessions(connection, hashed, ring=ring, now=now, key=key)
    snapshot = Snapshot(now=now, lease=lease, sessions=sessions, pause=pause_notice(connection))
    _lines(connection, hashed, snapshot)
    _known(connection, hashed, snapshot)
    opened = _opened(hashed, snapshot)
    results = [snapshot.decide(one) for one in hashed]
    open_allowances(connection, opened, now)
    if snapshot.created:
        connection.execute(insert(connection, Claim), snapshot.created)
    created = {row["seq"] for row in snapshot.created}
    taken = [entry for entry in snapshot.taken if entry.seq not in created]
    if taken:
        connection.execute(_TAKE, [_written(entry) for entry in taken])
    return results


def _opened(hashed: Sequence[Hashed], snapshot: Snapshot) -> list[tuple[Account, Opening]]:
    """What the new messages open; one that comes again is no new act of its person."""
    return [
        (Account(one.item.channel, one.item.address), one.item.opens)
        for one in hashed
        if isinstance(one.item, ClaimRequest) and one.item.opens and snapshot.by_key.keys().isdisjoint(one.key)
    ]


def _hash(item: ClaimRequest | StartRequest, ring: Ring) -> Hashed:
    """Today's key first, then every other living one: a repeat just after midnight is still found."""
    keys = (ring.new_plain, *(key for key in ring.plain if key != ring.new_plain))
    person = tuple(seal(key, item.channel, item.address) for key in keys)
    if isinstance(item, StartRequest):
        return Hashed(item, person)
    words = (item.channel, item.address, item.key)
    return Hashed(
        item,
        person,
        key=tuple(seal(key, *words) for key in keys),
        answers=tuple(seal(key, *words) for key in ring.answers),
    )


def _sessions(
    connection: Connection, hashed: Sequence[Hashed], *, ring: Ring, now: datetime, key: bytes
) -> dict[tuple[str, str], Remembered]:
    people = {(one.item.channel, one.item.address) for one in hashed}
    query = select(SessionRow.channel, SessionRow.address, SessionRow.data, SessionRow.ephemeral).where(
        tuple_(SessionRow.channel, SessionRow.address).in_(people)
    )
    return {
        (row.channel, row.address): Remembered(
            open_body(key, row.data),
            open_ephemeral(row.ephemeral, row.channel, row.address, ring=ring, now=now),
        )
        for row in connection.execute(query)
    }


def _lines(connection: Connection, hashed: Sequence[Hashed], snapshot: Snapshot) -> None:
    """The unfinished messages of these people, whatever day's key they were hashed under."""
    whose = {hash_: one.person[0] for one in hashed for hash_ in one.person}
    query = select(*_COLUMNS).where(Claim.person_hash.in_(list(whose)), Claim.state != ClaimState.DONE.value)
    for row in connection.execute(query):
        entry = _entry(row)
        snapshot.lines.setdefault(whose[row.person_hash], []).append(entry)
        snapshot.by_key[entry.key_hash] = entry


def _known(connection: Connection, hashed: Sequence[Hashed], snapshot: Snapshot) -> None:
    """The messages that were answered before; those beyond the 72 hours are gone, purged or not."""
    asked = [hash_ for one in hashed for hash_ in one.key]
    query = select(*_COLUMNS).where(
        Claim.key_hash.in_(asked),
        Claim.state == ClaimState.DONE.value,
        Claim.created_at > snapshot.now - CLAIMS_LIVE,
    )
    if asked:
        for row in connection.execute(query):
            snapshot.by_key[row.key_hash] = _entry(row)


def _entry(row: Row[int, bytes, bytes, str, str, datetime, bool, str | None]) -> Entry:
    return Entry(
        seq=row.seq,
        key_hash=row.key_hash,
        state=ClaimState(row.state),
        owner=row.owner,
        lease_until=row.lease_until,
        late=row.late,
        answer=row.answer,
    )


def _written(entry: Entry) -> dict[str, object]:
    return {
        "of_seq": entry.seq,
        "to_owner": entry.owner,
        "to_state": entry.state.value,
        "to_lease": entry.lease_until,
    }
