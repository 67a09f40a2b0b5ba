"""Files looked into in the test's own process: for tests that are about something else."""

from __future__ import annotations

from pathlib import Path

from handlers.materials.files import Findings, Problem
from handlers.materials.inspecting import look_into


async def inspect_here(path: Path, *, cards: bool) -> Findings | Problem:
    return look_into(path.read_bytes(), cards=cards)  # noqa: ASYNC240 -- nobody else waits
