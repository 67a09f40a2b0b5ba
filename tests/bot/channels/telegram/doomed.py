"""A polling process that is killed at a point: `python -m tests.bot.channels.telegram.doomed URL BASE POINT`."""

from __future__ import annotations

import asyncio
import sys

from handlers.turn import Outcome, Turn
from store.database import Database
from tests.bot.channels.telegram.living import Around, polling
from tests.bot.doomed import die
from tests.bot.talking import echo
from tests.keys import KEYS


async def main(url: str, base: str, point: str) -> None:
    def around(dispatch: Around) -> None:
        if point == "fetched":
            dispatch.before = lambda _inbound: die()
        if point == "committed":
            dispatch.after = lambda _inbound: die()

    async def respond(turn: Turn) -> Outcome:
        if point == "claimed":
            die()
        return await echo(turn)

    database = Database.open(url, KEYS)
    async with polling(database, base, respond, around=around):
        await asyncio.Event().wait()  # until it is killed


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
