"""Claims of one batch: everything is read at once, decided by the rules of the line, and written at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, select, update

from store.keyring import CLAIMS_LIVE, Ring, seal_under
from store.outbox.allowances import Account, Opening, open_allowances
from store.prepared import Prepared
from store.states import ClaimState
from store.tables.messages import IS_UNFINISHED, Claim
from store.turns.claims import ClaimRequest, Granted, Result, StartRequest, WholeTurn
from store.turns.line import Entry, Hashed, Owned, Snapshot
from store.turns.sessions import Remembered, read_sessions
from store.turns.talks import Talks

_COLUMNS = (Claim.seq, Claim.key_hash, Claim.state, Claim.owner, Claim.lease_until, Claim.late, Claim.answer)
_IS_DONE = Claim.state == ClaimState.DONE.value
_UNFINISHED = Prepared(
    lambda engine: select(Claim.person_hash, *_COLUMNS).where(
        engine.among("hashes", Claim.person_hash, also=[IS_UNFINISHED])
    )
)
_ANSWERED = Prepared(
    lambda engine: (
        select(*_COLUMNS)
        .where(
            engine.among("messages", Claim.person_hash, Claim.key_hash),
            _IS_DONE,
            Claim.created_at > bindparam("since"),
        )
        .with_for_update()  # a takeover in another process withdraws the answer before it is given again, or waits
    )
)
CREATE_CLAIM = Prepared(lambda engine: engine.insert(Claim))
_TAKE = Prepared(
    lambda _engine: (
        update(Claim)
        .where(Claim.seq == bindparam("of_seq"))
        .values(owner=bindparam("to_owner"), state=bindparam("to_state"), lease_until=bindparam("to_lease"))
    )
)

_AT_ONCE = 512
"""Hashes to a statement; each message has one a living key. SQLite takes fewer than 1,000 alternatives."""

_Asked = TypeVar("_Asked")

Claiming = ClaimRequest | StartRequest | WholeTurn


class Begun(Struct, frozen=True):
    """A whole turn that may end in this transaction: its message is new, and its basis holds.

    Its claim is written when it has ended.
    """

    turn: WholeTurn
    owned: Owned


def take_claims(
    connection: Connection,
    items: Sequence[Claiming],
    *,
    ring: Ring,
    now: datetime,
    lease: timedelta,
    key: bytes,
    talks: Talks,
) -> list[Result | Begun]:
    """Decide every claim and start of a batch; one result an item, in order. `key` opens the sessions.

    `talks` are those of its people.
    """
    hashed = [_hash(item.request if isinstance(item, WholeTurn) else item, ring) for item in items]
    snapshot = Snapshot(now=now, lease=lease)
    _lines(connection, hashed, snapshot)
    _known(connection, hashed, snapshot)
    opened = _opened(hashed, snapshot)
    results = [snapshot.decide(one) for one in hashed]
    open_allowances(connection, opened, now)
    created = snapshot.created
    taken = [entry for entry in snapshot.taken if entry.seq not in created]
    _TAKE.run_each(connection, [_written(entry) for entry in taken])
    begun = _begun(items, results, created, talks)
    ending = {one.owned.seq for one in begun.values()}
    CREATE_CLAIM.run_each(connection, [row for seq, row in created.items() if seq not in ending])
    others = [
        item for place, item in enumerate(items) if place not in begun and isinstance(results[place], Granted)
    ]
    people = {(item.channel, item.address) for item in others}
    sessions = read_sessions(connection, people, ring=ring, now=now, key=key)
    return [
        begun.get(place) or _with_session(result, sessions.get((item.channel, item.address)), talks.pause)
        for place, (item, result) in enumerate(zip(items, results, strict=True))
    ]


def _begun(
    items: Sequence[Claiming],
    results: Sequence[Result],
    created: Mapping[int, Mapping[str, Any]],
    talks: Talks,
) -> dict[int, Begun]:
    """The whole turns that may end now, by their places; one whose claim was taken over goes the long way."""
    return {
        place: Begun(item, Owned(row["seq"], row["key_hash"], late=False, row=row))
        for place, (item, result) in enumerate(zip(items, results, strict=True))
        if isinstance(item, WholeTurn) and isinstance(result, Granted)
        if (row := created.get(result.seq)) and talks.holds(item)
    }


def _with_session(result: Result, known: Remembered | None, pause: str) -> Result:
    if not isinstance(result, Granted):
        return result
    known = known or Remembered()
    return replace(result, session=known.session, pause=pause, ephemeral=known.ephemeral)


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
    person = seal_under(keys, item.channel, item.address)
    if isinstance(item, StartRequest):
        return Hashed(item, person)
    return Hashed(item, person, key=seal_under(keys, item.channel, item.address, item.key), answers=ring.answers)


def _lines(connection: Connection, hashed: Sequence[Hashed], snapshot: Snapshot) -> None:
    """The unfinished messages of these people, whatever day's key they were hashed under."""
    whose = {hash_: one.person[0] for one in hashed for hash_ in one.person}
    found = (_UNFINISHED.rows(connection, hashes=some) for some in _in_parts(list(whose)))
    for person, *columns in chain.from_iterable(found):
        entry = _entry(columns)
        snapshot.lines.setdefault(whose[person], []).append(entry)
        snapshot.by_key[entry.key_hash] = entry


def _known(connection: Connection, hashed: Sequence[Hashed], snapshot: Snapshot) -> None:
    """The messages that were answered before; those beyond the 72 hours are gone, purged or not."""
    asked = [pair for one in hashed for pair in zip(one.person, one.key, strict=False)]
    since = snapshot.now - CLAIMS_LIVE
    found = (_ANSWERED.rows(connection, messages=some, since=since) for some in _in_parts(asked))
    for columns in chain.from_iterable(found):
        entry = _entry(columns)
        snapshot.by_key[entry.key_hash] = entry


def _in_parts(asked: Sequence[_Asked]) -> Iterator[list[_Asked]]:
    return (list(asked[place : place + _AT_ONCE]) for place in range(0, len(asked), _AT_ONCE))


def _entry(columns: Sequence[Any]) -> Entry:
    seq, key_hash, state, owner, lease_until, late, answer = columns
    return Entry(seq, key_hash, ClaimState(state), owner, lease_until, late, answer)


def _written(entry: Entry) -> dict[str, object]:
    return {
        "of_seq": entry.seq,
        "to_owner": entry.owner,
        "to_state": entry.state.value,
        "to_lease": entry.lease_until,
    }
