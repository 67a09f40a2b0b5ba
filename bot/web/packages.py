"""A ZIP that is sent as it is made: so many at a time, and only to browsers that go on taking it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import structlog
from aiohttp import web

from bot.web import file_responses
from bot.web.headers import own_headers
from store.files import ChangedFileError

AT_ONCE = 2
"""Packages that an area makes at a time: each holds an original of up to 20 MB in memory."""

PATIENCE = 60.0
"""Seconds within which a browser takes the next bytes: one that sleeps holds up everybody else's packages."""

_CHUNK = 256 * 1024

_LOG = structlog.get_logger(__name__)


async def send_package(request: web.Request, name: str, pieces: AsyncIterator[bytes]) -> web.StreamResponse:
    """Send the bytes as fast as they are taken.

    What was sent cannot be taken back: where an original changed meanwhile, or nothing moves on the line, that is
    cut, and no program opens the package.
    """
    response = web.StreamResponse(headers=own_headers() | file_responses.saved_as(name))
    response.content_type = "application/zip"
    await response.prepare(request)
    try:
        async for piece in pieces:
            for start in range(0, len(piece), _CHUNK):
                async with asyncio.timeout(PATIENCE):
                    await response.write(piece[start : start + _CHUNK])
    except (ChangedFileError, OSError) as error:  # a time that is over is one
        _LOG.error("package broken off", error=type(error).__name__)
        if request.transport is not None:
            request.transport.abort()
    return response
