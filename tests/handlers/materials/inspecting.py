"""Files looked into and copied in the test's own process, nobody's counted: for tests about something else."""

from __future__ import annotations

from pathlib import Path

from handlers.filekinds import Findings, Problem, Stripped
from handlers.materials.allowances import ONE_FILE, Allowance
from handlers.materials.inspecting import look_into
from handlers.materials.stripping import strip
from handlers.messages import Person


async def inspect_here(path: Path, *, cards: bool) -> Findings | Problem:
    return look_into(path.read_bytes(), cards=cards)  # noqa: ASYNC240 -- nobody else waits


async def strip_here(content: bytes) -> Stripped | Problem:
    return strip(content)


class Unlimited:
    """`Allowances` without end."""

    async def reserve(self, person: Person, draft: int) -> Allowance:
        return ONE_FILE

    async def settle(self, allowance: Allowance, used: int) -> None:
        return None
