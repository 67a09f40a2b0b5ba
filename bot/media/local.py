"""Files of this machine, for the terminal chat: whoever types there may read them anyway."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from handlers.filekinds import Problem
from handlers.materials.handing_in import Fetched
from handlers.messages import Media, Person

_CHUNK = 256 * 1024


async def fetch_local(person: Person, media: Media, *, limit: int) -> Fetched | Problem:  # noqa: ARG001 -- Fetch's signature
    """Read the file that the message names by its path."""
    content = await asyncio.to_thread(_read, media.reference, limit)
    if content is None:
        return Problem.NOT_THERE
    return Fetched(_pieces(content), media.name or media.reference)


def _read(path: str, limit: int) -> bytes | None:
    """At most one byte beyond the limit; None for what is no file that can be read."""
    try:
        place = Path(path).expanduser()
        if not place.is_file():  # a pipe would be waited for
            return None
        with place.open("rb") as file:
            return file.read(limit + 1)
    except (OSError, ValueError, RuntimeError):  # a null byte in the path, a home that nobody has
        return None


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), _CHUNK):
        yield content[start : start + _CHUNK]
