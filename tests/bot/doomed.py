"""A process that is killed at a point the test names: `python -m tests.bot.doomed URL POINT TEXT`."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import sys
from datetime import timedelta

from bot.channels.base import Deferred, Outgoing, Sent
from bot.clock import utc_now
from bot.outbox.delivery import Outbox
from bot.turns.dispatch import Dispatcher
from bot.turns.turn import Turns
from handlers.turn import Outcome, Transaction, Turn
from store.database import Database
from store.tables.applications import Arrangement
from store.turns.writer import Writer
from store.work import Work
from tests.bot.sending import FakeSender
from tests.bot.talking import answer_to, cut_like_wechat, echo, message, talking
from tests.keys import KEYS

LEASE = timedelta(minutes=1)
"""Longer than any test: whoever goes on has a clock that is so far ahead."""

SAID = "said: "
"""Before what the test is told: logs stand on the same output."""


def tell(words: str) -> None:
    """Say something to the test."""
    sys.stdout.write(f"{SAID}{words}\n")
    sys.stdout.flush()


def die() -> None:
    """As by kill -9: nothing is cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)


async def main(url: str, point: str, text: str) -> None:
    database = Database.open(url, KEYS)
    if point == "sending":
        await send_and_die(database)
    if point == "reports":
        await report_and_die(database, int(text))
    late = asyncio.Event()
    is_late = point in {"late", "slow"}

    async def respond(turn: Turn) -> Outcome | Transaction:
        if point in {"claimed", "deciding"}:
            die()
        if point == "acting":
            return Transaction(act_and_die)
        if is_late:
            await late.wait()
        return await echo(turn)

    writer = Writer(database, utc_now, lease=LEASE)
    writer.start()
    in_one = point in {"deciding", "acting"}
    turns = Turns(writer, respond, cut_like_wechat, utc_now, is_immediate=lambda _inbound: in_one)
    dispatcher = Dispatcher(turns, hold=0.25 if point == "slow" else 60)
    dispatcher.start()
    answer = await dispatcher.handle_within(message(text), 0.05 if is_late else 60)
    tell("later" if isinstance(answer, Deferred) else "nothing")
    die()


def act_and_die(work: Work) -> Outcome:
    """What was written until then stands in an open transaction."""
    work.add(Arrangement(name="记", value="1", set_by=None, set_at=work.now))
    die()
    raise AssertionError("still alive")


async def confidential(turn: Turn) -> Outcome:
    """Every execution answers something else, so that the same answer twice comes from the store."""
    return answer_to(turn, secrets.token_hex(8), sensitive=True)


async def report_and_die(database: Database, count: int) -> None:
    """Many messages at once, of a few people; dies when half of the answers were said, wherever the others are."""
    said = 0
    async with talking(database, utc_now, confidential, lease=LEASE) as dispatcher:

        async def bring(number: int) -> None:
            nonlocal said
            (reply,) = await dispatcher.handle(message(f"{number}", address=f"p{number % 7}"))
            tell(f"{number} {reply.text}")
            said += 1
            if said >= count / 2:
                die()

        await asyncio.gather(*map(bring, range(count)))


async def send_and_die(database: Database) -> None:
    """The platform has taken the message, and the process dies before it is written down."""
    sender = FakeSender()

    def answer(_outgoing: Outgoing) -> Sent:
        die()
        return Sent()

    sender.answer = answer
    outbox = Outbox(database, [sender], utc_now)
    outbox.start()
    await asyncio.Event().wait()  # until it is killed


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
