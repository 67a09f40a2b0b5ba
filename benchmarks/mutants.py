"""Small changes to the guarded rooms, each of which a test must notice: `make mutants`, by hand, bounded in time.

cosmic-ray makes the changes, in copies of the tree and an environment of its own. The rooms, their nearest tests
and the minutes stand in pyproject.toml under `tool.mutants`. What is tried is drawn by a fixed seed, room by room:
a run that the time cuts short tells an unbiased share, and the table says of how many changes.
"""

from __future__ import annotations

import argparse
import os
import random
import shlex
import shutil
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.shares import Share

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "endurance.md"
START, END = "<!-- mutants -->", "<!-- /mutants -->"
_SEED = 1
_LONGEST_UNCHANGED = 1200.0  # seconds of a room's tests as they are
_HANGS = 10.0
"""How many times as long as unchanged a room's tests may take: what takes longer hangs, and is noticed by that."""
_SQLITE = ("-k", "not postgres")  # each test once
_LEFT_OUT = ("BitOr",)
"""Operators for `A | B`, which is a type everywhere here."""
_NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "var", "keys", "node_modules", "__pycache__", ".*_cache", "dist"
)


@dataclass(frozen=True, slots=True)
class Room:
    """What is changed, and which tests are to notice."""

    name: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]

    def missing(self) -> list[str]:
        """The paths that are not there any more."""
        return [path for path in (*self.modules, *self.tests) if not (ROOT / path).exists()]


@dataclass(frozen=True, slots=True)
class Change:
    """One change, as cosmic-ray names it, and the room's tests."""

    room: Room
    module: str
    operator: str
    occurrence: int


@dataclass(frozen=True, slots=True)
class Budget:
    """What a run may take; the minutes count once each room's tests have run without any change."""

    minutes: float
    processes: int

    @property
    def words(self) -> str:
        """As the page tells it."""
        many = "process" if self.processes == 1 else "processes"
        return f"{self.minutes:g} minutes, {self.processes} {many}, seed {_SEED}"


def configured() -> tuple[float, tuple[Room, ...]]:
    """The minutes, and the rooms."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutants"]
    rooms = (Room(one["name"], tuple(one["modules"]), tuple(one["tests"])) for one in told["rooms"])
    return float(told["minutes"]), tuple(rooms)


def main() -> None:
    """Try changes of every room in turn until the time is up; print what nobody noticed, and write the table."""
    minutes, rooms = configured()
    budget = _asked(minutes)
    if gone := [path for room in rooms for path in room.missing()]:
        sys.exit(f"pyproject.toml, tool.mutants: not there any more: {', '.join(gone)}")
    drawn = drawn_from({room.name: list(_changes(room)) for room in rooms})
    noticed, unnoticed = _tried(rooms, drawn, budget)
    possible = Counter(change.room.name for change in drawn)
    table = "\n\n".join((_measured(budget), _table(rooms, possible, noticed, unnoticed)))
    print(table)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    PAGE.write_text(f"{before}{START}\n{table}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def _asked(minutes: float) -> Budget:
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__)
    parser.add_argument("--minutes", type=float, default=minutes)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    told = parser.parse_args()
    return Budget(told.minutes, told.processes)


def _tried(rooms: tuple[Room, ...], drawn: list[Change], budget: Budget) -> tuple[Counter[str], Counter[str]]:
    """How many changes of each room were noticed and how many were not: a beginning of those drawn."""
    noticed, unnoticed = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        workers = ProcessPoolExecutor(budget.processes, initializer=_enter_a_copy, initargs=(folder,))
        with workers:
            longest = {}
            for room, seconds, fault in workers.map(_unchanged, rooms):
                if fault:
                    sys.exit(f"{room}: its tests fail without any change:\n{fault}")
                longest[room] = _HANGS * seconds
            end = time.monotonic() + budget.minutes * 60
            tried = [workers.submit(_try, change, end, longest[change.room.name]) for change in drawn]
            for each in as_completed(tried):
                change, is_noticed, diff = each.result()
                if is_noticed is None:
                    continue
                (noticed if is_noticed else unnoticed)[change.room.name] += 1
                if not is_noticed:
                    print(f"nobody noticed ({change.room.name}):\n{diff}\n", flush=True)
    return noticed, unnoticed


def drawn_from(changes: Mapping[str, list[Change]]) -> list[Change]:
    """All changes, one of each room in turn, so that however many are tried all rooms get the same share."""
    chance = random.Random(_SEED)
    left = {room: chance.sample(ones, len(ones)) for room, ones in changes.items()}
    drawn: list[Change] = []
    while any(left.values()):
        drawn += [ones.pop() for ones in left.values() if ones]
    return drawn


def _changes(room: Room) -> Iterator[Change]:
    from cosmic_ray.commands.init import _all_work_items  # noqa: PLC0415 -- only its own environment has it

    files = [file for place in room.modules for file in _files(ROOT / place)]
    for item in _all_work_items([file.relative_to(ROOT) for file in files], {}):
        (spec,) = item.mutations
        if not any(word in spec.operator_name for word in _LEFT_OUT):
            yield Change(room, str(spec.module_path), spec.operator_name, spec.occurrence)


def _files(place: Path) -> list[Path]:
    return sorted(place.rglob("*.py")) if place.is_dir() else [place]


def _enter_a_copy(folder: str) -> None:
    """Each worker changes a tree of its own."""
    copy = Path(tempfile.mkdtemp(dir=folder)) / "tree"
    shutil.copytree(ROOT, copy, ignore=_NOT_COPIED)
    (copy / ".venv").symlink_to(ROOT / ".venv")
    os.chdir(copy)


def _command(room: Room) -> str:
    quiet = ("-n0", "-x", "-q", "-p", "no:cacheprovider")
    return shlex.join((".venv/bin/python", "-m", "pytest", *quiet, *_SQLITE, *room.tests))


def _unchanged(room: Room) -> tuple[str, float, str]:
    """The room, how many seconds its tests take as they are, and what is wrong with them."""
    from cosmic_ray.testing import run_tests  # noqa: PLC0415 -- see above

    begun = time.monotonic()
    outcome, output = run_tests(_command(room), _LONGEST_UNCHANGED)
    return room.name, time.monotonic() - begun, "" if outcome == "survived" else output[-2000:]


def _try(change: Change, end: float, longest: float) -> tuple[Change, bool | None, str]:
    """Whether the tests noticed the change; None where the time was up, or it is no change."""
    from cosmic_ray.mutating import mutate_and_test  # noqa: PLC0415 -- see above
    from cosmic_ray.work_item import MutationSpec, WorkerOutcome  # noqa: PLC0415 -- see above

    if time.monotonic() > end:
        return change, None, ""
    spec: Any = MutationSpec(change.module, change.operator, change.occurrence, (1, 0), (1, 1))
    result = mutate_and_test([spec], _command(change.room), longest)
    if result.worker_outcome != WorkerOutcome.NORMAL:
        return change, None, ""
    return change, result.is_killed, result.diff or ""


def _measured(budget: Budget) -> str:
    return f"Measured on {datetime.now(UTC):%Y-%m-%d} ({budget.words})."


def _table(rooms: tuple[Room, ...], possible: Counter[str], noticed: Counter[str], unnoticed: Counter[str]) -> str:
    lines = ["| room | changes tried | noticed | share (95 % interval) |", "| --- | --- | --- | --- |"]
    for room in rooms:
        share = Share(noticed[room.name], noticed[room.name] + unnoticed[room.name])
        lines.append(f"| {room.name} | {share.total} of {possible[room.name]} | {share.right} | {share.shown} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
