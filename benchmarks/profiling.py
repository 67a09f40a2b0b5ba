"""Where a message's time on the processor goes: by package, and the functions that take most of it.

`.venv/bin/python -m benchmarks.profiling [MESSAGES] [--file OUT]` asks through the dispatcher on SQLite, in
process and without HTTP, under cProfile, in the thread that answers: what the database's own threads take is not
seen. The profiler makes calls dearer than what they do: shares tell where to look, not what is gained there. With
`--file` the whole profile is kept for `python -m pstats`.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import logging
import pstats
import secrets
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import structlog

from benchmarks.latency import mixed
from benchmarks.questions import all_questions
from benchmarks.tables import Table
from bot import wiring
from bot.settings import ROOT, Settings
from bot.wiring import Parts
from handlers.messages import Channel, Inbound, Person, Text

_TOGETHER, _WARM, _SHOWN = 32, 150, 30

Times = dict[str, tuple[int, float]]
"""Calls and seconds by name."""


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    given = _arguments()
    profile = asyncio.run(_profiled(given.messages))
    stats = pstats.Stats(profile)
    if given.file:
        stats.dump_stats(given.file)
    packages, functions = tallied(stats)
    for title, times in (("packages", packages), ("functions", functions)):
        print(_table(title, times, given.messages).plain(), end="\n\n")


async def _profiled(messages: int) -> cProfile.Profile:
    texts, profile = mixed(all_questions()), cProfile.Profile(time.thread_time)
    with tempfile.TemporaryDirectory() as folder:
        configured = Settings.model_validate(
            {
                "database_url": f"sqlite:///{Path(folder) / 'data' / 'profile.sqlite3'}",
                "audit_key_file": Path(folder) / "keys" / "audit.pem",
                "files": Path(folder) / "files",
                "demo": False,
            }
        )
        async with wiring.assembled(configured, looks_at_clock=False) as parts:
            await _ask(parts, texts[:_WARM])
            with profile:
                await _ask(parts, list(islice(texts, _WARM, _WARM + messages)))
    return profile


async def _ask(parts: Parts, texts: Sequence[str]) -> None:
    door = asyncio.Semaphore(_TOGETHER)

    async def one(text: str) -> None:
        async with door:
            person = Person(Channel.WECHAT, secrets.token_hex(14))
            await parts.dispatcher.handle(Inbound(person, secrets.token_hex(8), Text(text), parts.clock()))

    await asyncio.gather(*map(one, texts))


def tallied(stats: pstats.Stats) -> tuple[Times, Times]:
    """Own time by package of ours or of others, and by function."""
    packages: Times = defaultdict(lambda: (0, 0.0))
    functions: Times = {}
    for (file, line, name), (_, calls, own, _, _) in stats.stats.items():  # type: ignore[attr-defined] # no stub
        package = _package(file, name)
        before = packages[package]
        packages[package] = (before[0] + calls, before[1] + own)
        functions[f"{package}: {name}:{line}"] = (calls, own)
    return packages, functions


def _package(file: str, name: str) -> str:
    """The folder of ours, the package of others, the module of what is compiled."""
    if file == "~":
        return name.strip("<>{}").removeprefix("built-in method ").split(" of ")[-1].split(".")[0].strip("'")
    path = Path(file)
    if path.is_relative_to(ROOT) and ".venv" not in path.parts:
        return str(path.relative_to(ROOT).parent)
    parts = path.parts
    return parts[parts.index("site-packages") + 1] if "site-packages" in parts else "standard library"


def _table(title: str, times: Times, messages: int) -> Table:
    whole = sum(own for _, own in times.values())
    most = sorted(times.items(), key=lambda one: -one[1][1])[:_SHOWN]
    rows = tuple(
        (name, f"{own / whole:.1%}", f"{own * 1000 / messages:.3f}", f"{calls / messages:.1f}")
        for name, (calls, own) in most
    )
    return Table(f"{title}:", ("where", "share", "ms a message", "calls a message"), rows)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.profiling", description="Where a message's time goes.")
    parser.add_argument("messages", metavar="MESSAGES", nargs="?", type=int, default=500)
    parser.add_argument("--file", type=Path, help="keep the profile")
    return parser.parse_args()


if __name__ == "__main__":
    main()
