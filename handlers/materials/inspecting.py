"""One file looked into: what takes files in asks for it by this protocol, and knows of no process."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from handlers.filekinds import Findings, Problem
from handlers.materials.filetypes import inspect_file


class Inspect(Protocol):
    """Looks into a file that came from a stranger. It answers in bounded time and memory, whatever the file is."""

    async def __call__(self, path: Path, *, cards: bool) -> Findings | Problem:
        """Tell what the file is; a picture that looks like a card is taken only where `cards` are asked for."""
        ...


def look_into(content: bytes, *, cards: bool) -> Findings | Problem:
    """Look into a file here and now, for as long and with as much memory as it takes."""
    try:
        found = inspect_file(content)
        if cards or isinstance(found, Problem) or found.copy is None:
            return found
        from handlers.materials.cards import is_card_picture  # noqa: PLC0415 -- numpy, for pictures alone

        return Problem.CARD if is_card_picture(found.copy) else found
    except MemoryError:
        return Problem.BOMB
