"""Who may work on what: the rules of one person's line, decided in memory and without a database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from store.claims import (
    Answered,
    AnsweredInConfidence,
    ClaimRequest,
    Elsewhere,
    Granted,
    Lost,
    Queued,
    Result,
    StartRequest,
)
from store.states import ClaimState


@dataclass(slots=True)
class Entry:
    """A claim as it stands in the middle of the batch."""

    seq: int
    key_hash: bytes
    state: ClaimState
    owner: str
    lease_until: datetime
    late: bool = False
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Hashed:
    """An item with every hash under which it may be found; the first is the one to write."""

    item: ClaimRequest | StartRequest
    person: tuple[bytes, ...]
    key: tuple[bytes, ...] = ()
    sensitive: tuple[bytes, ...] = ()


@dataclass(slots=True)
class Picture:
    """What the database said, and what the batch has decided since."""

    now: datetime
    lease: timedelta
    numbers: Iterator[int]
    hushed: set[bytes]
    sessions: dict[tuple[str, str], str]
    pause: str
    by_key: dict[bytes, Entry] = field(default_factory=dict)
    lines: dict[bytes, list[Entry]] = field(default_factory=dict)
    created: list[dict[str, object]] = field(default_factory=list)
    taken: list[Entry] = field(default_factory=list)

    def decide(self, hashed: Hashed) -> Result:
        """Answer one item, and remember what has to be written."""
        if isinstance(hashed.item, StartRequest):
            return self._start(hashed.item, hashed.person)
        if any(one in self.hushed for one in hashed.sensitive):
            return AnsweredInConfidence()
        entry = next((self.by_key[one] for one in hashed.key if one in self.by_key), None)
        if entry is None:
            return self._create(hashed.item, hashed)
        if entry.state is ClaimState.DONE:
            return Answered(answer=entry.answer, late=entry.late, seq=entry.seq)
        if entry.owner != hashed.item.owner and entry.lease_until > self.now:
            return Elsewhere(seq=entry.seq, lease_until=entry.lease_until)
        return self._take(entry, hashed.item, hashed.person)

    def _start(self, item: StartRequest, person: tuple[bytes, ...]) -> Result:
        line = self._line(person)
        entry = next((one for one in line if one.owner == item.owner and one.seq == item.seq), None)
        if entry is None:
            return Lost()
        return self._take(entry, item, person) if self._may_start(entry, line) else Queued(seq=entry.seq)

    def _create(self, item: ClaimRequest, hashed: Hashed) -> Result:
        entry = Entry(next(self.numbers), hashed.key[0], ClaimState.WAITING, item.owner, self.now + self.lease)
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

    def _take(self, entry: Entry, item: ClaimRequest | StartRequest, person: tuple[bytes, ...]) -> Result:
        """Take over a claim whose lease is over, or go on with one's own; its place in the line stays."""
        entry.owner = item.owner
        entry.lease_until = self.now + self.lease
        line = self._line(person)
        if entry not in line:
            line.append(entry)
        self._set_state(entry, line)
        self.taken.append(entry)
        return self._told(entry, item)

    def _set_state(self, entry: Entry, line: list[Entry]) -> None:
        """Let it work if it may; a turn that slept through its lease may then not end any more.

        It would write over the session that this one is about to change.
        """
        entry.state = ClaimState.WORKING if self._may_start(entry, line) else ClaimState.WAITING
        if entry.state is ClaimState.WORKING:
            for other in line:
                if other is not entry and other.state is ClaimState.WORKING:
                    other.owner, other.state = "", ClaimState.WAITING
                    self.taken.append(other)

    def _told(self, entry: Entry, item: ClaimRequest | StartRequest) -> Result:
        if entry.state is ClaimState.WAITING:
            return Queued(seq=entry.seq)
        return Granted(seq=entry.seq, session=self.sessions.get((item.channel, item.address)), pause=self.pause)

    def _line(self, person: tuple[bytes, ...]) -> list[Entry]:
        return self.lines.setdefault(person[0], [])

    def _may_start(self, entry: Entry, line: list[Entry]) -> bool:
        """Earlier messages of the person go first, and never two at once, not even after a taking over."""
        return not any(
            other.lease_until > self.now and (other.seq < entry.seq or other.state is ClaimState.WORKING)
            for other in line
            if other is not entry
        )
