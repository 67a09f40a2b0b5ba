"""Files looked into in the test's own process, and nobody's counted: for tests that are about something else."""

from __future__ import annotations

from pathlib import Path

from handlers.filekinds import Findings, Problem
from handlers.materials.allowances import ONE_FILE, Allowance
from handlers.materials.inspecting import look_into
from handlers.messages import Person


async def inspect_here(path: Path, *, cards: bool) -> Findings | Problem:
    return look_into(path.read_bytes(), cards=cards)  # noqa: ASYNC240 -- nobody else waits


class Unlimited:
    """`Allowances` without end."""

    async def reserve(self, person: Person, draft: int) -> Allowance:
        return ONE_FILE

    async def settle(self, allowance: Allowance, used: int) -> None:
        return None
