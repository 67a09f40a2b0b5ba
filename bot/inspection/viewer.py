"""Has viewing copies made, a process each, apart from the files that come in: neither waits for the other."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import BinaryIO

from bot.inspection import view_child
from bot.inspection.running import Runner, outcome_of
from bot.inspection.view_report import MOST_BYTES, read_view
from handlers.filekinds import FileKind, Problem
from handlers.materials.view_copies import ViewCopy

COMMAND = (sys.executable, "-P", "-s", "-B", "-m", view_child.__name__)

_SECONDS = 30.0
_TIMEOUT = 20.0
"""Somebody looks at the page meanwhile."""


class Viewer:
    """Its owner closes it."""

    def __init__(
        self, command: Sequence[str] = COMMAND, *, timeout: float = _TIMEOUT, seconds: float = _SECONDS
    ) -> None:
        self._command = command
        self._runner = Runner(most_bytes=MOST_BYTES, timeout=timeout, seconds=seconds)

    async def __call__(self, source: BinaryIO, kind: FileKind, page: int) -> ViewCopy | Problem:
        """Make the copy of a page, or of the whole where the kind has none; the file is read by the process."""
        ended = await self._runner.run((*self._command, kind.value, str(page)), source)
        return ended if isinstance(ended, Problem) else outcome_of(ended, read_view)

    async def close(self) -> None:
        """End whatever runs."""
        await self._runner.close()
