"""Has files looked into as they come in, a process each."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import structlog

from bot.inspection import child
from bot.inspection.limits import WALL_SECONDS
from bot.inspection.report import MOST_BYTES, read_report
from bot.inspection.running import AT_ONCE, MOST_WAITING, TIMEOUT, Runner, outcome_of
from handlers.filekinds import Findings, Problem

COMMAND = (sys.executable, "-P", "-s", "-B", "-m", child.__name__)

_LOG = structlog.get_logger(__name__)


class Inspector:
    """An `Inspect`. Its owner closes it. A file waits `timeout` seconds for its turn, and then has `seconds`."""

    def __init__(
        self,
        command: Sequence[str] = COMMAND,
        *,
        at_once: int = AT_ONCE,
        most_waiting: int = MOST_WAITING,
        timeout: float = TIMEOUT,
        seconds: float = WALL_SECONDS,
    ) -> None:
        self._command = command
        self._runner = Runner(
            most_bytes=MOST_BYTES, at_once=at_once, most_waiting=most_waiting, timeout=timeout, seconds=seconds
        )

    @property
    def running(self) -> tuple[int, ...]:
        """The processes that there are now."""
        return self._runner.running

    async def __call__(self, path: Path, *, cards: bool) -> Findings | Problem:
        """Look into the file at this path."""
        arguments = (child.CARDS,) if cards else ()
        try:
            with path.open("rb") as source:
                ended = await self._runner.run((*self._command, *arguments), source)
        except OSError as error:
            _LOG.error("file check does not start", error=type(error).__name__)
            return Problem.UNCHECKED
        return ended if isinstance(ended, Problem) else outcome_of(ended, read_report)

    async def close(self) -> None:
        """End whatever runs."""
        await self._runner.close()
