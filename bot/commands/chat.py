"""`chat`: talk to the assistant on the terminal, or play JSON lines against it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from bot import logs, settings, wiring
from bot.channels.backstage import Backstage
from bot.channels.lines import dump
from bot.channels.terminal import Play, Terminal, talk
from bot.clock import ShiftedClock
from bot.commands.opened import explained
from bot.commands.typed import typed_lines
from bot.media.local import fetch_local
from handlers.messages import Channel


async def chat(*, jsonl: bool = False, database: str = "") -> None:
    """Chat on the terminal; with --jsonl, play one JSON object a line and write one for each.

    Args:
        jsonl: read {"user" or "staff", and "text", "press" or "event"}, {"staff","roles"}, {"bind_code"} or
            {"advance_hours"} lines.
        database: keep the talk there; without it a throw-away database is made and removed.
    """
    with tempfile.TemporaryDirectory(prefix="ezhen-chat-") as folder:
        places = {"database_url": database} if database else _throw_away(Path(folder))
        configured = settings.load(os.environ, **places)
        logs.configure("WARNING", settings.secrets(configured))
        clock = ShiftedClock()
        with explained(configured.database_url, name="--database"):
            fetches = {Channel.TERMINAL: fetch_local}
            async with wiring.assembled(configured, clock=clock, fetches=fetches) as parts:
                await _play(parts, clock, jsonl=jsonl)


def _throw_away(folder: Path) -> dict[str, str]:
    return {"database_url": f"sqlite:///{folder / 'chat.sqlite3'}", "files": str(folder / "files")}


async def _play(parts: wiring.Parts, clock: ShiftedClock, *, jsonl: bool) -> None:
    terminal = Terminal(parts.dispatcher, clock)
    if not jsonl:
        await talk(terminal, typed_lines(), print)
        return
    backstage = Backstage(parts.database, clock, parts.calendar)
    await backstage.begin()
    play = Play(terminal, backstage)
    async for line in typed_lines():
        print(dump(await play.line(line)), flush=True)
