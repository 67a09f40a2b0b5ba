"""Files that people handed in, on their way out: an original is only ever saved, a viewing copy only looked at."""

from __future__ import annotations

from urllib.parse import quote

from aiohttp import web

_SEALED_OFF = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""Whatever a browser takes a file for, nothing in it runs or fetches."""

_COPY = "image/jpeg"
"""What `handlers.materials.pictures` makes."""


def original(content: bytes, *, name: str, media_type: str) -> web.Response:
    """An original, to be saved under its sender's name."""
    return _sent(content, media_type, saved_as(name))


def saved_as(name: str) -> dict[str, str]:
    """The headers by which a browser saves what comes, under this name, and shows and keeps nothing of it."""
    ending = name.rpartition(".")[2]
    plain = f"material.{ending}" if ending.isascii() and ending.isalnum() else "material"
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return {
        "Content-Disposition": disposition,
        "Cache-Control": "no-store",
        "Content-Security-Policy": _SEALED_OFF,
    }


def viewing_copy(content: bytes) -> web.Response:
    """The copy of a picture that was made here."""
    return _sent(content, _COPY, {"Content-Disposition": "inline"})


def _sent(content: bytes, media_type: str, headers: dict[str, str]) -> web.Response:
    kept = {"Cache-Control": "no-store", "Content-Security-Policy": _SEALED_OFF}
    return web.Response(body=content, content_type=media_type, headers=headers | kept)
