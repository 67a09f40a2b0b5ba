"""The AES webhook with durable dedupe on SQLite, beside a bare wechatpy + aiohttp echo, in turn and in one run.

Run `.venv/bin/python -m benchmarks.bench webhook`.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import servers
from benchmarks.legs import Figures, Leg, Round
from benchmarks.load import Requests, load
from benchmarks.questions import all_questions

_AGAIN = 50
"""Texts that are asked over and over, each by somebody else."""

_WARM = 1000
"""Messages before the first that counts: expressions, tables and statements are made ready at their first use."""


@dataclass(frozen=True, slots=True)
class _Way:
    name: str
    connections: int
    messages: int
    requests: Requests


@contextmanager
def _opened() -> Iterator[Round]:
    texts = all_questions()
    distinct, again = Requests(texts[_AGAIN:]), Requests(texts[:_AGAIN])
    ways = (
        _Way("distinct_32", 32, 1200, distinct),
        _Way("again_32", 32, 1200, again),
        _Way("distinct_1", 1, 250, distinct),
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        servers.product(Path(folder)) as product,
        servers.echo() as echo,
    ):
        for way in ways:
            for server in (product, echo):
                asyncio.run(load(server, way.connections, way.requests.take(_WARM)))
        yield lambda: {name: value for way in ways for name, value in _beside(way, product, echo).items()}


def _beside(way: _Way, product: servers.Server, echo: servers.Server) -> Figures:
    ours = asyncio.run(load(product, way.connections, way.requests.take(way.messages)))
    theirs = asyncio.run(load(echo, way.connections, way.requests.take(way.messages)))
    return {
        f"webhook_{way.name}": theirs.milliseconds / ours.milliseconds,
        f"webhook_{way.name}_wall": ours.rate / theirs.rate,
        f"webhook_{way.name}_ms": ours.milliseconds,
    }


LEG = Leg(_opened)
