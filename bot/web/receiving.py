"""Files out of a form: streamed part by part, bounded in bytes and in time; nothing is ever whole in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import TypeVar

from aiohttp import BodyPartReader, hdrs, web
from aiohttp.http_exceptions import HttpProcessingError

from handlers.materials.allowances import MOST_BYTES_TOGETHER, MOST_FILES

FORM_BYTES = 1024 * 1024
"""What a form has around its files, at most."""

_MOST_BODY = MOST_BYTES_TOGETHER + FORM_BYTES
_MOST_PARTS = MOST_FILES + 10
_LONGEST_FIELD = 1000
_CHUNK = 64 * 1024

SECONDS = 900.0
"""For a whole form: 200 MB on a village's line."""

_SILENCE = 30.0
"""Seconds without a byte after which nobody is waited for."""

_BROKEN = (web.RequestPayloadError, HttpProcessingError, ConnectionError, EOFError, ValueError, LookupError)
"""What aiohttp raises for a form that is cut, bent or no form: LookupError is an unknown charset."""

_T = TypeVar("_T")

Take = Callable[[Mapping[str, str], AsyncIterator[bytes], str], Awaitable[_T]]
"""Takes one file: the fields that stood before it, its bytes as they come, its name."""


class _TooMuchError(Exception):
    """More bytes than a form may have."""


async def receive_files(
    request: web.Request, take: Take[_T], *, seconds: float = SECONDS
) -> list[_T] | HTTPStatus:
    """Take every file of a form in its order, or return the status to refuse the form with.

    Files that were taken before the form broke off stay taken.
    """
    if (request.content_length or 0) > _MOST_BODY:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if request.content_type != "multipart/form-data":
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    try:
        async with asyncio.timeout(seconds):
            return await _take_parts(request, take)
    except TimeoutError:
        return HTTPStatus.REQUEST_TIMEOUT
    except _TooMuchError:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    except _BROKEN:
        return HTTPStatus.BAD_REQUEST


async def _take_parts(request: web.Request, take: Take[_T]) -> list[_T]:
    fields: dict[str, str] = {}
    taken: list[_T] = []
    counted = _Counted()
    reader = await request.multipart()
    for _number in range(_MOST_PARTS):
        part = await reader.next()
        if part is None:
            return taken
        if not isinstance(part, BodyPartReader) or hdrs.CONTENT_TRANSFER_ENCODING in part.headers:
            raise ValueError("no browser sends that")
        chunks = counted.chunks(part)
        if part.filename is None:
            fields[part.name or ""] = await _field(chunks)
        elif part.filename:  # a chooser that was left empty sends a file without a name
            taken.append(await take(fields, chunks, part.filename))
        async for _ in chunks:  # the rest of a file that was refused half-way
            pass
    raise _TooMuchError


async def _field(chunks: AsyncIterator[bytes]) -> str:
    value = bytearray()
    async for chunk in chunks:
        value += chunk
        if len(value) > _LONGEST_FIELD:
            raise _TooMuchError
    return value.decode("utf-8", "replace").strip()


class _Counted:
    """Counts the bytes of all parts together."""

    def __init__(self) -> None:
        self._bytes = 0

    async def chunks(self, part: BodyPartReader) -> AsyncIterator[bytes]:
        """The part's bytes, never waiting long for the next."""
        while True:
            async with asyncio.timeout(_SILENCE):
                chunk = await part.read_chunk(_CHUNK)
            if not chunk:
                return
            self._bytes += len(chunk)
            if self._bytes > _MOST_BODY:
                raise _TooMuchError
            yield chunk
