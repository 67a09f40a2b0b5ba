"""The body of a request: bounded in size and time, and whatever is wrong with it is the sender's fault."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from urllib.parse import parse_qsl

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

MAX_BODY = 256 * 1024
"""Bytes after unpacking: no public door needs a larger body."""

SECONDS = 10.0
"""For a form to arrive; whoever takes longer holds a connection open."""

_CHUNK = 64 * 1024
_MOST_FIELDS = 20

# What aiohttp raises for a Content-Encoding that the body does not keep to, broken chunks, and a lost connection.
_BROKEN = (web.RequestPayloadError, HttpProcessingError, ConnectionError, EOFError)


async def read_body(request: web.Request, *, deadline: float, limit: int = MAX_BODY) -> bytes | HTTPStatus:
    """Read the body until the loop's time `deadline`, or return the status to refuse it with."""
    body = bytearray()
    try:
        if request.content.is_eof():  # it came together with its head, as nearly every message does
            whole = request.content.read_nowait()
            return whole if len(whole) <= limit else HTTPStatus.REQUEST_ENTITY_TOO_LARGE
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


async def read_form(
    request: web.Request, *, seconds: float = SECONDS, limit: int = MAX_BODY, most: int = _MOST_FIELDS
) -> dict[str, str] | HTTPStatus:
    """Read the fields, stripped, or return the status to refuse them with.

    The forms of our pages are URL-encoded UTF-8, and nothing else is read.
    """
    deadline = asyncio.get_running_loop().time() + seconds
    body = await read_body(request, deadline=deadline, limit=limit)
    if isinstance(body, HTTPStatus):
        return body
    try:
        fields = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=most)
    except ValueError:  # more fields than any form of ours has
        return HTTPStatus.BAD_REQUEST
    # No keyboard types a NUL, and PostgreSQL takes none.
    return {name.replace("\0", ""): value.replace("\0", "").strip() for name, value in fields}
