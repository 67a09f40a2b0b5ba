"""A server of `/report`, to be killed while a form is sent: `python -m tests.bot.web.public.report.doomed URL`."""

from __future__ import annotations

import asyncio
import sys

from aiohttp import web

from bot.web_application import web_application
from tests.clocks import FrozenClock
from tests.dialogue import running


async def main(url: str) -> None:
    # Files are copied by processes of their own, as `run` does it.
    async with running(url, FrozenClock(), None) as parts:
        runner = web.AppRunner(web_application(parts))
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        (address,) = runner.addresses
        sys.stdout.write(f"{address[1]}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()  # until it is killed


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
