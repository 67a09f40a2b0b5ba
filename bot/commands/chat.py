"""`chat`: talk to the assistant on the terminal, or play JSON lines against it."""

from __future__ import annotations

import os
import sys
import tempfile
from functools import partial
from pathlib import Path

from bot import logs, settings, wiring
from bot.channels.terminal.channel import Play, Terminal, talk
from bot.channels.terminal.lines import dump
from bot.channels.terminal.scripting import Backstage
from bot.clock import ShiftedClock
from bot.commands.database_access import explained
from bot.commands.typed import typed_lines
from bot.demo.making import how_to_chat, make_demo
from bot.media.local import fetch_local
from handlers.casework.arrangements import open_terminal
from handlers.casework.invented import is_demo
from handlers.identity.who import OPERATOR
from handlers.messages import Channel, Person
from handlers.texts import people as people_texts


async def chat(*, jsonl: bool = False, database: str = "", staff: str = "") -> None:
    """Chat on the terminal; with --jsonl, play one JSON object a line and write one for each.

    Args:
        jsonl: read {"user" or "staff", and "text", "press" or "event"}, {"staff","roles"}, {"bind_code"} or
            {"advance_hours"} lines.
        database: keep the talk there; without it a throw-away database with the demo data is made and removed.
        staff: talk as this member of staff.
    """
    with tempfile.TemporaryDirectory(prefix="ezhen-chat-") as folder:
        places = {"database_url": database} if database else _throw_away(Path(folder))
        configured = settings.load(os.environ, **places)
        logs.configure("WARNING", settings.secrets(configured))
        clock = ShiftedClock()
        with explained(configured.database_url, name="--database"):
            fetches = {Channel.TERMINAL: fetch_local}
            async with wiring.assembled(configured, clock=clock, fetches=fetches) as parts:
                if not database:
                    await parts.database.write(lambda work: open_terminal(work, OPERATOR), clock())
                if not database and configured.demo is not False:
                    await make_demo(parts.database, parts.kb, parts.materials, clock)
                if jsonl:
                    await _play(parts, clock)
                else:
                    await _talk(parts, clock, staff, is_thrown_away=not database)


def _throw_away(folder: Path) -> dict[str, str]:
    database = f"sqlite:///{folder / 'data' / 'chat.sqlite3'}"
    return {"database_url": database, "files": str(folder / "files"), "audit_key_file": str(folder / "audit.pem")}


async def _talk(parts: wiring.Parts, clock: ShiftedClock, staff: str, *, is_thrown_away: bool) -> None:
    if staff and not await Backstage(parts.database, parts.kb, clock, parts.calendar).employs(staff):
        sys.exit(people_texts.unknown(name=staff))
    if is_thrown_away and not staff and await parts.database.read(is_demo, clock()):
        print(await parts.database.write(how_to_chat, clock()), flush=True)
    person = Person(Channel.CONSOLE, staff) if staff else Person(Channel.TERMINAL, "local")
    await talk(Terminal(parts.dispatcher, clock), person, typed_lines(), partial(print, flush=True))


async def _play(parts: wiring.Parts, clock: ShiftedClock) -> None:
    backstage = Backstage(parts.database, parts.kb, clock, parts.calendar)
    await backstage.begin()
    play = Play(Terminal(parts.dispatcher, clock), backstage)
    async for line in typed_lines():
        print(dump(await play.line(line)), flush=True)
