"""How large the streams of a PDF become when they are unpacked: counted piece by piece, and never kept."""

from __future__ import annotations

import zlib

from pypdf.generic import ArrayObject, NameObject, StreamObject

_MOST_WORDS = 64 * 1024 * 1024
"""Bytes of one stream that is no picture: a page's drawing, a font, a packed list of objects."""

_MOST_PICTURE = 400 * 1024 * 1024
"""Bytes of one picture: A3 in colour, scanned at 600 dots an inch, is 209 million."""

_MOST_WORDS_TOGETHER = 256 * 1024 * 1024
_MOST_TOGETHER = 1536 * 1024 * 1024
_CHUNK = 1024 * 1024

_DEFLATED = frozenset({"/FlateDecode", "/Fl"})
_SWELLING = _DEFLATED | {"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}


class Unpacking:
    """Adds the streams of one PDF up."""

    def __init__(self) -> None:
        self._words = 0
        self._whole = 0

    def is_bomb(self, stream: StreamObject) -> bool:
        """Whether with this stream it is too much, or is packed twice over, as no program packs."""
        filters = _filters(stream)
        if sum(name in _SWELLING for name in filters) > 1:
            return True
        if not filters or filters[0] not in _DEFLATED:
            return False
        is_picture = stream.get("/Subtype") == "/Image"
        most = _MOST_PICTURE if is_picture else _MOST_WORDS
        size = _unpacked(stream._data, most)  # noqa: SLF001 -- its public door unpacks all of it at once
        self._whole += size
        self._words += 0 if is_picture else size
        return size > most or self._words > _MOST_WORDS_TOGETHER or self._whole > _MOST_TOGETHER


def _filters(stream: StreamObject) -> list[str]:
    found = stream.get("/Filter")
    found = found.get_object() if found is not None else None
    listed = found if isinstance(found, ArrayObject) else [found]
    return [str(name) for name in listed if isinstance(name, NameObject)]


def _unpacked(content: bytes, most: int) -> int:
    """The size that it unpacks to, or a little more than `most`; what is broken ends where it breaks."""
    opened, size, left = zlib.decompressobj(), 0, content
    try:
        while left and not opened.eof and size <= most:
            size += len(opened.decompress(left, _CHUNK))
            left = opened.unconsumed_tail
    except zlib.error:
        pass
    return size
