"""The bare echo beside which everything is measured: what it takes of the processor for a message, just now.

A machine that others use, or another machine, makes both slower; so costs are told in echoes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks import servers
from benchmarks.load import Requests, load

_MESSAGES, _CONNECTIONS = 500, 32


@dataclass(frozen=True, slots=True)
class Echo:
    """One that runs."""

    server: servers.Server
    requests: Requests

    def milliseconds(self) -> float:
        """Processor milliseconds a message."""
        return asyncio.run(load(self.server, _CONNECTIONS, self.requests.take(_MESSAGES))).milliseconds


@contextmanager
def running_echo(requests: Requests) -> Iterator[Echo]:
    with servers.echo() as server:
        echo = Echo(server, requests)
        echo.milliseconds()  # warm
        yield echo
