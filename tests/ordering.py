"""Orders of staff for people's talks, carried out as the running product does, at a test's own pace."""

from __future__ import annotations

import asyncio

from bot.clock import Clock
from bot.turns.dispatch import Dispatcher
from bot.turns.staff_orders import StaffOrders
from store.database import Database


async def carry_out_once(database: Database, dispatcher: Dispatcher, clock: Clock) -> int:
    """Begin every order that waits and let each end its attempt; says how many there were."""
    orders = StaffOrders(database, dispatcher, clock)
    begun = await orders.begin()
    tasks = [one.run.task for one in orders._begun.values()]
    if tasks:
        await asyncio.wait(tasks)
    return begun
