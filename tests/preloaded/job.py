"""What a forked process is to run, how it is asked for, and how it becomes a process of its own."""

from __future__ import annotations

import atexit
import json
import os
import runpy
import sys
import threading
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).parents[2]
A_STATUS = 4
"""Bytes of a process id, or of an exit status, on their way back."""

_LOST = 120
"""What the interpreter ends with where its last words cannot be written."""

_UNBUFFERED = "PYTHONUNBUFFERED"


@dataclass(frozen=True)
class Job:
    """`python bot.py WORDS`, or `python -m MODULE WORDS`."""

    words: Sequence[str]
    env: Mapping[str, str]
    folder: str
    module: str | None = None

    def encode(self) -> bytes:
        """One line of JSON."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def decode(cls, line: bytes) -> Job:
        """The job of a line."""
        return cls(**json.loads(line))

    def run(self) -> int:
        """Run to the end in the place of the program that forked; the exit status is what the interpreter's is."""
        os.chdir(self.folder)
        os.environ.clear()
        os.environ.update(self.env)
        time.tzset()
        _open_streams()
        try:
            status = self._run()
        except SystemExit as end:
            status = _status_of(end)
        except BaseException:  # noqa: BLE001 -- as the interpreter does at the very top
            traceback.print_exc()
            status = 1
        return _finish(status)

    def _run(self) -> int:
        if self.module:
            sys.argv = [self.module, *self.words]
            runpy.run_module(self.module, run_name="__main__", alter_sys=True)
        else:
            sys.argv = [str(ROOT / "bot.py"), *self.words]
            runpy.run_path(sys.argv[0], run_name="__main__")
        return 0


def is_read_at_start(variable: str) -> bool:
    """Whether the interpreter reads this variable when it starts: a fork comes too late for it."""
    return variable.startswith(("PYTHON", "LC_", "LANG")) and variable != _UNBUFFERED


def _open_streams() -> None:
    """Standard streams as the interpreter opens them, on what stands at 0, 1 and 2 now."""
    sys.stdin = os.fdopen(0, encoding=sys.stdin.encoding, errors=sys.stdin.errors, newline="\n", closefd=False)
    sys.stdout = _opened(1, sys.stdout)
    sys.stderr = _opened(2, sys.stderr)
    sys.stderr.reconfigure(line_buffering=True)


def _opened(place: int, before: TextIO) -> TextIOWrapper:
    is_unbuffered = _UNBUFFERED in os.environ
    binary = os.fdopen(place, "wb", 0 if is_unbuffered else -1, closefd=False)
    return TextIOWrapper(
        binary,
        before.encoding,
        before.errors,
        newline="\n",
        line_buffering=binary.isatty(),
        write_through=is_unbuffered,
    )


def _status_of(end: SystemExit) -> int:
    if end.code is None or isinstance(end.code, int):
        return end.code or 0
    sys.stderr.write(f"{end.code}\n")
    return 1


def _finish(status: int) -> int:
    """Do what is done at the end of the interpreter, but for taking everything apart."""
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()
    atexit._run_exitfuncs()  # there is no other door to them
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return _LOST
    return status
