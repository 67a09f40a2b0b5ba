"""The account's allowance of customer-service messages to each person, counted before one is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from bot.channels.base import Hold
from bot.channels.wechat.api import Done
from bot.channels.wechat.errors import Failure, Reaction
from handlers.messages import Channel
from store.database import Database
from store.outbox import allowances
from store.outbox.allowances import Account, Refusal, Spent, Unknown
from store.states import OutboxRank

REFUSED: Mapping[Refusal, Hold] = MappingProxyType(
    {
        Refusal.GONE: Hold(Reaction.NOT_FOLLOWING.value, reaches_nobody=True),
        Refusal.CLOSED: Hold(Reaction.WINDOW_CLOSED.value),
        Refusal.USED: Hold(Reaction.ALLOWANCE_USED.value),
        Refusal.RESERVED: Hold("allowance_reserved"),
    }
)
"""What a refusal means for the message, which the platform never sees."""

_GONE = frozenset({Reaction.NOT_FOLLOWING, Reaction.UNKNOWN_PERSON})


class MessageAllowances(Protocol):
    """Counts for each person what the platform still takes."""

    async def is_gone(self, openid: str) -> bool:
        """Whether the platform said that the person left, who has done nothing since."""
        ...

    async def spend(self, openid: str, rank: OutboxRank) -> Spent | Refusal | Unknown:
        """Count a message that is about to be sent, or say why none may be."""
        ...

    async def learn(self, openid: str, answer: Done | Failure, spent: Spent | Unknown) -> None:
        """Take down what the platform said to a message that was counted so."""
        ...


class StoredMessageAllowances:
    """Counted in the database, for every process."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def is_gone(self, openid: str) -> bool:
        """Whether the platform said that the person left, who has done nothing since."""
        return await allowances.is_gone(self._database, _account(openid))

    async def spend(self, openid: str, rank: OutboxRank) -> Spent | Refusal | Unknown:
        """Count a message that is about to be sent, or say why none may be."""
        return await allowances.spend_allowance(self._database, _account(openid), rank, self._clock())

    async def learn(self, openid: str, answer: Done | Failure, spent: Spent | Unknown) -> None:
        """Take down what the platform said; a message that may have arrived stays counted."""
        account = _account(openid)
        if isinstance(answer, Done) or answer.reaction is Reaction.OUTCOME_UNKNOWN:
            return
        if answer.reaction in _GONE:
            await allowances.note_gone(self._database, account, self._clock())
        elif answer.reaction is Reaction.WINDOW_CLOSED:
            await allowances.close_windows(self._database, account, self._clock())
        elif answer.reaction is Reaction.ALLOWANCE_USED:
            await allowances.empty_windows(self._database, account)
        elif isinstance(spent, Spent):
            await allowances.give_back(self._database, account, spent)


class UncountedMessages:
    """Counts nothing: the platform is asked each time."""

    async def is_gone(self, openid: str) -> bool:  # noqa: ARG002 -- as the protocol has it
        """Nobody is known to have left."""
        return False

    async def spend(self, openid: str, rank: OutboxRank) -> Spent | Refusal | Unknown:  # noqa: ARG002
        """Nothing is known."""
        return Unknown.UNKNOWN

    async def learn(self, openid: str, answer: Done | Failure, spent: Spent | Unknown) -> None:
        """Nothing is kept."""


def _account(openid: str) -> Account:
    return Account(Channel.WECHAT.value, openid)
