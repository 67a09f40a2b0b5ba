"""A forked process as a test holds it: what tests use of `subprocess.Popen`."""

from __future__ import annotations

import atexit
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Self

from tests.preloaded.job import A_STATUS, ROOT, Job, is_read_at_start

PATIENCE = 300
"""Seconds for a whole program: to make the demonstration takes a minute where ten share a processor."""

_ASKING = threading.Lock()
"""One request at a time: tests ask from threads as well."""


class Process:
    """Runs from the moment it is made; is killed and closes its pipes at the end of a `with`."""

    def __init__(self, *words: str, env: Mapping[str, str], module: str | None = None) -> None:
        _refuse_late(env)
        theirs_in, ours_in = os.pipe()
        ours_out, theirs_out = os.pipe()
        ours_err, theirs_err = os.pipe()
        self._told, telling = os.pipe()
        self.stdin = os.fdopen(ours_in, "wb")
        self.stdout, self.stderr = os.fdopen(ours_out, "rb"), os.fdopen(ours_err, "rb")
        self.returncode: int | None = None
        job = Job(words, dict(env), str(Path.cwd()), module)
        with _ASKING:
            _send(job, [theirs_in, theirs_out, theirs_err, telling])
            self.pid = self._read()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()
        self.wait()
        for pipe in (self.stdin, self.stdout, self.stderr):
            with suppress(BrokenPipeError):
                pipe.close()

    def poll(self) -> int | None:
        """The exit status, or None while it runs."""
        return self._wait(0)

    def wait(self, timeout: float | None = None) -> int:
        """The exit status; -9 after kill -9.

        Raises:
            TimeoutExpired: it still runs.
        """
        status = self._wait(timeout)
        if status is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return status

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill it, as by kill -9."""
        self.send_signal(signal.SIGKILL)

    def communicate(self, typed: bytes = b"", timeout: float = PATIENCE) -> tuple[bytes, bytes]:
        """Type all this and end the input; what it wrote to its end.

        Raises:
            TimeoutExpired: it was killed because it had not ended by then.
        """
        killing, end = threading.Timer(timeout, self.kill), time.monotonic() + timeout
        killing.start()
        with ThreadPoolExecutor(2) as readers:
            said = [readers.submit(pipe.read) for pipe in (self.stdout, self.stderr)]
            with suppress(BrokenPipeError), self.stdin:
                self.stdin.write(typed)
            out, err = (each.result() for each in said)
        killing.cancel()
        killing.join()
        if self.wait() == -signal.SIGKILL and time.monotonic() >= end:
            raise subprocess.TimeoutExpired(str(self.pid), timeout, out, err)
        return out, err

    def _wait(self, timeout: float | None) -> int | None:
        if self.returncode is None:
            ready, _, _ = select.select([self._told], [], [], timeout)
            if ready:
                self.returncode = self._read()
                os.close(self._told)
        return self.returncode

    def _read(self) -> int:
        told = os.read(self._told, A_STATUS)
        assert told, "the server of processes has ended: see its standard error"
        return int.from_bytes(told, "big", signed=True)


@cache
def _server() -> socket.socket:
    """The socket to this worker's server, which ends when the worker does, however that is."""
    ours, theirs = socket.socketpair()
    started = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.preloaded.server", str(theirs.fileno())],
        cwd=ROOT,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},  # its threads would be there at the fork
        stdin=subprocess.DEVNULL,
        pass_fds=[theirs.fileno()],
    )
    theirs.close()

    def end() -> None:
        ours.close()
        started.wait()

    atexit.register(end)
    return ours


def _send(job: Job, passed: list[int]) -> None:
    """Hand the job over with its file descriptors, which are the server's from then on."""
    line, server = job.encode(), _server()
    try:
        sent = socket.send_fds(server, [line], passed)
        server.sendall(line[sent:])
    finally:
        for each in passed:
            os.close(each)


def _refuse_late(env: Mapping[str, str]) -> None:
    """What the interpreter reads when it starts comes too late for a fork."""
    late = {name for name, value in env.items() if is_read_at_start(name) and os.environ.get(name) != value}
    assert not late, f"start it literally: {late} are read when the interpreter starts"
