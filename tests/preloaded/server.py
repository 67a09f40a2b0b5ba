"""Imports the product once and forks at every request: `python -W error -m tests.preloaded.server FD`.

It ends, and its children with it, when nobody holds the other end of the socket any more.
"""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import select
import signal
import socket
import sys
import threading
from contextlib import suppress
from types import FrameType

from bot import commands
from tests.preloaded.job import A_STATUS, Job


class Server:
    """Forks, and tells whoever asked the process id at once and the exit status at the end."""

    def __init__(self, asked: socket.socket) -> None:
        self._asked = asked
        self._told: dict[int, int] = {}
        self._interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)  # that one is for the children
        self._bell, self._ringing = socket.socketpair()
        os.set_blocking(self._ringing.fileno(), False)
        signal.signal(signal.SIGCHLD, _ring)
        signal.set_wakeup_fd(self._ringing.fileno())

    def serve(self) -> Job | None:
        """Serve to the end; in a child, return its job."""
        while True:
            ready, _, _ = select.select([self._asked, self._bell], [], [])
            if self._bell in ready:
                self._bell.recv(4096)
                self._reap()
            if self._asked in ready:
                line, passed = self._receive()
                if not line:
                    self._end()
                    return None
                if self._fork(passed):
                    return Job.decode(line)

    def _receive(self) -> tuple[bytes, list[int]]:
        """A line and the four file descriptors that came with it: 0, 1, 2, and where the status goes."""
        line, passed, _, _ = socket.recv_fds(self._asked, 65536, 4)
        while line and not line.endswith(b"\n"):
            line += self._asked.recv(65536)
        return line, passed

    def _fork(self, passed: list[int]) -> bool:
        """Whether this is the child."""
        assert threading.active_count() == 1
        told = passed[3]
        if pid := os.fork():
            for each in passed[:3]:
                os.close(each)
            self._told[pid] = told
            _tell(told, pid)
            return False
        for place, each in enumerate(passed[:3]):
            os.dup2(each, place)
        for each in (*passed, *self._told.values()):
            os.close(each)
        self._let_go()
        return True

    def _let_go(self) -> None:
        """Be no server any more."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, self._interrupt)
        for end in (self._asked, self._bell, self._ringing):
            end.close()

    def _reap(self) -> None:
        while self._told:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            told = self._told.pop(pid)
            _tell(told, os.waitstatus_to_exitcode(status))
            os.close(told)

    def _end(self) -> None:
        for pid in self._told:
            os.kill(pid, signal.SIGKILL)
        self._let_go()


def _ring(_number: int, _frame: FrameType | None) -> None:
    """Nothing: that there is a handler is what rings the bell."""


def _tell(told: int, number: int) -> None:
    with suppress(BrokenPipeError):  # nobody waits for this one any more
        os.write(told, number.to_bytes(A_STATUS, "big", signed=True))


_LATE = (
    "bot.channels.telegram.channel",
    "bot.command_line",
    "bot.console_application",
    "bot.demo.making",
    "bot.own_application",
    "bot.report_application",
    "bot.web_application",
    "handlers.staff.calendar.morning",
    "handlers.staff.desk.counter",
    "store.migrating",
)
"""What the product imports where it is needed only."""


def preload() -> None:
    """Import the product, and keep the collector from walking through it in every child."""
    importlib.import_module("bot.cli")
    for found in pkgutil.iter_modules(commands.__path__, f"{commands.__name__}."):
        importlib.import_module(found.name)
    for late in _LATE:
        importlib.import_module(late)
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    preload()
    job = Server(socket.socket(fileno=int(sys.argv[1]))).serve()
    if job:
        os._exit(job.run())
