"""A process that is killed while it takes a file: `python -m tests.bot.media.doomed URL FOLDER POINT`."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

from handlers.forms.attachments import Received
from handlers.identity.actors import Contractor
from handlers.materials.handing_in import Materials, attach
from store.database import Database
from store.files import FileStore
from store.tables.applications import Draft, Material
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.materials import giving, samples
from tests.handlers.materials.inspecting import Unlimited, inspect_here
from tests.keys import KEYS

CLOCK = FrozenClock()
NAMES = ("第一.jpg", "第二.jpg")


def die() -> NoReturn:
    """As by kill -9: nothing is cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise SystemExit


async def main(url: str, folder: Path, point: str) -> None:
    """Take one file to its end, and die in the middle of the second."""
    database = Database.open(url, KEYS)
    materials = Materials(FileStore(folder), CLOCK, {}, inspect=inspect_here, allowances=Unlimited())
    by, draft = await database.write(_begun, CLOCK())
    for name in NAMES:
        is_last = name == NAMES[-1]
        got = await materials.take(_pieces(dies=is_last and point == "coming"), name)
        assert isinstance(got, Received)
        if is_last and point == "kept":
            die()

        def act(work: Work, got: Received = got, *, dies: bool = is_last and point == "writing") -> None:
            held = work.get(Draft, draft)
            assert held is not None
            assert isinstance(attach(work, got, draft=held, item=got.name, by=by), Material)
            if dies:
                die()

        await database.write(act, CLOCK() + timedelta(seconds=1))
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
    die()


def _begun(work: Work) -> tuple[Contractor, int]:
    by = giving.contractor(work)
    return by, giving.draft(work, by).id


async def _pieces(*, dies: bool) -> AsyncIterator[bytes]:
    content = samples.jpeg()
    yield content[:100]
    if dies:
        die()
    yield content[100:]


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
