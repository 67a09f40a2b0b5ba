"""Begins what staff ordered for people's talks, each in its person's own line; any number of processes may."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from msgspec import Struct

from bot.clock import Clock
from bot.turns.dispatch import Dispatcher
from bot.turns.runs import Run
from handlers.messages import Channel, Handling, Inbound, Person
from store.database import Database
from store.queries.threads import PendingOrder, has_idle, order_idle_back, pending_orders

_OFTEN, _SELDOM = 30, timedelta(minutes=1)
"""An order that so many attempts did not do waits for a minute each time."""


class StaffOrders:
    """An order stays until a turn has done it, also after a kill; until then it is begun again and again.

    Its row says that it was done, so that none is done twice. Each attempt is a message of its own to the line:
    what could not be done yet is no answered message.
    """

    def __init__(self, database: Database, dispatcher: Dispatcher, clock: Clock) -> None:
        self._database = database
        self._dispatcher = dispatcher
        self._clock = clock
        self._begun: dict[int, _Begun] = {}

    async def begin(self) -> int:
        """Begin what is not on its way in this process yet; says how much."""
        now = self._clock()
        is_idle, orders = await self._database.poll(lambda reader: (has_idle(reader, now), pending_orders(reader)))
        if is_idle:
            await self._database.write(order_idle_back, now)
            orders = await self._database.poll(pending_orders)
        waiting = {order.id for order in orders}
        self._begun = {order: begun for order, begun in self._begun.items() if order in waiting}
        return sum(self._start(order, now) for order in orders)

    def _start(self, order: PendingOrder, now: datetime) -> bool:
        begun = self._begun.get(order.id)
        if begun is not None and not begun.is_over(now):
            return False
        person = Person(Channel(order.channel), order.address)
        key = f"order:{order.id}:{secrets.token_hex(4)}"
        run = self._dispatcher.resume(Inbound(person, key, Handling(order.id), now))
        if run is not None:
            self._begun[order.id] = _Begun(run, begun.tries + 1 if begun else 1, now)
        return run is not None


class _Begun(Struct, frozen=True):
    """An attempt at an order, the how manieth in this process, and when it began."""

    run: Run
    tries: int
    at: datetime

    def is_over(self, now: datetime) -> bool:
        """Whether it is time for another attempt: seldom where many came to nothing."""
        return self.run.task.done() and (self.tries < _OFTEN or now >= self.at + _SELDOM)
