"""The county in small beside a talk: staff act in the database, contractors ask in the chat."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from bot.wiring import Parts
from handlers.casework.arrangements import open_terminal
from handlers.identity.who import OPERATOR
from handlers.messages import Channel
from store.work import Work
from tests.dialogue import Dialogue
from tests.handlers.casework.town import Town

_T = TypeVar("_T")


class County:
    """A `Town` whose acts are each a unit of work of their own."""

    def __init__(self, parts: Parts, town: Town) -> None:
        self._parts = parts
        self._town = town

    @classmethod
    async def begin(cls, parts: Parts, town: Town | None = None) -> County:
        """In an empty database, or in a copy of the town's."""

        def made(work: Work) -> Town:
            open_terminal(work, OPERATOR)  # members act in the talk, with money too
            return town.seen_by(work) if town else Town(work)

        return cls(parts, await parts.database.write(made, parts.clock()))

    async def act(self, what: Callable[[Town], _T]) -> _T:
        def perform(work: Work) -> _T:
            self._town.work = work
            return what(self._town)

        return await self._parts.database.write(perform, self._parts.clock())

    async def talker(self, name: str = "承办甲", *, firm: int | None = None) -> Dialogue:
        """Somebody bound to the firm of the contract, or to another."""
        await self.act(lambda town: town.bound(firm or town.contract.firm_id, name, Channel.TERMINAL))
        return Dialogue(self._parts, name)
