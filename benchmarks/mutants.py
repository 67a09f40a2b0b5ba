"""Small changes to the guarded rooms, each of which a test must notice: `make mutants`, by hand, bounded in time.

cosmic-ray makes the changes, in copies of the tree and an environment of its own. The rooms, their nearest tests
and the minutes stand in pyproject.toml under `tool.mutants`; what is tried is drawn by a fixed seed, room by room.
"""

from __future__ import annotations

import os
import random
import shlex
import shutil
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.shares import Share

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "endurance.md"
START, END = "<!-- mutants -->", "<!-- /mutants -->"
_SEED = 1
_LONGEST = 300.0  # seconds of one run of a room's tests: what takes longer hangs, and is noticed by that
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


def configured() -> tuple[float, tuple[Room, ...]]:
    """The seconds, and the rooms."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutants"]
    rooms = (Room(one["name"], tuple(one["modules"]), tuple(one["tests"])) for one in told["rooms"])
    return told["minutes"] * 60.0, tuple(rooms)


def main() -> None:
    """Try changes of every room in turn until the time is up; print what nobody noticed, and write the table."""
    seconds, rooms = configured()
    if gone := [path for room in rooms for path in room.missing()]:
        sys.exit(f"pyproject.toml, tool.mutants: not there any more: {', '.join(gone)}")
    end, noticed, unnoticed = time.monotonic() + seconds, Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        workers = ProcessPoolExecutor(os.cpu_count(), initializer=_enter_a_copy, initargs=(folder,))
        with workers:
            for room, fault in workers.map(_fault_unchanged, rooms):
                if fault:
                    sys.exit(f"{room}: its tests fail without any change:\n{fault}")
            tried = [workers.submit(_try, change, end) for change in _drawn(rooms)]
            for each in as_completed(tried):
                change, is_noticed, diff = each.result()
                if is_noticed is None:
                    continue
                (noticed if is_noticed else unnoticed)[change.room.name] += 1
                if not is_noticed:
                    print(f"nobody noticed ({change.room.name}):\n{diff}\n", flush=True)
    table = _table(rooms, noticed, unnoticed)
    print(table)
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    PAGE.write_text(f"{before}{START}\n{table}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def _drawn(rooms: tuple[Room, ...]) -> Iterator[Change]:
    """A change of each room in turn, so that all rooms get the same share of the time."""
    chance = random.Random(_SEED)
    left: dict[str, list[Change]] = defaultdict(list)
    for room in rooms:
        left[room.name] = list(_changes(room))
        chance.shuffle(left[room.name])
    while any(left.values()):
        yield from (changes.pop() for changes in left.values() if changes)


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
    words = (".venv/bin/python", "-m", "pytest", "-n0", "-x", "-q", "-p", "no:cacheprovider", *room.tests)
    return shlex.join(words)


def _fault_unchanged(room: Room) -> tuple[str, str]:
    from cosmic_ray.testing import run_tests  # noqa: PLC0415 -- see above

    outcome, output = run_tests(_command(room), 4 * _LONGEST)
    return room.name, "" if outcome == "survived" else output[-2000:]


def _try(change: Change, end: float) -> tuple[Change, bool | None, str]:
    """Whether the tests noticed the change; None where the time was up, or it is no change."""
    from cosmic_ray.mutating import mutate_and_test  # noqa: PLC0415 -- see above
    from cosmic_ray.work_item import MutationSpec, WorkerOutcome  # noqa: PLC0415 -- see above

    if time.monotonic() > end:
        return change, None, ""
    spec: Any = MutationSpec(change.module, change.operator, change.occurrence, (1, 0), (1, 1))
    result = mutate_and_test([spec], _command(change.room), _LONGEST)
    if result.worker_outcome != WorkerOutcome.NORMAL:
        return change, None, ""
    return change, result.is_killed, result.diff or ""


def _table(rooms: tuple[Room, ...], noticed: Counter[str], unnoticed: Counter[str]) -> str:
    lines = ["| room | changes tried | noticed | share (95 % interval) |", "| --- | --- | --- | --- |"]
    for room in rooms:
        share = Share(noticed[room.name], noticed[room.name] + unnoticed[room.name])
        low, high = share.interval
        lines.append(f"| {room.name} | {share.total} | {share.right} | {share.value:.3f} ({low:.3f}–{high:.3f}) |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
