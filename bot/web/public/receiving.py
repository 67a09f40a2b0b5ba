"""Files out of a form: streamed part by part, bounded in bytes and in time; nothing is ever whole in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import TypeVar

from aiohttp import BodyPartReader, hdrs, web
from aiohttp.http_exceptions import HttpProcessingError
from msgspec import Struct

from handlers.materials.allowances import MOST_BYTES_TOGETHER, MOST_FILES

FORM_BYTES = 1024 * 1024
"""What a form has around its files, at most."""

_LONGEST_FIELD = 1000
_CHUNK = 64 * 1024

_BROKEN = (web.RequestPayloadError, HttpProcessingError, ConnectionError, EOFError, ValueError, LookupError)
"""What aiohttp raises for a form that is cut, bent or no form: LookupError is an unknown charset."""

_T = TypeVar("_T")

Take = Callable[[Mapping[str, str], AsyncIterator[bytes], str], Awaitable[_T]]
"""Takes one file: the fields that stood before it, its bytes as they come, its name."""


TakePart = Callable[[BodyPartReader, AsyncIterator[bytes]], Awaitable[None]]
"""Takes one part: its head, and its bytes as they come."""


class Bounds(Struct, frozen=True):
    """Of a whole form: bytes, parts, seconds (200 MB on a village's line), and seconds without a byte."""

    size: int = MOST_BYTES_TOGETHER + FORM_BYTES
    parts: int = MOST_FILES + 10
    seconds: float = 900.0
    silence: float = 30.0


BOUNDS = Bounds()


class _TooMuchError(Exception):
    """More bytes than a form may have."""


async def receive_files(request: web.Request, take: Take[_T], *, bounds: Bounds = BOUNDS) -> list[_T] | HTTPStatus:
    """Take every file of a form in its order, or return the status to refuse the form with.

    Files that were taken before the form broke off stay taken.
    """
    fields: dict[str, str] = {}
    taken: list[_T] = []

    async def take_part(part: BodyPartReader, chunks: AsyncIterator[bytes]) -> None:
        if part.filename is None:
            fields[part.name or ""] = await read_field(chunks, _LONGEST_FIELD)
        elif part.filename:  # a chooser that was left empty sends a file without a name
            taken.append(await take(fields, chunks, part.filename))

    refused = await receive_parts(request, take_part, bounds=bounds)
    return taken if refused is None else refused


async def receive_parts(request: web.Request, take: TakePart, *, bounds: Bounds) -> HTTPStatus | None:
    """Take every part of a form as it comes, or return the status to refuse the form with."""
    if (request.content_length or 0) > bounds.size:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    # No browser packs a form, and what it says of its length would be that of the packed one.
    if request.content_type != "multipart/form-data" or hdrs.CONTENT_ENCODING in request.headers:
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    try:
        async with asyncio.timeout(bounds.seconds):
            await _take_parts(request, take, bounds)
    except TimeoutError:
        return HTTPStatus.REQUEST_TIMEOUT
    except _TooMuchError:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    except _BROKEN:
        return HTTPStatus.BAD_REQUEST
    return None


async def _take_parts(request: web.Request, take: TakePart, bounds: Bounds) -> None:
    counted = _Counted(bounds)
    reader = await request.multipart()
    for _number in range(bounds.parts):
        part = await reader.next()
        if part is None:
            return
        if not isinstance(part, BodyPartReader) or hdrs.CONTENT_TRANSFER_ENCODING in part.headers:
            raise ValueError("no browser sends that")
        chunks = counted.chunks(part)
        await take(part, chunks)
        async for _ in chunks:  # the rest of a file that was refused half-way
            pass
    raise _TooMuchError


async def read_field(chunks: AsyncIterator[bytes], longest: int) -> str:
    """The words of a part, stripped. More than `longest` bytes end the form."""
    value = bytearray()
    async for chunk in chunks:
        value += chunk
        if len(value) > longest:
            raise _TooMuchError
    return value.decode("utf-8", "replace").replace("\0", "").strip()


class _Counted:
    """Counts the bytes of all parts together."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._bytes = 0

    async def chunks(self, part: BodyPartReader) -> AsyncIterator[bytes]:
        """The part's bytes, never waiting long for the next."""
        while True:
            async with asyncio.timeout(self._bounds.silence):
                chunk = await part.read_chunk(_CHUNK)
            if not chunk:
                return
            self._bytes += len(chunk)
            if self._bytes > self._bounds.size:
                raise _TooMuchError
            yield chunk
