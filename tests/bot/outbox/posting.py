"""Rows put out for tests, and workers that send them."""

from __future__ import annotations

from bot.channels.base import Sender
from bot.counting import NoCounters
from bot.encoding import encode_replies
from bot.outbox.delivery import ChannelWorker
from handlers.turn import say
from store.database import Database
from store.outbox.rows import NewOutboxRow, list_rows, put_out
from store.states import OutboxState
from tests.clocks import FrozenClock


def payload(text: str) -> str:
    return encode_replies((say(text),))[1:-1]


async def put(database: Database, clock: FrozenClock, *texts: str, address: str = "anna") -> None:
    async with database.writing() as connection:
        rows = [NewOutboxRow(f"{address}:{text}", "wechat", address, payload(text)) for text in texts]
        await connection.run_sync(put_out, rows, clock())


def worker(database: Database, sender: Sender, clock: FrozenClock) -> ChannelWorker:
    return ChannelWorker(database, sender, clock, counters=NoCounters(), idle=60, jitter=lambda: 1.0)


async def states(database: Database) -> dict[str, int]:
    found = {state.value: len(await list_rows(database, state)) for state in OutboxState}
    return {state: number for state, number in found.items() if number}


async def run(one: ChannelWorker, rounds: int) -> None:
    for _ in range(rounds):
        await one.send_due()
