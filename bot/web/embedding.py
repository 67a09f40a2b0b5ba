"""The chat in another site's frame: which sites may show it, and the script that puts it there (`/embed.js`)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

import structlog
from aiohttp import web

from bot.web.pages import Pages

_ORIGIN = re.compile(r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?")
_DEFAULT_PORT = re.compile(r"(?<=^https://)(.*):443$|(?<=^http://)(.*):80$")
_HOUR = 60 * 60

_LOG = structlog.get_logger(__name__)


def plain_origins(values: Iterable[str]) -> tuple[str, ...]:
    """Keep what is an origin; anything else in the policy's header could open it to everybody."""
    kept = []
    for value in values:
        if _ORIGIN.fullmatch(value):
            kept.append(value)
        else:
            _LOG.warning("embedding site left out", value=value, hint="must be https://HOST or https://HOST:PORT")
    return tuple(kept)


def routes(*, pages: Pages, origins: tuple[str, ...]) -> list[web.RouteDef]:
    """Give the door of the script. It holds nothing but what the policy's header says to everybody."""
    script = pages.text("embed.js", origins=[_as_browsers_say(origin) for origin in plain_origins(origins)])
    tag = f'"{hashlib.sha256(script.encode()).hexdigest()[:32]}"'
    headers = {"Cache-Control": f"public, max-age={_HOUR}", "ETag": tag}

    async def embed(request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers=headers)
        return web.Response(text=script, content_type="text/javascript", charset="utf-8", headers=headers)

    return [web.get("/embed.js", embed)]


def _as_browsers_say(origin: str) -> str:
    """Lower case and without the default port, as `location.origin` has it."""
    return _DEFAULT_PORT.sub(r"\1\2", origin.lower())
