"""What a visitor asked and was told: in this process's memory, bounded, for a while, never of a sensitive turn."""

from __future__ import annotations

from datetime import timedelta

from msgspec import Struct

from bot.clock import Clock
from bot.turns.cache import ExpiringCache
from bot.turns.ending import Ended
from handlers.messages import Handling, Inbound, Press, Reply, Text

LIVES = timedelta(hours=2)
"""After the last answer; the page of 隐私说明 says so."""

EXCHANGES = 20
_VISITORS = 1000

_FORGETTING = timedelta(minutes=10)
"""How long the page that 确认删除 was sent from may still ask whether it is to be emptied."""


class Exchange(Struct, frozen=True):
    """One message and its answers; `key` is the message's own, so that a repeat is the same exchange.

    `below` is what everybody must be told at first contact: it stands below what can be pressed.
    """

    key: str
    said: str
    replies: tuple[Reply, ...]
    below: str = ""


class History:
    """Is told by `bot.turns.turn` of every turn that ended; keeps those of the web that may be kept."""

    def __init__(self, clock: Clock, *, visitors: int = _VISITORS, exchanges: int = EXCHANGES) -> None:
        self._kept: ExpiringCache[str, tuple[Exchange, ...]] = ExpiringCache(clock, LIVES, visitors)
        self._forgotten: ExpiringCache[tuple[str, str], bool] = ExpiringCache(clock, _FORGETTING, visitors)
        self._renewals: ExpiringCache[tuple[str, str], str] = ExpiringCache(clock, _FORGETTING, visitors)
        self._exchanges = exchanges

    def __len__(self) -> int:
        """How many visitors something is kept of."""
        return len(self._kept)

    def of(self, visitor: str) -> tuple[Exchange, ...]:
        """The visitor's exchanges, the oldest first."""
        return self._kept.get(visitor) or ()

    def note(self, inbound: Inbound, ended: Ended) -> None:
        """Keep a turn's end; one that failed may have been a report, and a pause says that nothing is kept."""
        person, outcome = inbound.person, ended.outcome
        if not person.traits.shows_pages or isinstance(inbound.content, Handling):
            return
        if outcome.renews:
            self._renewals.put((person.address, inbound.key), value="")
        if outcome.forget:
            self.forget(person.address)
            self._forgotten.put((person.address, inbound.key), value=True)
        elif not outcome.sensitive and not ended.is_paused and ended.incident is None:
            self.add(person.address, Exchange(inbound.key, _said(inbound), outcome.replies))

    def add(self, visitor: str, exchange: Exchange) -> None:
        """Keep an exchange as the visitor's newest."""
        self._kept.put(visitor, (*self.of(visitor), exchange)[-self._exchanges :])

    def has_forgotten_at(self, visitor: str, key: str) -> bool:
        """Whether this very message erased what stood before it, also on the page."""
        return bool(self._forgotten.get((visitor, key)))

    def renews_at(self, visitor: str, key: str) -> bool:
        """Whether this very message made the visitor somebody who needs another id."""
        return self._renewals.get((visitor, key)) is not None

    def renewed(self, visitor: str, key: str) -> str | None:
        """The other id, once the visitor has it."""
        return self._renewals.get((visitor, key)) or None

    def move(self, visitor: str, key: str, renewed: str) -> None:
        """Show the visit under the other id from now on."""
        self._renewals.put((visitor, key), value=renewed)
        self._kept.put(renewed, self.of(visitor))
        self._kept.drop(visitor)

    def forget(self, visitor: str) -> None:
        """Drop everything of the visitor (删除我的信息)."""
        self._kept.drop(visitor)

    def sweep(self) -> None:
        """Delete of what has expired even when nobody asks."""
        self._kept.expire()
        self._forgotten.expire()
        self._renewals.expire()


def _said(inbound: Inbound) -> str:
    match inbound.content:
        case Text(text):
            return text
        case Press(_, label):
            return label
        case _:
            return ""
