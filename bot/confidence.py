"""What is remembered of sensitive talks: in this process's memory only, bounded, and not for long."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from bot.clock import Clock
from handlers.messages import Inbound, Person, Reply
from handlers.turn import Session

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")

SESSION_LIVES = timedelta(minutes=30)
ANSWER_LIVES = timedelta(minutes=10)


class Fading(Generic[_K, _V]):
    """A bounded store whose entries fade: the oldest goes first when it is full."""

    def __init__(self, clock: Clock, lives: timedelta, most: int) -> None:
        self._clock = clock
        self._lives = lives
        self._most = most
        self._kept: OrderedDict[_K, tuple[datetime, _V]] = OrderedDict()

    def __len__(self) -> int:
        """How many entries have not faded."""
        self._fade()
        return len(self._kept)

    def get(self, key: _K) -> _V | None:
        """The entry, if it has not faded."""
        self._fade()
        found = self._kept.get(key)
        return None if found is None else found[1]

    def put(self, key: _K, value: _V) -> None:
        """Keep an entry, as the newest."""
        self._fade()
        self._kept[key] = (self._clock() + self._lives, value)
        self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def drop(self, key: _K) -> None:
        """Forget an entry."""
        self._kept.pop(key, None)

    def _fade(self) -> None:
        now = self._clock()
        while self._kept and next(iter(self._kept.values()))[0] <= now:
            self._kept.popitem(last=False)


class Confidence:
    """Sessions of people in a sensitive talk, and the answers that a platform may ask for once more."""

    def __init__(self, clock: Clock, *, most: int = 2000) -> None:
        self._sessions: Fading[Person, Session] = Fading(clock, SESSION_LIVES, most)
        self._answers: Fading[tuple[Person, str], tuple[Reply, ...]] = Fading(clock, ANSWER_LIVES, most)

    def session(self, person: Person) -> Session | None:
        """The person's sensitive session, if there is one."""
        return self._sessions.get(person)

    def answer(self, inbound: Inbound) -> tuple[Reply, ...] | None:
        """What was answered to this very message."""
        return self._answers.get((inbound.person, inbound.key))

    def remember(self, inbound: Inbound, session: Session, replies: tuple[Reply, ...]) -> None:
        """Keep a sensitive turn's end."""
        self._sessions.put(inbound.person, session)
        self._answers.put((inbound.person, inbound.key), replies)

    def end(self, person: Person) -> None:
        """The talk is not sensitive any more."""
        self._sessions.drop(person)

    def sweep(self) -> None:
        """Let go of what has faded even when nobody asks."""
        len(self._sessions), len(self._answers)
