"""Objects that a PDF packs into streams: looked for in the bytes as well, whatever the table of objects says."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_NAME = re.compile(rb"/(?:O|#4[Ff])(?:b|#62)(?:j|#6[Aa])(?:S|#53)(?:t|#74)(?:m|#6[Dd])(?![0-9A-Za-z])")
_BEGINNING = re.compile(rb"stream\r?\n")
_NEAR = 4096
"""Bytes of a stream's own entries, at most, behind the one that says what it is."""

_MOST = 64 * 1024 * 1024


def unlisted_lists(content: bytes, listed: int, *, is_encrypted: bool) -> Iterator[bytes | None]:
    """What lies in streams of objects, where the bytes have more of them than the table lists; None is unreadable.

    A reader that finds a table broken looks for these by itself, and each finds other tables broken.
    """
    marks = [found.end() for found in _NAME.finditer(content)]
    if len(marks) <= listed:
        return
    left = _MOST
    for place in marks:
        begin = _BEGINNING.search(content, place, place + _NEAR)
        if begin is None:
            continue
        packed = None if is_encrypted else _opened(content, begin.end(), left)
        left -= len(packed or b"")
        yield packed if left > 0 else None


def _opened(content: bytes, begin: int, most: int) -> bytes | None:
    try:
        return zlib.decompressobj().decompress(memoryview(content)[begin:], most)
    except zlib.error:
        return None
