"""Ordering rules of one person's messages, decided in memory without a database."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct

from store.encryption import from_column
from store.keyring import seal_under
from store.states import ClaimState
from store.turns.claims import Answered, ClaimRequest, Elsewhere, Granted, Lost, Queued, Result, StartRequest

_CHANCE = 20
"""Bits of a claim's number that are chance; before them stands the millisecond, which the claim tells anyway.

Of 63 bits 43 are the millisecond's: enough until 2248.
"""

LONGEST_LEASE = timedelta(minutes=2)
"""A turn at work renews its own every few seconds."""

FROM_MEMORY = "!"
"""Stands before an encrypted answer that no outbox may hold; stored: never change it."""

WITHDRAWN = "-"
"""Stands in place of an answer that is not given again, for a member of staff has taken the talk over; stored."""

ON_ITS_WAY = timedelta(seconds=5)
"""How long a response that is committed may be on its way to who waited: no platform holds the line longer."""


class Entry(Struct):
    """A claim as it stands in the middle of the batch. `answer` is encrypted."""

    seq: int
    key_hash: bytes
    state: ClaimState
    owner: str
    lease_until: datetime
    late: bool = False
    answer: str | None = None


class Owned(Struct, frozen=True):
    """The claim of a turn that is about to end; `late` where its answer was promised for later.

    `row` is one that is not written yet: it is written as it ends.
    """

    seq: int
    key_hash: bytes
    late: bool
    row: Mapping[str, Any] | None = None


class Hashed(Struct, frozen=True):
    """An item with every hash under which it may be found; the first is the one to write."""

    item: ClaimRequest | StartRequest
    person: tuple[bytes, ...]
    key: tuple[bytes, ...] = ()
    answers: tuple[bytes, ...] = ()  # the secrets of which the key of its answer may have come


class Snapshot(Struct):
    """What the database said, and what the batch has decided since."""

    now: datetime
    lease: timedelta
    by_key: dict[bytes, Entry] = {}
    lines: dict[bytes, list[Entry]] = {}
    created: dict[int, dict[str, Any]] = {}
    taken: list[Entry] = []

    def decide(self, hashed: Hashed) -> Result:
        """Answer one item, and remember what has to be written; what is granted comes without its session."""
        if isinstance(hashed.item, StartRequest):
            return self._start(hashed.item, hashed.person)
        entry = next((self.by_key[one] for one in hashed.key if one in self.by_key), None)
        if entry is None:
            return self._create(hashed.item, hashed)
        if entry.state is ClaimState.DONE:
            return self._give_again(entry, hashed)
        if entry.owner != hashed.item.owner and self._is_leased(entry):
            return Elsewhere(seq=entry.seq, lease_until=entry.lease_until)
        return self._take(entry, hashed.item, hashed.person)

    def _give_again(self, entry: Entry, hashed: Hashed) -> Result:
        """The stored answer: from now on it is as long on its way as it was the first time."""
        if entry.answer != WITHDRAWN and not entry.late:
            entry.lease_until = self.now + ON_ITS_WAY
            self.taken.append(entry)
        return _answered(entry, hashed)

    def _start(self, item: StartRequest, person: tuple[bytes, ...]) -> Result:
        line = self._line(person)
        entry = next((one for one in line if one.owner == item.owner and one.seq == item.seq), None)
        if entry is None:
            return Lost()
        return self._take(entry, item, person) if self._may_start(entry, line) else Queued(seq=entry.seq)

    def _create(self, item: ClaimRequest, hashed: Hashed) -> Result:
        line = self._line(hashed.person)
        seq = _next_number(line, self.now, self.created)
        entry = Entry(seq, hashed.key[0], ClaimState.WAITING, item.owner, self.now + self.lease)
        line.append(entry)
        self.by_key[entry.key_hash] = entry
        self._set_state(entry, line)
        self.created[entry.seq] = {
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
        return _told(entry)

    def _take(self, entry: Entry, item: ClaimRequest | StartRequest, person: tuple[bytes, ...]) -> Result:
        """Take over a claim whose lease is over, or go on with one's own; its place in the line stays."""
        entry.owner = item.owner
        entry.lease_until = self.now + self.lease
        line = self._line(person)
        if entry not in line:
            line.append(entry)
        self._set_state(entry, line)
        self.taken.append(entry)
        return _told(entry)

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

    def _line(self, person: tuple[bytes, ...]) -> list[Entry]:
        return self.lines.setdefault(person[0], [])

    def _is_leased(self, entry: Entry) -> bool:
        """One that ends later than any can was given by a clock that was set back since: it would last hours."""
        return self.now < entry.lease_until <= self.now + LONGEST_LEASE

    def _may_start(self, entry: Entry, line: list[Entry]) -> bool:
        """Earlier messages of the person go first, and never two at once, not even after a taking over."""
        return not any(
            self._is_leased(other) and (other.seq < entry.seq or other.state is ClaimState.WORKING)
            for other in line
            if other is not entry
        )


def _told(entry: Entry) -> Granted | Queued:
    is_waiting = entry.state is ClaimState.WAITING
    return Queued(seq=entry.seq) if is_waiting else Granted(seq=entry.seq, session=None)


def first_number(at: datetime) -> int:
    """What numbers of claims of this millisecond begin at."""
    return int(at.timestamp() * 1000) << _CHANCE


def _next_number(line: Iterable[Entry], now: datetime, taken: Collection[int]) -> int:
    """Behind the person's unfinished ones, and by chance within its millisecond: new rows lie behind all others.

    A counter would have a hole wherever a message left no trace, and would tell how many came between two looks.
    The step is by chance as well: the number right behind may be that of a message that overtook a dead process.
    """
    last = max((entry.seq for entry in line), default=0)
    while (number := max(first_number(now), last) + secrets.randbits(_CHANCE) + 1) in taken:
        pass
    return number


def _answer_keys(hashed: Hashed) -> tuple[bytes, ...]:
    item = hashed.item
    assert isinstance(item, ClaimRequest)
    return seal_under(hashed.answers, item.channel, item.address, item.key)


def _answered(entry: Entry, hashed: Hashed) -> Answered:
    """The stored answer, which only the very same message opens."""
    if entry.answer == WITHDRAWN:
        return Answered("[]", entry.late, seq=entry.seq)
    found = () if entry.answer is None else (from_column(key, entry.answer) for key in _answer_keys(hashed))
    text = next((text for text in found if text is not None), None)
    if text is None:
        return Answered(None, entry.late, seq=entry.seq)
    return Answered(text.removeprefix(FROM_MEMORY), entry.late, text.startswith(FROM_MEMORY), entry.seq)
