"""Start to ready, and resident memory: on a new database, so with its making.

Run `.venv/bin/python -m benchmarks.bench startup`.
"""

from __future__ import annotations

import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import servers
from benchmarks.legs import Figures, Leg, Round
from benchmarks.processor import processor_seconds, resident_mb


@contextmanager
def _opened() -> Iterator[Round]:
    _start()  # compiles what was not compiled yet
    yield _start


def _start() -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        with servers.product(Path(folder)) as server:
            with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/health") as answer:
                assert answer.status == 200
            busy = processor_seconds(server.pid)
            return {
                "start_cpu_s": busy,
                "start_echoes": busy * 1000,
                "start_wall_s": time.perf_counter() - began,
                "start_mb": resident_mb(server.pid),
            }


LEG = Leg(_opened, rounds=5)
