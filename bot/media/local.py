"""Files of this machine, for the terminal chat: whoever types there may read them anyway."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from handlers.files import Problem
from handlers.materials import Fetched
from handlers.messages import Media, Person

_CHUNK = 256 * 1024


async def fetch_local(person: Person, media: Media, *, limit: int) -> Fetched | Problem:  # noqa: ARG001 -- Fetch's signature
    """Read the file that the message names by its path."""
    place = Path(media.reference).expanduser() if media.reference else None
    content = await asyncio.to_thread(_read, place, limit)
    if place is None or content is None:
        return Problem.NOT_THERE
    return Fetched(_pieces(content), media.name or place.name)


def _read(place: Path | None, limit: int) -> bytes | None:
    """At most one byte beyond the limit; None for what is no file that can be read."""
    try:
        if place is None or not place.is_file():
            return None
        with place.open("rb") as file:
            return file.read(limit + 1)
    except (OSError, ValueError):  # ValueError: a path with a null byte
        return None


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), _CHUNK):
        yield content[start : start + _CHUNK]
