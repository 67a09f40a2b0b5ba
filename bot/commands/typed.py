"""Lines of standard input, read beside the loop; a reader that still waits never holds up the end."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from os import read
from threading import Thread

_CHUNK = 65536


async def typed_lines() -> AsyncIterator[str]:
    """Every line that is not blank, without its end; bytes that are not UTF-8 become replacement characters."""
    if sys.stdin is None:  # closed by whoever started us
        return
    first = True
    async for line in _lines(sys.stdin.fileno()):
        text = line.decode("utf-8-sig" if first else "utf-8", errors="replace").rstrip("\r")
        first = False
        if text.strip():
            yield text


async def _lines(source: int) -> AsyncIterator[bytes]:
    pending = bytearray()
    while chunk := await _chunk(source):
        *complete, rest = chunk.split(b"\n")
        for line in complete:
            yield bytes(pending) + line
            pending.clear()
        pending += rest
    if pending:
        yield bytes(pending)


async def _chunk(source: int) -> bytes:
    """What has come, or nothing at the end.

    A daemon thread and `os.read`: the loop's own threads are awaited when it closes, which would hold Ctrl-C up
    until Enter, and a thread within `sys.stdin` holds a lock that the interpreter wants at its end.
    """
    loop = asyncio.get_running_loop()
    arrived: asyncio.Future[bytes] = loop.create_future()

    def hand_over(chunk: bytes) -> None:
        if not arrived.done():
            arrived.set_result(chunk)

    def wait() -> None:
        chunk = b""
        with suppress(OSError):  # a terminal that was hung up is an end as well
            chunk = read(source, _CHUNK)
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(hand_over, chunk)

    Thread(target=wait, name="typed", daemon=True).start()
    return await arrived
