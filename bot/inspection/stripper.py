"""Has copies without traces made, a process each. Its files lie in memory: nothing of them comes to a disk."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from bot.inspection import strip_child
from bot.inspection.limits import WALL_SECONDS
from bot.inspection.running import TIMEOUT, Runner, outcome_of
from bot.inspection.strip_report import MOST_BYTES, read_stripped
from handlers.filekinds import Problem, Stripped

COMMAND = (sys.executable, "-P", "-s", "-B", "-m", strip_child.__name__)


class Stripper:
    """A `Strip`. Its owner closes it."""

    def __init__(
        self, command: Sequence[str] = COMMAND, *, timeout: float = TIMEOUT, seconds: float = WALL_SECONDS
    ) -> None:
        self._command = command
        self._runner = Runner(most_bytes=MOST_BYTES, timeout=timeout, seconds=seconds)

    async def __call__(self, content: bytes) -> Stripped | Problem:
        """Look through a file, and copy it."""
        # A file without a name that lies in memory: what is read from it leaves nothing anywhere.
        with os.fdopen(os.memfd_create("file"), "w+b") as source:
            source.write(content)
            source.seek(0)
            ended = await self._runner.run(self._command, source)
        return ended if isinstance(ended, Problem) else outcome_of(ended, read_stripped)

    async def close(self) -> None:
        """End whatever runs."""
        await self._runner.close()
