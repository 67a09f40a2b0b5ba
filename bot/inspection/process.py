"""A process with bounds: started with nothing of ours, read up to a size and a time, surely ended as a group."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from enum import Enum
from typing import BinaryIO

from msgspec import Struct

_CHUNK = 64 * 1024
_GRACE = 10.0
"""Seconds within which the system ends a process that was killed."""


class Cause(Enum):
    """Why a process is no longer read."""

    END = "end"  # it closed its output
    TIME = "time"
    OUTPUT = "output"  # it wrote more than it may


class Ended(Struct, frozen=True):
    """What became of a process. `code` is its exit status, or minus the signal; `peak` is its memory in bytes."""

    cause: Cause
    output: bytes
    code: int
    peak: int


class LimitedProcess:
    """One process. Whoever starts it awaits `ended`, and then `close` whatever happened.

    Raises:
        OSError: the system starts none.
    """

    def __init__(self, command: Sequence[str], source: BinaryIO, *, environment: dict[str, str]) -> None:
        # A session of its own is a group of its own; files are closed, the folder is nobody's, errors go nowhere.
        self._process = subprocess.Popen(  # noqa: S603 -- the command is ours
            command,
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd="/",
            start_new_session=True,
        )
        assert self._process.stdout is not None
        self._pipe = self._process.stdout
        self._output = bytearray()
        self._is_over = asyncio.Event()
        os.set_blocking(self._pipe.fileno(), False)

    @property
    def pid(self) -> int:
        """The process and its group."""
        return self._process.pid

    async def read(self, *, most: int, seconds: float) -> Cause:
        """Read until it closes its output, writes more than `most` bytes, or `seconds` are over."""
        enough = asyncio.Event()
        asyncio.get_running_loop().add_reader(self._pipe.fileno(), self._take, most, enough)
        try:
            async with asyncio.timeout(seconds):
                await enough.wait()
        except TimeoutError:
            return Cause.TIME
        return Cause.END if self._is_over.is_set() else Cause.OUTPUT

    def kill(self) -> None:
        """End the whole group at once; until `close` its number is nobody else's."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    async def close(self, cause: Cause) -> Ended:
        """Wait until it is over, and give everything back.

        A process gives its memory back first and closes its files then: once the pipe is closed nothing is left
        to wait for.
        """
        self.kill()
        with suppress(TimeoutError):
            async with asyncio.timeout(_GRACE):
                await self._is_over.wait()
        asyncio.get_running_loop().remove_reader(self._pipe.fileno())
        self._pipe.close()
        return Ended(cause, bytes(self._output), *self._reap())

    def _reap(self) -> tuple[int, int]:
        """The exit code and the most memory it had; one that the system cannot end is left to the system."""
        pid, status, usage = os.wait4(self._process.pid, 0 if self._is_over.is_set() else os.WNOHANG)
        code = os.waitstatus_to_exitcode(status) if pid else -signal.SIGKILL
        self._process.returncode = code
        return code, usage.ru_maxrss * 1024

    def _take(self, most: int, enough: asyncio.Event) -> None:
        try:
            chunk = os.read(self._pipe.fileno(), _CHUNK)
        except BlockingIOError:
            return
        if not chunk:
            self._is_over.set()
            asyncio.get_running_loop().remove_reader(self._pipe.fileno())
        elif len(self._output) <= most:
            self._output += chunk
        if not chunk or len(self._output) > most:
            enough.set()
