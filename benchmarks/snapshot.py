"""Prove that answers did not change: take a snapshot of them before a change and after it, and compare the two.

`python -m benchmarks.snapshot take FILE [--every N]` says everything of `known_talks` to the product as it is
wired, and writes a JSON line a message: what was said, and kind, text, citations and offers of every reply. The
same code writes the same file. `python -m benchmarks.snapshot compare BEFORE AFTER` lists what differs; its exit
status is 1 where anything does.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.county import EACH, FIRST, NOW, fill
from benchmarks.known_talks import Talk, known_talks
from bot import wiring
from bot.clock import Clock
from bot.settings import Settings
from bot.wiring import Parts
from handlers.messages import Channel, Inbound, Person, Reply, Text
from policy_kb.kb import PolicyKB

TOGETHER = 24
"""People who talk at once; nobody's answer hangs on another's."""
_SHOWN = 20
_STEP = timedelta(microseconds=100)
"""All messages together stay within the minute that texts show."""

Line = dict[str, Any]


def main() -> int:
    given = _arguments()
    if given.command == "take":
        lines = asyncio.run(take(list(islice(known_talks(), 0, None, given.every))))
        given.file.write_text("".join(f"{_written(line)}\n" for line in lines), "utf-8")
        print(f"{len(lines)} messages answered")
        return 0
    return compare(_read(given.before), _read(given.after), all_of_them=given.all)


async def take(talks: Sequence[Talk], kb: PolicyKB | None = None) -> list[Line]:
    """What is answered to each message, in order, in a county that has the firms of the talks."""
    firms = max((talk.firm + 1 for talk in talks if talk.firm is not None), default=0)
    with tempfile.TemporaryDirectory() as folder:
        async with wiring.assembled(
            _settings(Path(folder)), clock=_stepping(), kb=kb, looks_at_clock=False
        ) as parts:
            await parts.database.run(partial(fill, keys=parts.database.keys, applications=firms * EACH))
            door = asyncio.Semaphore(TOGETHER)
            answered = await asyncio.gather(*(_talk(parts, talk, door) for talk in talks))
    return [line for talk in answered for line in talk]


def _stepping() -> Clock:
    """A clock that goes on a little at each look: claims are numbered by time, and chance tells few apart."""
    looks = count()
    return lambda: NOW + _STEP * next(looks)


def _settings(folder: Path) -> Settings:
    (folder / "var").mkdir()
    return Settings.model_validate(
        {
            "database_url": f"sqlite:///{folder / 'var' / 'snapshot.sqlite3'}",
            "audit_key_file": folder / "keys" / "audit.pem",
            "files": folder / "files",
            "demo": False,
        }
    )


async def _talk(parts: Parts, talk: Talk, door: asyncio.Semaphore) -> list[Line]:
    address = talk.name if talk.firm is None else f"o{FIRST + talk.firm}"
    person, lines = Person(Channel.WECHAT, address), []
    async with door:
        for place, said in enumerate(talk.said, start=1):
            name = f"{talk.name}.{place}"
            inbound = Inbound(person, name, Text(said), NOW, greeted=True)
            replies = await parts.dispatcher.handle(inbound)
            lines.append({"id": name, "q": said, "replies": [_shown(reply) for reply in replies]})
    return lines


def _shown(reply: Reply) -> Line:
    return {
        "kind": reply.kind.value if reply.kind else None,
        "text": reply.text,
        "citations": [f"{citation.unit} {citation.edition}".strip() for citation in reply.citations],
        "offers": msgspec.to_builtins([*reply.offers, *reply.commands]),
        "asks": reply.asks,
    }


def compare(before: dict[str, Line], after: dict[str, Line], *, all_of_them: bool = False) -> int:
    """Print what differs, messages that only one of them knows counted apart; 1 where anything differs."""
    both = [name for name in before if name in after]
    differing = [name for name in both if before[name] != after[name]]
    for name in differing if all_of_them else differing[:_SHOWN]:
        print(name, after[name]["q"], *_differences(before[name], after[name]), sep="\n  ")
    only = len(before) + len(after) - 2 * len(both)
    print(f"{len(both)} compared, {len(differing)} differ; {only} stand in one of the two only")
    return 1 if differing or only else 0


def _differences(before: Line, after: Line) -> list[str]:
    old, new = ({_written(reply) for reply in line["replies"]} for line in (before, after))
    return [*(f"- {one}" for one in sorted(old - new)), *(f"+ {one}" for one in sorted(new - old))]


def _written(line: Line) -> str:
    return json.dumps(line, ensure_ascii=False, sort_keys=True)


def _read(file: Path) -> dict[str, Line]:
    lines = (json.loads(line) for line in file.read_text("utf-8").splitlines())
    return {line["id"]: line for line in lines}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="benchmarks.snapshot", description="Answers before a change and after it."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    taking = commands.add_parser("take", help="answer everything known and write it down")
    taking.add_argument("file", type=Path)
    taking.add_argument("--every", type=int, default=1, help="only every Nth talk, to be quick")
    comparing = commands.add_parser("compare", help="what differs between two snapshots")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    comparing.add_argument("--all", action="store_true", help="list every difference, not the first ones only")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
