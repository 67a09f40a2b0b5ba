"""Runs processes with limits over files: so many at once, so many waiting, and nobody for ever."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, TypeVar

import structlog

from bot.inspection import limits
from bot.inspection.limits import WALL_SECONDS
from bot.inspection.process import Cause, Ended, LimitedProcess
from handlers.filekinds import Problem

AT_ONCE = 2
MOST_WAITING = 16
"""Files that wait for their turn; whoever comes then is asked to come again."""

TIMEOUT = 120.0
"""Seconds to wait for one's turn."""

ENVIRONMENT = {
    "PYTHONPATH": str(Path(limits.__file__).resolve().parents[2]),
    "OPENBLAS_NUM_THREADS": "1",  # address space for no thread that is not needed
}
_TIME_SIGNALS = frozenset({-signal.SIGXCPU, -signal.SIGALRM})

_Found = TypeVar("_Found")
_LOG = structlog.get_logger(__name__)


class Runner:
    """Its owner closes it. A file waits `timeout` seconds for its turn, and then has `seconds`."""

    def __init__(
        self,
        *,
        most_bytes: int,
        at_once: int = AT_ONCE,
        most_waiting: int = MOST_WAITING,
        timeout: float = TIMEOUT,
        seconds: float = WALL_SECONDS,
    ) -> None:
        self._most_bytes = most_bytes
        self._timeout = timeout
        self._seconds = seconds
        self._slots = asyncio.Semaphore(at_once)
        self._most_waiting = most_waiting
        self._waiting = 0
        self._running: set[LimitedProcess] = set()
        self._ending: set[asyncio.Task[Ended]] = set()

    @property
    def running(self) -> tuple[int, ...]:
        """The processes that there are now."""
        return tuple(process.pid for process in self._running)

    async def run(self, command: Sequence[str], source: BinaryIO) -> Ended | Problem:
        """Give the file to a process, and read what it says; a problem where none could be started."""
        if not await self._take_slot():
            return Problem.BUSY
        try:
            return await self._run(command, source)
        except OSError as error:
            _LOG.error("file check does not start", error=type(error).__name__)
            return Problem.UNCHECKED
        finally:
            self._slots.release()

    async def close(self) -> None:
        """End whatever runs."""
        for process in self._running:
            process.kill()
        await asyncio.gather(*self._ending, return_exceptions=True)

    async def _take_slot(self) -> bool:
        if self._slots.locked() and self._waiting >= self._most_waiting:
            return False
        self._waiting += 1
        try:
            async with asyncio.timeout(self._timeout):
                await self._slots.acquire()
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1
        return True

    async def _run(self, command: Sequence[str], source: BinaryIO) -> Ended:
        process = LimitedProcess(command, source, environment=ENVIRONMENT)
        self._running.add(process)
        cause = Cause.TIME
        try:
            cause = await process.read(most=self._most_bytes, seconds=self._seconds)
        finally:
            process.kill()
            # Whoever asked may go away; the process is waited for all the same.
            ending = asyncio.create_task(self._end(process, cause))
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)
        return await asyncio.shield(ending)

    async def _end(self, process: LimitedProcess, cause: Cause) -> Ended:
        try:
            return await process.close(cause)
        finally:
            self._running.discard(process)


def outcome_of(ended: Ended, read: Callable[[bytes], _Found]) -> _Found | Problem:
    """What the report says, or what it means that there is none. `read` raises ValueError on what is no report."""
    if has_ended_well(ended):
        try:
            return read(ended.output)
        except ValueError:
            return failure_of(ended)
    return failure_of(ended)


def has_ended_well(ended: Ended) -> bool:
    """Whether there is a whole report to read."""
    return ended.cause is Cause.END and ended.code == 0


def failure_of(ended: Ended) -> Problem:
    """What it means that there is no report that makes sense: of the file, or of us."""
    if has_ended_well(ended):
        return _failed(ended, Problem.UNCHECKED)
    if ended.cause is Cause.TIME or ended.code in _TIME_SIGNALS:
        return _failed(ended, Problem.TOO_SLOW)
    if ended.cause is Cause.OUTPUT or ended.code == -signal.SIGKILL:  # by the system, whose memory ran out
        return _failed(ended, Problem.BOMB)
    return _failed(ended, Problem.DAMAGED if ended.code < 0 else Problem.UNCHECKED)


def _failed(ended: Ended, problem: Problem) -> Problem:
    """A file that ends its process is no fault of ours; one that cannot be checked is."""
    tell = _LOG.error if problem is Problem.UNCHECKED else _LOG.info
    tell("file check broken off", cause=ended.cause.value, code=ended.code, peak=ended.peak, problem=problem.value)
    return problem
