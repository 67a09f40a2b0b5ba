"""A form with files that is held in memory only: nothing of it comes to a disk before it is sealed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

from aiohttp import BodyPartReader, web
from msgspec.structs import replace

from bot.web.public.receiving import FORM_BYTES, Bounds, read_field, receive_parts
from bot.web.public.report.memory_budget import MemoryBudget
from handlers.sealed.packing import MOST_BYTES

MOST_FILES = 10
LONGEST_FIELD = 64 * 1024
"""Bytes of one field: some 20,000 characters."""

BOUNDS = Bounds(size=MOST_BYTES + FORM_BYTES, parts=MOST_FILES + 20, seconds=300.0)

SMALL = 256 * 1024
"""Bytes of a form without files, or with a tiny one: it waits for no other. Words never come to more."""

_AT_ONCE = 64 * 1024 * 1024
"""Bytes of larger forms at a time. What is made of one takes some six times its size."""

_WAIT = 60.0


MOST_SENT = 128 * 1024 * 1024
"""Bytes that are read past so that the words of too large a form come back to whoever chose too many photos."""

Reserve = Callable[[], Awaitable[bool]]
"""Sets memory aside for the files of a form; False where none came free."""


@dataclass(frozen=True, slots=True, repr=False)
class SentForm:
    """What a form holds. It has no `repr` in which a log would show it.

    `cut` is why it did not come whole: then no file is in it, and of its words those that came.
    """

    fields: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    cut: HTTPStatus | None = None

    @property
    def had_files(self) -> bool:
        """Whether files were chosen, which no form brings back."""
        return bool(self.files) or self.cut is not None

    def one(self, name: str) -> str:
        """The field's value; empty where there is none."""
        return next((value for key, value in self.fields if key == name), "")

    def all(self, name: str) -> frozenset[str]:
        """Every value of a field that may be chosen several times."""
        return frozenset(value for key, value in self.fields if key == name)


async def receive_form(request: web.Request, reserve: Reserve | None = None) -> SentForm:
    """Read a form (multipart/form-data) into memory. Memory for its files is set aside when the first comes."""
    form = _Coming(request, reserve)
    refused = await receive_parts(request, form.take, bounds=replace(BOUNDS, size=MOST_SENT))
    cut = form.cut or refused
    return SentForm(tuple(form.fields), () if cut else tuple(form.files), cut)


class _Coming:
    """A form part by part. Files that cannot be held are read past: words may stand behind them."""

    def __init__(self, request: web.Request, reserve: Reserve | None) -> None:
        self.fields: list[tuple[str, str]] = []
        self.files: list[tuple[str, bytes]] = []
        self.cut: HTTPStatus | None = None
        self._room = reserve
        self._size = self._said = 0
        if (request.content_length or 0) > BOUNDS.size:
            self._drop(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

    async def take(self, part: BodyPartReader, chunks: AsyncIterator[bytes]) -> None:
        """Take one part."""
        if part.filename is None:
            words = await read_field(chunks, min(LONGEST_FIELD, SMALL - self._said))
            self._said += len(words.encode())
            self.fields.append((part.name or "", words.replace("\r\n", "\n")))
        elif part.filename:  # a chooser that was left empty sends a file without a name
            await self._take_file(_readable(part.filename), chunks)

    async def _take_file(self, name: str, chunks: AsyncIterator[bytes]) -> None:
        reserve, self._room = self._room, None
        if self.cut is None and reserve is not None and not await reserve():
            self._drop(HTTPStatus.SERVICE_UNAVAILABLE)
        content = bytearray()
        async for chunk in chunks:
            self._size += len(chunk)
            if self._size > BOUNDS.size:
                self._drop(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            content += chunk if self.cut is None else b""
        if self.cut is None:
            self.files.append((name, bytes(content)))

    def _drop(self, why: HTTPStatus) -> None:
        self.cut = self.cut or why
        self.files.clear()


def _readable(name: str) -> str:
    """A name without what cannot be written, or misleads: bytes of no text, marks of direction."""
    return "".join(filter(str.isprintable, name)) or "?"


def new_budget() -> MemoryBudget:
    """The memory of all large forms of a process together."""
    return MemoryBudget(_AT_ONCE, seconds=_WAIT)


def size_of(request: web.Request) -> int:
    """Bytes of memory for a form with files: none for a small one, the most where it tells no size."""
    length = request.content_length
    if length is None:
        return BOUNDS.size
    return length if length > SMALL else 0
