"""A process that is killed at a point the test names: `python -m tests.bot.doomed URL POINT TEXT`."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import timedelta

from bot.channels.base import Deferred, Outgoing, Sent
from bot.clock import utc_now
from bot.dispatch import Dispatcher
from bot.outbox import Outbox
from bot.turns import Turns
from handlers.turn import Outcome, Turn
from store.database import Database
from store.writer import Writer
from tests.bot.sending import FakeSender
from tests.bot.talking import cut_like_wechat, echo, message
from tests.keys import KEYS

LEASE = timedelta(seconds=0.6)


def die() -> None:
    """As by kill -9: nothing is cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)


async def main(url: str, point: str, text: str) -> None:
    database = Database.open(url, KEYS)
    if point == "sending":
        await send_and_die(database)
    late = asyncio.Event()

    async def respond(turn: Turn) -> Outcome:
        if point == "claimed":
            die()
        if point == "late":
            await late.wait()
        return await echo(turn)

    writer = Writer(database, utc_now, lease=LEASE)
    writer.start()
    dispatcher = Dispatcher(Turns(writer, respond, cut_like_wechat, utc_now))
    dispatcher.start()
    answer = await dispatcher.handle_within(message(text), 0.05 if point == "late" else 60)
    assert isinstance(answer, Deferred) == (point == "late")
    die()


async def send_and_die(database: Database) -> None:
    """The platform has taken the message, and the process dies before it is written down."""
    sender = FakeSender()

    def answer(_outgoing: Outgoing) -> Sent:
        die()
        return Sent()

    sender.answer = answer
    outbox = Outbox(database, [sender], utc_now)
    outbox.start()
    await asyncio.sleep(60)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
