"""`chat`: talk to the assistant on the terminal, or play JSON lines against it."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from bot import logs, settings, wiring
from bot.channels.terminal import Terminal, dump, talk
from bot.clock import ShiftedClock


async def chat(*, jsonl: bool = False, database: str = "") -> None:
    """Chat on the terminal; with --jsonl, play one JSON object a line and write one for each.

    Args:
        jsonl: read {"user","text"}, {"user","press"}, {"user","event"} or {"advance_hours"} lines.
        database: keep the talk there; without it a throw-away database is made and removed.
    """
    with tempfile.TemporaryDirectory(prefix="ezhen-chat-") as folder:
        url = database or f"sqlite:///{Path(folder) / 'chat.sqlite3'}"
        configured = settings.load(os.environ, database_url=url)
        logs.configure("WARNING", settings.secrets(configured))
        clock = ShiftedClock()
        async with wiring.assembled(configured, clock=clock) as parts:
            terminal = Terminal(parts.dispatcher, clock)
            if jsonl:
                async for line in _lines():
                    print(dump(await terminal.play(line)), flush=True)
            else:
                await talk(terminal, _lines(), print)


async def _lines() -> AsyncIterator[str]:
    """Lines of standard input, read beside the loop so that timers go on."""
    while line := await asyncio.to_thread(sys.stdin.readline):
        if line.strip():
            yield line.rstrip("\n")
