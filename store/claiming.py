"""Claims of one batch: who may work on what, decided in memory between one reading and one writing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, bindparam, select, tuple_, update

from store.claims import (
    Answered,
    AnsweredInConfidence,
    ClaimRequest,
    Elsewhere,
    Granted,
    Queued,
    Result,
    StartRequest,
)
from store.claims import Lost as LostClaim
from store.dialects import insert, take_numbers
from store.keyring import CLAIMS_LIVE, Ring, seal
from store.records import Claim, SensitiveClaim, SessionRow
from store.states import ClaimState

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


@dataclass(slots=True)
class _Entry:
    """A claim as it stands in the middle of the batch."""

    seq: int
    key_hash: bytes
    state: ClaimState
    owner: str
    lease_until: datetime
    late: bool = False
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class _Hashed:
    """An item with every hash under which it may be found; the first is the one to write."""

    item: ClaimRequest | StartRequest
    person: tuple[bytes, ...]
    key: tuple[bytes, ...] = ()
    sensitive: tuple[bytes, ...] = ()


@dataclass(slots=True)
class _Picture:
    """What the database said, and what the batch has decided since."""

    now: datetime
    lease: timedelta
    numbers: Iterator[int]
    hushed: set[bytes]
    sessions: dict[tuple[str, str], str]
    by_key: dict[bytes, _Entry] = field(default_factory=dict)
    lines: dict[bytes, list[_Entry]] = field(default_factory=dict)
    created: list[dict[str, object]] = field(default_factory=list)
    taken: list[_Entry] = field(default_factory=list)

    def decide(self, hashed: _Hashed) -> Result:
        """Answer one item, and remember what has to be written."""
        if isinstance(hashed.item, StartRequest):
            return self._start(hashed.item, hashed.person)
        if any(one in self.hushed for one in hashed.sensitive):
            return AnsweredInConfidence()
        entry = next((self.by_key[one] for one in hashed.key if one in self.by_key), None)
        if entry is None:
            return self._create(hashed.item, hashed)
        if entry.state is ClaimState.DONE:
            return Answered(answer=entry.answer, late=entry.late)
        if entry.owner != hashed.item.owner and entry.lease_until > self.now:
            return Elsewhere(seq=entry.seq, lease_until=entry.lease_until)
        return self._take(entry, hashed.item, hashed.person)

    def _start(self, item: StartRequest, person: tuple[bytes, ...]) -> Result:
        line = self._line(person)
        entry = next((one for one in line if one.owner == item.owner and one.seq == item.seq), None)
        if entry is None:
            return LostClaim()
        return self._take(entry, item, person) if self._may_start(entry, line) else Queued(seq=entry.seq)

    def _create(self, item: ClaimRequest, hashed: _Hashed) -> Result:
        entry = _Entry(next(self.numbers), hashed.key[0], ClaimState.WAITING, item.owner, self.now + self.lease)
        line = self._line(hashed.person)
        line.append(entry)
        self.by_key[entry.key_hash] = entry
        self._set_state(entry, line)
        self.created.append(
            {
                "seq": entry.seq,
                "key_hash": entry.key_hash,
                "person_hash": hashed.person[0],
                "state": entry.state.value,
                "owner": entry.owner,
                "lease_until": entry.lease_until,
                "created_at": self.now,
                "late": False,
                "answer": None,
            }
        )
        return self._told(entry, item)

    def _take(self, entry: _Entry, item: ClaimRequest | StartRequest, person: tuple[bytes, ...]) -> Result:
        """Take over a claim whose lease is over, or go on with one's own; its place in the line stays."""
        entry.owner = item.owner
        entry.lease_until = self.now + self.lease
        line = self._line(person)
        if entry not in line:
            line.append(entry)
        self._set_state(entry, line)
        self.taken.append(entry)
        return self._told(entry, item)

    def _set_state(self, entry: _Entry, line: list[_Entry]) -> None:
        """Let it work if it may; a turn that slept through its lease may then not end any more.

        It would write over the session that this one is about to change.
        """
        entry.state = ClaimState.WORKING if self._may_start(entry, line) else ClaimState.WAITING
        if entry.state is ClaimState.WORKING:
            for other in line:
                if other is not entry and other.state is ClaimState.WORKING:
                    other.owner, other.state = "", ClaimState.WAITING
                    self.taken.append(other)

    def _told(self, entry: _Entry, item: ClaimRequest | StartRequest) -> Result:
        if entry.state is ClaimState.WAITING:
            return Queued(seq=entry.seq)
        return Granted(seq=entry.seq, session=self.sessions.get((item.channel, item.address)))

    def _line(self, person: tuple[bytes, ...]) -> list[_Entry]:
        return self.lines.setdefault(person[0], [])

    def _may_start(self, entry: _Entry, line: list[_Entry]) -> bool:
        """Earlier messages of the person go first, and never two at once, not even after a taking over."""
        return not any(
            other.lease_until > self.now and (other.seq < entry.seq or other.state is ClaimState.WORKING)
            for other in line
            if other is not entry
        )


def take_claims(
    connection: Connection,
    items: Sequence[ClaimRequest | StartRequest],
    *,
    ring: Ring,
    now: datetime,
    lease: timedelta,
) -> list[Result]:
    """Decide every claim and start of a batch; one result an item, in order."""
    hashed = [_hash(item, ring) for item in items]
    picture = _look(connection, hashed, now=now, lease=lease)
    results = [picture.decide(one) for one in hashed]
    if picture.created:
        connection.execute(insert(connection, Claim), picture.created)
    created = {row["seq"] for row in picture.created}
    taken = [entry for entry in picture.taken if entry.seq not in created]
    if taken:
        connection.execute(_TAKE, [_written(entry) for entry in taken])
    return results


def _hash(item: ClaimRequest | StartRequest, ring: Ring) -> _Hashed:
    """Today's key first, then every other living one: a repeat just after midnight is still found."""
    keys = (ring.new_plain, *(key for key in ring.plain if key != ring.new_plain))
    person = tuple(seal(key, item.channel, item.address) for key in keys)
    if isinstance(item, StartRequest):
        return _Hashed(item, person)
    words = (item.channel, item.address, item.key)
    return _Hashed(
        item,
        person,
        key=tuple(seal(key, *words) for key in keys),
        sensitive=tuple(seal(key, *words) for key in ring.sensitive),
    )


def _look(connection: Connection, hashed: Sequence[_Hashed], *, now: datetime, lease: timedelta) -> _Picture:
    new = sum(isinstance(one.item, ClaimRequest) for one in hashed)
    picture = _Picture(
        now=now,
        lease=lease,
        numbers=iter(take_numbers(connection, new) if new else ()),
        hushed=_hushed(connection, hashed),
        sessions=_sessions(connection, hashed),
    )
    _lines(connection, hashed, picture)
    _known(connection, hashed, picture)
    return picture


def _hushed(connection: Connection, hashed: Sequence[_Hashed]) -> set[bytes]:
    asked = [hash_ for one in hashed for hash_ in one.sensitive]
    if not asked:
        return set()
    found = connection.scalars(select(SensitiveClaim.key_hash).where(SensitiveClaim.key_hash.in_(asked)))
    return set(found)


def _sessions(connection: Connection, hashed: Sequence[_Hashed]) -> dict[tuple[str, str], str]:
    people = {(one.item.channel, one.item.address) for one in hashed}
    query = select(SessionRow.channel, SessionRow.address, SessionRow.data).where(
        tuple_(SessionRow.channel, SessionRow.address).in_(people)
    )
    return {(row.channel, row.address): row.data for row in connection.execute(query)}


def _lines(connection: Connection, hashed: Sequence[_Hashed], picture: _Picture) -> None:
    """The unfinished messages of these people, whatever day's key they were hashed under."""
    whose = {hash_: one.person[0] for one in hashed for hash_ in one.person}
    query = select(*_COLUMNS).where(Claim.person_hash.in_(list(whose)), Claim.state != ClaimState.DONE.value)
    for row in connection.execute(query):
        entry = _entry(row)
        picture.lines.setdefault(whose[row.person_hash], []).append(entry)
        picture.by_key[entry.key_hash] = entry


def _known(connection: Connection, hashed: Sequence[_Hashed], picture: _Picture) -> None:
    """The messages that were answered before; those beyond the 72 hours are gone, purged or not."""
    asked = [hash_ for one in hashed for hash_ in one.key]
    query = select(*_COLUMNS).where(
        Claim.key_hash.in_(asked),
        Claim.state == ClaimState.DONE.value,
        Claim.created_at > picture.now - CLAIMS_LIVE,
    )
    if asked:
        for row in connection.execute(query):
            picture.by_key[row.key_hash] = _entry(row)


def _entry(row: Row[int, bytes, bytes, str, str, datetime, bool, str | None]) -> _Entry:
    return _Entry(
        seq=row.seq,
        key_hash=row.key_hash,
        state=ClaimState(row.state),
        owner=row.owner,
        lease_until=row.lease_until,
        late=row.late,
        answer=row.answer,
    )


def _written(entry: _Entry) -> dict[str, object]:
    return {
        "of_seq": entry.seq,
        "to_owner": entry.owner,
        "to_state": entry.state.value,
        "to_lease": entry.lease_until,
    }
