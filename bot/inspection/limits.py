"""The limits of a process that looks into a file: set by itself, before it touches the file, for good."""

from __future__ import annotations

import resource
import signal
from contextlib import suppress
from pathlib import Path

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space: a PNG of 108 million pixels takes half of it."""

PROCESSOR_SECONDS = 20
WALL_SECONDS = 60
"""On a busy machine the processor's seconds take longer."""

_OPEN_FILES = 32  # its readers' modules are loaded when the file's kind is known

_LIMITS = {
    resource.RLIMIT_AS: MEMORY,
    resource.RLIMIT_CPU: PROCESSOR_SECONDS,
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_NOFILE: _OPEN_FILES,
    resource.RLIMIT_NPROC: 0,
}


def limit_this_process(*, processor: int | None = None) -> None:
    """Bound memory, time, output and processes; and be the first to go where the machine's memory runs out.

    `processor` is fewer of its seconds than usual.
    """
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", "ascii")
    for kind, most in _LIMITS.items():
        _bound(kind, processor if processor and kind == resource.RLIMIT_CPU else most)
    # Whoever started us kills us in time, unless it was killed itself meanwhile.
    signal.alarm(WALL_SECONDS + 10)


def _bound(kind: int, most: int) -> None:
    """Set a limit for good, or keep one that is tighter already."""
    _, hard = resource.getrlimit(kind)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    # The processor's time is told by a signal of its own one second before the end.
    told = max(bound - 1, 1) if kind == resource.RLIMIT_CPU else bound
    resource.setrlimit(kind, (told, bound))
