"""Ordering rules of one person's messages, decided in memory without a database."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from store.encryption import from_column
from store.states import ClaimState
from store.turns.claims import Answered, ClaimRequest, Elsewhere, Granted, Lost, Queued, Result, StartRequest

_NUMBERS, _STEPS = 1 << 62, 1 << 32

FROM_MEMORY = "!"
"""Stands before an encrypted answer that no outbox may hold; stored: never change it."""

WITHDRAWN = "-"
"""Stands in place of an answer that is not given again, for a member of staff has taken the talk over; stored."""


@dataclass(slots=True)
class Entry:
    """A claim as it stands in the middle of the batch. `answer` is encrypted."""

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
    answers: tuple[bytes, ...] = ()  # the keys under which its answer may be encrypted


@dataclass(frozen=True, slots=True)
class Remembered:
    """A person's session as stored, and the ephemeral one, if it lives."""

    session: str | None = None
    ephemeral: str | None = None


@dataclass(slots=True)
class Snapshot:
    """What the database said, and what the batch has decided since."""

    now: datetime
    lease: timedelta
    sessions: dict[tuple[str, str], Remembered]
    pause: str
    by_key: dict[bytes, Entry] = field(default_factory=dict)
    lines: dict[bytes, list[Entry]] = field(default_factory=dict)
    created: list[dict[str, object]] = field(default_factory=list)
    taken: list[Entry] = field(default_factory=list)

    def decide(self, hashed: Hashed) -> Result:
        """Answer one item, and remember what has to be written."""
        if isinstance(hashed.item, StartRequest):
            return self._start(hashed.item, hashed.person)
        entry = next((self.by_key[one] for one in hashed.key if one in self.by_key), None)
        if entry is None:
            return self._create(hashed.item, hashed)
        if entry.state is ClaimState.DONE:
            return _answered(entry, hashed)
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
        line = self._line(hashed.person)
        seq = _next_number(line)
        entry = Entry(seq, hashed.key[0], ClaimState.WAITING, item.owner, self.now + self.lease)
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
        known = self.sessions.get((item.channel, item.address), Remembered())
        return Granted(seq=entry.seq, session=known.session, pause=self.pause, ephemeral=known.ephemeral)

    def _line(self, person: tuple[bytes, ...]) -> list[Entry]:
        return self.lines.setdefault(person[0], [])

    def _may_start(self, entry: Entry, line: list[Entry]) -> bool:
        """Earlier messages of the person go first, and never two at once, not even after a taking over."""
        return not any(
            other.lease_until > self.now and (other.seq < entry.seq or other.state is ClaimState.WORKING)
            for other in line
            if other is not entry
        )


def _next_number(line: Iterable[Entry]) -> int:
    """Behind the person's other unfinished messages; by chance where there is none.

    A counter would have a hole wherever a message left no trace, and would tell how many came between two looks.
    The step is by chance as well: the number right behind may be that of a message that overtook a dead process.
    """
    last = max((entry.seq for entry in line), default=0)
    return last + secrets.randbelow(_STEPS) + 1 if last else secrets.randbelow(_NUMBERS) + 1


def _answered(entry: Entry, hashed: Hashed) -> Answered:
    """The stored answer, which only the very same message opens."""
    if entry.answer == WITHDRAWN:
        return Answered("[]", entry.late, seq=entry.seq)
    found = () if entry.answer is None else (from_column(key, entry.answer) for key in hashed.answers)
    text = next((text for text in found if text is not None), None)
    if text is None:
        return Answered(None, entry.late, seq=entry.seq)
    return Answered(text.removeprefix(FROM_MEMORY), entry.late, text.startswith(FROM_MEMORY), entry.seq)
