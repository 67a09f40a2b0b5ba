"""A process with bounds: what it is given, what ends it, and that nothing of it is left."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.inspection.inspector import Inspector
from bot.inspection.process import Cause, Ended, LimitedProcess
from bot.inspection.report import read_report
from bot.inspection.running import ENVIRONMENT, outcome_of
from handlers.filekinds import FileKind, Findings, Problem
from tests.handlers.materials import samples

_MINUTE = 60.0

_LIMITED = """
import resource, signal, sys
from bot.inspection import limits
limits._LIMITS[resource.RLIMIT_CPU] = 2
limits.limit_this_process()
"""
_SLEEPS = "import time; time.sleep(1000)"


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-P", "-s", "-B", "-c", code)


async def ran(code: str, *, most: int = 10_000, seconds: float = _MINUTE) -> Ended:
    process = _started(code)
    return await process.close(await process.read(most=most, seconds=seconds))


def _started(code: str) -> LimitedProcess:
    with Path(os.devnull).open("rb") as source:
        return LimitedProcess(python(code), source, environment=ENVIRONMENT)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(_MINUTE):
        while not holds():  # noqa: ASYNC110 -- the inspector tells nobody when it starts one
            await asyncio.sleep(0)


async def test_it_is_given_nothing_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EZHEN_WECHAT__APP_SECRET", "s3cret")
    with (tmp_path / "open").open("wb") as held:
        os.set_inheritable(held.fileno(), True)  # noqa: FBT003 -- takes no keyword
        ended = await ran(
            "import os; listed = os.listdir('/proc/self/fd'); "
            "there = [fd for fd in listed if os.path.exists(f'/proc/self/fd/{fd}')]; "
            "print(sorted(os.environ), os.getcwd(), sorted(there), os.getpgrp() == os.getpid())"
        )
    told = ended.output.decode()
    names, rest = told.split("] ", 1)
    assert {name.strip(" '") for name in names.strip("[").split(",")} <= {*ENVIRONMENT, "LC_CTYPE"}
    assert rest.strip() == "/ ['0', '1', '2'] True"


async def test_time_memory_files_and_processes_end_by_its_own_limits() -> None:
    looping = await ran(_LIMITED + "\nwhile True: pass")
    assert (looping.code, outcome_of(looping, read_report)) == (-signal.SIGXCPU, Problem.TOO_SLOW)
    told = await ran(
        _LIMITED
        + """
for name in ("RLIMIT_AS", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CORE", "RLIMIT_NPROC"):
    print(resource.getrlimit(getattr(resource, name)))
try:
    bytearray(2 << 30)
except MemoryError:
    print("no memory")
import tempfile
try:
    tempfile.TemporaryFile(buffering=0).write(b"x")
except OSError as error:
    print(type(error).__name__)
import signal
print(0 < signal.alarm(0) <= limits.WALL_SECONDS + 10)
"""
    )
    size = 1 << 30
    assert told.output.decode().splitlines() == [
        f"({size}, {size})", "(0, 0)", "(32, 32)", "(0, 0)", "(0, 0)", "no memory", "FileNotFoundError", "True",
    ]  # fmt: skip


async def test_one_that_hangs_or_writes_without_end_is_killed_with_all_its_children() -> None:
    hung = await ran(_SLEEPS, seconds=0.01)
    assert (hung.cause, hung.code, outcome_of(hung, read_report)) == (
        Cause.TIME,
        -signal.SIGKILL,
        Problem.TOO_SLOW,
    )
    wrote = await ran("import sys\nwhile True: sys.stdout.write('x' * 9999)", most=50_000)
    assert (wrote.cause, wrote.code, outcome_of(wrote, read_report)) == (
        Cause.OUTPUT,
        -signal.SIGKILL,
        Problem.BOMB,
    )
    assert len(wrote.output) < 200_000
    # A grandchild holds the pipe too: it is closed only when the last of the group is gone.
    family = _started("import subprocess; subprocess.Popen(['sleep', '1000']); print('x' * 20000, flush=True)")
    cause = await family.read(most=10_000, seconds=_MINUTE)
    assert (await family.close(cause)).cause is Cause.OUTPUT
    assert family._is_over.is_set()


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", Problem.DAMAGED),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", Problem.BOMB),
        ("raise SystemExit(1)", Problem.UNCHECKED),
        ("print('no report')", Problem.UNCHECKED),
        ("""print('{"problem": null}')""", Problem.UNCHECKED),
        ("""print('{"kind": "PDF", "copy_size": 3}'); print('abc', end='')""", Problem.UNCHECKED),
        ("""print('{"kind": "JPG", "copy_size": 3}'); print('abc', end='')""", Problem.UNCHECKED),
        ("""print('{"kind": "XML", "invoice": "1); DROP TABLE"}')""", Problem.UNCHECKED),
        ("""print('{"kind": "PDF"}')""", None),
    ],
)
async def test_what_it_reports_is_believed_only_where_it_makes_sense(code: str, problem: Problem | None) -> None:
    assert outcome_of(await ran(code), read_report) == (problem or Findings(FileKind.PDF))


async def test_so_many_at_once_and_so_many_wait_and_the_next_is_asked_to_come_again(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_bytes(samples.pdf())
    inspector = Inspector(command=python(_SLEEPS), at_once=1, most_waiting=1, timeout=10 * _MINUTE)
    threads = set(threading.enumerate())
    first, second = (asyncio.create_task(inspector(place, cards=False)) for _ in range(2))
    await until(lambda: len(inspector.running) == 1)
    async with asyncio.timeout(_MINUTE):
        assert await inspector(place, cards=False) is Problem.BUSY
    pids = inspector.running
    (pid,) = pids
    first.cancel()
    await asyncio.wait({first})
    await until(lambda: bool(set(inspector.running) - {pid}))  # the second has its turn now
    await inspector.close()
    assert await second is Problem.BOMB
    assert not inspector.running
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert set(threading.enumerate()) <= threads


async def test_nobody_waits_for_ever_for_a_turn_or_for_the_end_of_a_check(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_bytes(samples.pdf())
    inspector = Inspector(command=python(_SLEEPS), at_once=1, timeout=0.01)
    first = asyncio.create_task(inspector(place, cards=False))
    await until(lambda: len(inspector.running) == 1)
    async with asyncio.timeout(_MINUTE):
        assert await Inspector(command=python(_SLEEPS), seconds=0.01)(place, cards=False) is Problem.TOO_SLOW
        assert await inspector(place, cards=False) is Problem.BUSY
    await inspector.close()
    assert await first is Problem.BOMB


async def test_a_system_that_starts_no_process_keeps_nothing(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_bytes(samples.pdf())
    assert await Inspector(command=("/no/such/python",))(place, cards=False) is Problem.UNCHECKED
