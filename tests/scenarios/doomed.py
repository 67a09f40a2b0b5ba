"""A process in which a contractor applies, to be killed in between: `python -m tests.scenarios.doomed URL`."""

from __future__ import annotations

import asyncio
import sys

from handlers.messages import Channel, Inbound, Person, Text
from tests.clocks import FrozenClock
from tests.dialogue import running
from tests.scenarios.applying import STEPS

SAID = ("我要申请", *STEPS.values(), "确认属实")
READY, ACKNOWLEDGED = "ready", "acknowledged"


def message(place: int, clock: FrozenClock) -> Inbound:
    """The same message at every delivery."""
    return Inbound(Person(Channel.TERMINAL, "承办甲"), f"message {place}", Text(SAID[place]), clock())


async def main(url: str) -> None:
    clock = FrozenClock()
    async with running(url, clock) as parts:
        sys.stdout.write(f"{READY}\n")
        sys.stdout.flush()
        for place in range(len(SAID)):
            (reply,) = await parts.dispatcher.handle(message(place, clock))
            assert reply.text
            sys.stdout.write(f"{ACKNOWLEDGED}\n")
            sys.stdout.flush()
        await asyncio.Event().wait()  # until it is killed


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
