"""The body of a request: bounded in size and time, and whatever is wrong with it is the sender's fault."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

MAX_BODY = 256 * 1024
"""Bytes after unpacking: no public door needs a larger body."""

SECONDS = 10.0
"""For a form to arrive; whoever takes longer holds a connection open."""

_CHUNK = 64 * 1024

# What aiohttp raises for a Content-Encoding that the body does not keep to, broken chunks, and a lost connection.
_BROKEN = (web.RequestPayloadError, HttpProcessingError, ConnectionError, EOFError)


async def read_body(request: web.Request, *, deadline: float, limit: int = MAX_BODY) -> bytes | HTTPStatus:
    """Read the body until the loop's time `deadline`, or return the status to refuse it with."""
    body = bytearray()
    try:
        async with asyncio.timeout_at(deadline):
            async for chunk in request.content.iter_chunked(_CHUNK):
                body += chunk
                if len(body) > limit:
                    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    except TimeoutError:
        return HTTPStatus.REQUEST_TIMEOUT
    except _BROKEN:
        return HTTPStatus.BAD_REQUEST
    return bytes(body)
